"""Rules on time and place: availability, nomination, interval between missions. Source: planning contract, "Eligibility"."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.columns import on_or_after, on_or_before
from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.limits import latest_day, latest_start
from releve.eligibility.verdicts import margin_for, verdicts_of, worst, worst_of
from releve.model import Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict, add_months


def judge_availability(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the officer is free from the first to the last day of the tour; a blank end is no limit.

    Margin: in days, the smaller of two: from the first free day to the first day of duty, and from the last day of duty to the last
    free day.
    """
    data = {"available_from": None, "available_until": None, "starts_on": post.starts_on.isoformat(), "ends_on": post.ends_on.isoformat()}
    rooms = []
    if officer.available_from is not None:
        data["available_from"] = officer.available_from.isoformat()
        rooms.append((post.starts_on - officer.available_from).days)
    if officer.available_until is not None:
        data["available_until"] = officer.available_until.isoformat()
        rooms.append((officer.available_until - post.ends_on).days)
    from_start = None if officer.available_from is None else officer.available_from <= post.starts_on
    to_end = officer.available_until is None or officer.available_until >= post.ends_on
    verdict = worst((from_start, to_end))
    margin = margin_for(verdict, min(rooms, default=None))
    return Finding(rule="availability", verdict=verdict, data=data, margin=margin, unit=None if margin is None else MarginUnit.DAYS)


def screen_availability(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_availability` for a whole register, shape ``(n_officers,)``."""
    to_end = on_or_after(officers.available_until, post.ends_on)
    to_end[np.isnat(officers.available_until)] = Verdict.MET
    return worst_of((on_or_before(officers.available_from, post.starts_on), to_end))


def last_start_by_availability(officer: Officer, post: PostLine, thresholds: Thresholds) -> date | None:
    """Return the last start of a tour that ends on or before the last free day."""
    return None if officer.available_until is None else latest_start(officer.available_until, post.tour_months)


def judge_nomination(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the nomination is open, or names this mission or this post; never unknown.

    Margin: none, covered or not.
    """
    named = not officer.nominated_for or post.post_id in officer.nominated_for or post.mission in officer.nominated_for
    return Finding(
        rule="nomination",
        verdict=Verdict.MET if named else Verdict.NOT_MET,
        data={"nominated_for": tuple(sorted(officer.nominated_for)), "post": post.post_id, "mission": post.mission},
    )


def screen_nomination(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_nomination` for a whole register, shape ``(n_officers,)``."""
    open_or_named = np.zeros(len(officers.nomination_sets), np.bool_)
    # The first set is the empty one: nominated for anything.
    open_or_named[[0, *_sets_naming(officers, post)]] = True
    return verdicts_of(open_or_named[officers.nominated_for], np.ones(len(officers), np.bool_))


def _sets_naming(officers: OfficerTable, post: PostLine) -> frozenset[int]:
    """Return the positions among the register's sets of nominations of those that name a line or its mission."""
    return officers.sets_naming.get(post.post_id, frozenset()) | officers.sets_naming.get(post.mission, frozenset())


def judge_interval(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether enough time has passed since the last repatriation; never unknown, a blank is no earlier tour.

    Margin: in days, from the day on which the officer may serve again to the first day of duty.
    """
    data = {"repatriated_on": None, "free_from": None, "starts_on": post.starts_on.isoformat()}
    if officer.last_repatriated_on is None:
        return Finding(rule="interval", verdict=Verdict.MET, data=data)
    free_from = add_months(officer.last_repatriated_on, thresholds.interval_months.value)
    margin = (post.starts_on - free_from).days
    return Finding(
        rule="interval",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={**data, "repatriated_on": officer.last_repatriated_on.isoformat(), "free_from": free_from.isoformat()},
        margin=margin,
        unit=MarginUnit.DAYS,
        source=thresholds.interval_months.source,
    )


def screen_interval(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_interval` for a whole register, shape ``(n_officers,)``."""
    elapsed = on_or_before(officers.last_repatriated_on, latest_day(post.starts_on, thresholds.interval_months.value))
    elapsed[np.isnat(officers.last_repatriated_on)] = Verdict.MET
    return elapsed


availability = Rule(
    code="availability",
    judge=judge_availability,
    screen=screen_availability,
    last_start=last_start_by_availability,
    reads=lambda officers, post, mission: (post.starts_on, post.tour_months),
)
nomination = Rule(
    code="nomination",
    judge=judge_nomination,
    screen=screen_nomination,
    reads=lambda officers, post, mission: _sets_naming(officers, post),
)
interval = Rule(
    code="interval",
    judge=judge_interval,
    screen=screen_interval,
    thresholds=("interval_months",),
    reads=lambda officers, post, mission: post.starts_on,
)
