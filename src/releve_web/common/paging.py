"""
Pages of a list by their keys: where the last page ended, not how many rows came before.

A page of a million rows costs what the first one costs, and rows that arrive meanwhile neither repeat nor hide others.
"""

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.db.models import Q

from releve_web.common.showing import read_path

M = TypeVar("M", bound=models.Model)
CURSOR_LENGTH_MAX = 2_000


@dataclass(frozen=True, kw_only=True)
class Sort:
    """By which field, and which way; rows that share a value stand in the order of their key, the same way."""

    field: str
    descending: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """Return what ``order_by`` takes."""
        return (f"-{self.field}", "-pk") if self.descending else (self.field, "pk")

    def turned(self) -> "Sort":
        """Return the same order from its end."""
        return Sort(field=self.field, descending=not self.descending)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place between rows: the sorted value and the key of the row beside it."""

    value: object
    pk: object

    def write(self) -> str:
        """Return it as an address holds it."""
        text = json.dumps([_to_json(self.value), _to_json(self.pk)], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True, kw_only=True)
class Page(Generic[M]):
    """Rows of one page, and the places where the pages beside it begin; blank where there is none."""

    rows: list[M]
    after: str = ""
    before: str = ""


def _to_json(value: object) -> str | int | float | bool | None:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def read_place(text: str, model: type[models.Model], sort: Sort) -> Place | None:
    """Return the place an address names, or None when it names none: the list then begins at its beginning."""
    if not text or len(text) > CURSOR_LENGTH_MAX:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if pk is None:
            return None
        return Place(value=_from_json(model, sort.field, value), pk=_from_json(model, model._meta.pk.name, pk))
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error, ValidationError):
        return None


def _from_json(model: type[models.Model], path: str, value: Any) -> object:  # noqa: ANN401 -- whatever the address holds
    if isinstance(value, list | dict):
        raise TypeError
    if isinstance(value, str) and b"\0" in value.encode():  # raises for half a letter of UTF-16, which JSON may hold
        raise ValueError
    field = _field(model, path)
    if field is None or value is None:
        return value
    told = field.to_python(value)
    field.run_validators(told)
    return told


def _field(model: type[models.Model], path: str) -> "models.Field[Any, Any] | None":
    """Return the field at the end of a path; None for a computed one."""
    *through, last = path.split("__")
    try:
        for name in through:
            related = model._meta.get_field(name).related_model
            if not isinstance(related, type):
                return None
            model = related
        found = model._meta.get_field(last)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) else None


def may_be_blank(model: type[models.Model], path: str) -> bool:
    """Return whether a sorted field can hold nothing; a computed one is taken to."""
    field = _field(model, path)
    return field is None or bool(field.null) or "__" in path


def beyond(sort: Sort, place: Place, *, blanks: bool) -> Q:
    """
    Return which rows stand after a place.

    PostgreSQL puts rows without a value last in ascending order and first in descending order; `blanks` says whether there can be any.
    The comparison with the value alone stands first, for that is what an index takes.
    """
    further = "lt" if sort.descending else "gt"
    blank = Q(**{f"{sort.field}__isnull": True})
    later_key = Q(**{f"pk__{further}": place.pk})
    if sort.field in {"pk", "id"}:
        return later_key
    if place.value is None:
        return (blank & later_key) | ~blank if sort.descending else blank & later_key
    same = Q(**{sort.field: place.value}) & later_key
    here = Q(**{f"{sort.field}__{further}e": place.value}) & (Q(**{f"{sort.field}__{further}": place.value}) | same)
    return here | blank if blanks and not sort.descending else here


def page_of(queryset: "models.QuerySet[M]", sort: Sort, *, after: str = "", before: str = "", size: int = 50) -> Page[M]:
    """
    Return one page of a list.

    Parameters
    ----------
    after, before
        Places from an earlier page; at most one counts. Neither, or one that cannot be read: the first page.
    size
        Rows on it, at most.
    """
    backwards = bool(before) and not after
    way = sort.turned() if backwards else sort
    place = read_place(after or before, queryset.model, sort)
    if place is not None:
        queryset = queryset.filter(beyond(way, place, blanks=may_be_blank(queryset.model, sort.field)))
    rows = list(queryset.order_by(*way.order)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page(rows=rows)
    has_before = more if backwards else place is not None
    has_after = place is not None if backwards else more
    return Page(
        rows=rows,
        before=_place_of(rows[0], sort).write() if has_before else "",
        after=_place_of(rows[-1], sort).write() if has_after else "",
    )


def _place_of(row: models.Model, sort: Sort) -> Place:
    # A choice's stored value sorts, not its name.
    *through, last = sort.field.split("__")
    owner = read_path(row, "__".join(through)) if through else row
    return Place(value=getattr(owner, last) if owner is not None else None, pk=row.pk)
