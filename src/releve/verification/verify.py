"""Whether a written plan is allowed, worth what it says, and proven as far as it says; every discrepancy is collected."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import rule_book
from releve.errors import Problem
from releve.exchange import read_folder_or_raise
from releve.model import Reason
from releve.verification.codes import CERTIFICATE_FILE, LEVELS, PLAN_FILE, SHORTFALL, FolderGoneError, PlanGoneError, found
from releve.verification.documents import Leaf, level_values, read_leaves, read_plan
from releve.verification.recount import Recount
from releve.verification.replay import MOST, LeafBound, replay

SAMPLE: Final = 1000
"""Pairs, beside those assigned, on which the screening of whole columns is compared with the scalar rules."""
PRICES_HELD: Final = 1 << 25
"""Most prices of officers that one pass over all pairs holds."""


@dataclass(frozen=True, kw_only=True)
class LevelCheck:
    """A level with value and bound as reported, the leaves of its proof (0 = none), and what they prove (None = not certified)."""

    level: str
    value: int
    bound: int
    leaves: int
    replayed: int | None

    @property
    def certified(self) -> bool:
        """Return whether the certificate proves the bound that is reported."""
        sign = -1 if self.level == LEVELS[SHORTFALL] else 1
        return self.replayed is not None and sign * self.replayed <= sign * self.bound


@dataclass(frozen=True, kw_only=True)
class Verification:
    """What a check found: ``problems``, none for a sound plan; ``levels``, empty where the check could not go so far."""

    problems: tuple[Problem, ...]
    levels: tuple[LevelCheck, ...] = ()

    @property
    def certified(self) -> bool:
        """Return whether every level is certified."""
        return bool(self.levels) and all(level.certified for level in self.levels)


def verify_plan(
    out: Path, folder: Path | None = None, *, workers: int = 1, on_progress: Callable[[int, int], None] | None = None
) -> Verification:
    """
    Check the plan in ``out`` against its inputs.

    Parameters
    ----------
    folder
        Where the inputs lie; None = where ``run.json`` says.
    workers
        Threads for the pass over all pairs.
    on_progress
        Called with the post lines replayed, and all of them.

    Raises
    ------
    PlanGoneError, FolderGoneError
        If there is no ``plan.json``, or no inputs.
    InputError
        If the inputs hold errors.
    """
    if not (out / PLAN_FILE).is_file():
        raise PlanGoneError(path=str(out))
    try:
        plan = read_plan(out / PLAN_FILE)
    except ValueError as failure:
        return Verification(problems=(found("damaged", detail=str(failure)),))
    snapshot = read_folder_or_raise(_inputs(out, folder)).snapshot
    changed = {*snapshot.digests.items()} ^ {*plan["digests"].items()}
    if changed:
        return Verification(problems=(found("inputs_changed", files=tuple(sorted({name for name, _ in changed}))),))
    left_out = sorted({commitment.commitment for commitment in snapshot.commitments}.intersection(plan["without_commitments"]))
    recount = Recount(snapshot.leave_out_commitments(left_out) if left_out else snapshot, rule_book())
    problems: list[Problem] = []
    judged = _judged(plan, recount, problems)
    problems += [*_limits(recount, judged), *_differences(plan, _counted(plan, recount, judged)), *_bounds(plan)]
    leaves = _leaves(out, plan["certificate"], recount, problems)
    return Verification(levels=tuple(_replayed(plan, recount, judged, leaves, problems, workers, on_progress)), problems=tuple(problems))


def _inputs(out: Path, folder: Path | None) -> Path:
    try:
        inputs = folder or Path(json.loads((out / "run.json").read_bytes())["folder"])
    except (OSError, ValueError, RecursionError, LookupError, TypeError) as failure:
        raise FolderGoneError(path=None) from failure
    if not inputs.exists():
        raise FolderGoneError(path=str(inputs))
    return inputs


Judged = dict[tuple[int, int], dict[str, Any]]
"""What each assigned pair is by the scalar rules, as ``plan.json`` writes it; by post line, then officer."""


def _judged(plan: Mapping[str, Any], folder: Recount, problems: list[Problem]) -> Judged:
    officers, posts, judged = folder.snapshot.officer_idx, folder.snapshot.post_idx, {}
    for post_id, officer_id in sorted((row["post_id"], row["officer_id"]) for row in plan["assignments"]):
        named = {"officer_id": officer_id, "post_id": post_id}
        if officer_id not in officers or post_id not in posts:
            problems.append(found("unknown_pair", **named))
            continue
        pair = officers[officer_id], posts[post_id]
        may, against, waived, conditional = folder.judge(*pair)
        judged[pair] = {**named, "fit": int(folder.fit(pair[1], np.array([pair[0]]))[0]), "waived": waived, "conditional": conditional}
        if not may:
            problems.append(found("may_not_serve", **named, rules=tuple(against) or None))
    return judged


def _limits(folder: Recount, pairs: Judged) -> Iterator[Problem]:
    officers, posts = folder.snapshot.officers.officer_id, folder.snapshot.posts
    for i, n in Counter(i for i, _ in pairs).items():
        if n > 1:
            yield found("several_seats", officer_id=officers[i], assigned=n)
    for j, n in Counter(j for _, j in pairs).items():
        if n > posts[j].seats:
            yield found("over_seats", post_id=posts[j].post_id, seats=posts[j].seats, assigned=n)
    for (m, c), n in Counter((folder.mission[j], int(folder.country[i])) for i, j in pairs).items():
        if n > folder.cap_left[m, c]:
            mission, country = folder.snapshot.missions[m].mission, folder.countries[c] or None
            yield found("over_national_cap", mission=mission, country=country, left=int(folder.cap_left[m, c]), assigned=n)
    for i, j in sorted(folder.pins.difference(pairs)):
        yield found("pin_broken", officer_id=officers[i], post_id=posts[j].post_id)


def _counted(plan: Mapping[str, Any], folder: Recount, pairs: Judged) -> dict[str, Any]:
    """Return everything of ``plan.json`` that can be counted again, as it should stand there. Any: JSON."""
    posts, policy = folder.snapshot.posts, folder.snapshot.policy
    filled, held = Counter(posts[j].priority for _, j in pairs), Counter(j for _, j in pairs)
    women = Counter(folder.group[j] for i, j in pairs if folder.woman[i])
    shortfall = sum(max(0, need - women[group]) for group, need in enumerate(folder.need))
    kept, fit = len(folder.previous.intersection(pairs)), sum(row["fit"] for row in pairs.values())
    values, bounds = level_values(plan["objective"]), level_values(plan["bound"])
    gaps = [Decimal(repr(abs(bound - value) / max(1, abs(bound)))) for value, bound in zip(values, bounds, strict=True)]
    reasons = {row["post_id"]: row["reason"] for row in plan["unfilled"] if row["reason"] in {reason.value for reason in Reason}}
    rows = vars(policy.thresholds).items()
    thresholds = {name: {**vars(t), "in_force_from": t.in_force_from and str(t.in_force_from)} for name, t in rows}
    return {
        "as_of": str(policy.as_of),
        "policy": {**vars(policy), "as_of": str(policy.as_of), "thresholds": thresholds},
        "rules": [rule.code for rule in folder.rules],
        "without_commitments": list(folder.snapshot.without_commitments),
        "status": "optimal" if values == bounds else "feasible",
        "objective": _tree([*(filled[priority] for priority in (1, 2, 3, 4)), shortfall, kept, fit]),
        "relative_gap": _tree(gaps),
        "assignments": list(pairs.values()),
        "unfilled": [
            {"post_id": post.post_id, "seats": post.seats - held[j], "reason": reasons.get(post.post_id)}
            for j, post in enumerate(posts)
            if post.seats > held[j]
        ],
    }


def _tree(values: list[Any]) -> dict[str, Any]:
    """Return the values of the levels as ``plan.json`` writes them. Any: whole numbers or decimals."""
    return {"filled": dict(zip("1234", values[:SHORTFALL], strict=True)), **dict(zip(LEVELS[SHORTFALL:], values[SHORTFALL:], strict=True))}


def _differences(stated: Any, counted: Any, at: str = "") -> Iterator[Problem]:  # noqa: ANN401 - trees of JSON
    """Yield each place where what is stated is not what is counted; keys that are not counted are let through."""
    if isinstance(stated, dict) and isinstance(counted, Mapping):
        for key, value in counted.items():
            yield from _differences(stated.get(key), value, f"{at}.{key}")
    elif isinstance(stated, list) and isinstance(counted, list) and len(stated) == len(counted):
        for k, value in enumerate(counted):
            yield from _differences(stated[k], value, f"{at}.{k}")
    elif stated != counted or isinstance(stated, bool) != isinstance(counted, bool):
        many = [f"{len(tree)} rows" if isinstance(tree, list) else str(tree)[:200] for tree in (stated, counted)]
        yield found("differs", what=at[1:], stated=many[0], counted=many[1])


def _bounds(plan: Mapping[str, Any]) -> Iterator[Problem]:
    for level, value, bound in zip(LEVELS, level_values(plan["objective"]), level_values(plan["bound"]), strict=True):
        if (bound > value) if level == LEVELS[SHORTFALL] else (bound < value):
            yield found("bound_below_value", level=level, value=value, bound=bound)


def _leaves(out: Path, named: Mapping[str, str] | None, folder: Recount, problems: list[Problem]) -> Mapping[str, list[Leaf]]:
    """Return the leaves of each level; none where the certificate is not what ``plan.json`` names."""
    path, snapshot = out / CERTIFICATE_FILE, folder.snapshot
    if named is None and not path.exists():
        return {}
    if named is None or named["file"] != path.name or not path.is_file():
        problems.append(found("certificate_gone"))
        return {}
    content = path.read_bytes()
    if sha256(content).hexdigest() != named["sha256"]:
        problems.append(found("certificate_changed", path.name))
        return {}
    caps = [(mission.mission, country) if country else mission.mission for mission in snapshot.missions for country in folder.countries]
    keys: dict[str, Mapping[Any, int]] = {
        "officer": snapshot.officer_idx,
        "post": snapshot.post_idx,
        "scale": {"": 0},
        "national_cap": {key: k for k, key in enumerate(caps)},
        "women_target": {group: g for g, group in enumerate(folder.groups)},
        "level": {level: k for k, level in enumerate(LEVELS)},
    }
    try:
        return read_leaves(content, keys)
    except ValueError as failure:
        problems.append(found("certificate_damaged", path.name, detail=str(failure)))
        return {}


def _replayed(
    plan: Mapping[str, Any],
    folder: Recount,
    judged: Judged,
    leaves: Mapping[str, list[Leaf]],
    problems: list[Problem],
    workers: int,
    on_progress: Callable[[int, int], None] | None,
) -> Iterator[LevelCheck]:
    values, bounds = level_values(plan["objective"]), level_values(plan["bound"])
    n_officers, n_posts = len(folder.woman), len(folder.mission)
    draw = Random(0)  # noqa: S311 - draws pairs to look at, the same ones in every run
    looked_at: dict[int, set[int]] = {}
    for i, j in [*judged, *((draw.randrange(n_officers), draw.randrange(n_posts)) for _ in range(SAMPLE if n_officers * n_posts else 0))]:
        looked_at.setdefault(j, set()).add(i)

    def look(j: int, of: NDArray[np.intp]) -> None:
        for i in looked_at.get(j, ()):
            if (i in of) != folder.judge(i, j)[0]:
                ids = folder.snapshot.officers.officer_id[i], folder.snapshot.posts[j].post_id
                problems.append(found("screening_differs", officer_id=ids[0], post_id=ids[1]))

    jobs = [(level, leaf) for level in LEVELS for leaf in leaves.get(level, ())]
    proven: dict[str, list[int | None]] = {level: [] for level in LEVELS}
    at_once = max(1, PRICES_HELD // (n_officers + 1))
    for start in range(0, len(jobs), at_once):
        batch = [(level, LeafBound(folder, LEVELS.index(level), leaf, values)) for level, leaf in jobs[start : start + at_once]]
        sound = [bound for _, bound in batch if bound.most < MOST]
        found_bounds = iter(replay(folder, sound, workers=workers, look=look, on_progress=on_progress) if sound else ())
        for level, bound in batch:
            proven[level].append(next(found_bounds) if bound.most < MOST else None)
    for level, value, bound in zip(LEVELS, values, bounds, strict=True):
        best = [of_leaf for of_leaf in proven[level] if of_leaf is not None]
        replayed = (-max(best) if level == LEVELS[SHORTFALL] else max(best)) if best and None not in proven[level] else None
        check = LevelCheck(level=level, value=value, bound=bound, leaves=len(proven[level]), replayed=replayed)
        if replayed is not None and not check.certified:
            problems.append(found("bound_not_proven", CERTIFICATE_FILE, level=level, bound=bound, replayed=replayed))
        yield check
