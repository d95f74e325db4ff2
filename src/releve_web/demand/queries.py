"""
Questions to demand, each of a constant number of queries.

A figure has one definition: a *vacant seat* is a seat of an open post line (``PostLineQuerySet.open``), as in the planning contract.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from releve.model import ListLimits
from releve.nominations import ListFinding, check_list
from releve_web.accounts.roles import Role
from releve_web.common.choices import Category
from releve_web.demand.mapping import list_limits, listed_name
from releve_web.demand.models import Call, Ceiling, Mission, PostLine
from releve_web.engagement.models import Partner
from releve_web.supply.choices import Stage
from releve_web.supply.models import NationalDeadline, Nomination

if TYPE_CHECKING:
    from releve_web.accounts.models import User

OPEN = Q(post_lines__is_open=True)


@dataclass(frozen=True, kw_only=True)
class CategoryCount:
    """Open lines of a category and their vacant seats."""

    category: str
    label: str
    n_lines: int
    n_seats: int


@dataclass(frozen=True, kw_only=True)
class AnsweringList:
    """The names that one note verbale puts forward in answer to a call, and what the rules say of them."""

    partner: str
    partner_name: str
    note_verbale: str
    n_names: int
    findings: tuple[ListFinding, ...]


def annotate_vacancies(missions: "QuerySet[Mission]") -> "QuerySet[Mission]":
    """Add ``open_lines`` and ``vacant_seats`` to each mission; drafts and closed lines do not count."""
    return missions.annotate(open_lines=Count("post_lines", filter=OPEN), vacant_seats=Coalesce(Sum("post_lines__seats", filter=OPEN), 0))


def vacancies_by_category(lines: "QuerySet[PostLine]") -> list[CategoryCount]:
    """Return open lines and vacant seats of each category that has any, in the order of categories."""
    counted = {
        category: (n_lines, n_seats)
        for category, n_lines, n_seats in lines.filter(is_open=True)
        .order_by()
        .values_list("category")
        .annotate(n_lines=Count("id"), n_seats=Sum("seats"))
    }
    return [
        CategoryCount(category=category.value, label=str(category.label), n_lines=counted[category][0], n_seats=counted[category][1])
        for category in Category
        if category in counted
    ]


def ceilings_in_force(ceilings: Iterable[Ceiling], day: date) -> list[Ceiling]:
    """Return the latest ceiling of each kind up to a day, inclusive: all police first, then individual officers, then units."""
    latest: dict[str, Ceiling] = {}
    for ceiling in sorted(ceilings, key=lambda row: row.in_force_on):
        if ceiling.in_force_on <= day:
            latest[ceiling.kind] = ceiling
    return [latest[kind] for kind in ("police", "individual", "formed") if kind in latest]


def calls_of_line(line: PostLine, user: "User") -> "QuerySet[Call]":
    """Return the calls that ask for a line, as far as the reader may see them, the latest deadline first."""
    return Call.objects.visible_to(user).filter(post_lines=line).order_by("-closes_at", "-id")


def national_deadlines(call: Call, user: "User") -> list[NationalDeadline]:
    """Return the national deadlines of a call that the reader may see: a country's desk its own, the earliest first."""
    return list(NationalDeadline.objects.visible_to(user).filter(call=call).select_related("partner").order_by("closes_at"))


def earliest_national_deadlines(calls: Iterable[Call], user: "User") -> dict[int, NationalDeadline]:
    """Return a country's own deadline for each of several calls, in one query; nothing for other desks."""
    if user.role != Role.CONTRIBUTING_COUNTRY:
        return {}
    found = NationalDeadline.objects.visible_to(user).filter(call__in=[call.pk for call in calls])
    return {row.call_id: row for row in found}


def sees_whole_lists(user: "User") -> bool:
    """
    Return whether the reader sees every name of a list that it sees at all.

    A mission's desk does not: it sees the names for its own missions, and a share of part of a list is no share.
    """
    return user.role in {Role.SELECTION_DESK, Role.AUDITOR, Role.CONTRIBUTING_COUNTRY}


def lists_in_answer(call: Call, user: "User") -> list[AnsweringList]:
    """
    Return the lists that answer a call, one for each partner and note verbale, with what the rules say of each.

    Names withdrawn by their State are no part of a list any more.
    """
    if not sees_whole_lists(user):
        return []
    rows = (
        Nomination.objects.visible_to(user)
        .filter(call=call)
        .exclude(stage=Stage.WITHDRAWN)
        .order_by("partner_id", "note_verbale")
        .values(
            "partner_id", "note_verbale", "officer_id", "officer__gender",
            "post_line__post_id", "post_line__category", "post_line__seats",
        )
    )  # fmt: skip
    limits = list_limits(call)
    grouped: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in rows:
        grouped.setdefault((row["partner_id"], row["note_verbale"]), []).append(dict(row))
    names = _names_of({partner for partner, _ in grouped})
    return [_answering(key, found, limits, names) for key, found in grouped.items()]


def _answering(key: tuple[str, str], rows: list[dict[str, object]], limits: ListLimits, names: dict[str, str]) -> AnsweringList:
    partner, note_verbale = key
    listed = [listed_name(row) for row in rows]
    return AnsweringList(
        partner=partner,
        partner_name=names.get(partner, partner),
        note_verbale=note_verbale,
        n_names=len({name.officer for name in listed}),
        findings=check_list(listed, limits),
    )


def _names_of(partners: set[str]) -> dict[str, str]:
    return {partner.code: str(partner) for partner in Partner.objects.filter(pk__in=partners)}


def count_nominations(user: "User", *, call: Call | None = None, line: PostLine | None = None) -> int:
    """Return how many nominations to a call or a line the reader may see."""
    rows = Nomination.objects.visible_to(user)
    if call is not None:
        rows = rows.filter(call=call)
    if line is not None:
        rows = rows.filter(post_line=line)
    return rows.count()
