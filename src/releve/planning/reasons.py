"""Why a seat stayed open: reason codes with numbers (decision 0006)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import unpack_bits
from releve.eligibility.distances import are_between
from releve.errors import Datum
from releve.model import Reason
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


def unfilled_seats(standing: Standing) -> tuple[UnfilledSeats, ...]:
    """Return the lines with seats that stayed open, by post."""
    open_left = standing.problem.seats - standing.filled
    return tuple(explain_open_seats(standing, int(j)) for j in np.flatnonzero(open_left > 0))


def explain_open_seats(standing: Standing, post_idx: int) -> UnfilledSeats:
    """Return why seats of one line stayed open."""
    problem, eligible = standing.problem, standing.register.eligible(post_idx)
    is_serving, placed_at = standing.serving[eligible], standing.placed_at[eligible]
    is_forbidden = standing.register.are_forbidden(post_idx, eligible) & ~is_serving
    remaining = ~is_forbidden & ~is_serving
    here = remaining & (placed_at == post_idx)
    elsewhere = remaining & (placed_at != NOWHERE) & ~here
    free = remaining & standing.free[eligible]
    pinned = elsewhere & standing.pinned[eligible]
    capped_elsewhere = elsewhere & ~pinned & could_not_move(standing, post_idx, eligible)
    n_open = int(problem.seats[post_idx] - standing.filled[post_idx])
    counts: dict[str, Datum] = {
        "seats": n_open,
        "eligible": len(eligible),
        "here": int(here.sum()),
        "elsewhere": int(elsewhere.sum()),
        "pinned": int(pinned.sum()),
        "capped_elsewhere": int(capped_elsewhere.sum()),
        "capped": int(free.sum()),
        "forbidden": int(is_forbidden.sum()),
        "serving": int(is_serving.sum()),
    }
    if free.any():
        reason, data = Reason.NATIONAL_CAP, _capped_data(standing, post_idx, eligible[free])
    elif (elsewhere & ~pinned & ~capped_elsewhere).any():
        reason, data = Reason.USED_ELSEWHERE, _used_data(standing, eligible[elsewhere & ~capped_elsewhere])
    elif capped_elsewhere.any():
        reason, data = Reason.NATIONAL_CAP, _capped_data(standing, post_idx, eligible[capped_elsewhere])
    elif elsewhere.any():
        reason, data = Reason.PINNED_OUT, {}
    elif is_forbidden.any():
        reason, data = Reason.FORBIDDEN, {}
    else:
        reason, data = Reason.NO_ELIGIBLE, _near_data(standing, post_idx)
    return UnfilledSeats(post_id=problem.post_id[post_idx], seats=n_open, reason=reason, data={**counts, **data})


def could_not_move(standing: Standing, post_idx: int, officers: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return whose move to a line from another mission the national cap forbids; shape as ``officers``, placed officers only."""
    problem, placed_at = standing.problem, standing.placed_at[officers]
    mission, is_placed = problem.mission[post_idx], placed_at != NOWHERE
    from_elsewhere = is_placed & (problem.mission[np.where(is_placed, placed_at, 0)] != mission)
    could_not: NDArray[np.bool_] = from_elsewhere & (standing.cap_left[mission, problem.country[officers]] <= 0)
    return could_not


def near_free_officers(standing: Standing, post_idx: int) -> NDArray[np.int64]:
    """Return the free officers whom one rule alone keeps out of a line, increasing."""
    return unpack_bits(are_between(standing.register.distances_of(post_idx), 1, 1) & standing.free_bits)


def _capped_data(standing: Standing, post_idx: int, capped: NDArray[np.int64]) -> Mapping[str, Datum]:
    mission = int(standing.problem.mission[post_idx])
    name = standing.snapshot.missions[mission].mission
    columns = np.unique(standing.problem.country[capped])
    return {
        "mission": name,
        "countries": tuple(standing.country_of(int(column)) or "" for column in columns),
        "cap": standing.caps[name],
        "held": tuple(str(standing.held_by_country(mission, int(column))) for column in columns),
        "cap_left": int(standing.cap_left[mission, columns].max()),
    }


def _used_data(standing: Standing, used: NDArray[np.int64]) -> Mapping[str, Datum]:
    places = Counter(int(standing.problem.priority[j]) for j in standing.placed_at[used])
    return {"used": len(used), "by_priority": tuple(f"{priority}:{n}" for priority, n in sorted(places.items()))}


def _near_data(standing: Standing, post_idx: int) -> Mapping[str, Datum]:
    near = near_free_officers(standing, post_idx)
    rule, officers = _most_blocking(standing, standing.register.blocking(post_idx, near))
    return {"near": len(near), "rule": rule, "rule_officers": officers}


def _most_blocking(standing: Standing, blocked: NDArray[np.uint32]) -> tuple[str | None, int]:
    """Return the rule that blocks most of these officers, the first of the book where equal, and how many."""
    counts = [int(((blocked >> np.uint32(k)) & 1).sum()) for k in range(len(standing.rules))]
    most = max(counts, default=0)
    return (standing.rules[counts.index(most)].code, most) if most else (None, 0)
