"""The rows that each list begins from, and the filters of the API on them."""

from typing import Any, Final

from django.db.models import Model, Prefetch, QuerySet
from ninja import Schema

from releve.model.names import fold_name
from releve_web.accounts.models import User
from releve_web.api.schemas.filters import CallFilters, OfficerFilters
from releve_web.common.choices import LanguageLevel
from releve_web.demand.models import Call, PostLine
from releve_web.demand.querysets import of_family, sees_unpublished
from releve_web.engagement.models import Partner
from releve_web.supply.models import Officer
from releve_web.supply.naming import named
from releve_web.supply.queries import available_on, officers_for_user, skilled, speaking

PLAIN: Final = ("partner", "gender", "is_synthetic")
"""Filters of officers that are columns of the same name."""


def rows_for(model: type[Model], user: User) -> QuerySet[Any]:
    """Return the rows of a table that a person may see; what every desk may know has no narrower list."""
    manager: Any = model._default_manager
    rows: QuerySet[Any] = manager.visible_to(user) if hasattr(manager, "visible_to") else manager.all()
    return rows


def filtered(rows: QuerySet[Any], filters: Schema) -> QuerySet[Any]:
    """Return the rows whose columns hold what filters of the same name ask."""
    asked = {name: value for name, value in filters.model_dump().items() if value is not None}
    return rows.filter(**asked)


def calls_for(user: User, filters: CallFilters) -> QuerySet[Call]:
    """Return the calls of a filter."""
    calls = rows_for(Call, user)
    if filters.closes_from:
        calls = calls.filter(closes_at__date__gte=filters.closes_from)
    if filters.closes_until:
        calls = calls.filter(closes_at__date__lte=filters.closes_until)
    return calls


def call_files_for(user: User) -> QuerySet[Call]:
    """Return calls with their lines and those they address, as the page of a call tells them: a State learns of no other State."""
    lines = Prefetch("post_lines", PostLine.objects.visible_to(user))
    told = Partner.objects.all() if sees_unpublished(user) else Partner.objects.filter(of_family(user.partner_id))
    return rows_for(Call, user).prefetch_related(lines, Prefetch("partners", told))


def officers_for(user: User, filters: OfficerFilters) -> QuerySet[Officer]:
    """Return the officers of a filter, asked for as the pages ask."""
    plain = {name: value for name in PLAIN if (value := getattr(filters, name)) is not None}
    officers = officers_for_user(user).filter(**plain)
    if filters.language:
        tag, _colon, level = filters.language.partition(":")
        officers = speaking(officers, tag, level or LanguageLevel.A1)
    if filters.skill:
        officers = skilled(officers, [filters.skill])
    if filters.available_on:
        officers = available_on(officers, filters.available_on)
    if filters.q:
        # Names come last: they are looked for among what the other filters leave.
        words = fold_name(filters.q).split()
        by_name = named(officers, ([word] for word in words)) if words else None
        return Officer.objects.none() if by_name is None else by_name
    return officers
