"""
Certificates made by linear programs, level by level, with branch and bound where a program ends in a fraction.

Written for the tests of the checker: slow, and with nothing of the planner but its arrays. An earlier level that a leaf cannot reach
is bought at a price, so that every leaf has a bounded program and its prices bound the leaf.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from releve.eligibility import RULES
from releve.exchange import read_folder_or_raise
from releve.exchange.writers import json_text
from releve.model import Snapshot
from releve.planning import LEVELS, AssignmentProblem, Standing, build_problem, explain_plan, solve, write_plan
from releve.planning.limits import parity_groups
from releve.planning.objective import pair_gain

Row = tuple[str, int, str, str, str, int]
Branch = tuple[int, bool]
SCALE = 20
SHORTFALL = LEVELS.index("women_shortfall")
SCHEMA = pa.schema(
    [
        ("level", pa.string()),
        ("leaf", pa.int32()),
        ("kind", pa.string()),
        ("key", pa.string()),
        ("key2", pa.string()),
        ("price", pa.int64()),
    ]
)


@dataclass
class Certifier:
    """The programs of one folder and one plan; ``values`` are those of the plan, level by level."""

    snapshot: Snapshot
    problem: AssignmentProblem
    values: list[int]
    n_branched: int = 0
    gains: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gains = [pair_gain(self.problem, level) for level in range(len(LEVELS))]

    def rows(self) -> list[Row]:
        return [row for level in range(len(LEVELS)) for row in self.rows_of_level(level)]

    def rows_of_level(self, level: int) -> list[Row]:
        leaves = list(self._leaves(level, ()))
        self.n_branched += len(leaves) > 1
        return [(LEVELS[level], leaf, *row) for leaf, rows in enumerate(leaves) for row in rows]

    def _leaves(self, level: int, branches: tuple[Branch, ...]) -> Iterator[list[tuple[str, str, str, int]]]:
        prices, bound, chosen = self._program(level, branches)
        value = -self.values[level] if level == SHORTFALL else self.values[level]
        open_pairs = np.abs(chosen - np.round(chosen)) > 1e-6
        if np.floor(bound + 1e-3) <= value or not open_pairs.any():
            yield [*prices, *(self._branch(pair, inside) for pair, inside in branches)]
            return
        pair = int(np.argmax(open_pairs * (0.5 - np.abs(chosen - 0.5))))
        for inside in (False, True):
            yield from self._leaves(level, (*branches, (pair, inside)))

    def _branch(self, pair: int, inside: bool) -> tuple[str, str, str, int]:  # noqa: FBT001 - a side
        problem = self.problem
        return "branch", problem.officer_id[problem.pairs.officer_idx[pair]], problem.post_id[problem.pairs.post_idx[pair]], int(inside)

    def _program(self, level: int, branches: tuple[Branch, ...]) -> tuple[list[tuple[str, str, str, int]], float, Any]:
        """Return the prices, the bound and the shares of the pairs of one leaf."""
        problem, pairs = self.problem, self.problem.pairs
        n_pairs, n_groups = len(pairs), len(problem.group_need)
        model = highspy.Highs()
        model.silent()
        fixed = {int(pair): True for pair in np.flatnonzero(pairs.pinned)} | dict(branches)
        for pair in range(n_pairs):
            model.addVar(float(fixed.get(pair, 0)), float(fixed.get(pair, 1)))
            model.changeColCost(pair, -float(self.gains[level][pair]))
        for group in range(n_groups):
            model.addVar(0.0, float(problem.group_need[group]))
            model.changeColCost(n_pairs + group, float(level == SHORTFALL))
        names: list[tuple[str, str, str, float]] = []

        def add(name: tuple[str, str, str], low: float, high: float, columns: Any, values: Any, sign: float) -> None:  # noqa: ANN401
            model.addRow(low, high, len(columns), np.asarray(columns, np.int32), np.asarray(values, np.float64))
            names.append((*name, sign))

        inf = highspy.kHighsInf
        country = [*self.snapshot.officers.countries, ""]
        for i, officer_id in enumerate(problem.officer_id):
            of = np.flatnonzero(pairs.officer_idx == i)
            add(("officer", officer_id, ""), -inf, 1.0, of, np.ones(len(of)), -1.0)
        for j, post_id in enumerate(problem.post_id):
            of = np.flatnonzero(pairs.post_idx == j)
            add(("post", post_id, ""), -inf, float(problem.seats[j]), of, np.ones(len(of)), -1.0)
        mission = problem.mission[pairs.post_idx]
        for m, c in sorted({(int(m), int(c)) for m, c in zip(mission, problem.country[pairs.officer_idx], strict=True)}):
            of = np.flatnonzero((mission == m) & (problem.country[pairs.officer_idx] == c))
            key = self.snapshot.missions[m].mission, country[c]
            add(("national_cap", *key), -inf, float(problem.cap_left[m, c]), of, np.ones(len(of)), -1.0)
        for group, (name, category) in enumerate(parity_groups(self.snapshot).names):
            of = np.flatnonzero((problem.group[pairs.post_idx] == group) & problem.woman[pairs.officer_idx])
            columns = [*of, n_pairs + group]
            add(("women_target", name, category.value), float(problem.group_need[group]), inf, columns, np.ones(len(columns)), 1.0)
        for earlier in range(level):
            # Short of an earlier level: so dear that no leaf that must buy it is better than the plan.
            model.addVar(0.0, inf)
            bought = model.getNumCol() - 1
            model.changeColCost(bought, 1e6)
            if earlier == SHORTFALL:
                columns = [*range(n_pairs, n_pairs + n_groups), bought]
                add(("level", LEVELS[earlier], ""), -float(self.values[earlier]), inf, columns, [*[-1.0] * n_groups, 1.0], 1.0)
            else:
                of = np.flatnonzero(self.gains[earlier])
                add(("level", LEVELS[earlier], ""), float(self.values[earlier]), inf, [*of, bought], [*self.gains[earlier][of], 1.0], 1.0)
        model.run()
        assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        duals = model.getSolution().row_dual
        scaled = [(*name, round(max(0.0, sign * dual) * 2**SCALE)) for (*name, sign), dual in zip(names, duals, strict=True)]
        prices = [("scale", "", "", SCALE), *(row for row in scaled if row[3] > 0)]
        return prices, -model.getInfo().objective_function_value, np.array(model.getSolution().col_value[:n_pairs])


def write_certificate(out: Path, rows: list[Row]) -> None:
    """Write a certificate beside a plan, and its digest into the plan."""
    columns = list(zip(*rows, strict=True)) or [()] * len(SCHEMA)
    table = pa.table([pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)
    parquet.write_table(table, out / "certificate.parquet")
    digest = sha256((out / "certificate.parquet").read_bytes()).hexdigest()
    change_plan(out, certificate={"file": "certificate.parquet", "sha256": digest})


def change_plan(out: Path, **values: Any) -> None:  # noqa: ANN401 - JSON
    tree = json.loads((out / "plan.json").read_text("utf-8"), parse_float=Decimal)
    (out / "plan.json").write_text(json_text({**tree, **values}), "utf-8")


def planned(folder: Path, out: Path, *, without: tuple[str, ...] = ()) -> Certifier:
    """Plan a folder and write the plan with the planner's own certificate; return what makes another one."""
    snapshot = read_folder_or_raise(folder).snapshot
    if without:
        snapshot = snapshot.leave_out_commitments(without)
    problem, _ = build_problem(snapshot)
    result = solve(problem)
    standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=0)
    run = {"folder": str(folder.resolve())}
    write_plan(out, standing, explain_plan(standing), fulfilments=(), versions={}, problems=(), run=run, extra_files={})
    return Certifier(snapshot, problem, list(result.objective.as_tuple()))


def certified_plan(folder: Path, out: Path, *, without: tuple[str, ...] = ()) -> list[Row]:
    """Plan a folder, write the plan with a certificate made here in place of its own, and return the rows of the certificate."""
    rows = planned(folder, out, without=without).rows()
    write_certificate(out, rows)
    return rows


def read_certificate(out: Path) -> list[Row]:
    """Return the rows of the certificate of a plan."""
    table = parquet.read_table(out / "certificate.parquet")
    return list(zip(*(table[name].to_pylist() for name in SCHEMA.names), strict=True))
