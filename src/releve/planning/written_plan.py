"""A plan that was written, read back: the document, the run, and the plan over its inputs again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Rule
from releve.errors import ReleveError
from releve.model import Snapshot, SolveStatus
from releve.planning.decided_pairs import build_decided
from releve.planning.objective import evaluate_plan, is_feasible
from releve.planning.plan_document import SCHEMA_VERSION
from releve.planning.problem import AssignmentProblem
from releve.planning.result import NearPlan, ObjectiveValue, Result
from releve.planning.standing import Standing

PLAN_FILE: Final = "plan.json"
RUN_FILE: Final = "run.json"
NEEDED_KEYS: Final[Mapping[str, type]] = {
    "digests": dict,
    "seed": int,
    "status": str,
    "objective": dict,
    "bound": dict,
    "relative_gap": dict,
    "assignments": list,
    "unfilled": list,
}
"""What a plan must hold to be read again, and as what."""
OUR_FILES: Final = re.compile(
    r"(plan|run|figures|certificate[\w.-]*)\.json|certificate[\w.-]*|report[\w.-]*\.html"
    r"|(assignments|unfilled|not_placed|near_misses|reserves|findings|commitments|warnings)\.csv"
)
"""Names of the files that the commands write into the folder of a plan."""


class PlanMissingError(ReleveError):
    """The folder holds no ``plan.json``; ``data`` holds ``path``."""

    code: ClassVar[str] = "planning.plan_missing"


class PlanDamagedError(ReleveError):
    """
    ``plan.json`` or ``run.json`` cannot be read, or does not fit its inputs; ``data`` holds ``file`` and ``detail``.

    ``detail`` is no sentence: the keys that are missing or of another kind, ``assignments``, ``objective``, or the name of a failure.
    """

    code: ClassVar[str] = "planning.plan_damaged"


class InputsChangedError(ReleveError):
    """The inputs are not those that were planned; ``data`` holds ``files``."""

    code: ClassVar[str] = "planning.inputs_changed"


class RulesChangedError(ReleveError):
    """The rules in force are not those of the plan; ``data`` holds ``changed``: codes of rules, and packages of rules with versions."""

    code: ClassVar[str] = "planning.rules_changed"


@dataclass(frozen=True, kw_only=True)
class WrittenPlan:
    """The documents of a plan as JSON trees; ``run`` is empty where ``run.json`` is gone. Any: JSON."""

    document: Mapping[str, Any]
    run: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        """
        Return where the inputs lay when the plan was made.

        Raises
        ------
        PlanDamagedError
            If ``run.json`` is gone or does not say.
        """
        if not isinstance(self.run.get("folder"), str):
            raise PlanDamagedError(file=RUN_FILE, detail="folder")
        return Path(self.run["folder"])


def holds_a_plan(folder: Path) -> bool:
    """Return whether a folder is the output of a plan and nothing else, so that another may replace it."""
    try:
        tree = json.loads((folder / PLAN_FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    is_plan = isinstance(tree, dict) and "schema_version" in tree
    return is_plan and all(OUR_FILES.fullmatch(found.name) and found.is_file() for found in folder.iterdir())


def read_plan(out: Path) -> WrittenPlan:
    """
    Return the documents of a plan.

    Raises
    ------
    PlanMissingError
        If there is no ``plan.json``.
    PlanDamagedError
        If a document cannot be read or lacks what it must hold, or is of another version.
    """
    if not (out / PLAN_FILE).is_file():
        raise PlanMissingError(path=str(out))
    document = _read(out / PLAN_FILE)
    if document.get("schema_version") != SCHEMA_VERSION:
        raise PlanDamagedError(file=PLAN_FILE, detail="schema_version")
    wrong = [name for name, kind in NEEDED_KEYS.items() if not isinstance(document.get(name), kind)]
    if wrong:
        raise PlanDamagedError(file=PLAN_FILE, detail=", ".join(wrong))
    return WrittenPlan(document=document, run=_read(out / RUN_FILE) if (out / RUN_FILE).is_file() else {})


def restore_plan(
    written: WrittenPlan, snapshot: Snapshot, *, rules: Sequence[Rule], rule_versions: Mapping[str, str] | None = None
) -> Standing:
    """
    Return the plan over its inputs again, without solving anything.

    Parameters
    ----------
    rule_versions
        Versions of the packages that bring ``rules``, by name; None where all of them are those of the contract.

    Raises
    ------
    InputsChangedError
        If an input differs from what was planned, with the names of the files.
    RulesChangedError
        If the rules, or the versions of their packages, are not those of the plan.
    PlanDamagedError
        If an assignment is no pair of the problem, they break a hard constraint, or their value is not the one stated.
    """
    _check_digests(written.document["digests"], snapshot.digests)
    _check_rules(written.document, rules, rule_versions or {})
    left_out = written.document.get("without_commitments", ())
    planned = snapshot.leave_out_commitments(left_out) if left_out else snapshot
    try:
        named = [(planned.officer_idx[row["officer_id"]], planned.post_idx[row["post_id"]]) for row in written.document["assignments"]]
        problem, register, _ = build_decided(planned, rules=rules, also=named)
        chosen = _chosen(named, problem)
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
    if not is_feasible(problem, chosen):
        raise PlanDamagedError(file=PLAN_FILE, detail="assignments")
    if evaluate_plan(problem, chosen) != result.objective:
        raise PlanDamagedError(file=PLAN_FILE, detail="objective")
    return Standing(snapshot=planned, problem=problem, result=result, rules=rules, seed=written.document["seed"], known_register=register)


def near_plan(out: Path, snapshot: Snapshot) -> tuple[NDArray[np.int64], NearPlan]:
    """
    Return the pairs of a written plan whose officer and line the snapshot has, and what the plan is.

    The pairs have shape ``(n, 2)``, officer and line, each once; whether they may be planned is not looked at.

    Raises
    ------
    PlanMissingError, PlanDamagedError
        As `read_plan` does.
    """
    rows = read_plan(out).document["assignments"]
    digest = sha256((out / PLAN_FILE).read_bytes()).hexdigest()
    try:
        keys = [(str(row["officer_id"]), str(row["post_id"])) for row in rows]
    except (KeyError, TypeError) as failure:
        raise PlanDamagedError(file=PLAN_FILE, detail="assignments") from failure
    known = {(snapshot.officer_idx[o], snapshot.post_idx[p]) for o, p in keys if o in snapshot.officer_idx and p in snapshot.post_idx}
    return np.array(sorted(known), np.int64).reshape(-1, 2), NearPlan(digest=digest, pairs=len(keys), shared=0)


def _chosen(named: Sequence[tuple[int, int]], problem: AssignmentProblem) -> NDArray[np.int64]:
    """Return the pairs of the assignments, by officer and line, increasing; a `ValueError` for one that may not be planned."""
    found = []
    for officer_idx, post_idx in named:
        pair = problem.pairs.position_of(officer_idx, post_idx)
        if pair is None:
            raise ValueError(problem.officer_id[officer_idx])
        found.append(pair)
    return np.array(sorted(found), np.int64)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        tree = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as failure:
        raise PlanDamagedError(file=path.name, detail=type(failure).__name__) from failure
    if not isinstance(tree, dict):
        raise PlanDamagedError(file=path.name, detail=type(tree).__name__)
    return tree


def _check_digests(planned: Mapping[str, str], now: Mapping[str, str]) -> None:
    changed = sorted(name for name in {*planned, *now} if planned.get(name) != now.get(name))
    if changed:
        raise InputsChangedError(files=tuple(changed))


def _check_rules(document: Mapping[str, Any], rules: Sequence[Rule], rule_versions: Mapping[str, str]) -> None:
    """Compare the rules of a plan with those in force; a plan of an earlier version that does not name its rules passes. Any: JSON."""
    if not isinstance(document.get("rules"), list):
        return
    then, now = set(map(str, document["rules"])), {rule.code for rule in rules}
    planned = document.get("versions", {})
    packages = [f"{name} {version}" for name, version in sorted(rule_versions.items()) if planned.get(name) != version]
    changed = (*sorted(then ^ now), *packages)
    if changed:
        raise RulesChangedError(changed=changed)


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
