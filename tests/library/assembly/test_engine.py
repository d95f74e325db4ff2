"""The engine on random assemblies: what it answers keeps every hard constraint, says what it reaches, and is the same twice."""

from dataclasses import replace

import pytest
from tests.library.assembly.enumerated_timetables import best_objective
from tests.library.assembly.random_assemblies import OPENS_AT, random_folder

from releve.assembly import plan_timetable
from releve.assembly.check import violations
from releve.assembly.count import count_objective
from releve.assembly.engine.board import lay_board
from releve.assembly.engine.chances import list_chances
from releve.assembly.engine.compiled import numbers
from releve.assembly.engine.first import place_first
from releve.assembly.engine.loops import find_loops
from releve.assembly.engine.search import plan_moves
from releve.assembly.problem import build_problem
from releve.assembly.records import AssemblyFolder, Delegation, FixedMeeting, Interpreter, Request
from releve.assembly.timetable import Timetable, TimetableStatus


def check(folder: AssemblyFolder, timetable: Timetable) -> None:
    assert violations(folder, timetable) == ()
    assert count_objective(folder, timetable.meetings) == timetable.objective
    value, bound = timetable.objective, timetable.bound
    assert value.must <= bound.must
    assert all(placed <= most for placed, most in zip(value.placed, bound.placed, strict=True)) or value.must < bound.must
    assert value.moved >= bound.moved


@pytest.mark.parametrize("seed", range(12))
def test_timetable_keeps_every_hard_constraint(seed: int) -> None:
    folder = random_folder(seed, n_delegations=8, n_requests=20, n_days=2, slots_a_day=8)

    timetable = plan_timetable(folder, time_limit_s=0.1)

    check(folder, timetable)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200))
def test_timetable_of_a_larger_assembly_keeps_every_hard_constraint(seed: int) -> None:
    folder = random_folder(seed, n_delegations=20, n_requests=90, n_days=3, slots_a_day=12)

    timetable = plan_timetable(folder, time_limit_s=0.5)

    check(folder, timetable)


def test_same_folder_gives_the_same_timetable() -> None:
    folder = random_folder(3, n_delegations=8, n_requests=16, n_days=2, slots_a_day=6)

    first, second = plan_timetable(folder), plan_timetable(folder)

    assert first == second


def test_other_seed_gives_a_timetable_that_keeps_the_constraints_too() -> None:
    folder = random_folder(4, n_delegations=8, n_requests=16, n_days=2, slots_a_day=6)

    timetable = plan_timetable(folder, seed=7, time_limit_s=0.1)

    check(folder, timetable)


def test_number_of_moves_depends_on_size_and_limit_alone() -> None:
    assert plan_moves(2000, None) == 5_000_000
    assert plan_moves(2000, 1.0) == 600_000
    assert plan_moves(10, 60.0) == 200_000
    assert plan_moves(10, 0.0) == 2000


def test_a_stop_that_is_asked_for_at_once_still_gives_a_timetable() -> None:
    folder = random_folder(5, n_delegations=8, n_requests=20, n_days=2, slots_a_day=8)

    timetable = plan_timetable(folder, stop=lambda: True)

    check(folder, timetable)
    assert len(timetable.meetings) > 0


@pytest.mark.soak
@pytest.mark.parametrize("are_rooms_named", [False, True])
def test_compiled_and_plain_loops_make_the_same_moves(*, are_rooms_named: bool) -> None:
    problem = build_problem(random_folder(6, n_delegations=12, n_requests=60, n_days=2, slots_a_day=12))
    chances = list_chances(3.0)

    boards = []
    for is_compiled in (False, True):
        cells, at = lay_board(problem, seed=1, are_rooms_named=are_rooms_named)
        loops, cells = find_loops(is_compiled=is_compiled), numbers(cells, is_compiled=is_compiled)
        place_first(problem, cells, at, loops, wished=problem.previous, is_compiled=is_compiled)
        loops.anneal(cells, at, 20_000, numbers(chances, is_compiled=is_compiled), 8)
        boards.append([int(cell) for cell in cells])

    assert boards[0] == boards[1]


@pytest.mark.parametrize("seed", range(8))
def test_small_timetable_is_the_best_of_all(seed: int) -> None:
    folder = random_folder(seed, n_delegations=4, n_requests=4, n_days=1, slots_a_day=6)

    timetable = plan_timetable(folder)

    check(folder, timetable)
    assert timetable.objective == best_objective(folder)
    assert timetable.status == TimetableStatus.OPTIMAL


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 200))
def test_another_small_timetable_is_the_best_of_all(seed: int) -> None:
    folder = random_folder(seed, n_delegations=4, n_requests=5, n_days=2, slots_a_day=4)

    timetable = plan_timetable(folder)

    check(folder, timetable)
    assert timetable.objective == best_objective(folder)
    assert timetable.bound == timetable.objective


def test_fixed_meetings_share_out_their_interpreters() -> None:
    # Taken in the order of the file, the first two would take the only interpreter of the third.
    speakers = {"FR1": "fr", "FR2": "fr", "FR3": "fr", "A": "aa", "B": "bb", "C": "cc"}
    names = ("B", "C", "A")
    folder = replace(
        random_folder(1, n_delegations=2, n_requests=0, n_days=1, slots_a_day=6),
        delegations=tuple(Delegation(delegation=name, languages=frozenset({language})) for name, language in speakers.items()),
        unavailable=(),
        requests=tuple(Request(request=name, requester=f"FR{k + 1}", counterpart=name) for k, name in enumerate(names)),
        fixed=tuple(FixedMeeting(request=name, starts_at=OPENS_AT) for name in names),
        interpreters=tuple(
            Interpreter(interpreter=name, languages=frozenset(languages))
            for name, languages in (("I1", ("fr", "aa", "bb")), ("I2", ("fr", "bb", "cc")), ("I3", ("fr", "cc")))
        ),
    )
    folder = replace(folder, assembly=replace(folder.assembly, rooms=("Room 1", "Room 2", "Room 3")))

    timetable = plan_timetable(folder)

    check(folder, timetable)
    assert [meeting.interpreter for meeting in timetable.meetings] == ["I2", "I3", "I1"]


def test_no_slot_and_no_room_give_an_empty_timetable() -> None:
    folder = random_folder(7, n_delegations=4, n_requests=6, n_days=1, slots_a_day=6)
    folder = replace(folder, fixed=(), previous=())

    for bare in (
        replace(folder, assembly=replace(folder.assembly, days=())),
        replace(folder, assembly=replace(folder.assembly, rooms=())),
        replace(folder, requests=()),
    ):
        timetable = plan_timetable(bare)

        assert timetable.meetings == ()
        assert timetable.status == TimetableStatus.OPTIMAL
