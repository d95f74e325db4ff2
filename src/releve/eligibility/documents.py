"""Rules on tests and documents: assessment, driving, firearms, medical, passport. Source: planning contract, "Eligibility"."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.columns import on_or_after, on_or_before
from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.limits import earliest_day, latest_day
from releve.eligibility.verdicts import everyone, margin_for, verdicts_of, worst, worst_of
from releve.model import ASSESSED_CATEGORIES, UNKNOWN, Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict, add_months


def languages_to_assess(post: PostLine, mission: Mission) -> tuple[str, ...]:
    """Return the required languages that are working languages of the mission, sorted: those that the assessment must cover."""
    return tuple(sorted(tag for tag in post.languages_required if tag in mission.working_languages))


def judge_assessment(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the assessment clearance is in date on the first day and covers the required working languages of the mission.

    Only IPO and SPT posts ask for one. It holds from the day on which it was given to its expiry, both inclusive.
    Margin: in days, from the first day of duty to the expiry; for a clearance given after the start, the days by which it came
    late, below 0.
    """
    data = {"cleared_on": None, "expires_on": None, "starts_on": post.starts_on.isoformat(), "needed": (), "missing": ()}
    if post.category not in ASSESSED_CATEGORIES:
        return Finding(rule="assessment", verdict=Verdict.MET, data=data)
    needed = languages_to_assess(post, mission)
    covered, missing = _assessed_languages(officer, needed)
    room = None
    if officer.ams_cleared_on is not None:
        expires_on = add_months(officer.ams_cleared_on, thresholds.assessment_months.value)
        data |= {"cleared_on": officer.ams_cleared_on.isoformat(), "expires_on": expires_on.isoformat()}
        before_start = (post.starts_on - officer.ams_cleared_on).days
        room = before_start if before_start < 0 else (expires_on - post.starts_on).days
    verdict = worst((None if room is None else room >= 0, covered))
    margin = margin_for(verdict, room)
    return Finding(
        rule="assessment",
        verdict=verdict,
        data={**data, "needed": needed, "missing": missing},
        margin=margin,
        unit=None if margin is None else MarginUnit.DAYS,
        source=thresholds.assessment_months.source,
    )


def screen_assessment(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_assessment` for a whole register, shape ``(n_officers,)``."""
    if post.category not in ASSESSED_CATEGORIES:
        return everyone(len(officers), Verdict.MET)
    conditions = [
        on_or_before(officers.ams_cleared_on, post.starts_on),
        on_or_after(officers.ams_cleared_on, earliest_day(post.starts_on, thresholds.assessment_months.value)),
    ]
    covered = (verdicts_of(officers.assessed_in(tag), officers.ams_languages_known) for tag in languages_to_assess(post, mission))
    return worst_of((*conditions, *covered))


def last_start_by_assessment(officer: Officer, post: PostLine, thresholds: Thresholds) -> date | None:
    """Return the last day of the clearance, where the post asks for one."""
    if post.category not in ASSESSED_CATEGORIES or officer.ams_cleared_on is None:
        return None
    return add_months(officer.ams_cleared_on, thresholds.assessment_months.value)


def judge_driving(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the driving test is passed and the licence old enough on the first day; a post that does not drive asks neither.

    Margin: in days, from the day on which the licence is old enough to the first day of duty.
    """
    data = {"passed": officer.driving_passed, "licence_since": None, "old_enough_on": None, "starts_on": post.starts_on.isoformat()}
    if not post.driving:
        return Finding(rule="driving", verdict=Verdict.MET, data=data)
    room = None
    if officer.licence_since is not None:
        old_enough_on = add_months(officer.licence_since, thresholds.licence_months.value)
        data |= {"licence_since": officer.licence_since.isoformat(), "old_enough_on": old_enough_on.isoformat()}
        room = (post.starts_on - old_enough_on).days
    verdict = worst((officer.driving_passed, None if room is None else room >= 0))
    margin = margin_for(verdict, room)
    return Finding(
        rule="driving",
        verdict=verdict,
        data=data,
        margin=margin,
        unit=None if margin is None else MarginUnit.DAYS,
        source=thresholds.licence_months.source,
    )


def screen_driving(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_driving` for a whole register, shape ``(n_officers,)``."""
    if not post.driving:
        return everyone(len(officers), Verdict.MET)
    passed = verdicts_of(officers.driving_passed == 1, officers.driving_passed != UNKNOWN)
    return worst_of((passed, on_or_before(officers.licence_since, latest_day(post.starts_on, thresholds.licence_months.value))))


def judge_firearms(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the firearms test is passed; a post that is not armed does not ask.

    Margin: none, passed or not.
    """
    data = {"passed": officer.firearms_passed}
    return Finding(rule="firearms", verdict=worst((officer.firearms_passed,)) if post.armed else Verdict.MET, data=data)


def screen_firearms(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_firearms` for a whole register, shape ``(n_officers,)``."""
    if not post.armed:
        return everyone(len(officers), Verdict.MET)
    return verdicts_of(officers.firearms_passed == 1, officers.firearms_passed != UNKNOWN)


def judge_medical(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the medical clearance still holds on the first day of duty; its last day counts.

    Margin: in days, from the first day of duty to the expiry.
    """
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
    return on_or_after(officers.medical_expires_on, post.starts_on)


def last_start_by_medical(officer: Officer, post: PostLine, thresholds: Thresholds) -> date | None:
    """Return the last day of the medical clearance."""
    return officer.medical_expires_on


def judge_passport(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the passport holds for long enough after the first day of duty; its last day counts.

    Margin: in days, from the day until which it must hold to its expiry.
    """
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
    return on_or_after(officers.passport_expires_on, add_months(post.starts_on, thresholds.passport_months.value))


def last_start_by_passport(officer: Officer, post: PostLine, thresholds: Thresholds) -> date | None:
    """Return the last start after which the passport holds for long enough."""
    return None if officer.passport_expires_on is None else latest_day(officer.passport_expires_on, thresholds.passport_months.value)


def _assessed_languages(officer: Officer, needed: tuple[str, ...]) -> tuple[bool | None, tuple[str, ...]]:
    """Return whether all needed languages were assessed (None = the cell is blank), and those that were not."""
    if not needed:
        return True, ()
    if officer.ams_languages is None:
        return None, ()
    missing = tuple(tag for tag in needed if tag not in officer.ams_languages)
    return not missing, missing


assessment = Rule(
    code="assessment",
    judge=judge_assessment,
    screen=screen_assessment,
    last_start=last_start_by_assessment,
    thresholds=("assessment_months",),
    reads=lambda officers, post, mission: (
        (post.starts_on, languages_to_assess(post, mission)) if post.category in ASSESSED_CATEGORIES else None
    ),
)
driving = Rule(
    code="driving",
    judge=judge_driving,
    screen=screen_driving,
    thresholds=("licence_months",),
    reads=lambda officers, post, mission: post.starts_on if post.driving else None,
)
firearms = Rule(code="firearms", judge=judge_firearms, screen=screen_firearms, reads=lambda officers, post, mission: post.armed)
medical = Rule(
    code="medical",
    judge=judge_medical,
    screen=screen_medical,
    last_start=last_start_by_medical,
    reads=lambda officers, post, mission: post.starts_on,
)
passport = Rule(
    code="passport",
    judge=judge_passport,
    screen=screen_passport,
    last_start=last_start_by_passport,
    thresholds=("passport_months",),
    reads=lambda officers, post, mission: post.starts_on,
)
