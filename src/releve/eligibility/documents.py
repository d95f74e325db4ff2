"""Rules on tests and documents: assessment, driving, firearms, medical, passport."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.verdicts import everyone, verdicts_of, worst, worst_of
from releve.model import (
    ASSESSED_CATEGORIES,
    UNKNOWN,
    DayArray,
    Mission,
    Officer,
    OfficerTable,
    PostLine,
    Thresholds,
    Verdict,
    add_months,
    add_months_array,
)


def languages_to_assess(post: PostLine, mission: Mission) -> tuple[str, ...]:
    """Return the required languages that are working languages of the mission, sorted: those that the assessment must cover."""
    return tuple(sorted(tag for tag in post.languages_required if tag in mission.working_languages))


def judge_assessment(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the assessment clearance is in date on the first day and covers the languages needed.

    The margin is in days: to the expiry of the clearance (inclusive), or from a clearance given after the start (negative).
    Professional posts need none.
    """
    needed = languages_to_assess(post, mission)
    data = {"cleared_on": None, "expires_on": None, "starts_on": post.starts_on.isoformat(), "needed": needed, "missing": ()}
    source = thresholds.assessment_months.source
    if post.category not in ASSESSED_CATEGORIES:
        return Finding(rule="assessment", verdict=Verdict.MET, data={**data, "needed": ()}, source=source)
    missing: tuple[str, ...] = ()
    covered: bool | None = True
    if needed:
        covered = None
        if officer.ams_languages is not None:
            missing = tuple(tag for tag in needed if tag not in officer.ams_languages)
            covered = not missing
    in_date: bool | None = None
    margin = None
    if officer.ams_cleared_on is not None:
        expires_on = add_months(officer.ams_cleared_on, thresholds.assessment_months.value)
        data |= {"cleared_on": officer.ams_cleared_on.isoformat(), "expires_on": expires_on.isoformat()}
        margin = min((expires_on - post.starts_on).days, (post.starts_on - officer.ams_cleared_on).days)
        in_date = margin >= 0
        if in_date or officer.ams_cleared_on <= post.starts_on:
            margin = (expires_on - post.starts_on).days
    return Finding(
        rule="assessment",
        verdict=worst((in_date, covered)),
        data={**data, "missing": missing},
        margin=margin,
        unit=None if margin is None else MarginUnit.DAYS,
        source=source,
    )


def screen_assessment(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_assessment` for a whole register, shape ``(n_officers,)``."""
    if post.category not in ASSESSED_CATEGORIES:
        return everyone(len(officers), Verdict.MET)
    start = np.datetime64(post.starts_on, "D")
    expires_on = add_months_array(officers.ams_cleared_on, thresholds.assessment_months.value)
    conditions = [verdicts_of((officers.ams_cleared_on <= start) & (start <= expires_on), ~np.isnat(officers.ams_cleared_on))]
    needed = languages_to_assess(post, mission)
    if needed:
        covered = np.ones(len(officers), np.bool_)
        for tag in needed:
            covered &= officers.assessed_in(tag)
        conditions.append(verdicts_of(covered, officers.ams_languages_known))
    return worst_of(conditions)


def judge_driving(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the driving test is passed and the licence old enough, if the post drives; the margin is in days of the licence."""
    data = {"passed": officer.driving_passed, "licence_since": None, "old_enough_on": None, "starts_on": post.starts_on.isoformat()}
    source = thresholds.licence_months.source
    if not post.driving:
        return Finding(rule="driving", verdict=Verdict.MET, data=data, source=source)
    margin = None
    if officer.licence_since is not None:
        old_enough_on = add_months(officer.licence_since, thresholds.licence_months.value)
        data |= {"licence_since": officer.licence_since.isoformat(), "old_enough_on": old_enough_on.isoformat()}
        margin = (post.starts_on - old_enough_on).days
    return Finding(
        rule="driving",
        verdict=worst((officer.driving_passed, None if margin is None else margin >= 0)),
        data=data,
        margin=margin,
        unit=None if margin is None else MarginUnit.DAYS,
        source=source,
    )


def screen_driving(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_driving` for a whole register, shape ``(n_officers,)``."""
    if not post.driving:
        return everyone(len(officers), Verdict.MET)
    old_enough_on = add_months_array(officers.licence_since, thresholds.licence_months.value)
    return worst_of(
        (
            verdicts_of(officers.driving_passed == 1, officers.driving_passed != UNKNOWN),
            verdicts_of(old_enough_on <= np.datetime64(post.starts_on, "D"), ~np.isnat(officers.licence_since)),
        )
    )


def judge_firearms(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the firearms test is passed, if the post is armed."""
    data = {"passed": officer.firearms_passed}
    return Finding(rule="firearms", verdict=worst((officer.firearms_passed,)) if post.armed else Verdict.MET, data=data)


def screen_firearms(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_firearms` for a whole register, shape ``(n_officers,)``."""
    if not post.armed:
        return everyone(len(officers), Verdict.MET)
    return verdicts_of(officers.firearms_passed == 1, officers.firearms_passed != UNKNOWN)


def judge_medical(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the medical clearance holds on the first day (inclusive); the margin is in days."""
    data = {"expires_on": None, "starts_on": post.starts_on.isoformat()}
    if officer.medical_expires_on is None:
        return Finding(rule="medical", verdict=Verdict.UNKNOWN, data=data)
    margin = (officer.medical_expires_on - post.starts_on).days
    return Finding(
        rule="medical",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={**data, "expires_on": officer.medical_expires_on.isoformat()},
        margin=margin,
        unit=MarginUnit.DAYS,
    )


def screen_medical(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_medical` for a whole register, shape ``(n_officers,)``."""
    return _on_or_after(officers.medical_expires_on, np.datetime64(post.starts_on, "D"))


def judge_passport(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the passport holds long enough after the first day; the margin is in days."""
    needed_until = add_months(post.starts_on, thresholds.passport_months.value)
    data = {"expires_on": None, "needed_until": needed_until.isoformat()}
    source = thresholds.passport_months.source
    if officer.passport_expires_on is None:
        return Finding(rule="passport", verdict=Verdict.UNKNOWN, data=data, source=source)
    margin = (officer.passport_expires_on - needed_until).days
    return Finding(
        rule="passport",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={**data, "expires_on": officer.passport_expires_on.isoformat()},
        margin=margin,
        unit=MarginUnit.DAYS,
        source=source,
    )


def screen_passport(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_passport` for a whole register, shape ``(n_officers,)``."""
    needed_until = add_months(post.starts_on, thresholds.passport_months.value)
    return _on_or_after(officers.passport_expires_on, np.datetime64(needed_until, "D"))


def _on_or_after(days: DayArray, limit: np.datetime64) -> NDArray[np.int8]:
    return verdicts_of(days >= limit, ~np.isnat(days))


assessment = Rule(code="assessment", judge=judge_assessment, screen=screen_assessment, thresholds=("assessment_months",))
driving = Rule(code="driving", judge=judge_driving, screen=screen_driving, thresholds=("licence_months",))
firearms = Rule(code="firearms", judge=judge_firearms, screen=screen_firearms)
medical = Rule(code="medical", judge=judge_medical, screen=screen_medical)
passport = Rule(code="passport", judge=judge_passport, screen=screen_passport, thresholds=("passport_months",))
