"""Rules on time and place: availability, nomination, interval between missions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.verdicts import verdicts_of, worst, worst_of
from releve.model import Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict, add_months, add_months_array


def judge_availability(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the officer is free from the first to the last day of the tour; the margin is in days, the smaller of both ends."""
    data = {"available_from": None, "available_until": None, "starts_on": post.starts_on.isoformat(), "ends_on": post.ends_on.isoformat()}
    margins = []
    if officer.available_from is not None:
        data["available_from"] = officer.available_from.isoformat()
        margins.append((post.starts_on - officer.available_from).days)
    if officer.available_until is not None:
        data["available_until"] = officer.available_until.isoformat()
        margins.append((officer.available_until - post.ends_on).days)
    from_start = None if officer.available_from is None else officer.available_from <= post.starts_on
    to_end = True if officer.available_until is None else officer.available_until >= post.ends_on
    return Finding(
        rule="availability",
        verdict=worst((from_start, to_end)),
        data=data,
        margin=min(margins, default=None),
        unit=MarginUnit.DAYS if margins else None,
    )


def screen_availability(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_availability` for a whole register, shape ``(n_officers,)``."""
    from_start = verdicts_of(officers.available_from <= np.datetime64(post.starts_on, "D"), ~np.isnat(officers.available_from))
    unbounded = np.isnat(officers.available_until)
    to_end = unbounded | (officers.available_until >= np.datetime64(post.ends_on, "D"))
    return worst_of((from_start, verdicts_of(to_end, np.ones(len(officers), np.bool_))))


def judge_nomination(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the nomination is open, or names this mission or this post; never unknown."""
    named = not officer.nominated_for or post.post_id in officer.nominated_for or post.mission in officer.nominated_for
    return Finding(
        rule="nomination",
        verdict=Verdict.MET if named else Verdict.NOT_MET,
        data={"nominated_for": tuple(sorted(officer.nominated_for)), "post": post.post_id, "mission": post.mission},
    )


def screen_nomination(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_nomination` for a whole register, shape ``(n_officers,)``."""
    open_or_named = [not names or post.post_id in names or post.mission in names for names in officers.nomination_sets]
    return verdicts_of(np.array(open_or_named, np.bool_)[officers.nominated_for], np.ones(len(officers), np.bool_))


def judge_interval(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether enough time has passed since the last repatriation; never unknown; the margin is in days."""
    data = {"repatriated_on": None, "free_from": None, "starts_on": post.starts_on.isoformat()}
    source = thresholds.interval_months.source
    if officer.last_repatriated_on is None:
        return Finding(rule="interval", verdict=Verdict.MET, data=data, source=source)
    free_from = add_months(officer.last_repatriated_on, thresholds.interval_months.value)
    margin = (post.starts_on - free_from).days
    return Finding(
        rule="interval",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={**data, "repatriated_on": officer.last_repatriated_on.isoformat(), "free_from": free_from.isoformat()},
        margin=margin,
        unit=MarginUnit.DAYS,
        source=source,
    )


def screen_interval(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_interval` for a whole register, shape ``(n_officers,)``."""
    free_from = add_months_array(officers.last_repatriated_on, thresholds.interval_months.value)
    met = np.isnat(officers.last_repatriated_on) | (free_from <= np.datetime64(post.starts_on, "D"))
    return verdicts_of(met, np.ones(len(officers), np.bool_))


availability = Rule(code="availability", judge=judge_availability, screen=screen_availability)
nomination = Rule(code="nomination", judge=judge_nomination, screen=screen_nomination)
interval = Rule(code="interval", judge=judge_interval, screen=screen_interval, thresholds=("interval_months",))
