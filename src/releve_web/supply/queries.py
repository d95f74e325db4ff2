"""
Which officers, nominations and units: what lists and pages ask of the database.

Each narrows a queryset that began with ``visible_to(user)``. None counts a large table and none sorts what an index does not.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from releve.eligibility.limits import earliest_day
from releve.reference import default_policy
from releve_web.accounts.models import User
from releve_web.common.choices import LanguageLevel
from releve_web.supply.choices import Stage
from releve_web.supply.models import Document, Nomination, Officer


def officers_for_user(user: User) -> "QuerySet[Officer]":
    """Return the officers that a person may see."""
    return Officer.objects.visible_to(user)


def speaking(officers: "QuerySet[Officer]", tag: str, level: str) -> "QuerySet[Officer]":
    """Return the officers who have a language at a level or above."""
    levels = LanguageLevel.values
    return officers.filter(languages__overlap=[f"{tag}:{one}" for one in levels[levels.index(level) :]])


def skilled(officers: "QuerySet[Officer]", skills: Iterable[str]) -> "QuerySet[Officer]":
    """Return the officers who hold all of some skills."""
    return officers.filter(skills__contains=list(skills))


def cleared_on(officers: "QuerySet[Officer]", day: date) -> "QuerySet[Officer]":
    """Return the officers whose clearance of the assessment for mission service holds on a day, under the policy in force."""
    months = default_policy().thresholds.assessment_months.value
    return officers.filter(ams_cleared_on__lte=day, ams_cleared_on__gte=earliest_day(day, months))


def with_paper_ending(officers: "QuerySet[Officer]", first: date, last: date) -> "QuerySet[Officer]":
    """Return the officers one of whose papers ends between two days, both inclusive."""
    between = (first, last)
    papers = Document.objects.filter(expires_on__range=between).values("officer")
    return officers.filter(Q(passport_expires_on__range=between) | Q(medical_expires_on__range=between) | Q(pk__in=papers))


def available_on(officers: "QuerySet[Officer]", day: date) -> "QuerySet[Officer]":
    """Return the officers who are available on a day; one whose first day is unknown is not known to be."""
    return officers.filter(Q(available_from__lte=day) & (Q(available_until__isnull=True) | Q(available_until__gte=day)))


def nominations_for_user(user: User) -> "QuerySet[Nomination]":
    """Return the nominations that a person may see, with what lists and pages show of them."""
    return Nomination.objects.visible_to(user).select_related("officer", "partner", "post_line", "profile", "call")


def stage_counts(nominations: "QuerySet[Nomination]") -> dict[Stage, int]:
    """Return how many nominations stand at each stage, in the order of the process; a stage without any counts none."""
    rows: Iterable[Any] = nominations.order_by().values_list("stage").annotate(n=Count("pk"))
    counted: dict[str, int] = dict(rows)
    return {stage: counted.get(stage.value, 0) for stage in Stage}
