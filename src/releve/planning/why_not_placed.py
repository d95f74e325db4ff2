"""The lines of an officer without a seat: those where others hold the seats, and those that one or two changes would open."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import Finding
from releve.model import Verdict
from releve.planning.displacement import NO_EXCHANGE, cheapest_exchanges, displacement_of
from releve.planning.explained import NearGroup, NearLine, RivalLine
from releve.planning.near_misses import MOST_RULES_AWAY, mend
from releve.planning.standing import Standing
from releve.planning.why_open import is_capped

MOST_RIVALS: Final = 10
"""Lines named of an officer who is eligible somewhere."""
MOST_GROUPS: Final = 5
"""Groups named of an officer who is eligible nowhere, and lines named of each group."""


def rival_lines(standing: Standing, own: NDArray[np.intp]) -> tuple[RivalLine, ...]:
    """Return the lines of these pairs, all of one officer: those with open seats first, then the one nearest to a seat; at most ten."""
    found = [_rival(standing, int(k)) for k in own]
    return tuple(line for _, _, line in sorted(found, key=lambda entry: (entry[0], entry[1], entry[2].post_id))[:MOST_RIVALS])


def _rival(standing: Standing, k: int) -> tuple[bool, int, RivalLine]:
    """Return whether the line of a pair is full, what an exchange would lose there as one number, and what is told of it."""
    problem = standing.problem
    i, j = int(problem.pairs.officer_idx[k]), int(problem.pairs.post_idx[k])
    open_seats = int(problem.seats[j] - standing.filled[j])
    level, holder, holder_fit, loss = None, None, None, NO_EXCHANGE
    if open_seats:
        level = "national_cap" if is_capped(standing, j)[i] else None
    else:
        pair = np.array([k], np.int64)
        exchanges = cheapest_exchanges(standing, pair)
        against = displacement_of(standing, exchanges, i, pair)
        level, holder, holder_fit, loss = against.level, against.holder, against.holder_fit, int(exchanges.loss[i])
    line = RivalLine(
        post_id=problem.post_id[j],
        priority=int(problem.priority[j]),
        open_seats=open_seats,
        fit=int(problem.pairs.fit[k]),
        level=level,
        holder=holder,
        holder_fit=holder_fit,
        waived=standing.codes_of(int(problem.pairs.waived_mask[k])),
        conditional=standing.codes_of(int(problem.pairs.unknown_mask[k])),
    )
    return open_seats == 0, loss, line


def near_groups(standing: Standing, officer_idx: int) -> tuple[tuple[NearGroup, ...], int, int]:
    """
    Return the lines one or two rules away from an officer, by what would mend them, and how many lines, with open seats, there are.

    Where there are none so near, the nearest ones, however far.
    """
    snapshot = standing.snapshot
    officer = snapshot.officers.officer(officer_idx)
    one = snapshot.officers.take(np.array([officer_idx], np.intp))
    order = sorted(range(len(snapshot.posts)), key=lambda j: (standing.filled[j] >= snapshot.posts[j].seats, snapshot.posts[j].priority, j))
    masks = [int(standing.blocking(post, one)[0]) for post in snapshot.posts]
    farthest = max(MOST_RULES_AWAY, min((mask.bit_count() for mask in masks if mask), default=0))
    groups: defaultdict[tuple[tuple[str, str, str], ...], list[NearLine]] = defaultdict(list)
    for j in order:
        post, blocked = snapshot.posts[j], masks[j]
        if not 1 <= blocked.bit_count() <= farthest:
            continue
        stopping = [rule for k, rule in enumerate(standing.rules) if blocked >> k & 1]
        findings = tuple(rule.judge(officer, post, snapshot.mission_of(post), snapshot.policy.thresholds) for rule in stopping)
        open_seats = post.seats - int(standing.filled[j])
        changes = tuple((finding.rule, *mend(finding)) for finding in findings)
        groups[changes].append(NearLine(post_id=post.post_id, open_seats=open_seats, findings=findings))
    found = [_group(lines) for lines in groups.values()]
    # The sort is stable: groups that are equal stay in the order in which their first lines come.
    found.sort(key=lambda group: (len(group.rules), group.n_open == 0, bool(group.not_met), -group.n_open, -group.n_lines))
    return tuple(found[:MOST_GROUPS]), sum(group.n_lines for group in found), sum(group.n_open for group in found)


def _group(lines: list[NearLine]) -> NearGroup:
    findings = lines[0].findings
    changes = [mend(finding) for finding in findings]
    return NearGroup(
        rules=tuple(finding.rule for finding in findings),
        from_=tuple(from_ for from_, _ in changes),
        to=tuple(to for _, to in changes),
        not_met=_rules_of(findings, Verdict.NOT_MET),
        not_known=_rules_of(findings, Verdict.UNKNOWN),
        n_lines=len(lines),
        n_open=sum(line.open_seats > 0 for line in lines),
        nearest=tuple(lines[:MOST_GROUPS]),
    )


def _rules_of(findings: tuple[Finding, ...], verdict: Verdict) -> tuple[str, ...]:
    return tuple(finding.rule for finding in findings if finding.verdict is verdict)
