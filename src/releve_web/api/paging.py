"""Pages by key: a page begins after the last row of the one before, so that no row is told twice and none is counted."""

import base64
import binascii
import json
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from ninja import Field, Schema

from releve_web.api.failures import RefusedError
from releve_web.api.schemas.filters import Paging

Row = TypeVar("Row")
M = TypeVar("M", bound=Model)


class Page(Schema, Generic[Row]):
    """A part of a list."""

    items: list[Row]
    next: str | None = Field(description="Give it back as `after` for the page that follows; null on the last.")


def page_of(rows: "QuerySet[M]", paging: Paging, order: tuple[str, ...] = ("pk",)) -> dict[str, Any]:
    """
    Return one page of `rows`, ordered by the fields of `order`, the last of which is unique.

    Raises
    ------
    RefusedError
        When the cursor is none of this list's.
    """
    rows = rows.order_by(*order)
    if paging.after is not None:
        rows = rows.filter(_after(rows.model, order, _read(paging.after, len(order))))
    found = list(rows[: paging.limit + 1])
    if len(found) <= paging.limit:
        return {"items": found, "next": None}
    return {"items": found[: paging.limit], "next": _write(found[paging.limit - 1], order)}


def _after(model: type[Model], order: tuple[str, ...], values: list[Any]) -> Q:
    """
    Return what is true for rows behind the key.

    Each field but the last also stands as a plain bound, for an index is entered by that and not by the alternatives.
    """
    typed = [_typed(model, name, value) for name, value in zip(order, values, strict=True)]
    behind = Q(**{f"{order[-1]}__gt": typed[-1]})
    for name, value in zip(reversed(order[:-1]), reversed(typed[:-1]), strict=True):
        behind = Q(**{f"{name}__gte": value}) & (Q(**{f"{name}__gt": value}) | behind)
    return behind


def _typed(model: type[Model], name: str, value: object) -> Any:  # noqa: ANN401 -- of the field's type
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    try:
        typed = field.to_python(value)  # type: ignore[union-attr]  # order names plain columns
    except (ValidationError, OverflowError):
        raise _bad_cursor() from None
    too_far = isinstance(typed, int) and abs(typed) >= 2**63
    if too_far or (isinstance(typed, str) and not _is_text(typed)):
        raise _bad_cursor()
    return typed


def _is_text(value: str) -> bool:
    """Return whether PostgreSQL takes a text: JSON may hold NUL, and halves of letters that no UTF-8 holds."""
    return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)


def _write(row: Model, order: tuple[str, ...]) -> str:
    return base64.urlsafe_b64encode(json.dumps([str(getattr(row, name)) for name in order]).encode()).decode().rstrip("=")


def _read(cursor: str, n_values: int) -> list[str]:
    try:
        values = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _bad_cursor() from None
    if not isinstance(values, list) or len(values) != n_values or not all(isinstance(value, str) for value in values):
        raise _bad_cursor()
    return values


def _bad_cursor() -> RefusedError:
    return RefusedError(422, "api.invalid", problems=[{"where": "query", "name": "after", "code": "cursor", "data": {}}])
