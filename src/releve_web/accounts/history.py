"""What became of an account: each change with who made it, told field by field."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from releve_web.accounts.models import User

TOLD = ("email", "name", "role", "partner", "language", "time_zone", "is_active")


@dataclass(frozen=True, kw_only=True)
class Change:
    """
    One change of an account.

    Attributes
    ----------
    fields
        Label, value before, value after; empty when the account was made.
    """

    at: datetime
    by: User | None
    fields: tuple[tuple[str, str, str], ...]

    @property
    def told(self) -> str:
        """Return what changed, in the reader's language."""
        if not self.fields:
            return gettext("The account was made.")
        sentence = gettext("%(label)s: from “%(before)s” to “%(after)s”")
        return "; ".join(sentence % {"label": label, "before": before, "after": after} for label, before, after in self.fields)


def changes_of(user: User, limit: int = 100) -> list[Change]:
    """Return the latest changes of an account, newest first, in three queries whatever their number."""
    events = list(_events_of(user).select_related("pgh_context", "partner").order_by("-pgh_id")[: limit + 1])
    actors = User.objects.in_bulk({_actor(event) for event in events} - {None})
    changes = [_change(before, after, actors) for after, before in pairwise(events)]
    if events and len(events) <= limit:
        changes.append(Change(at=events[-1].pgh_created_at, by=actors.get(_actor(events[-1])), fields=()))
    return [change for change in changes if change.fields or change is changes[-1]]


def _events_of(user: User) -> QuerySet[Any]:
    events: QuerySet[Any] = user.events.all()  # type: ignore[attr-defined]  # pghistory adds it
    return events


def _actor(event: Any) -> int | None:  # noqa: ANN401 -- a model that pghistory makes
    told = event.pgh_context.metadata if event.pgh_context else {}
    return told.get("user")


def _change(before: Any, after: Any, actors: dict[Any, User]) -> Change:  # noqa: ANN401 -- models that pghistory makes
    columns = {field.name: field for field in User._meta.concrete_fields}
    fields = tuple(
        (str(columns[name].verbose_name), _shown(before, name), _shown(after, name))
        for name in TOLD
        if getattr(before, columns[name].attname) != getattr(after, columns[name].attname)
    )
    return Change(at=after.pgh_created_at, by=actors.get(_actor(after)), fields=fields)


def _shown(event: Any, name: str) -> str:  # noqa: ANN401 -- a model that pghistory makes
    display = getattr(event, f"get_{name}_display", None)
    value = display() if display else getattr(event, name)
    return "" if value is None else str(value)
