"""Rules on the person: age, service, rank, education."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.verdicts import everyone, verdicts_of
from releve.model import (
    UNKNOWN,
    Education,
    Mission,
    Officer,
    OfficerTable,
    PostLine,
    Thresholds,
    Verdict,
    add_months,
    full_years,
    full_years_array,
)
from releve.model.calendar import MONTHS_PER_YEAR


def judge_age(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether the officer is old enough on the first day and young enough on the last day of the tour.

    The margin is in days: from the youngest allowed birthday to the start, or from End to the eve of the highest age, whichever is smaller.
    """
    low, high = thresholds.age_min.value, thresholds.age_max.value
    data = {"age_min": low, "age_max": high, "age_on_start": None, "age_on_end": None}
    if officer.birth_date is None:
        return Finding(rule="age", verdict=Verdict.UNKNOWN, data=data, source=thresholds.age_min.source)
    old_enough_on = add_months(officer.birth_date, MONTHS_PER_YEAR * low)
    too_old_on = add_months(officer.birth_date, MONTHS_PER_YEAR * high)
    room_below = (post.starts_on - old_enough_on).days
    room_above = (too_old_on - post.ends_on).days - 1
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
        source=(thresholds.age_min if room_below <= room_above else thresholds.age_max).source,
    )


def screen_age(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_age` for a whole register, shape ``(n_officers,)``."""
    known = ~np.isnat(officers.birth_date)
    old_enough = full_years_array(officers.birth_date, post.starts_on) >= thresholds.age_min.value
    young_enough = full_years_array(officers.birth_date, post.ends_on) < thresholds.age_max.value
    return verdicts_of(old_enough & young_enough, known)


def judge_service(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the officer has served long enough on the first day; the margin is in full years."""
    needed = max(thresholds.service_years.value, post.service_years_min or 0)
    data = {"needed_years": needed, "years": None}
    if officer.service_since is None:
        return Finding(rule="service", verdict=Verdict.UNKNOWN, data=data, source=thresholds.service_years.source)
    years = full_years(officer.service_since, post.starts_on)
    return Finding(
        rule="service",
        verdict=Verdict.MET if years >= needed else Verdict.NOT_MET,
        data={**data, "years": years},
        margin=years - needed,
        unit=MarginUnit.YEARS,
        source=thresholds.service_years.source,
    )


def screen_service(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_service` for a whole register, shape ``(n_officers,)``."""
    needed = max(thresholds.service_years.value, post.service_years_min or 0)
    return verdicts_of(full_years_array(officers.service_since, post.starts_on) >= needed, ~np.isnat(officers.service_since))


def judge_rank(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """Return whether the grade lies in the band of the post, both ends inclusive; the margin is in grades to the nearer bound."""
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
    """Return whether the education is at or above the post's; the margin is in steps of the scale."""
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


age = Rule(code="age", judge=judge_age, screen=screen_age, thresholds=("age_min", "age_max"))
service = Rule(code="service", judge=judge_service, screen=screen_service, thresholds=("service_years",))
rank = Rule(code="rank", judge=judge_rank, screen=screen_rank)
education = Rule(code="education", judge=judge_education, screen=screen_education)
