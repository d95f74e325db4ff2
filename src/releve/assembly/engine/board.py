"""What the loops read and write: one array of whole numbers, or one list, and where each table begins."""

from __future__ import annotations

from itertools import accumulate
from typing import Final, NamedTuple

from releve.assembly.engine.compiled import Numbers
from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem
from releve.assembly.records import Request

LOST_WEIGHTS: Final = (12, 60, 240)
"""Energy of a request of priority 3, 2, 1 without a meeting; a break weighs 1, and one meeting never costs a dozen."""
MUST_WEIGHT: Final = 1200
"""Energy of a `must` request without a meeting, on top."""
LOG_STEPS: Final = 1024
"""Room for the steps of one move: a chain and its new starts take less than a hundred."""
QUEUE_SIZE: Final = 16
"""Room for the meetings of one chain; no chain holds more than twelve."""
NAMED_BREAK_WEIGHT: Final = 6
"""Energy of a break where rooms are named and a change of room weighs 1; all other weights grow alike."""
MOVED_WEIGHT: Final = 6
"""Energy of a meeting that starts elsewhere than before."""
RANK_BASE: Final = 1 << 13
"""Levels are packed into one number: no assembly holds as many requests."""
BREAK_BASE: Final = 1 << 24
"""Moved meetings stand above breaks by this factor."""


class Layout(NamedTuple):
    """
    Sizes, and where each table begins in the one array of cells that the loops read and write.

    One array and plain numbers pass from loop to loop for nothing; forty arrays do not.
    Unchanging tables. By slot: ``first``, ``last`` of its day. By delegation and slot (row after row): ``rank``, how many
    usable slots of the delegation lie before. By delegation: ``parallel``. By request: ``side_a``, ``side_b``, ``length``,
    ``is_fixed``, ``fixed_room``, ``previous``, ``lost_weight``, ``lost_level`` (what its lack adds to the packed levels),
    ``interpreted``; by request and slot ``allowed``. Lists with their pointers: ``starts``, ``mine`` (requests of a
    delegation), ``earlier`` and ``later`` (order), ``talkers``.

    Changing tables. ``start`` is -1 without a meeting. ``seat`` (delegation, slot): the meeting + 1 for a delegation that
    holds one at a time, how many for the others. ``load``: meetings by slot. ``talk`` and ``room_use`` (interpreter or
    room, slot): the meeting + 1, -1 when away. ``energy``, ``lost_sum`` (packed levels of lost requests), ``low_sum``
    (packed moved and breaks) and ``n_lost`` describe the board. ``log`` and ``log_size``: what the present move has done,
    five numbers a step. ``queue`` and ``target``: what it still has to do. ``best`` and what begins with it: the best
    timetable met. ``random``: the state of the generator.
    """

    n_slots: int
    n_requests: int
    n_rooms: int
    gap: int
    named_rooms: int
    break_weight: int
    first: int
    last: int
    rank: int
    parallel: int
    side_a: int
    side_b: int
    length: int
    is_fixed: int
    fixed_room: int
    previous: int
    lost_weight: int
    lost_level: int
    allowed: int
    starts_at: int
    starts: int
    mine_at: int
    mine: int
    earlier_at: int
    earlier: int
    later_at: int
    later: int
    interpreted: int
    talkers_at: int
    talkers: int
    start: int
    seat: int
    load: int
    talker: int
    talk: int
    room: int
    room_use: int
    energy: int
    lost_sum: int
    low_sum: int
    n_lost: int
    changes: int
    log: int
    log_size: int
    queue: int
    target: int
    best: int
    best_talker: int
    best_room: int
    best_lost: int
    best_low: int
    best_changes: int
    random: int


def lay_board(problem: AssemblyProblem, *, seed: int, are_rooms_named: bool) -> tuple[list[int], Layout]:
    """Return the cells of a problem with an empty board, no meeting placed, and their layout."""
    weight = NAMED_BREAK_WEIGHT if are_rooms_named else 1
    tables = _fixed_tables(problem, weight) | _moving_tables(problem, seed, weight, are_rooms_named=are_rooms_named)
    places = accumulate(map(len, tables.values()), initial=0)
    layout = Layout(
        n_slots=problem.n_slots,
        n_requests=len(problem.requests),
        n_rooms=problem.n_rooms,
        gap=problem.gap,
        named_rooms=int(are_rooms_named),
        break_weight=weight,
        **dict(zip(tables, places, strict=False)),
    )
    return [value for table in tables.values() for value in table], layout


def _fixed_tables(problem: AssemblyProblem, weight: int) -> dict[str, list[int]]:
    """Return the tables that stay as they are."""
    n_slots, n_requests = problem.n_slots, len(problem.requests)
    allowed = [0] * (n_requests * n_slots)
    for request, starts in enumerate(problem.starts):
        for slot in starts:
            allowed[request * n_slots + slot] = 1
    earlier: list[list[int]] = [[] for _ in range(n_requests)]
    later: list[list[int]] = [[] for _ in range(n_requests)]
    for before, after in problem.order:
        later[before].append(after)
        earlier[after].append(before)
    requests = problem.requests
    tables = {
        "first": list(problem.grid.first),
        "last": list(problem.grid.last),
        "rank": [before for flags in problem.usable for before in list(accumulate(map(int, flags), initial=0))[:n_slots]],
        "parallel": list(problem.parallel),
        "side_a": [one for one, _ in problem.sides],
        "side_b": [other for _, other in problem.sides],
        "length": [request.slots for request in requests],
        "is_fixed": [int(start is not None) for start in problem.fixed_start],
        "fixed_room": [-1 if room is None else room for room in problem.fixed_room],
        "previous": list(problem.previous),
        "lost_weight": [weight * (LOST_WEIGHTS[3 - request.priority] + MUST_WEIGHT * request.must) for request in requests],
        "lost_level": [lost_level(request) for request in requests],
        "allowed": allowed,
        "interpreted": [int(heard is not None) for heard in problem.talkers],
    }
    lists = {
        "starts": problem.starts,
        "mine": problem.by_delegation,
        "earlier": earlier,
        "later": later,
        "talkers": [heard or () for heard in problem.talkers],
    }
    for name, rows in lists.items():
        tables[f"{name}_at"] = list(accumulate(map(len, rows), initial=0))
        tables[name] = [value for row in rows for value in row]
    return tables


def _moving_tables(problem: AssemblyProblem, seed: int, weight: int, *, are_rooms_named: bool) -> dict[str, list[int]]:
    """Return the tables of an empty board."""
    n_slots, n_requests = problem.n_slots, len(problem.requests)
    weights = [LOST_WEIGHTS[3 - request.priority] + MUST_WEIGHT * request.must for request in problem.requests]
    levels = [lost_level(request) for request in problem.requests]
    n_before = sum(slot != NO_PREVIOUS for slot in problem.previous)
    nobody = [-1] * n_requests
    return {
        "start": nobody,
        "seat": [0] * (len(problem.parallel) * n_slots),
        "load": [0] * n_slots,
        "talker": nobody,
        "talk": [0 if here else -1 for present in problem.present for here in present],
        "room": nobody,
        "room_use": [0] * (problem.n_rooms * n_slots if are_rooms_named else 0),
        "energy": [weight * (sum(weights) + MOVED_WEIGHT * n_before)],
        "lost_sum": [sum(levels)],
        "low_sum": [BREAK_BASE * n_before],
        "n_lost": [n_requests],
        "changes": [0],
        "log": [0] * (5 * LOG_STEPS),
        "log_size": [0],
        "queue": [0] * QUEUE_SIZE,
        "target": [0] * QUEUE_SIZE,
        "best": nobody,
        "best_talker": nobody,
        "best_room": nobody,
        "best_lost": [sum(levels) + 1],
        "best_low": [0],
        "best_changes": [0],
        "random": [seed % 2147483645 + 1],
    }


def lost_level(request: Request) -> int:
    """Return what the lack of a meeting adds to the packed levels: must above priority 1, 2 and 3."""
    return int(RANK_BASE ** (3 - request.priority) + RANK_BASE**3 * request.must)


def read_table(cells: Numbers, begin: int, size: int) -> list[int]:
    """Return a table of the cells as Python's own numbers."""
    return [int(value) for value in cells[begin : begin + size]]
