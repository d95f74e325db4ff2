"""Until when a pair stays eligible: the last first day of duty on which every dated rule would still hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from releve.model import ASSESSED_CATEGORIES, Officer, PostLine, Thresholds, add_months, tour_end
from releve.model.calendar import MONTHS_PER_YEAR

ONE_DAY = timedelta(days=1)


def valid_until(officer: Officer, post: PostLine, thresholds: Thresholds, *, set_aside: Collection[str] = ()) -> date | None:
    """
    Return the last day on which the tour could start, its length unchanged, before a document or a limit of age or time runs out.

    Parameters
    ----------
    set_aside
        Rules that a waiver or the policy sets aside; they limit nothing.

    Returns
    -------
    date | None
        Inclusive; None where nothing limits the start. Meant for pairs that are eligible: then it is not before ``post.starts_on``.
    """
    limits: list[date] = []
    if "age" not in set_aside and officer.birth_date is not None:
        too_old_on = add_months(officer.birth_date, MONTHS_PER_YEAR * thresholds.age_max.value)
        limits.append(last_start_that_ends_by(too_old_on - ONE_DAY, post.tour_months))
    if "assessment" not in set_aside and post.category in ASSESSED_CATEGORIES and officer.ams_cleared_on is not None:
        limits.append(add_months(officer.ams_cleared_on, thresholds.assessment_months.value))
    if "medical" not in set_aside and officer.medical_expires_on is not None:
        limits.append(officer.medical_expires_on)
    if "passport" not in set_aside and officer.passport_expires_on is not None:
        limits.append(last_day_before(officer.passport_expires_on, thresholds.passport_months.value))
    if "active_service" not in set_aside and not officer.active_service and officer.retired_on is not None:
        limits.append(add_months(officer.retired_on, thresholds.retired_months.value))
    if "availability" not in set_aside and officer.available_until is not None:
        limits.append(last_start_that_ends_by(officer.available_until, post.tour_months))
    return min(limits, default=None)


def last_day_before(limit: date, months: int) -> date:
    """Return the last day that, ``months`` later, is not after ``limit``."""
    day = add_months(limit, -months)
    # Months of unequal length: some days before `limit - months` and some after it may reach the same day.
    while add_months(day + ONE_DAY, months) <= limit:
        day += ONE_DAY
    while add_months(day, months) > limit:
        day -= ONE_DAY
    return day


def last_start_that_ends_by(limit: date, tour_months: int) -> date:
    """Return the last first day of a tour whose last day is not after ``limit``."""
    day = last_day_before(limit, tour_months)
    while tour_end(day + ONE_DAY, tour_months) <= limit:
        day += ONE_DAY
    return day
