"""Rooms for meetings whose times are set: a room for each, then fewer changes of room for the delegations."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.chances import cooled, list_chances
from releve.assembly.engine.compiled import Numbers, numbers
from releve.assembly.engine.draft import days_of
from releve.assembly.engine.loops import find_loops
from releve.assembly.problem import AssemblyProblem

HOT: Final = 1.0
COLD: Final = 0.1
MOVES_A_MEETING: Final = 300
MOVES_AT_ONCE: Final = 1000


def list_neighbours(problem: AssemblyProblem, starts: tuple[int, ...]) -> list[list[int]]:
    """Return, by request, the meetings just before and after it for each side that counts changes of room."""
    neighbours: list[list[int]] = [[] for _ in starts]
    for mine in days_of(problem, starts).values():
        for one, other in pairwise(mine):
            neighbours[one].append(other)
            neighbours[other].append(one)
    return neighbours


def seat_rooms(problem: AssemblyProblem, starts: tuple[int, ...], rooms: tuple[int, ...]) -> list[int]:
    """
    Return a room for each placed meeting, -1 for the others: the given one where there is one, else near the sides' last one.

    Without given rooms, meetings are taken as they begin, so a free room is always found where no slot holds more than there are.
    """
    n_slots = problem.n_slots
    taken = [[False] * n_slots for _ in range(problem.n_rooms)]
    seated = list(rooms)
    last = [-1] * len(problem.parallel)
    placed = sorted((start, -problem.requests[request].slots, request) for request, start in enumerate(starts) if start >= 0)
    for _, _, request in placed:
        agreed = problem.fixed_room[request]
        if seated[request] < 0 and agreed is not None:
            seated[request] = agreed
        if seated[request] >= 0:
            _occupy(problem, taken, starts[request], request, seated[request])
    for start, _, request in placed:
        if seated[request] < 0:
            wished = [last[side] for side in problem.sides[request] if last[side] >= 0]
            span = range(start, start + problem.requests[request].slots)
            seated[request] = next(room for room in (*wished, *range(problem.n_rooms)) if not any(taken[room][slot] for slot in span))
            _occupy(problem, taken, start, request, seated[request])
        for side in problem.sides[request]:
            last[side] = seated[request]
    return seated


def _occupy(problem: AssemblyProblem, taken: list[list[bool]], start: int, request: int, room: int) -> None:
    for slot in range(start, start + problem.requests[request].slots):
        taken[room][slot] = True


def assign_rooms(
    problem: AssemblyProblem, starts: tuple[int, ...], rooms: tuple[int, ...], *, clock: Clock, seed: int, is_compiled: bool
) -> tuple[int, ...]:
    """
    Return rooms with few changes for meetings whose times are set.

    Parameters
    ----------
    starts, rooms
        By request, -1 without a meeting, or without a room so far.
    """
    seated = seat_rooms(problem, starts, rooms)
    neighbours = list_neighbours(problem, starts)
    cost = sum(seated[one] != seated[other] for one, mine in enumerate(neighbours) for other in mine) // 2
    if cost == 0 or problem.n_rooms < 2:  # noqa: PLR2004 - one room cannot be changed
        return tuple(seated)

    def table(values: list[int]) -> Numbers:
        return numbers(values, is_compiled=is_compiled)

    n_slots = problem.n_slots
    placed = [request for request, start in enumerate(starts) if start >= 0]
    use = [0] * (problem.n_rooms * n_slots)
    for request in placed:
        for slot in range(starts[request], starts[request] + problem.requests[request].slots):
            use[seated[request] * n_slots + slot] = request + 1
    changing, best = table(seated), seated
    best_cost = cost
    state = table([seed % 2147483645 + 1])
    exchange = find_loops(is_compiled=is_compiled).exchange_rooms
    fixed = [
        (
            table(placed),
            table(list(starts)),
            table([max(0, start + one.slots - 1) for start, one in zip(starts, problem.requests, strict=True)]),
        ),
        table([int(room is not None) for room in problem.fixed_room]),
    ]
    (meetings, begins, ends), is_fixed = fixed
    use_cells, links_at = table(use), table(list(accumulate(map(len, neighbours), initial=0)))
    links = table([other for mine in neighbours for other in mine])
    first, last = table(list(problem.grid.first)), table(list(problem.grid.last))
    planned = MOVES_A_MEETING * len(placed)
    done = 0
    while done < planned and best_cost > 0 and not clock.is_over():
        chances = table(list_chances(cooled(HOT, COLD, done / planned)))
        cost += exchange(
            meetings, begins, ends, is_fixed, changing, use_cells, links_at, links, first, last, n_slots, state, chances, MOVES_AT_ONCE
        )
        done += MOVES_AT_ONCE
        if cost < best_cost:
            best, best_cost = [int(room) for room in changing], cost
    return tuple(best)
