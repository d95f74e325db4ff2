"""Why this pair, this post, this officer: the answers behind `releve explain`."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import DecisionKind, Verdict
from releve.planning.displacement import PINNED, Displacement, displacement_of, exchanges_of_officer
from releve.planning.explained import (
    Holder,
    NearLine,
    OfficerExplanation,
    OtherLine,
    PairAnswer,
    PairExplanation,
    PostExplanation,
    UnknownOfficerError,
    UnknownPostError,
)
from releve.planning.fit import blank_terms, fit_of_pair
from releve.planning.footing import findings_of, footing_of
from releve.planning.near_misses import MOST_RULES_AWAY
from releve.planning.not_placed import explain_one_officer
from releve.planning.reasons import explain_open_seats
from releve.planning.reserves import reserves_of
from releve.planning.standing import NOWHERE, Standing
from releve.planning.why_not_placed import near_groups, rival_lines
from releve.planning.why_open import are_capped, candidates_of, near_officers

MOST_NEAREST: Final = 5
"""Lines named as nearest to an officer who is not placed."""


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
    placed_at = _line_of(standing, i)
    one = snapshot.officers.take(np.array([i], np.intp))
    findings = findings_of(standing, i, j)
    return PairExplanation(
        officer_id=officer_id,
        post_id=post_id,
        answer=answer,
        blocking=standing.codes_of(int(standing.blocking(post, one)[0])),
        not_met=tuple(f.rule for f in findings if f.verdict is Verdict.NOT_MET and not f.waived),
        not_known=tuple(f.rule for f in findings if f.verdict is Verdict.UNKNOWN and not f.waived),
        footing=footing_of(standing, i, j, findings=findings),
        findings=findings,
        fit=fit_of_pair(officer, post, snapshot.policy),
        fit_unknown=blank_terms(officer, post),
        placed_at=placed_at,
        pinned_at=placed_at if standing.pinned[i] else None,
        seats=post.seats,
        holders=_holders(standing, j),
        displacement=displacement,
    )


def explain_post(standing: Standing, post_id: str) -> PostExplanation:
    """
    Return who holds the seats of one line, why seats stayed open, what would fill them, and who comes next.

    Raises
    ------
    UnknownPostError
        If the plan knows no such line.
    """
    j = post_index(standing, post_id)
    post = standing.snapshot.posts[j]
    is_open = standing.filled[j] < post.seats
    candidates, n_candidates = candidates_of(standing, j) if is_open else ((), 0)
    near, n_near = near_officers(standing, j) if is_open else ((), 0)
    return PostExplanation(
        post_id=post_id,
        seats=post.seats,
        holders=_holders(standing, j),
        unfilled=explain_open_seats(standing, j) if is_open else None,
        candidates=candidates,
        n_candidates=n_candidates,
        near=near,
        n_near=n_near,
        reserves=reserves_of(standing, j),
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
    blocked = standing.register.blocking_everywhere(i)
    own = standing.lines_of(i, blocked)
    fit = standing.fit_in_lines(i, own)
    is_free = bool(standing.free[i])
    groups, n_near, n_near_open = near_groups(standing, i, blocked) if is_free and not len(own) else ((), 0, 0)
    return OfficerExplanation(
        officer_id=officer_id,
        placed_at=_line_of(standing, i),
        pinned=bool(standing.pinned[i]),
        fit=None if at == NOWHERE else fit_of_pair(officer, snapshot.posts[at], snapshot.policy),
        not_placed=explain_one_officer(standing, i, blocked, own, fit) if at == NOWHERE else None,
        footing=None if at == NOWHERE else footing_of(standing, i, at, findings=findings_of(standing, i, at)),
        fit_unknown=() if at == NOWHERE else blank_terms(officer, snapshot.posts[at]),
        forbidden=tuple(d for d in snapshot.decisions if d.officer_id == officer_id and d.decision is DecisionKind.FORBID),
        eligible_lines=len(own),
        rivals=rival_lines(standing, i, own, fit) if is_free else (),
        groups=groups,
        n_near=n_near,
        n_near_open=n_near_open,
        others=_other_lines(standing, i, own, fit) if at != NOWHERE else (),
        nearest=_nearest(standing, i, blocked) if at == NOWHERE else (),
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


def _line_of(standing: Standing, i: int) -> str | None:
    at = int(standing.placed_at[i])
    return None if at == NOWHERE else standing.problem.post_id[at]


def _holders(standing: Standing, j: int) -> tuple[Holder, ...]:
    snapshot, pairs = standing.snapshot, standing.problem.pairs
    holders = []
    for i in standing.holders(j):
        k = int(standing.pair_of[i])
        holder = Holder(
            officer_id=standing.problem.officer_id[i],
            fit=fit_of_pair(snapshot.officers.officer(int(i)), snapshot.posts[j], snapshot.policy),
            pinned=bool(pairs.pinned[k]),
            waived=standing.codes_of(int(pairs.waived_mask[k])),
            conditional=standing.codes_of(int(pairs.unknown_mask[k])),
            footing=footing_of(standing, int(i), j, findings=findings_of(standing, int(i), j)),
        )
        holders.append(holder)
    return tuple(holders)


def _other_lines(standing: Standing, i: int, own: NDArray[np.int64], fit: NDArray[np.int32]) -> tuple[OtherLine, ...]:
    """Return these lines of an officer, but for the one held: best fit first, then by priority and key; at most five."""
    problem = standing.problem
    is_other = own != standing.placed_at[i]
    others, fit = own[is_other], fit[is_other]
    order = np.lexsort((others, problem.priority[others], -fit))[:MOST_NEAREST]
    return tuple(
        OtherLine(
            post_id=problem.post_id[j],
            priority=int(problem.priority[j]),
            fit=int(points),
            open_seats=int(problem.seats[j] - standing.filled[j]),
        )
        for j, points in zip(others[order].tolist(), fit[order], strict=True)
    )


def _answer(standing: Standing, i: int, j: int) -> tuple[PairAnswer, Displacement | None]:
    """Return the first answer that is true, and for a free officer and a full line what an exchange would lose."""
    one = standing.snapshot.officers.take(np.array([i], np.intp))
    if standing.placed_at[i] == j:
        return PairAnswer.ASSIGNED, None
    if standing.serving[i]:
        return PairAnswer.SERVING, None
    if standing.blocking(standing.snapshot.posts[j], one)[0]:
        return PairAnswer.NOT_ELIGIBLE, None
    if standing.register.are_forbidden(j, np.array([i]))[0]:
        return PairAnswer.FORBIDDEN, None
    return _answer_of_pair(standing, i, j)


def _answer_of_pair(standing: Standing, i: int, j: int) -> tuple[PairAnswer, Displacement | None]:
    """Return why a pair that may be planned was not chosen."""
    is_open = standing.filled[j] < standing.problem.seats[j]
    if is_open and are_capped(standing, j, np.array([i]))[0]:
        return PairAnswer.NATIONAL_CAP, None
    if not standing.free[i]:
        return PairAnswer.PLACED_ELSEWHERE, None
    if is_open:
        return PairAnswer.STOPPED_EARLY, None
    line = np.array([j])
    fit = standing.fit_in_lines(i, line)
    _, holder = exchanges_of_officer(standing, i, line, fit)
    displacement = displacement_of(standing, i, j, int(fit[0]), int(holder[0]))
    return (PairAnswer.PINNED_OUT if displacement.level == PINNED else PairAnswer.BETTER_PLACED), displacement


def _nearest(standing: Standing, i: int, blocked: NDArray[np.uint32]) -> tuple[NearLine, ...]:
    """Return the lines fewest rules away, those with open seats first, then by priority and key; at most five, two rules away."""
    problem, away = standing.problem, np.bitwise_count(blocked)
    near = np.flatnonzero(away <= MOST_RULES_AWAY)
    is_full = standing.filled[near] >= problem.seats[near]
    lines = []
    for j in near[np.lexsort((near, problem.priority[near], is_full, away[near]))[:MOST_NEAREST]].tolist():
        stopping = tuple(f for f in findings_of(standing, i, j) if f.verdict is not Verdict.MET and not f.waived)
        open_seats = int(problem.seats[j] - standing.filled[j])
        lines.append(NearLine(post_id=problem.post_id[j], open_seats=open_seats, findings=stopping))
    return tuple(lines)
