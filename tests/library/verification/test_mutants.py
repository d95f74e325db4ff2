"""A plan, a certificate or an input altered by hand is refused, whichever way it was altered; what still is a proof is not."""

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from certifying import Row, certified_plan
from drawn_folders import drawn_folder
from mutations import MUTATIONS, Case

from checks.plan_checker import Folder
from releve.errors import InputError
from releve.verification import verify_plan

SEEDS = (0, 2, 4, 5, 6, 12, 34, 44)
"""Folders to alter; the programs of 4, 34 and 44 end in fractions, so that their certificates have several leaves."""
N_KINDS = 55
ROUNDS, MORE_ROUNDS = 4, 18
TRIES = 30


@dataclass(frozen=True)
class Sound:
    """A folder, its plan and its certificate as they were made."""

    folder: Folder
    out: Path
    rows: list[Row]

    def copied(self, at: Path) -> Case:
        shutil.copytree(self.folder.path, at / "inputs")
        shutil.copytree(self.out, at / "out")
        return Case(out=at / "out", inputs=at / "inputs", folder=self.folder, rows=self.rows)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Sound]:
    home = tmp_path_factory.mktemp("sound")
    folders = [drawn_folder(seed, home) for seed in SEEDS]
    return [Sound(folder, home / f"out-{k}", certified_plan(folder.path, home / f"out-{k}")) for k, folder in enumerate(folders)]


def is_refused(case: Case) -> bool:
    try:
        return bool(verify_plan(case.out, case.inputs).problems)
    except InputError:
        return True


def outcomes(name: str, rounds: range, sound: list[Sound], tmp_path: Path) -> list[tuple[int, bool, bool]]:
    """Return for each mutant its round, whether it must be refused, and whether it was."""
    found = []
    for n in rounds:
        rng = random.Random(f"{name} {n}")  # noqa: S311 - draws what to alter
        for attempt in range(TRIES):
            case = rng.choice(sound).copied(tmp_path / f"{n}-{attempt}")
            expected = MUTATIONS[name](rng, case)
            if expected is not None:
                found.append((n, expected, is_refused(case)))
                break
    assert len(found) == len(rounds)
    return found


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_was_altered_by_hand_is_refused(name: str, sound: list[Sound], tmp_path: Path) -> None:
    found = outcomes(name, range(ROUNDS), sound, tmp_path)

    assert [n for n, expected, refused in found if expected != refused] == []


@pytest.mark.soak
@pytest.mark.parametrize("name", MUTATIONS)
def test_many_more_that_were_altered_by_hand_are_refused(name: str, sound: list[Sound], tmp_path: Path) -> None:
    found = outcomes(name, range(ROUNDS, ROUNDS + MORE_ROUNDS), sound, tmp_path)

    assert [n for n, expected, refused in found if expected != refused] == []


def test_the_engine_has_enough_kinds_and_its_folders_enough_features(sound: list[Sound]) -> None:
    kinds = Counter(row[2] for of in sound for row in of.rows)

    assert len(MUTATIONS) >= N_KINDS
    assert (ROUNDS + MORE_ROUNDS) * len(MUTATIONS) >= 1000
    assert set(kinds) == {"scale", "officer", "post", "national_cap", "women_target", "level", "branch"}
    assert [of.out for of in sound if is_refused(Case(out=of.out, inputs=of.folder.path, folder=of.folder, rows=of.rows))] == []


def test_prices_are_changed_both_ways_with_and_without_harm(sound: list[Sound], tmp_path: Path) -> None:
    found = [outcomes(name, range(8), sound, tmp_path / name) for name in ("price_nudged", "price_lowered", "price_raised")]

    assert {refused for rounds in found for _, _, refused in rounds} == {True, False}
