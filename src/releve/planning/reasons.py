"""Why a seat stayed open, and why an officer was not placed: reason codes with numbers (decision 0006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.model import Reason
from releve.planning.displacement import PINNED, Exchanges, cheapest_exchanges, displacement_of
from releve.planning.limits import cap_of_mission
from releve.planning.standing import NOWHERE, Standing


@dataclass(frozen=True, kw_only=True)
class UnfilledSeats:
    """
    Seats of one line that stayed open, and why.

    ``data`` always holds ``seats``, ``eligible``, ``here``, ``elsewhere``, ``pinned``, ``capped_elsewhere``, ``capped``, ``forbidden``,
    ``serving``: officers eligible for the line by the rules, and of these, each counted once: who sits here, elsewhere, is free but
    capped, is forbidden here, serves already. Of those elsewhere, ``pinned`` are held by a pin, and ``capped_elsewhere`` others sit in
    another mission and could not move here for the national cap. Then, by reason: ``near``, ``rule`` and ``rule_officers`` (free
    officers one rule away, the rule that stops most of them, and how many); ``mission``, ``countries`` ("" = blank), ``cap``, ``held``
    (by country, serving and assigned, as text) and ``cap_left`` (the most that the cap still leaves to one of them: 0, unless the plan
    was stopped early); ``used`` (those elsewhere whom no cap keeps there) and ``by_priority`` of their lines (``"1:3"`` = three of them
    in priority 1).
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
    ``lines`` (lines the officer is eligible for); ``mission``, ``country``, ``cap``, ``held`` and ``cap_left``; ``level``, ``fit``,
    ``holder`` and ``holder_fit`` (whom the officer comes nearest to replacing, and what that would lose, see `Displacement`).
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
    forbidden = eligible & ~standing.serving & standing.forbidden.get(post_idx, np.zeros(len(eligible), np.bool_))
    remaining = eligible & ~forbidden & ~standing.serving
    here = remaining & (standing.placed_at == post_idx)
    elsewhere = remaining & (standing.placed_at != NOWHERE) & ~here
    free = remaining & standing.free
    capped_elsewhere = elsewhere & ~standing.pinned & _could_not_move(standing, post_idx)
    counts: dict[str, Datum] = {
        "seats": int(problem.seats[post_idx] - standing.filled[post_idx]),
        "eligible": int(eligible.sum()),
        "here": int(here.sum()),
        "elsewhere": int(elsewhere.sum()),
        "pinned": int((elsewhere & standing.pinned).sum()),
        "capped_elsewhere": int(capped_elsewhere.sum()),
        "capped": int(free.sum()),
        "forbidden": int(forbidden.sum()),
        "serving": int((eligible & standing.serving).sum()),
    }
    if free.any():
        reason, data = Reason.NATIONAL_CAP, _capped_data(standing, post_idx, free)
    elif (elsewhere & ~standing.pinned & ~capped_elsewhere).any():
        reason, data = Reason.USED_ELSEWHERE, _used_data(standing, elsewhere & ~capped_elsewhere)
    elif capped_elsewhere.any():
        reason, data = Reason.NATIONAL_CAP, _capped_data(standing, post_idx, capped_elsewhere)
    elif elsewhere.any():
        reason, data = Reason.PINNED_OUT, {}
    elif forbidden.any():
        reason, data = Reason.FORBIDDEN, {}
    else:
        reason, data = Reason.NO_ELIGIBLE, _near_data(standing, blocked)
    return UnfilledSeats(
        post_id=post.post_id, seats=int(problem.seats[post_idx] - standing.filled[post_idx]), reason=reason, data={**counts, **data}
    )


def _could_not_move(standing: Standing, post_idx: int) -> NDArray[np.bool_]:
    """Return whose move to a line from another mission the national cap forbids; shape ``(n_officers,)``, placed officers only."""
    problem = standing.problem
    mission = problem.mission[post_idx]
    is_placed = standing.placed_at != NOWHERE
    from_elsewhere = is_placed & (problem.mission[np.where(is_placed, standing.placed_at, 0)] != mission)
    could_not: NDArray[np.bool_] = from_elsewhere & (standing.cap_left[mission, problem.country] <= 0)
    return could_not


def _capped_data(standing: Standing, post_idx: int, capped: NDArray[np.bool_]) -> Mapping[str, Datum]:
    problem = standing.problem
    mission = problem.mission[post_idx]
    name = standing.snapshot.missions[mission].mission
    columns = np.unique(problem.country[capped])
    countries = [_country_of(standing, int(column)) for column in columns]
    return {
        "mission": name,
        "countries": tuple(country or "" for country in countries),
        "cap": cap_of_mission(standing.snapshot, name),
        "held": tuple(str(held_by_country(standing, name, country)) for country in countries),
        "cap_left": int(standing.cap_left[mission, columns].max()),
    }


def _used_data(standing: Standing, used: NDArray[np.bool_]) -> Mapping[str, Datum]:
    places = Counter(int(standing.problem.priority[j]) for j in standing.placed_at[used])
    return {"used": int(used.sum()), "by_priority": tuple(f"{priority}:{n}" for priority, n in sorted(places.items()))}


def _near_data(standing: Standing, blocked: NDArray[np.uint32]) -> Mapping[str, Datum]:
    near = standing.free & (np.bitwise_count(blocked) == 1)
    rule, officers = _most_blocking(standing, blocked[near])
    return {"near": int(near.sum()), "rule": rule, "rule_officers": officers}


def _most_blocking(standing: Standing, blocked: NDArray[np.uint32]) -> tuple[str | None, int]:
    """Return the rule that blocks most of these officers, the first of the book where equal, and how many."""
    counts = [int(((blocked >> np.uint32(k)) & 1).sum()) for k in range(len(standing.rules))]
    most = max(counts, default=0)
    return (standing.rules[counts.index(most)].code, most) if most else (None, 0)


def officers_not_placed(standing: Standing) -> tuple[NotPlaced, ...]:
    """Return every officer without a seat, and why, by officer."""
    pairs = standing.problem.pairs
    without = standing.placed_at == NOWHERE
    found = {int(i): _serves(standing, int(i)) for i in np.flatnonzero(without & standing.serving)}
    of_free = np.flatnonzero(standing.free[pairs.officer_idx])
    lines = _pairs_of(standing, of_free)
    exchanges = cheapest_exchanges(standing, of_free[_is_full(standing, of_free)])
    found |= {i: _has_lines(standing, i, own, exchanges) for i, own in lines.items()}
    found |= _without_lines(standing, np.array([i for i in np.flatnonzero(standing.free) if int(i) not in lines], np.intp))
    return tuple(found[i] for i in sorted(found))


def explain_one_officer(standing: Standing, officer_idx: int) -> NotPlaced:
    """Return why one officer without a seat was not placed."""
    if standing.serving[officer_idx]:
        return _serves(standing, officer_idx)
    own = np.flatnonzero(standing.problem.pairs.officer_idx == officer_idx)
    if len(own):
        return _has_lines(standing, officer_idx, own, cheapest_exchanges(standing, own[_is_full(standing, own)]))
    return _without_lines(standing, np.array([officer_idx], np.intp))[officer_idx]


def _serves(standing: Standing, i: int) -> NotPlaced:
    return NotPlaced(officer_id=standing.problem.officer_id[i], reason=Reason.NO_SEAT, blocking_rule=None, post_id=None, data={})


def _is_full(standing: Standing, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    posts = standing.problem.pairs.post_idx[pairs]
    full: NDArray[np.bool_] = standing.filled[posts] >= standing.problem.seats[posts]
    return full


def _pairs_of(standing: Standing, pairs: NDArray[np.int64]) -> Mapping[int, NDArray[np.int64]]:
    """Return these pairs by officer, increasing."""
    officers = standing.problem.pairs.officer_idx[pairs]
    order = np.argsort(officers, kind="stable")
    names, starts = np.unique(officers[order], return_index=True)
    return {int(i): own for i, own in zip(names, np.split(pairs[order], starts[1:]), strict=False)}


def _has_lines(standing: Standing, i: int, own: NDArray[np.int64], exchanges: Exchanges) -> NotPlaced:
    """Return why an officer who is eligible somewhere has no seat; ``own`` are all pairs of the officer."""
    problem = standing.problem
    officer_id, lines = problem.officer_id[i], len(own)
    in_open_lines = own[~_is_full(standing, own)]
    if len(in_open_lines):
        # An open seat and an eligible officer: in a plan that is best on every level only the cap stands between them.
        # In one that was stopped early it may be less, and ``cap_left`` says so.
        post = standing.snapshot.posts[int(problem.pairs.post_idx[in_open_lines[0]])]
        data: dict[str, Datum] = {"lines": lines, **_cap_data(standing, post.mission, i)}
        return NotPlaced(officer_id=officer_id, reason=Reason.NATIONAL_CAP, blocking_rule=None, post_id=post.post_id, data=data)
    found = displacement_of(standing, exchanges, i, own)
    return NotPlaced(
        officer_id=officer_id,
        reason=Reason.PINNED_OUT if found.level == PINNED else Reason.BETTER_PLACED,
        blocking_rule=None,
        post_id=found.post_id,
        data={"lines": lines, **found.as_data()},
    )


def _country_of(standing: Standing, column: int) -> str | None:
    """Return the country of a column of ``cap_left``; None for the last one, where officers without a country count."""
    countries = standing.snapshot.officers.countries
    return countries[column] if column < len(countries) else None


def _cap_data(standing: Standing, mission: str, officer_idx: int) -> dict[str, Datum]:
    """Return the national cap of a mission as it stands for the country of one officer."""
    country = _country_of(standing, int(standing.problem.country[officer_idx]))
    left = int(standing.cap_left[standing.snapshot.mission_idx[mission], standing.problem.country[officer_idx]])
    return {
        "mission": mission,
        "country": country,
        "cap": cap_of_mission(standing.snapshot, mission),
        "held": held_by_country(standing, mission, country),
        "cap_left": left,
    }


def held_by_country(standing: Standing, mission: str, country: str | None) -> int:
    """Return how many officers of a country a mission holds, serving and assigned; None = those whose country is blank."""
    officers, problem = standing.snapshot.officers, standing.problem
    column = officers.countries.index(country) if country is not None else len(officers.countries)
    chosen = standing.result.chosen
    posts, people = problem.pairs.post_idx[chosen], problem.pairs.officer_idx[chosen]
    there = problem.mission[posts] == standing.snapshot.mission_idx[mission]
    serving = sum(d.mission == mission and d.country == country for d in standing.snapshot.deployments)
    return serving + int((there & (problem.country[people] == column)).sum())


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
