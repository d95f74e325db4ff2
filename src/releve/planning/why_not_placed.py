"""The lines of an officer without a seat: those where others hold the seats, and those that one or two changes would open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Finding
from releve.model import Verdict
from releve.planning.displacement import NO_EXCHANGE, displacement_of, exchanges_of_officer
from releve.planning.explained import NearGroup, NearLine, RivalLine
from releve.planning.near_misses import MOST_RULES_AWAY, mend
from releve.planning.standing import NOWHERE, Standing
from releve.planning.why_open import are_capped

Changes: TypeAlias = tuple[tuple[str, str, str], ...]
"""What would open a line: rules, and from what to what each would have to change."""

MOST_RIVALS: Final = 10
"""Lines named of an officer who is eligible somewhere."""
MOST_GROUPS: Final = 5
"""Groups named of an officer who is eligible nowhere, and lines named of each group."""


def rival_lines(standing: Standing, officer_idx: int, own: NDArray[np.int64], fit: NDArray[np.int32]) -> tuple[RivalLine, ...]:
    """Return the lines that would take a free officer: those with open seats first, then the one nearest to a seat; at most ten."""
    problem = standing.problem
    is_full = standing.filled[own] >= problem.seats[own]
    loss, holder = np.full(len(own), NO_EXCHANGE, np.int64), np.full(len(own), NOWHERE, np.int64)
    loss[is_full], holder[is_full] = exchanges_of_officer(standing, officer_idx, own[is_full], fit[is_full])
    order = np.lexsort((own, loss, is_full))[:MOST_RIVALS]
    return tuple(_rival(standing, officer_idx, int(own[k]), int(fit[k]), int(holder[k])) for k in order)


def _rival(standing: Standing, officer_idx: int, post_idx: int, fit: int, holder: int) -> RivalLine:
    """Return what is told of one line that would take a free officer, against the holder who stands nearest, -1 = none."""
    problem, one = standing.problem, np.array([officer_idx])
    open_seats = int(problem.seats[post_idx] - standing.filled[post_idx])
    level, holder_id, holder_fit = None, None, None
    if open_seats:
        level = "national_cap" if are_capped(standing, post_idx, one)[0] else None
    else:
        against = displacement_of(standing, officer_idx, post_idx, fit, holder)
        level, holder_id, holder_fit = against.level, against.holder, against.holder_fit
    waived, unknown = standing.register.masks_of(post_idx, one)
    return RivalLine(
        post_id=problem.post_id[post_idx],
        priority=int(problem.priority[post_idx]),
        open_seats=open_seats,
        fit=fit,
        level=level,
        holder=holder_id,
        holder_fit=holder_fit,
        waived=standing.codes_of(int(waived[0])),
        conditional=standing.codes_of(int(unknown[0])),
    )


def near_groups(standing: Standing, officer_idx: int, blocked: NDArray[np.uint32]) -> tuple[tuple[NearGroup, ...], int, int]:
    """
    Return the lines one or two rules away from an officer, by what would mend them, and how many lines, with open seats, there are.

    Where there are none so near, the nearest ones, however far.

    Parameters
    ----------
    blocked
        As :meth:`releve.planning.register.Register.blocking_everywhere` returns it.
    """
    problem, away = standing.problem, np.bitwise_count(blocked)
    farthest = max(MOST_RULES_AWAY, int(away[away > 0].min(initial=len(standing.rules))) if away.any() else 0)
    near = np.flatnonzero((away >= 1) & (away <= farthest))
    is_full = standing.filled[near] >= problem.seats[near]
    judge = _Judge(standing, officer_idx)
    groups: defaultdict[Changes, list[int]] = defaultdict(list)
    for j, mask in zip(*(a[np.lexsort((near, problem.priority[near], is_full))].tolist() for a in (near, blocked[near])), strict=True):
        groups[judge.changes(j, mask)].append(j)
    n_open = {changes: int((standing.filled[lines] < problem.seats[lines]).sum()) for changes, lines in groups.items()}

    def order(changes: Changes) -> tuple[int, bool, bool, int, int]:
        lines = groups[changes]
        is_failed = judge.fails(lines[0], int(blocked[lines[0]]))
        return len(changes), n_open[changes] == 0, is_failed, -n_open[changes], -len(lines)

    # The sort is stable: groups that are equal stay in the order in which their first lines come.
    first = sorted(groups, key=order)[:MOST_GROUPS]
    found = tuple(judge.group(groups[changes], int(blocked[groups[changes][0]])) for changes in first)
    return found, len(near), sum(n_open.values())


class _Judge:
    """The rules that keep one officer out of lines, each judged once for all lines that are alike to it."""

    def __init__(self, standing: Standing, officer_idx: int) -> None:
        self._standing = standing
        self._officer = standing.snapshot.officers.officer(officer_idx)
        self._changes: dict[tuple[int, int, str], tuple[tuple[str, str, str], Verdict]] = {}

    def changes(self, post_idx: int, blocked: int) -> Changes:
        """Return each rule in the way, and from what to what it would have to change."""
        return tuple(self._change(k, post_idx)[0] for k in range(len(self._standing.rules)) if blocked >> k & 1)

    def fails(self, post_idx: int, blocked: int) -> bool:
        """Return whether one of the rules in the way is failed; else they only lack a datum."""
        return any(self._change(k, post_idx)[1] is Verdict.NOT_MET for k in range(len(self._standing.rules)) if blocked >> k & 1)

    def _change(self, k: int, post_idx: int) -> tuple[tuple[str, str, str], Verdict]:
        # What mends a rule depends on what its verdict depends on, and of a country on the mission.
        key = k, self._standing.register.line_number(k, post_idx), self._standing.snapshot.posts[post_idx].mission
        if key not in self._changes:
            finding = self._finding(k, post_idx)
            self._changes[key] = (finding.rule, *mend(finding)), finding.verdict
        return self._changes[key]

    def _finding(self, k: int, post_idx: int) -> Finding:
        snapshot = self._standing.snapshot
        post = snapshot.posts[post_idx]
        return self._standing.rules[k].judge(self._officer, post, snapshot.mission_of(post), snapshot.policy.thresholds)

    def group(self, lines: list[int], blocked: int) -> NearGroup:
        """Return a group of lines, the nearest first; ``blocked`` are the rules that keep the officer out of the first of them."""
        standing = self._standing
        findings = [self._finding(k, lines[0]) for k in range(len(standing.rules)) if blocked >> k & 1]
        changes = [mend(finding) for finding in findings]
        open_seats = standing.problem.seats[lines] - standing.filled[lines]
        return NearGroup(
            rules=tuple(finding.rule for finding in findings),
            from_=tuple(from_ for from_, _ in changes),
            to=tuple(to for _, to in changes),
            not_met=_rules_of(findings, Verdict.NOT_MET),
            not_known=_rules_of(findings, Verdict.UNKNOWN),
            n_lines=len(lines),
            n_open=int((open_seats > 0).sum()),
            nearest=tuple(self._near_line(j, int(n), blocked) for j, n in zip(lines[:MOST_GROUPS], open_seats, strict=False)),
        )

    def _near_line(self, post_idx: int, open_seats: int, blocked: int) -> NearLine:
        findings = tuple(self._finding(k, post_idx) for k in range(len(self._standing.rules)) if blocked >> k & 1)
        return NearLine(post_id=self._standing.problem.post_id[post_idx], open_seats=open_seats, findings=findings)


def _rules_of(findings: Iterable[Finding], verdict: Verdict) -> tuple[str, ...]:
    return tuple(finding.rule for finding in findings if finding.verdict is verdict)
