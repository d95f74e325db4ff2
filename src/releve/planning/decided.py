"""What people decided before the plan: pins, forbids and the previous plan, and where they cannot hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import screen_post
from releve.eligibility.finding import Rule
from releve.errors import Datum, Problem, Severity
from releve.model import DecisionKind, Snapshot, UnknownPolicy
from releve.planning.codes import PlanningCode
from releve.planning.problem import Pairs

DECISIONS_FILE = "decisions.csv"
PREVIOUS_FILE = "previous.csv"


@dataclass(frozen=True, kw_only=True)
class Decided:
    """
    Decisions by pair ``(officer_idx, post_idx)``, each once.

    Attributes
    ----------
    pins, previous
        The row in ``decisions.csv`` or ``previous.csv`` of each pair, in the order of the rows; None = not read from a file.
    forbidden
        The forbidden pairs.
    """

    pins: Mapping[tuple[int, int], int | None]
    forbidden: frozenset[tuple[int, int]]
    previous: Mapping[tuple[int, int], int | None]

    @classmethod
    def from_snapshot(cls, snapshot: Snapshot) -> Decided:
        """Return the decisions of a snapshot; rows of the previous plan whose officer or post is gone are left out."""
        pins: dict[tuple[int, int], int | None] = {}
        forbidden: set[tuple[int, int]] = set()
        for decision in snapshot.decisions:
            pair = snapshot.officer_idx[decision.officer_id], snapshot.post_idx[decision.post_id]
            if decision.decision is DecisionKind.PIN:
                pins.setdefault(pair, decision.row)
            else:
                forbidden.add(pair)
        previous: dict[tuple[int, int], int | None] = {}
        for row in snapshot.previous:
            if row.officer_id in snapshot.officer_idx and row.post_id in snapshot.post_idx:
                previous.setdefault((snapshot.officer_idx[row.officer_id], snapshot.post_idx[row.post_id]), row.row)
        return cls(pins=pins, forbidden=frozenset(forbidden), previous=previous)

    def forbidden_by_post(self) -> Mapping[int, Sequence[int]]:
        """Return the officers who are forbidden in each post line."""
        officers: defaultdict[int, list[int]] = defaultdict(list)
        for officer_idx, post_idx in self.forbidden:
            officers[post_idx].append(officer_idx)
        return officers


def find_pin_problems(
    snapshot: Snapshot,
    decided: Decided,
    *,
    pairs: Pairs,
    cap_left: NDArray[np.int32],
    country: NDArray[np.int32],
    rules: Sequence[Rule],
) -> Iterator[Problem]:
    """Yield an error for each pin that cannot hold, and for each set of pins that cannot hold together."""
    possible = []
    for pair, row in decided.pins.items():
        if pairs.position_of(*pair) is None:
            code, data = _why_not(snapshot, decided, pair, rules)
            yield Problem(code=_PIN_CODES[code], file=DECISIONS_FILE, row=row, data=data)
        else:
            possible.append(pair)
    by_officer, by_post, by_cap = defaultdict(list), defaultdict(list), defaultdict(list)
    for officer_idx, post_idx in possible:
        by_officer[officer_idx].append((officer_idx, post_idx))
        by_post[post_idx].append((officer_idx, post_idx))
        mission = snapshot.mission_idx[snapshot.posts[post_idx].mission]
        by_cap[mission, int(country[officer_idx])].append((officer_idx, post_idx))
    for officer_idx, pins in by_officer.items():
        if len(pins) > 1:
            yield _together(snapshot, decided, PlanningCode.PINS_SAME_OFFICER, pins, officer_id=snapshot.officers.officer_id[officer_idx])
    for post_idx, pins in by_post.items():
        post = snapshot.posts[post_idx]
        if len(pins) > post.seats:
            yield _together(snapshot, decided, PlanningCode.PINS_OVER_SEATS, pins, post_id=post.post_id, seats=post.seats)
    for (mission, country_idx), pins in by_cap.items():
        if len(pins) > cap_left[mission, country_idx]:
            countries = snapshot.officers.countries
            yield _together(
                snapshot,
                decided,
                PlanningCode.PINS_OVER_NATIONAL_CAP,
                pins,
                mission=snapshot.missions[mission].mission,
                country=countries[country_idx] if country_idx < len(countries) else None,
                left=int(cap_left[mission, country_idx]),
            )


def find_previous_problems(snapshot: Snapshot, decided: Decided, *, pairs: Pairs, rules: Sequence[Rule]) -> Iterator[Problem]:
    """Yield a warning for each pair of the previous plan that may not be planned any more."""
    for pair, row in decided.previous.items():
        if pairs.position_of(*pair) is None:
            code, data = _why_not(snapshot, decided, pair, rules)
            yield Problem(code=_PREVIOUS_CODES[code], severity=Severity.WARNING, file=PREVIOUS_FILE, row=row, data=data)


_PIN_CODES = {
    "serving": PlanningCode.PIN_SERVING,
    "forbidden": PlanningCode.PIN_FORBIDDEN,
    "not_eligible": PlanningCode.PIN_NOT_ELIGIBLE,
}
_PREVIOUS_CODES = {
    "serving": PlanningCode.PREVIOUS_SERVING,
    "forbidden": PlanningCode.PREVIOUS_FORBIDDEN,
    "not_eligible": PlanningCode.PREVIOUS_NOT_ELIGIBLE,
}


def _why_not(snapshot: Snapshot, decided: Decided, pair: tuple[int, int], rules: Sequence[Rule]) -> tuple[str, dict[str, Datum]]:
    """Return why a pair may not be planned, and the data of the problem: the strongest reason first."""
    officer_id = snapshot.officers.officer_id[pair[0]]
    post = snapshot.posts[pair[1]]
    data: dict[str, Datum] = {"officer_id": officer_id, "post_id": post.post_id}
    if any(deployment.officer_id == officer_id for deployment in snapshot.deployments):
        return "serving", data
    if pair in decided.forbidden:
        return "forbidden", data
    one = snapshot.officers.take(np.array([pair[0]], np.intp))
    screening = screen_post(one, post, snapshot.mission_of(post), snapshot.policy.thresholds, rules=rules)
    blocking = int(screening.not_met_mask[0])
    if snapshot.policy.unknown is UnknownPolicy.REFUSE:
        blocking |= int(screening.unknown_mask[0])
    waived = {w.rule for w in snapshot.waivers if (w.officer_id, w.post_id) == (officer_id, post.post_id) and w.holds_on(post.starts_on)}
    codes = tuple(rule.code for k, rule in enumerate(rules) if blocking >> k & 1 and rule.code not in waived)
    return "not_eligible", {**data, "rules": codes}


def _together(snapshot: Snapshot, decided: Decided, code: PlanningCode, pins: Sequence[tuple[int, int]], **data: Datum) -> Problem:
    """Return the error of pins that cannot hold together, naming all of them in the order of their rows."""
    rows = [decided.pins[pin] for pin in pins]
    named: dict[str, Datum] = {
        "officers": tuple(snapshot.officers.officer_id[officer_idx] for officer_idx, _ in pins),
        "posts": tuple(snapshot.posts[post_idx].post_id for _, post_idx in pins),
        "rows": tuple("" if row is None else str(row) for row in rows),
    }
    return Problem(code=code, file=DECISIONS_FILE, row=rows[0], data={**named, **data})
