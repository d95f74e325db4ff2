"""Events after a solve: each answer against the changed snapshot, every bound against the judge that tries every plan."""

import random
from pathlib import Path

import pytest
from drawn_events import answers, draw_event, faults_of_bounds, faults_of_plan
from random_folders import add_pins_and_previous, draw_tables

from releve.exchange import read_folder_or_raise
from releve.model import Snapshot, SolveStatus
from releve.planning import brute_force, build_problem, solve
from releve.planning.listing import list_problem, solve_listing
from releve.planning.replanning import EventRefusedError, Replanner, region
from releve.synthesis import Knob, Size, synthesise_register

FOLDERS, SOAKED_FOLDERS = 12, 400
TIGHT_FOLDERS, SOAKED_TIGHT_FOLDERS = 2, 60
EVENTS = 4


def folder(at: Path, seed: int, *, tight: bool) -> Snapshot | None:
    """Return a random folder with pins and a previous plan; None where its pins cannot hold together."""
    rng = random.Random(f"folder {seed}")  # noqa: S311 - draws test data
    n_officers, n_posts = (rng.randint(40, 80), rng.randint(14, 26)) if tight else (rng.randint(5, 10), rng.randint(2, 6))
    tables = draw_tables(seed, n_officers=n_officers, n_posts=n_posts, tight=tight)
    problem, _ = build_problem(read_folder_or_raise(tables.write(at / f"{seed}-unpinned")).snapshot)
    pairs = problem.pairs
    named = [(problem.officer_id[i], problem.post_id[j]) for i, j in zip(pairs.officer_idx, pairs.post_idx, strict=True)]
    add_pins_and_previous(tables, seed, named)
    snapshot = read_folder_or_raise(tables.write(at / f"{seed}")).snapshot
    return None if any(found.is_error for found in build_problem(snapshot)[1]) else snapshot


def replanner_of(snapshot: Snapshot) -> Replanner:
    problem, _ = build_problem(snapshot)
    return Replanner.from_problem(snapshot, problem, solve(problem))


def faults_against_every_plan(tmp_path: Path, seeds: range) -> tuple[dict[tuple[int, int], list[str]], list[bool]]:
    """Return the faults by folder and event, and whether each answer was the best plan."""
    faults, is_best = {}, []
    for seed in seeds:
        snapshot = folder(tmp_path, seed, tight=False)
        for n, answer in enumerate([] if snapshot is None else answers(random.Random(seed), replanner_of(snapshot), EVENTS)):  # noqa: S311
            best = brute_force(build_problem(answer.replanner.changed_snapshot())[0])
            found = [*faults_of_plan(answer), *faults_of_bounds(answer, best)]
            is_best.append(answer.objective == best)
            if found:
                faults[seed, n] = found
    return faults, is_best


def faults_of_chains(tmp_path: Path, seeds: range) -> tuple[dict[tuple[int, int], list[str]], list[bool]]:
    """Return the same of tight folders too large for the judge; the engine itself says what the best plan is worth."""
    faults, is_best = {}, []
    for seed in seeds:
        snapshot = folder(tmp_path, 1000 + seed, tight=True)
        for n, answer in enumerate([] if snapshot is None else answers(random.Random(seed), replanner_of(snapshot), EVENTS)):  # noqa: S311
            best = solve(build_problem(answer.replanner.changed_snapshot())[0])
            assert best.status is SolveStatus.OPTIMAL
            found = [*faults_of_plan(answer), *faults_of_bounds(answer, best.objective)]
            is_best.append(answer.objective == best.objective)
            if found:
                faults[seed, n] = found
    return faults, is_best


def test_answers_are_feasible_and_bounded_by_what_the_judge_finds(tmp_path: Path) -> None:
    faults, is_best = faults_against_every_plan(tmp_path, range(FOLDERS))

    assert faults == {}
    assert len(is_best) > 2 * FOLDERS
    assert sum(is_best) == len(is_best)


@pytest.mark.soak
def test_many_answers_are_feasible_and_bounded_by_what_the_judge_finds(tmp_path: Path) -> None:
    faults, is_best = faults_against_every_plan(tmp_path, range(FOLDERS, SOAKED_FOLDERS))

    assert faults == {}
    assert sum(is_best) >= 0.99 * len(is_best)
    assert len(is_best) > 2 * SOAKED_FOLDERS


def test_chains_through_some_lines_are_feasible_and_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "ALL_LINES", 6)

    faults, is_best = faults_of_chains(tmp_path, range(TIGHT_FOLDERS))

    assert faults == {}
    assert len(is_best) >= TIGHT_FOLDERS


@pytest.mark.soak
@pytest.mark.parametrize("all_lines", [6, region.ALL_LINES])
def test_chains_find_most_of_the_best_plans(all_lines: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(region, "ALL_LINES", all_lines)

    faults, is_best = faults_of_chains(tmp_path, range(SOAKED_TIGHT_FOLDERS))

    assert faults == {}
    assert sum(is_best) >= (0.6 if all_lines == 6 else 0.95) * len(is_best)
    assert len(is_best) > 2 * SOAKED_TIGHT_FOLDERS


def listed_and_proven(knob: Knob, n_events: int) -> list[tuple[list[str], bool]]:
    """Return the faults of events on a listed register of size S, and whether its own proof is worth what a solve from scratch is."""
    listing, result = solve_listing(list_problem(synthesise_register(Size.S, seed=5, knob=knob)))
    rng, found = random.Random(knob.value), []  # noqa: S311
    for answer in answers(rng, Replanner.from_listing(listing, result), n_events):
        _, proof = answer.replanner.prove()
        scratch = solve(build_problem(answer.replanner.changed_snapshot())[0])
        faults = [*faults_of_plan(answer), *faults_of_bounds(answer, scratch.objective)]
        found.append((faults, (proof.status, proof.objective) == (SolveStatus.OPTIMAL, scratch.objective)))
    return found


def test_after_the_proof_the_value_is_that_of_a_solve_from_scratch() -> None:
    assert listed_and_proven(Knob.PLAIN, 1) == [([], True)]


@pytest.mark.soak
@pytest.mark.parametrize("knob", list(Knob))
def test_after_many_proofs_the_value_is_that_of_a_solve_from_scratch(knob: Knob) -> None:
    found = listed_and_proven(knob, 12)

    assert [one for one in found if one != ([], True)] == []
    assert len(found) >= 6


def test_the_same_question_has_the_same_answer_and_leaves_the_plan_alone(tmp_path: Path) -> None:
    snapshot = folder(tmp_path, 7, tight=False)
    assert snapshot is not None
    replanner = replanner_of(snapshot)
    for array in (*vars(replanner.state).values(), *vars(replanner.state.lines).values()):
        if hasattr(array, "flags"):
            array.flags.writeable = False
    before = replanner.assignments
    rng = random.Random(3)  # noqa: S311
    told = []
    for _ in range(12):
        event = draw_event(rng, replanner)
        for _ in range(2):
            try:
                answer = replanner.answer(event)
                told.append((answer.objective, answer.bound, answer.moves))
            except EventRefusedError as error:
                told.append(error.data["reason"])

    assert told[::2] == told[1::2]
    assert replanner.assignments == before
