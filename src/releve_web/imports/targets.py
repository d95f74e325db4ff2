"""
The registers that take imports: columns of a file and fields of a row.

A field stands in a staged row under the name of its database column, in a form that PostgreSQL reads as the column's type.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models

from releve.exchange.columns import Kind, TableForm
from releve.exchange.register_forms import REGISTER_FORMS
from releve_web.demand.models import PostLine
from releve_web.imports.models import Table
from releve_web.supply.models import Nomination, Officer


@dataclass(frozen=True, kw_only=True)
class Target:
    """
    A register that takes imports.

    Attributes
    ----------
    key
        Column of the file and field of the register under which a row is known.
    fields
        Column of the file -> field; columns that are not here are looked up or checked.
    looked_up
        Column of the file -> field that holds the key of another row.
    fixed
        Fields that a row keeps once it is there.
    in_order
        Pairs of fields of which the first must not lie above the second.
    """

    table: Table
    model: type[models.Model]
    key: tuple[str, str]
    fields: Mapping[str, str]
    looked_up: Mapping[str, str]
    fixed: frozenset[str] = frozenset()
    in_order: tuple[tuple[str, str], ...] = ()

    @property
    def form(self) -> TableForm:
        """Return the columns that a file may hold."""
        return REGISTER_FORMS[self.table]

    @property
    def db_table(self) -> str:
        """Return the name of the register's table."""
        return self.model._meta.db_table

    @property
    def written(self) -> tuple[str, ...]:
        """Return the columns of the database that a file may change."""
        names = (*self.fields.values(), *self.looked_up.values(), *(("mission_id",) if self.table is Table.NOMINATIONS else ()))
        return tuple(dict.fromkeys(names))

    def longest(self, field: str) -> int | None:
        """Return how many characters a field takes; None = as many as come."""
        found = self.model._meta.get_field(field.removesuffix("_id") if field in self.looked_up.values() else field)
        return getattr(found.base_field if isinstance(found, ArrayField) else found, "max_length", None)


_OFFICER: Final = {column.name: column.name for column in REGISTER_FORMS[Table.OFFICERS].columns if column.name != "country"}
_POST: Final = {
    column.name: {"title": "title_en"}.get(column.name, column.name)
    for column in REGISTER_FORMS[Table.POSTS].columns
    if column.name != "mission"
}

NAMES: Final = ("family_name", "given_names", "name_ar")
"""Fields of an officer of which one at least is filled."""

TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {
        Table.OFFICERS: Target(
            table=Table.OFFICERS,
            model=Officer,
            key=("officer_id", "officer_id"),
            fields=_OFFICER,
            looked_up={},
            in_order=(("available_from", "available_until"),),
        ),
        Table.NOMINATIONS: Target(
            table=Table.NOMINATIONS,
            model=Nomination,
            key=("nomination", "reference"),
            fields={"nomination": "reference", "commitment": "commitment", "note_verbale": "note_verbale", "nominated_on": "nominated_on"},
            looked_up={"officer_id": "officer_id", "post_id": "post_line_id", "profile": "profile_id", "call": "call_id"},
            fixed=frozenset({"officer_id", "post_line_id", "profile_id", "mission_id"}),
        ),
        Table.POSTS: Target(
            table=Table.POSTS,
            model=PostLine,
            key=("post_id", "post_id"),
            fields=_POST,
            looked_up={"mission": "mission_id"},
            in_order=(("rank_min", "rank_max"),),
        ),
    }
)


def plain(kind: Kind, value: Any) -> Any:  # noqa: ANN401 -- values of the columns' kinds
    """Return a value as JSON that PostgreSQL reads back as the column's type; blank is what the column has for unknown."""
    if kind == Kind.LEVELS:
        return [f"{tag}:{level.name}" for tag, level in (value or {}).items()]
    if kind in (Kind.LANGUAGES, Kind.SKILLS, Kind.IDS, Kind.COUNTRIES):
        return list(value or ())
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return "" if kind in (Kind.TEXT, Kind.ID, Kind.CHOICE, Kind.COUNTRY) else None
    return value


def defaults(model: type[models.Model]) -> dict[str, Any]:
    """Return, by column of the database, what a new row holds where a file says nothing."""
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        value = field.get_default()
        found[str(field.column)] = (
            "" if value is None and not field.null and isinstance(field, models.CharField | models.TextField) else value
        )
    return found
