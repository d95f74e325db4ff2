"""Random folders small enough for the judge that tries every plan, and what each feature of the contract changes about them."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from random_folders import Tables, add_pins_and_previous, draw_tables

from checks.plan_checker import Folder
from releve.model import Category, DecisionKind, Snapshot, UnknownPolicy
from releve.planning import LEVELS, brute_force, build_problem


def tables_of(seed: int, at: Path) -> tuple[Tables, Folder]:
    """Return the tables of a folder of at most nine officers and six lines, and the folder as it is without pins; written to disk."""
    rng = random.Random(seed)  # noqa: S311 - draws test data
    tables = draw_tables(seed, n_officers=rng.randint(7, 9), n_posts=rng.randint(2, 6))
    unpinned = Folder(tables.write(at / f"{seed}-unpinned"))
    may_be_pinned = [
        (o, p) for o, p in unpinned.eligible if unpinned.cap_left(unpinned.lines[p].row["mission"], unpinned.officers[o]["country"]) > 0
    ]
    add_pins_and_previous(tables, seed, may_be_pinned)
    return tables, unpinned


def folder_of(seed: int, at: Path) -> Folder:
    """Return a folder of at most nine officers and six lines, written to disk."""
    tables, unpinned = tables_of(seed, at)
    folder = Folder(tables.write(at / f"{seed}"))
    # Neither pins nor a previous plan make anybody eligible: what is slow to count is counted once.
    folder.eligible = unpinned.eligible
    return folder


def leave_out_decisions(snapshot: Snapshot, kind: DecisionKind) -> Snapshot:
    return replace(snapshot, decisions=tuple(row for row in snapshot.decisions if row.decision is not kind))


def with_policy(snapshot: Snapshot, **changes: object) -> Snapshot:
    return replace(snapshot, policy=replace(snapshot.policy, **changes))  # type: ignore[arg-type]  # fields by name


WITHOUT: dict[str, Callable[[Snapshot], Snapshot]] = {
    "cap": lambda snapshot: with_policy(snapshot, national_cap=1),
    "women_target": lambda snapshot: with_policy(snapshot, women_target=dict.fromkeys(Category, 0)),
    "pin": lambda snapshot: leave_out_decisions(snapshot, DecisionKind.PIN),
    "forbid": lambda snapshot: leave_out_decisions(snapshot, DecisionKind.FORBID),
    "waiver": lambda snapshot: replace(snapshot, waivers=()),
    "previous": lambda snapshot: replace(snapshot, previous=()),
    "serving": lambda snapshot: replace(snapshot, deployments=()),
    "unknown": lambda snapshot: with_policy(snapshot, unknown=UnknownPolicy.REFUSE),
}
PARTS = ("policy", "decisions", "waivers", "previous", "deployments")
OWN_LEVEL = {"women_target": "women_shortfall", "previous": "kept"}
"""Without a target or a previous plan this level is 0 whatever the plan: the others must change."""


def optimum(snapshot: Snapshot) -> dict[str, int]:
    """Return the best value by level, nothing where the pins cannot hold."""
    problem, problems = build_problem(snapshot)
    if any(found.is_error for found in problems):
        return {}
    return dict(zip(LEVELS, brute_force(problem).as_tuple(), strict=True))


def changes_the_optimum(snapshot: Snapshot, best: dict[str, int], feature: str) -> bool:
    """Return whether the optimum, ``best``, is another one without a feature."""
    reduced = WITHOUT[feature](snapshot)
    if all(getattr(reduced, part) == getattr(snapshot, part) for part in PARTS):
        return False
    own_level = {OWN_LEVEL.get(feature): 0}
    return {**best, **own_level} != {**optimum(reduced), **own_level}
