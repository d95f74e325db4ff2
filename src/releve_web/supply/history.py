"""
The history of an officer's file, a nomination or a unit, read from its events: who changed what, when, from what to what.

The database writes the events, for whoever writes the rows. This puts neighbours side by side and names what differs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from django.db import models
from django.utils.text import capfirst

from releve_web.accounts.models import User
from releve_web.supply.models import Assessment, Document, Experience, FormedUnit, Nomination, Officer

SILENT: Final = frozenset({"id", "revision", "sort_key", "search_key", "created_at", "updated_at", "is_synthetic", "partner", "officer"})
"""Columns whose change says nothing beside what made it."""
EVENTS_MAX: Final = 400
"""Events of one table that a page reads, the newest."""
PARTS: Final[tuple[type[models.Model], ...]] = (Document, Assessment, Experience)


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A field that changed; None stands for unknown."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, kw_only=True)
class Change:
    """
    One change.

    Attributes
    ----------
    kind
        ``insert``, ``update`` or ``delete``.
    record
        What was changed, in the reader's words.
    by
        Who did it; None for a load or a job without a person.
    request
        Number of the request, blank where there was none.
    """

    at: datetime
    kind: str
    record: str
    by: User | None
    request: str
    fields: tuple[FieldChange, ...]


def history_of_officer(officer: Officer) -> list[Change]:
    """Return all that changed in an officer's file, the newest first."""
    events = [list(_events(Officer, pgh_obj_id=officer.pk)), *(list(_events(part, officer_id=officer.pk)) for part in PARTS)]
    return _changes([event for some in events for event in some])


def history_of(record: Nomination | FormedUnit) -> list[Change]:
    """Return all that changed in a record, the newest first."""
    return _changes(_events(type(record), pgh_obj_id=record.pk))


def _events(model: type[models.Model], **where: Any) -> "models.QuerySet[Any]":  # noqa: ANN401 -- lookups
    event: type[models.Model] = model.pgh_event_model  # type: ignore[attr-defined]  # pghistory adds it
    return event._default_manager.filter(**where).select_related("pgh_context").order_by("-pgh_id")[:EVENTS_MAX]


def _changes(events: Iterable[Any]) -> list[Change]:
    found = sorted(events, key=lambda event: (event._meta.db_table, event.pgh_obj_id, event.pgh_id))
    people = User.objects.in_bulk({user for user in map(_user_of, found) if user is not None})
    changes = [change for _record, own in groupby(found, key=_record_of) for change in _one_record(own, people)]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _record_of(event: Any) -> tuple[str, Any]:  # noqa: ANN401 -- an event of any table
    return event._meta.db_table, event.pgh_obj_id


def _context_of(event: Any) -> Mapping[str, Any]:  # noqa: ANN401 -- an event of any table
    return event.pgh_context.metadata if event.pgh_context is not None else {}


def _user_of(event: Any) -> int | None:  # noqa: ANN401 -- an event of any table
    user = _context_of(event).get("user")
    return user if isinstance(user, int) else None


def _one_record(events: Iterable[Any], people: Mapping[int, User]) -> Iterator[Change]:
    before: Any = None
    for event in events:
        fields = tuple(_differences(before, event))
        if fields or event.pgh_label != "update":
            yield Change(
                at=event.pgh_created_at,
                kind=event.pgh_label,
                record=capfirst(str(event.pgh_tracked_model._meta.verbose_name)),
                by=people.get(_user_of(event) or 0),
                request=str(_context_of(event).get("request", "")),
                fields=fields if event.pgh_label != "delete" else (),
            )
        before = event


def _differences(before: Any, after: Any) -> Iterator[FieldChange]:  # noqa: ANN401 -- events of one table
    for field in after.pgh_tracked_model._meta.concrete_fields:
        if field.name in SILENT:
            continue
        old = None if before is None else _value(before, field)
        new = _value(after, field)
        if old != new:
            yield FieldChange(name=capfirst(str(field.verbose_name)), before=old, after=new)


def _value(event: Any, field: "models.Field[Any, Any]") -> object:  # noqa: ANN401 -- an event of any table
    """Return a field of an event, a choice in the reader's words, blank as None."""
    value = getattr(event, field.attname)
    if value in ("", None, []):
        return None
    if field.choices:
        names = {key: str(name) for key, name in field.flatchoices}
        return names.get(value, value)
    return value
