"""Why this pair, this post, this officer: the answers behind `releve explain`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Final

import numpy as np

from releve.eligibility import Finding
from releve.errors import ReleveError
from releve.model import Verdict
from releve.planning.displacement import Displacement, compare_with_weakest
from releve.planning.fit import Fit, fit_of_pair
from releve.planning.near_misses import MOST_RULES_AWAY
from releve.planning.reasons import NotPlaced, UnfilledSeats, explain_one_officer, explain_open_seats
from releve.planning.reserves import Reserve, reserves_of
from releve.planning.standing import NOWHERE, Standing
from releve.planning.tie_order import tie_ranks

MOST_NEAREST: Final = 5
"""Lines named as nearest to an officer who is not placed."""


class UnknownOfficerError(ReleveError):
    """No officer of this key was planned; ``data`` holds ``officer``."""

    code: ClassVar[str] = "planning.unknown_officer"


class UnknownPostError(ReleveError):
    """No post line of this key was planned; ``data`` holds ``post``."""

    code: ClassVar[str] = "planning.unknown_post"


class PairAnswer(StrEnum):
    """Why an officer holds a seat of a line, or does not."""

    ASSIGNED = "assigned"
    NOT_ELIGIBLE = "not_eligible"
    SERVING = "serving"
    FORBIDDEN = "forbidden"
    PLACED_ELSEWHERE = "placed_elsewhere"
    NATIONAL_CAP = "national_cap"
    BETTER_PLACED = "better_placed"


@dataclass(frozen=True, kw_only=True)
class PairExplanation:
    """One pair: every finding, the fit term by term, and the answer; ``placed_at`` is the officer's own seat, if any."""

    officer_id: str
    post_id: str
    answer: PairAnswer
    findings: tuple[Finding, ...]
    fit: Fit
    placed_at: str | None
    displacement: Displacement | None


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One officer in one seat of a line."""

    officer_id: str
    fit: Fit
    pinned: bool
    waived: tuple[str, ...]
    conditional: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PostExplanation:
    """One line: who holds its seats, why seats stayed open, who comes next."""

    post_id: str
    seats: int
    holders: tuple[Holder, ...]
    unfilled: UnfilledSeats | None
    reserves: tuple[Reserve, ...]


@dataclass(frozen=True, kw_only=True)
class NearLine:
    """A line near to an officer, with the findings that keep the officer out; none where the officer is eligible."""

    post_id: str
    open_seats: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class OfficerExplanation:
    """One officer: the seat, or why there is none, and the lines that are nearest."""

    officer_id: str
    placed_at: str | None
    fit: Fit | None
    not_placed: NotPlaced | None
    eligible_lines: int
    nearest: tuple[NearLine, ...]


def explain_pair(standing: Standing, officer_id: str, post_id: str) -> PairExplanation:
    """
    Return every finding of one pair with its margin, and why this officer holds a seat of this line or does not.

    Raises
    ------
    UnknownOfficerError, UnknownPostError
        If the plan knows no such officer or line.
    """
    i, j = officer_index(standing, officer_id), post_index(standing, post_id)
    snapshot = standing.snapshot
    officer, post = snapshot.officers.officer(i), snapshot.posts[j]
    answer, displacement = _answer(standing, i, j)
    at = int(standing.placed_at[i])
    return PairExplanation(
        officer_id=officer_id,
        post_id=post_id,
        answer=answer,
        findings=_findings(standing, i, j),
        fit=fit_of_pair(officer, post, snapshot.policy),
        placed_at=None if at == NOWHERE else standing.problem.post_id[at],
        displacement=displacement,
    )


def explain_post(standing: Standing, post_id: str) -> PostExplanation:
    """
    Return who holds the seats of one line, why seats stayed open, and who comes next.

    Raises
    ------
    UnknownPostError
        If the plan knows no such line.
    """
    j = post_index(standing, post_id)
    snapshot, pairs = standing.snapshot, standing.problem.pairs
    post = snapshot.posts[j]
    holders = []
    for i in standing.holders(j):
        k = int(standing.pair_of[i])
        holders.append(
            Holder(
                officer_id=standing.problem.officer_id[i],
                fit=fit_of_pair(snapshot.officers.officer(int(i)), post, snapshot.policy),
                pinned=bool(pairs.pinned[k]),
                waived=standing.codes_of(int(pairs.waived_mask[k])),
                conditional=standing.codes_of(int(pairs.unknown_mask[k])),
            )
        )
    is_open = standing.filled[j] < post.seats
    return PostExplanation(
        post_id=post_id,
        seats=post.seats,
        holders=tuple(holders),
        unfilled=explain_open_seats(standing, j) if is_open else None,
        reserves=reserves_of(standing, j, tie_ranks(standing.problem, seed=standing.seed)),
    )


def explain_officer(standing: Standing, officer_id: str) -> OfficerExplanation:
    """
    Return where one officer is placed or why nowhere, and the nearest lines.

    Raises
    ------
    UnknownOfficerError
        If the plan knows no such officer.
    """
    i = officer_index(standing, officer_id)
    snapshot = standing.snapshot
    at = int(standing.placed_at[i])
    officer = snapshot.officers.officer(i)
    return OfficerExplanation(
        officer_id=officer_id,
        placed_at=None if at == NOWHERE else standing.problem.post_id[at],
        fit=None if at == NOWHERE else fit_of_pair(officer, snapshot.posts[at], snapshot.policy),
        not_placed=explain_one_officer(standing, i) if at == NOWHERE else None,
        eligible_lines=int((standing.problem.pairs.officer_idx == i).sum()),
        nearest=_nearest(standing, i) if at == NOWHERE else (),
    )


def officer_index(standing: Standing, officer_id: str) -> int:
    """Return the position of an officer; see `explain_officer` for the error."""
    i = standing.snapshot.officer_idx.get(officer_id)
    if i is None:
        raise UnknownOfficerError(officer=officer_id)
    return i


def post_index(standing: Standing, post_id: str) -> int:
    """Return the position of a post line; see `explain_post` for the error."""
    j = standing.snapshot.post_idx.get(post_id)
    if j is None:
        raise UnknownPostError(post=post_id)
    return j


def _findings(standing: Standing, i: int, j: int) -> tuple[Finding, ...]:
    snapshot = standing.snapshot
    officer, post = snapshot.officers.officer(i), snapshot.posts[j]
    waived = standing.waived_mask(j, i)
    found = []
    for k, rule in enumerate(standing.rules):
        finding = rule.judge(officer, post, snapshot.mission_of(post), snapshot.policy.thresholds)
        is_waived = bool(waived >> k & 1) and finding.verdict is not Verdict.MET
        found.append(replace(finding, waived=is_waived))
    return tuple(found)


def _answer(standing: Standing, i: int, j: int) -> tuple[PairAnswer, Displacement | None]:
    problem = standing.problem
    if standing.placed_at[i] == j:
        return PairAnswer.ASSIGNED, None
    if standing.serving[i]:
        return PairAnswer.SERVING, None
    one = standing.snapshot.officers.take(np.array([i], np.intp))
    if standing.blocking(standing.snapshot.posts[j], one)[0]:
        return PairAnswer.NOT_ELIGIBLE, None
    pair = problem.pairs.position_of(i, j)
    if pair is None:
        return PairAnswer.FORBIDDEN, None
    if standing.filled[j] < problem.seats[j]:
        capped = standing.cap_left[problem.mission[j], problem.country[i]] <= 0
        return (PairAnswer.NATIONAL_CAP if capped else PairAnswer.PLACED_ELSEWHERE), None
    displacement = compare_with_weakest(standing, i, np.array([pair], np.int64))
    return (PairAnswer.BETTER_PLACED if standing.free[i] else PairAnswer.PLACED_ELSEWHERE), displacement


def _nearest(standing: Standing, i: int) -> tuple[NearLine, ...]:
    """Return the lines fewest rules away, those with open seats first, then by priority and key; at most five, two rules away."""
    one = standing.snapshot.officers.take(np.array([i], np.intp))
    distances = []
    for j, post in enumerate(standing.snapshot.posts):
        away = int(np.bitwise_count(standing.blocking(post, one))[0])
        if away <= MOST_RULES_AWAY:
            is_full = bool(standing.filled[j] >= post.seats)
            distances.append((away, is_full, post.priority, j))
    lines = []
    for _, _, _, j in sorted(distances)[:MOST_NEAREST]:
        stopping = tuple(f for f in _findings(standing, i, j) if f.verdict is not Verdict.MET and not f.waived)
        post = standing.snapshot.posts[j]
        lines.append(NearLine(post_id=post.post_id, open_seats=post.seats - int(standing.filled[j]), findings=stopping))
    return tuple(lines)
