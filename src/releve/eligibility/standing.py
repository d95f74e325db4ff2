"""Rules on standing: vetting, active service, nationality. Source: planning contract, "Eligibility"."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.columns import on_or_after
from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.limits import earliest_day
from releve.eligibility.verdicts import verdicts_of
from releve.model import (
    ASSESSED_CATEGORIES,
    UNKNOWN,
    Mission,
    Officer,
    OfficerTable,
    PostLine,
    Thresholds,
    Verdict,
    Vetting,
    add_months,
)
from releve.model.officers import VETTINGS

VETTING_VERDICTS = {None: Verdict.UNKNOWN, Vetting.CLEAR: Verdict.MET, Vetting.PENDING: Verdict.UNKNOWN, Vetting.BARRED: Verdict.NOT_MET}
"""Pending is unknown: nobody is turned away for a check that has not ended."""


def judge_vetting(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the check of prior conduct is clear; pending is unknown, barred is not met.

    Margin: none.
    """
    return Finding(
        rule="vetting",
        verdict=VETTING_VERDICTS[officer.vetting],
        data={"vetting": None if officer.vetting is None else officer.vetting.value},
    )


def screen_vetting(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_vetting` for a whole register, shape ``(n_officers,)``."""
    # Index -1, a blank cell, takes the last entry.
    table = np.array([*(VETTING_VERDICTS[vetting] for vetting in VETTINGS), VETTING_VERDICTS[None]], np.int8)
    return table[officers.vetting]


def judge_active_service(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the officer is in active service or, for IPO and SPT posts, retired recently enough or later.

    Margin: in days, from the first day of duty to the last that the retirement allows; none for whoever is in active service.
    """
    retired_may_serve = post.category in ASSESSED_CATEGORIES
    data = {
        "active": officer.active_service,
        "retired_on": None,
        "allowed_until": None,
        "starts_on": post.starts_on.isoformat(),
        "retired_may_serve": retired_may_serve,
    }
    if officer.active_service:
        return Finding(rule="active_service", verdict=Verdict.MET, data=data)
    if not retired_may_serve:
        verdict = Verdict.UNKNOWN if officer.active_service is None else Verdict.NOT_MET
        return Finding(rule="active_service", verdict=verdict, data=data)
    source = thresholds.retired_months.source
    if officer.retired_on is None:
        return Finding(rule="active_service", verdict=Verdict.UNKNOWN, data=data, source=source)
    allowed_until = add_months(officer.retired_on, thresholds.retired_months.value)
    margin = (allowed_until - post.starts_on).days
    return Finding(
        rule="active_service",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={**data, "retired_on": officer.retired_on.isoformat(), "allowed_until": allowed_until.isoformat()},
        margin=margin,
        unit=MarginUnit.DAYS,
        source=source,
    )


def screen_active_service(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_active_service` for a whole register, shape ``(n_officers,)``."""
    active = officers.active_service == 1
    if post.category not in ASSESSED_CATEGORIES:
        return verdicts_of(active, officers.active_service != UNKNOWN)
    by_retirement = on_or_after(officers.retired_on, earliest_day(post.starts_on, thresholds.retired_months.value))
    by_retirement[active] = Verdict.MET
    return by_retirement


def last_start_by_retirement(officer: Officer, post: PostLine, thresholds: Thresholds) -> date | None:
    """Return the last day that the retirement allows; none for whoever is in active service."""
    if officer.active_service or officer.retired_on is None or post.category not in ASSESSED_CATEGORIES:
        return None
    return add_months(officer.retired_on, thresholds.retired_months.value)


def judge_nationality(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the country of the officer is neither a host country of the mission nor excluded there.

    Margin: none.
    """
    data = {
        "country": officer.country,
        "mission": mission.mission,
        "is_host": officer.country in mission.host_countries,
        "is_excluded": officer.country in mission.excluded_nationalities,
    }
    if officer.country is None:
        return Finding(rule="nationality", verdict=Verdict.UNKNOWN, data=data)
    barred = data["is_host"] or data["is_excluded"]
    return Finding(rule="nationality", verdict=Verdict.NOT_MET if barred else Verdict.MET, data=data)


def screen_nationality(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_nationality` for a whole register, shape ``(n_officers,)``."""
    barred = {*mission.host_countries, *mission.excluded_nationalities}
    allowed = np.array([*(country not in barred for country in officers.countries), False], np.bool_)
    return verdicts_of(allowed[officers.country], officers.country != UNKNOWN)


vetting = Rule(code="vetting", judge=judge_vetting, screen=screen_vetting, reads=lambda officers, post, mission: None)
active_service = Rule(
    code="active_service",
    judge=judge_active_service,
    screen=screen_active_service,
    last_start=last_start_by_retirement,
    thresholds=("retired_months",),
    reads=lambda officers, post, mission: post.starts_on if post.category in ASSESSED_CATEGORIES else None,
)
nationality = Rule(
    code="nationality",
    judge=judge_nationality,
    screen=screen_nationality,
    reads=lambda officers, post, mission: frozenset((*mission.host_countries, *mission.excluded_nationalities)),
)
