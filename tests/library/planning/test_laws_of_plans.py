"""What holds of every plan: one officer more never makes it worse, the order of rows and the process that runs change nothing."""

import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_folders import Row, Tables, add_pins_and_previous, draw_tables
from ways import WAYS, on_the_way, solved_by

from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.model import Snapshot
from releve.planning import Result, Standing, build_problem, explain_plan, write_plan

DIGEST = re.compile(rb"[0-9a-f]{64}")
FEW, THOUSANDS = 10, 2000
QUICK_FOLDERS, SOAK_FOLDERS = 2, 500
HERE = Path(__file__)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What a folder is drawn from."""

    seed: int
    n_officers: int
    n_posts: int
    tight: bool

    def tables(self) -> Tables:
        """Return the tables, with pins and a previous plan of pairs that may be planned."""
        tables = draw_tables(self.seed, n_officers=self.n_officers, n_posts=self.n_posts, tight=self.tight)
        problem, _ = build_problem(read(tables))
        pairs = problem.pairs
        may_be_pinned = [
            (problem.officer_id[i], problem.post_id[j])
            for i, j in zip(pairs.officer_idx.tolist(), pairs.post_idx.tolist(), strict=True)
            if problem.cap_left[problem.mission[j], problem.country[i]] > 0
        ]
        add_pins_and_previous(tables, self.seed, may_be_pinned)
        return tables


folders = st.builds(Drawn, seed=st.integers(0, 2**32), n_officers=st.integers(2, 20), n_posts=st.integers(1, 9), tight=st.booleans())
ways = st.sampled_from(WAYS)
few = settings(max_examples=FEW, suppress_health_check=list(HealthCheck))
thousands = settings(max_examples=THOUSANDS, suppress_health_check=list(HealthCheck))


def read(tables: Tables) -> Snapshot:
    with tempfile.TemporaryDirectory() as home:
        return read_folder_or_raise(tables.write(Path(home) / "folder")).snapshot


def value_of(snapshot: Snapshot, way: str) -> tuple[int, ...]:
    with on_the_way(way):
        result = solved_by(way, snapshot)
    assert result.objective == result.bound
    return result.objective.compare_key()


def files_of(snapshot: Snapshot, way: str, *, seed: int = 0) -> tuple[Result, dict[str, bytes]]:
    """Return a plan and the files that it is written as, without what speaks of the rows of the inputs: digests, numbers of rows."""
    problem, problems = build_problem(snapshot)
    with on_the_way(way):
        result = solved_by(way, snapshot, problem=problem, seed=seed)
    standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=seed)
    with tempfile.TemporaryDirectory() as home:
        out = Path(home) / "out"
        write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=problems, run={}, extra_files={})
        plan = out / "plan.json"
        plan.write_bytes(DIGEST.sub(b"", json.dumps({**json.loads(plan.read_bytes()), "digests": {}}).encode()))
        with (out / "warnings.csv").open(encoding="utf-8", newline="") as stream:
            warnings = sorted(sorted({**row, "row": ""}.items()) for row in csv.DictReader(stream))
        found = {path.name: path.read_bytes() for path in out.iterdir() if path.name != "run.json"}
        return result, {**found, "warnings.csv": repr(warnings).encode()}


def more_like(officer: Row, rng: random.Random) -> Row:
    """Return an officer whom the rule book judges like another one: gender, tours and score may differ."""
    return {
        **officer,
        "officer_id": rng.choice(("A", "O005x", "Z")),
        "gender": rng.choice(("F", "M", "")),
        "un_missions": rng.choice(("", 0, 1, 3)),
        "assessment_score": rng.choice(("", rng.randint(0, 100))),
    }


def check_one_officer_more(drawn: Drawn, way: str, rng: random.Random) -> None:
    tables = drawn.tables()
    before = value_of(read(tables), way)

    tables.officers.insert(rng.randint(0, len(tables.officers)), added := more_like(rng.choice(tables.officers), rng))
    snapshot = read(tables)

    problem, _ = build_problem(snapshot)
    assume(snapshot.officer_idx[added["officer_id"]] in problem.pairs.officer_idx)
    assert value_of(snapshot, way) >= before


def check_order_of_rows(drawn: Drawn, way: str, rng: random.Random) -> None:
    tables = drawn.tables()
    result, files = files_of(read(tables), way)
    for name, rows in vars(tables).items():
        if name != "policy":
            rng.shuffle(rows)

    shuffled, same_files = files_of(read(tables), way)

    assert shuffled.objective == result.objective
    assert [name for name in sorted({*files, *same_files}) if files.get(name) != same_files.get(name)] == []


randoms = st.randoms(use_true_random=False)
test_one_eligible_officer_more_never_makes_a_plan_worse = few(given(folders, ways, randoms)(check_one_officer_more))
test_the_order_of_rows_changes_neither_value_nor_bytes = few(given(folders, ways, randoms)(check_order_of_rows))


@pytest.mark.soak
@thousands
@given(folders, ways, randoms)
def test_one_officer_more_never_makes_one_of_thousands_of_plans_worse(drawn: Drawn, way: str, rng: random.Random) -> None:
    check_one_officer_more(drawn, way, rng)


@pytest.mark.soak
@thousands
@given(folders, ways, randoms)
def test_the_order_of_rows_changes_neither_value_nor_bytes_of_thousands_of_plans(drawn: Drawn, way: str, rng: random.Random) -> None:
    check_order_of_rows(drawn, way, rng)


@pytest.mark.parametrize("n", [QUICK_FOLDERS, pytest.param(SOAK_FOLDERS, marks=pytest.mark.soak)])
def test_two_processes_write_the_same_bytes(n: int) -> None:
    one, two = ([*digests_in_a_process(n, hash_seed)] for hash_seed in ("0", "4711"))

    assert len(one) == n * len(WAYS)
    assert [a for a, b in zip(one, two, strict=True) if a != b] == []


def digests_in_a_process(n: int, hash_seed: str) -> Sequence[str]:
    """Return a line for each folder and way, with the digest of all files of its plan, from a process of its own."""
    ran = subprocess.run(
        [sys.executable, str(HERE), str(n)], env={**os.environ, "PYTHONHASHSEED": hash_seed}, check=True, capture_output=True, text=True
    )
    return [line for line in ran.stdout.splitlines() if line.startswith("folder ")]


def print_digests(n: int) -> None:
    for seed in range(n):
        rng = random.Random(f"process {seed}")  # noqa: S311 - draws test data
        drawn = Drawn(seed=seed, n_officers=rng.randint(8, 24), n_posts=rng.randint(2, 9), tight=rng.random() < 0.5)
        snapshot = read(drawn.tables())
        for way in WAYS:
            _, files = files_of(snapshot, way, seed=seed)
            digest = sha256(b"".join(name.encode() + files[name] for name in sorted(files))).hexdigest()
            print(f"folder {seed} {way} {digest}")  # noqa: T201 - read by the process that started this one


if __name__ == "__main__":
    print_digests(int(sys.argv[1]))
