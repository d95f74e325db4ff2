"""Rules on the person: age, service, rank, education. Source: planning contract, "Eligibility: one finding per rule"."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.columns import on_or_before
from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.limits import ONE_DAY, latest_day, latest_start
from releve.eligibility.verdicts import everyone, verdicts_of
from releve.model import UNKNOWN, Education, Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict, add_months, full_years
from releve.model.calendar import MONTHS_PER_YEAR


def judge_age(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the officer is old enough on the first day of the tour and young enough on its last.

    Margin: in days, the smaller of two: from the birthday of the lowest age to the first day of duty,
    and from the last day of duty to the eve of the birthday of the highest age.
    """
    low, high = thresholds.age_min, thresholds.age_max
    data = {"age_min": low.value, "age_max": high.value, "age_on_start": None, "age_on_end": None}
    if officer.birth_date is None:
        return Finding(rule="age", verdict=Verdict.UNKNOWN, data=data, source=low.source)
    old_enough_on = add_months(officer.birth_date, MONTHS_PER_YEAR * low.value)
    too_old_on = add_months(officer.birth_date, MONTHS_PER_YEAR * high.value)
    room_below = (post.starts_on - old_enough_on).days
    room_above = (too_old_on - ONE_DAY - post.ends_on).days
    margin = min(room_below, room_above)
    return Finding(
        rule="age",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={
            **data,
            "age_on_start": full_years(officer.birth_date, post.starts_on),
            "age_on_end": full_years(officer.birth_date, post.ends_on),
        },
        margin=margin,
        unit=MarginUnit.DAYS,
        source=(low if room_below <= room_above else high).source,
    )


def screen_age(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_age` for a whole register, shape ``(n_officers,)``."""
    youngest = np.datetime64(latest_day(post.starts_on, MONTHS_PER_YEAR * thresholds.age_min.value), "D")
    too_old = np.datetime64(latest_day(post.ends_on, MONTHS_PER_YEAR * thresholds.age_max.value), "D")
    born = officers.birth_date
    return verdicts_of((born <= youngest) & (born > too_old), ~np.isnat(born))


def last_start_by_age(officer: Officer, post: PostLine, thresholds: Thresholds) -> date | None:
    """Return the last start of a tour that ends before the highest age is reached."""
    if officer.birth_date is None:
        return None
    return latest_start(add_months(officer.birth_date, MONTHS_PER_YEAR * thresholds.age_max.value) - ONE_DAY, post.tour_months)


def judge_service(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the officer has the full years of police service on the first day that the policy and the post ask for.

    Margin: in full years, those served minus those needed.
    """
    threshold = thresholds.service_years
    asked_by_post = post.service_years_min or 0
    needed = max(threshold.value, asked_by_post)
    source = threshold.source if threshold.value >= asked_by_post else None
    data = {"needed_years": needed, "years": None}
    if officer.service_since is None:
        return Finding(rule="service", verdict=Verdict.UNKNOWN, data=data, source=source)
    years = full_years(officer.service_since, post.starts_on)
    return Finding(
        rule="service",
        verdict=Verdict.MET if years >= needed else Verdict.NOT_MET,
        data={**data, "years": years},
        margin=years - needed,
        unit=MarginUnit.YEARS,
        source=source,
    )


def screen_service(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_service` for a whole register, shape ``(n_officers,)``."""
    needed = max(thresholds.service_years.value, post.service_years_min or 0)
    return on_or_before(officers.service_since, latest_day(post.starts_on, MONTHS_PER_YEAR * needed))


def judge_rank(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the grade lies between the bounds of the post, both inclusive; a post without bounds asks nothing.

    Margin: in grades, to the nearer bound.
    """
    data = {"rank": officer.rank, "rank_min": post.rank_min, "rank_max": post.rank_max}
    if post.rank_min is None and post.rank_max is None:
        return Finding(rule="rank", verdict=Verdict.MET, data=data)
    if officer.rank is None:
        return Finding(rule="rank", verdict=Verdict.UNKNOWN, data=data)
    rooms = [officer.rank - post.rank_min] if post.rank_min is not None else []
    rooms += [post.rank_max - officer.rank] if post.rank_max is not None else []
    margin = min(rooms)
    return Finding(rule="rank", verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET, data=data, margin=margin, unit=MarginUnit.GRADES)


def screen_rank(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_rank` for a whole register, shape ``(n_officers,)``."""
    if post.rank_min is None and post.rank_max is None:
        return everyone(len(officers), Verdict.MET)
    met = np.ones(len(officers), np.bool_)
    if post.rank_min is not None:
        met &= officers.rank >= post.rank_min
    if post.rank_max is not None:
        met &= officers.rank <= post.rank_max
    return verdicts_of(met, officers.rank != UNKNOWN)


def judge_education(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the education is at or above that of the post; a blank or "none" asks nothing.

    Margin: in steps of the scale from none to doctorate, those held minus those needed.
    """
    needed = post.education_min or Education.NONE
    data = {
        "education": None if officer.education is None else officer.education.name.lower(),
        "education_min": needed.name.lower(),
    }
    if needed is Education.NONE:
        return Finding(rule="education", verdict=Verdict.MET, data=data)
    if officer.education is None:
        return Finding(rule="education", verdict=Verdict.UNKNOWN, data=data)
    margin = officer.education - needed
    return Finding(
        rule="education", verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET, data=data, margin=margin, unit=MarginUnit.STEPS
    )


def screen_education(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_education` for a whole register, shape ``(n_officers,)``."""
    needed = post.education_min or Education.NONE
    if needed is Education.NONE:
        return everyone(len(officers), Verdict.MET)
    return verdicts_of(officers.education >= needed, officers.education != UNKNOWN)


age = Rule(
    code="age",
    judge=judge_age,
    screen=screen_age,
    last_start=last_start_by_age,
    thresholds=("age_min", "age_max"),
    reads=lambda officers, post, mission: (post.starts_on, post.tour_months),
)
service = Rule(
    code="service",
    judge=judge_service,
    screen=screen_service,
    thresholds=("service_years",),
    reads=lambda officers, post, mission: (post.starts_on, post.service_years_min),
)
rank = Rule(code="rank", judge=judge_rank, screen=screen_rank, reads=lambda officers, post, mission: (post.rank_min, post.rank_max))
education = Rule(code="education", judge=judge_education, screen=screen_education, reads=lambda officers, post, mission: post.education_min)
