"""A plan that was written, read back: the document, the run, and the plan over its inputs again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np

from releve.eligibility import Rule
from releve.errors import ReleveError
from releve.model import Snapshot, SolveStatus
from releve.planning.build import build_problem
from releve.planning.objective import evaluate_plan
from releve.planning.result import ObjectiveValue, Result
from releve.planning.standing import Standing

PLAN_FILE: Final = "plan.json"
RUN_FILE: Final = "run.json"


class PlanMissingError(ReleveError):
    """The folder holds no ``plan.json``; ``data`` holds ``path``."""

    code: ClassVar[str] = "planning.plan_missing"


class PlanDamagedError(ReleveError):
    """``plan.json`` or ``run.json`` cannot be read, or does not fit its inputs; ``data`` holds ``file`` and ``detail``."""

    code: ClassVar[str] = "planning.plan_damaged"


class InputsChangedError(ReleveError):
    """The inputs are not those that were planned; ``data`` holds ``files``."""

    code: ClassVar[str] = "planning.inputs_changed"


@dataclass(frozen=True, kw_only=True)
class WrittenPlan:
    """The documents of a plan as JSON trees. Any: JSON."""

    document: Mapping[str, Any]
    run: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        """Return where the inputs lay when the plan was made."""
        return Path(self.run["folder"])


def holds_a_plan(folder: Path) -> bool:
    """Return whether a folder is the output of a plan, and may be replaced by another."""
    try:
        return "schema_version" in json.loads((folder / PLAN_FILE).read_text("utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def read_plan(out: Path) -> WrittenPlan:
    """
    Return the documents of a plan.

    Raises
    ------
    PlanMissingError
        If there is no ``plan.json``.
    PlanDamagedError
        If a document cannot be read or lacks what it must hold.
    """
    if not (out / PLAN_FILE).is_file():
        raise PlanMissingError(path=str(out))
    document, run = _read(out / PLAN_FILE), _read(out / RUN_FILE)
    needed = ("digests", "seed", "status", "objective", "bound", "relative_gap", "assignments", "unfilled")
    for tree, file, names in ((document, PLAN_FILE, needed), (run, RUN_FILE, ("folder",))):
        missing = [name for name in names if name not in tree]
        if missing:
            raise PlanDamagedError(file=file, detail=", ".join(missing))
    return WrittenPlan(document=document, run=run)


def restore_plan(written: WrittenPlan, snapshot: Snapshot, *, rules: Sequence[Rule]) -> Standing:
    """
    Return the plan over its inputs again, without solving anything.

    Raises
    ------
    InputsChangedError
        If an input differs from what was planned, with the names of the files.
    PlanDamagedError
        If an assignment is no pair of the problem, or the value of the plan is not the one it states.
    """
    _check_digests(written.document["digests"], snapshot.digests)
    left_out = written.document.get("without_commitments", ())
    planned = snapshot.leave_out_commitments(left_out) if left_out else snapshot
    problem, _ = build_problem(planned, rules=rules)
    pairs = problem.pairs
    try:
        found = [
            pairs.position_of(planned.officer_idx[row["officer_id"]], planned.post_idx[row["post_id"]])
            for row in written.document["assignments"]
        ]
        chosen = np.array(sorted(k for k in found if k is not None), np.int64)
        result = Result(
            status=SolveStatus(written.document["status"]),
            chosen=chosen,
            objective=_objective(written.document["objective"]),
            bound=_objective(written.document["bound"]),
            relative_gap=_gaps(written.document["relative_gap"]),
            runtime_s=float(written.run.get("runtime_s", 0.0)),
        )
    except (KeyError, TypeError, ValueError) as failure:
        raise PlanDamagedError(file=PLAN_FILE, detail=type(failure).__name__) from failure
    if None in found or evaluate_plan(problem, chosen) != result.objective:
        raise PlanDamagedError(file=PLAN_FILE, detail="assignments")
    return Standing(snapshot=planned, problem=problem, result=result, rules=rules, seed=int(written.document["seed"]))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        tree = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as failure:
        raise PlanDamagedError(file=path.name, detail=type(failure).__name__) from failure
    if not isinstance(tree, dict):
        raise PlanDamagedError(file=path.name, detail=type(tree).__name__)
    return tree


def _check_digests(planned: Mapping[str, str], now: Mapping[str, str]) -> None:
    changed = sorted(name for name in {*planned, *now} if planned.get(name) != now.get(name))
    if changed:
        raise InputsChangedError(files=tuple(changed))


def _objective(tree: Mapping[str, Any]) -> ObjectiveValue:
    filled = tree["filled"]
    return ObjectiveValue(
        filled=(int(filled["1"]), int(filled["2"]), int(filled["3"]), int(filled["4"])),
        women_shortfall=int(tree["women_shortfall"]),
        kept=int(tree["kept"]),
        fit=int(tree["fit"]),
    )


def _gaps(tree: Mapping[str, Any]) -> tuple[float, ...]:
    filled = tree["filled"]
    return (*(float(filled[str(p)]) for p in range(1, 5)), float(tree["women_shortfall"]), float(tree["kept"]), float(tree["fit"]))
