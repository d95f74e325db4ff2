"""Why a seat stayed open, and why an officer was not placed: reason codes with numbers (decision 0006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.model import Reason
from releve.planning.displacement import compare_with_weakest
from releve.planning.standing import NOWHERE, Standing


@dataclass(frozen=True, kw_only=True)
class UnfilledSeats:
    """
    Seats of one line that stayed open, and why.

    ``data`` always holds ``seats``, ``eligible``, ``here``, ``elsewhere``, ``pinned``, ``capped``, ``forbidden``, ``serving``: officers
    eligible for the line by the rules, and of these: who sits here, elsewhere, elsewhere by a pin, is free but capped, is forbidden
    here, serves already. Then, by reason: ``near``, ``rule`` and ``rule_officers`` (free officers one rule away, the rule that stops
    most of them, and how many); ``countries``, ``mission`` and ``cap_left``; ``by_priority`` (``"1:3"`` = three of them in priority 1).
    """

    post_id: str
    seats: int
    reason: Reason
    data: Mapping[str, Datum]


@dataclass(frozen=True, kw_only=True)
class NotPlaced:
    """
    One officer without a seat, and why.

    ``data`` holds, by reason: ``away`` and ``lines`` (rules away from the nearest line, and how many lines are as near);
    ``lines`` (lines the officer is eligible for); ``level``, ``fit``, ``holder`` and ``holder_fit`` (who is better placed, and on which
    level changing places would lose: a level of the objective, ``national_cap``, ``pinned`` or ``tie``).
    """

    officer_id: str
    reason: Reason
    blocking_rule: str | None
    post_id: str | None
    data: Mapping[str, Datum]


def unfilled_seats(standing: Standing) -> tuple[UnfilledSeats, ...]:
    """Return the lines with seats that stayed open, by post."""
    open_left = standing.problem.seats - standing.filled
    return tuple(explain_open_seats(standing, int(j)) for j in np.flatnonzero(open_left > 0))


def explain_open_seats(standing: Standing, post_idx: int) -> UnfilledSeats:
    """Return why seats of one line stayed open."""
    post = standing.snapshot.posts[post_idx]
    problem = standing.problem
    blocked = standing.blocking(post, standing.snapshot.officers)
    eligible = blocked == 0
    forbidden = eligible & standing.forbidden.get(post_idx, np.zeros(len(eligible), np.bool_))
    remaining = eligible & ~forbidden & ~standing.serving
    here = remaining & (standing.placed_at == post_idx)
    elsewhere = remaining & (standing.placed_at != NOWHERE) & ~here
    free = remaining & standing.free
    counts: dict[str, Datum] = {
        "seats": int(problem.seats[post_idx] - standing.filled[post_idx]),
        "eligible": int(eligible.sum()),
        "here": int(here.sum()),
        "elsewhere": int(elsewhere.sum()),
        "pinned": int((elsewhere & standing.pinned).sum()),
        "capped": int(free.sum()),
        "forbidden": int(forbidden.sum()),
        "serving": int((eligible & standing.serving).sum()),
    }
    reason, data = _open_reason(standing, post_idx, blocked, free=free, elsewhere=elsewhere, forbidden=forbidden)
    return UnfilledSeats(
        post_id=post.post_id, seats=int(problem.seats[post_idx] - standing.filled[post_idx]), reason=reason, data={**counts, **data}
    )


def _open_reason(
    standing: Standing,
    post_idx: int,
    blocked: NDArray[np.uint32],
    *,
    free: NDArray[np.bool_],
    elsewhere: NDArray[np.bool_],
    forbidden: NDArray[np.bool_],
) -> tuple[Reason, Mapping[str, Datum]]:
    problem = standing.problem
    if free.any():
        countries = sorted({standing.snapshot.officers.officer(int(i)).country or "" for i in np.flatnonzero(free)})
        mission = int(problem.mission[post_idx])
        left = max(int(standing.cap_left[mission, problem.country[i]]) for i in np.flatnonzero(free))
        return Reason.NATIONAL_CAP, {
            "mission": standing.snapshot.missions[mission].mission,
            "countries": tuple(countries),
            "cap_left": left,
        }
    if (elsewhere & ~standing.pinned).any():
        places = Counter(int(problem.priority[j]) for j in standing.placed_at[elsewhere])
        return Reason.USED_ELSEWHERE, {"by_priority": tuple(f"{priority}:{n}" for priority, n in sorted(places.items()))}
    if elsewhere.any():
        return Reason.PINNED_OUT, {}
    if forbidden.any():
        return Reason.FORBIDDEN, {}
    near = standing.free & (np.bitwise_count(blocked) == 1)
    rule, officers = _most_blocking(standing, blocked[near])
    return Reason.NO_ELIGIBLE, {"near": int(near.sum()), "rule": rule, "rule_officers": officers}


def _most_blocking(standing: Standing, blocked: NDArray[np.uint32]) -> tuple[str | None, int]:
    """Return the rule that blocks most of these officers, the first of the book where equal, and how many."""
    counts = [int(((blocked >> np.uint32(k)) & 1).sum()) for k in range(len(standing.rules))]
    most = max(counts, default=0)
    return (standing.rules[counts.index(most)].code, most) if most else (None, 0)


def officers_not_placed(standing: Standing) -> tuple[NotPlaced, ...]:
    """Return every officer without a seat, and why, by officer."""
    problem = standing.problem
    without = np.flatnonzero(standing.placed_at == NOWHERE)
    n_lines = np.bincount(problem.pairs.officer_idx, minlength=len(problem.officer_id))
    in_lines = [i for i in without if n_lines[i] > 0]
    barred = np.array([i for i in without if n_lines[i] == 0 and not standing.serving[i]], np.intp)
    found = {int(i): _serves(standing, int(i)) for i in without if standing.serving[i]}
    found |= {int(i): _has_lines(standing, int(i), pairs) for i, pairs in _pairs_of(standing, in_lines).items()}
    found |= _without_lines(standing, barred)
    return tuple(found[i] for i in sorted(found))


def explain_one_officer(standing: Standing, officer_idx: int) -> NotPlaced:
    """Return why one officer without a seat was not placed."""
    if standing.serving[officer_idx]:
        return _serves(standing, officer_idx)
    pairs = np.flatnonzero(standing.problem.pairs.officer_idx == officer_idx)
    if len(pairs):
        return _has_lines(standing, officer_idx, pairs)
    return _without_lines(standing, np.array([officer_idx], np.intp))[officer_idx]


def _serves(standing: Standing, i: int) -> NotPlaced:
    return NotPlaced(officer_id=standing.problem.officer_id[i], reason=Reason.NO_SEAT, blocking_rule=None, post_id=None, data={})


def _pairs_of(standing: Standing, officers: list[np.intp]) -> Mapping[int, NDArray[np.int64]]:
    """Return the pairs of each of these officers, increasing."""
    officer_idx = standing.problem.pairs.officer_idx
    order = np.argsort(officer_idx, kind="stable")
    start = np.searchsorted(officer_idx[order], officers, side="left")
    stop = np.searchsorted(officer_idx[order], officers, side="right")
    return {int(i): order[a:b] for i, a, b in zip(officers, start, stop, strict=True)}


def _has_lines(standing: Standing, i: int, pairs: NDArray[np.int64]) -> NotPlaced:
    """Return why an officer who is eligible somewhere has no seat."""
    problem = standing.problem
    posts = problem.pairs.post_idx[pairs]
    open_posts = posts[standing.filled[posts] < problem.seats[posts]]
    officer_id, lines = problem.officer_id[i], len(pairs)
    if len(open_posts):
        # An open seat and an eligible officer: in a plan that is best on every level only the cap stands between them.
        post = standing.snapshot.posts[int(open_posts[0])]
        data: dict[str, Datum] = {"lines": lines, "mission": post.mission, "country": standing.snapshot.officers.officer(i).country}
        return NotPlaced(officer_id=officer_id, reason=Reason.NATIONAL_CAP, blocking_rule=None, post_id=post.post_id, data=data)
    comparison = compare_with_weakest(standing, i, pairs)
    reason = Reason.PINNED_OUT if comparison.level == "pinned" else Reason.BETTER_PLACED
    return NotPlaced(
        officer_id=officer_id,
        reason=reason,
        blocking_rule=None,
        post_id=comparison.post_id,
        data={"lines": lines, **comparison.as_data()},
    )


def _without_lines(standing: Standing, officers: NDArray[np.intp]) -> dict[int, NotPlaced]:
    """Return why officers who may be planned nowhere have no seat: forbidden everywhere, or the nearest line and what blocks it."""
    if not len(officers):
        return {}
    table = standing.snapshot.officers.take(officers)
    n_rules = len(standing.rules)
    away = np.full(len(officers), n_rules + 1, np.int64)
    nearest = np.full(len(officers), NOWHERE, np.int64)
    lines = np.zeros(len(officers), np.int64)
    counts = np.zeros((len(officers), n_rules), np.int64)
    order = sorted(range(len(standing.snapshot.posts)), key=lambda j: (standing.problem.priority[j], j))
    for j in order:
        blocked = standing.blocking(standing.snapshot.posts[j], table)
        distance = np.bitwise_count(blocked).astype(np.int64)
        nearer = distance < away
        away[nearer], nearest[nearer], lines[nearer] = distance[nearer], j, 0
        counts[nearer] = 0
        level = distance == away
        lines += level
        counts += level[:, None] * ((blocked[:, None] >> np.arange(n_rules, dtype=np.uint32)) & 1)
    found = {}
    for row, i in enumerate(officers):
        post_id = None if nearest[row] == NOWHERE else standing.problem.post_id[nearest[row]]
        reason, rule = Reason.NO_ELIGIBLE, standing.rules[int(counts[row].argmax())].code if counts[row].any() else None
        if away[row] == 0:
            reason, rule = Reason.FORBIDDEN, None
        elif post_id is None:
            reason = Reason.NO_SEAT
        data: dict[str, Datum] = {"away": int(away[row]), "lines": int(lines[row])} if post_id is not None else {}
        found[int(i)] = NotPlaced(officer_id=standing.problem.officer_id[i], reason=reason, blocking_rule=rule, post_id=post_id, data=data)
    return found
