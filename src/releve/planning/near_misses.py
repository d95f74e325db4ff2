"""Near misses: free officers one rule away from a line with open seats, grouped by the one change that would mend them; pairs two away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Finding
from releve.eligibility.bits import unpack_bits
from releve.eligibility.distances import are_between
from releve.model import Verdict
from releve.planning.standing import Standing
from releve.planning.tie_order import line_order

MOST_RULES_AWAY: Final = 2
"""A pair one rule away is a near miss; of one two rules away the findings are told too, and no more of any other."""
MOST_NEAR_PAIRS: Final = 2_000_000
"""Near pairs told of one plan: a row or two each in the table of findings, which has some 540 MB then."""
NOTHING: Final = "-"
UNKNOWN_STATE: Final = "unknown"
KNOWN_STATE: Final = "known"
STATES: Final = (
    UNKNOWN_STATE, KNOWN_STATE, "too_young", "too_old", "expired", "not_yet", "not_assessed", "assessed", "not_passed", "passed",
    "valid", "too_short", "pending", "barred", "clear", "not_active", "active", "host_country", "excluded", "other_country",
    "too_late", "too_early", "available", "other_nomination", "nominated", "too_soon", "elapsed", "not_met", "met",
)  # fmt: skip
"""Words of ``from`` and ``to`` that are no values of a cell; the text catalogue says them."""


@dataclass(frozen=True, kw_only=True)
class NearMiss:
    """
    What one change would mend.

    Attributes
    ----------
    from_, to
        Languages as ``fr:B1`` and ``fr:B2`` (several joined with ``;``), skills as ``-`` and the codes lacking, grades, steps of
        education and years as they stand in a cell; everything else as a word of ``STATES``.
    officers, posts
        How many officers are one such change away from at least one open line, and how many lines that concerns.
    """

    rule: str
    from_: str
    to: str
    officers: int
    posts: int


@dataclass(frozen=True, kw_only=True, eq=False)
class NearPairs:
    """
    Pairs that are one or two rules away, line by line; each array has shape ``(n_pairs,)``.

    Attributes
    ----------
    officer_idx, post_idx
        Int64.
    blocked, unmet
        Uint32: the rules in the way as bits, and every rule that is not plainly met: those that a waiver or the policy on unknown
        findings sets aside as well.
    n_lines_left_out
        Lines with open seats of which no pair stands here.
    """

    officer_idx: NDArray[np.int64]
    post_idx: NDArray[np.int64]
    blocked: NDArray[np.uint32]
    unmet: NDArray[np.uint32]
    n_lines_left_out: int


def near_pairs(standing: Standing, *, most: int | None = None) -> NearPairs:
    """
    Return the pairs of free officers and lines with open seats that are near.

    Parameters
    ----------
    most
        Once there are so many pairs, all further lines are left out; those of highest priority come first. None = `MOST_NEAR_PAIRS`,
        which only a very large register has: some lines have several hundred thousand.
    """
    officer_idx, post_idx = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    blocked, unmet = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    in_order = line_order(standing.problem)
    open_lines = in_order[standing.filled[in_order] < standing.problem.seats[in_order]].tolist()
    n_pairs = n_lines = 0
    for j in open_lines:
        if n_pairs >= (MOST_NEAR_PAIRS if most is None else most):
            break
        near = unpack_bits(are_between(standing.register.distances_of(j), 1, MOST_RULES_AWAY) & standing.free_bits)
        of_line = standing.screen(standing.snapshot.posts[j], standing.snapshot.officers.take(near.astype(np.intp)))
        officer_idx.append(near)
        post_idx.append(np.full(len(near), j))
        blocked.append(of_line[0])
        unmet.append(of_line[1])
        n_lines, n_pairs = n_lines + 1, n_pairs + len(near)
    return NearPairs(
        officer_idx=np.concatenate(officer_idx),
        post_idx=np.concatenate(post_idx),
        blocked=np.concatenate(blocked),
        unmet=np.concatenate(unmet),
        n_lines_left_out=len(open_lines) - n_lines,
    )


def group_near_misses(standing: Standing, pairs: NearPairs) -> tuple[NearMiss, ...]:
    """Return the pairs exactly one rule away, grouped; most officers first, then most posts, then by rule and change."""
    officers: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    posts: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    snapshot = standing.snapshot
    single = np.bitwise_count(pairs.blocked) == 1
    near = zip(pairs.officer_idx[single].tolist(), pairs.post_idx[single].tolist(), pairs.blocked[single].tolist(), strict=True)
    for officer_idx, post_idx, blocked in near:
        rule, post = standing.rules[blocked.bit_length() - 1], snapshot.posts[post_idx]
        key = (rule.code, *mend(rule.judge(standing.officer(officer_idx), post, snapshot.mission_of(post), snapshot.policy.thresholds)))
        officers[key].add(officer_idx)
        posts[key].add(post_idx)
    groups = (
        NearMiss(rule=rule, from_=from_, to=to, officers=len(found), posts=len(posts[rule, from_, to]))
        for (rule, from_, to), found in officers.items()
    )
    return tuple(sorted(groups, key=lambda group: (-group.officers, -group.posts, group.rule, group.from_, group.to)))


def mend(finding: Finding) -> tuple[str, str]:
    """Return from what to what one finding would have to change to be met."""
    if finding.verdict is Verdict.UNKNOWN:
        if finding.rule == "vetting" and finding.data.get("vetting") == "pending":
            return "pending", "clear"
        return UNKNOWN_STATE, KNOWN_STATE
    change = _CHANGES.get(finding.rule)
    return ("not_met", "met") if change is None else change(finding)


def _age(finding: Finding) -> tuple[str, str]:
    low = finding.data["age_min"]
    start = finding.data["age_on_start"]
    young = isinstance(start, int) and isinstance(low, int) and start < low
    return ("too_young" if young else "too_old"), "valid"


def _service(finding: Finding) -> tuple[str, str]:
    return str(finding.data["years"]), str(finding.data["needed_years"])


def _language(finding: Finding) -> tuple[str, str]:
    return _joined(finding, "short"), _joined(finding, "needed")


def _skill(finding: Finding) -> tuple[str, str]:
    return NOTHING, _joined(finding, "missing")


def _rank(finding: Finding) -> tuple[str, str]:
    rank, low, high = (finding.data[name] for name in ("rank", "rank_min", "rank_max"))
    below = isinstance(rank, int) and isinstance(low, int) and rank < low
    return str(rank), str(low if below else high)


def _education(finding: Finding) -> tuple[str, str]:
    return str(finding.data["education"]), str(finding.data["education_min"])


def _assessment(finding: Finding) -> tuple[str, str]:
    if finding.margin is not None and finding.margin < 0:
        late = str(finding.data["cleared_on"]) > str(finding.data["starts_on"])
        return ("not_yet" if late else "expired"), "valid"
    return "not_assessed", "assessed"


def _driving(finding: Finding) -> tuple[str, str]:
    return ("not_passed", "passed") if finding.data["passed"] is False else ("too_young", "valid")


def _nationality(finding: Finding) -> tuple[str, str]:
    return ("host_country" if finding.data["is_host"] else "excluded"), "other_country"


def _availability(finding: Finding) -> tuple[str, str]:
    start, free_from = finding.data["starts_on"], finding.data["available_from"]
    late = free_from is not None and str(free_from) > str(start)
    return ("too_late" if late else "too_early"), "available"


def _joined(finding: Finding, name: str) -> str:
    parts = finding.data[name]
    return ";".join(parts) if isinstance(parts, tuple) else str(parts)


_CHANGES: Final[Mapping[str, Callable[[Finding], tuple[str, str]]]] = {
    "age": _age,
    "service": _service,
    "language": _language,
    "skill": _skill,
    "rank": _rank,
    "education": _education,
    "assessment": _assessment,
    "driving": _driving,
    "firearms": lambda _: ("not_passed", "passed"),
    "medical": lambda _: ("expired", "valid"),
    "passport": lambda _: ("too_short", "valid"),
    "vetting": lambda _: ("barred", "clear"),
    "active_service": lambda _: ("not_active", "active"),
    "nationality": _nationality,
    "availability": _availability,
    "nomination": lambda _: ("other_nomination", "nominated"),
    "interval": lambda _: ("too_soon", "elapsed"),
}
"""What mends a finding that is not met, by rule; rules of third parties go from ``not_met`` to ``met``."""
