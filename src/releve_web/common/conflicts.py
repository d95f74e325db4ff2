"""
Two people edit one record: the second sees both versions side by side and chooses, field by field. Nothing typed is lost.

A form carries what the record held when it was opened. So a field that only one of the two changed needs no choice:
it is settled beforehand, shown, and may still be turned round.
"""

import json
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from releve_web.common.showing import Shown, show

REVISION = "_revision"
OPENED = "_opened"
CHOICE = "_choose-"
OPEN = "_both"
THEIRS = "theirs"
MINE = "mine"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    A field that two versions hold differently.

    Attributes
    ----------
    settled
        ``mine`` or ``theirs`` when only one of the two changed it; blank when both did.
    """

    name: str
    label: str
    mine: str
    theirs: str
    settled: str

    @property
    def choice_name(self) -> str:
        """Return the name of the choice in the form."""
        return f"{CHOICE}{self.name}"


def opened_values(form: forms.BaseForm) -> str:
    """Return what a form begins from, as a hidden field carries it."""
    values = {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }
    return json.dumps(values, cls=_Encoder, ensure_ascii=False)


def read_opened(text: str) -> dict[str, Any]:
    """Return what a form began from; nothing when it cannot be read, and then every difference is to be chosen."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def differences(mine: forms.BaseForm, theirs: forms.BaseForm, opened: dict[str, Any]) -> list[Difference]:
    """
    Return where two versions differ.

    Parameters
    ----------
    mine
        The form as sent.
    theirs
        A form that begins from the record as it stands now.
    opened
        What the sender's form began from.
    """
    found = []
    for name, field in mine.fields.items():
        if isinstance(field, forms.FileField):
            continue
        sent, now = mine[name].data, theirs.get_initial_for_field(theirs.fields[name], name)
        if not _differs(field, now, sent):
            continue
        settled = ""
        if name in opened:
            changed_here = _differs(field, _as_python(field, opened[name]), sent)
            changed_there = json.loads(json.dumps(field.prepare_value(now), cls=_Encoder)) != opened[name]
            settled = "" if changed_here and changed_there else MINE if changed_here else THEIRS
        found.append(
            Difference(
                name=name, label=str(mine[name].label), mine=told(field, _as_python(field, sent)), theirs=told(field, now), settled=settled
            )
        )
    return found


def resolved(data: QueryDict) -> QueryDict:
    """Return a form as sent from the page of both versions: where theirs was chosen, theirs stands in place of mine."""
    chosen = [name.removeprefix(CHOICE) for name in data if name.startswith(CHOICE) and data[name] == THEIRS]
    if not chosen:
        return data
    merged = data.copy()
    for name in chosen:
        # A field of several parts sends name_0, name_1; a tick that is off sends nothing, and must take mine's place all the same.
        for key in [key for key in merged if _is_of(key, name)]:
            del merged[key]
        for key in data:
            rest = key.removeprefix(f"{THEIRS}-")
            if rest != key and _is_of(rest, name):
                merged.setlist(rest, data.getlist(key))
    return merged


def is_choice_missing(data: QueryDict) -> bool:
    """Return whether a form from the page of both versions leaves a field open that both changed."""
    return any(f"{CHOICE}{name}" not in data for name in data.getlist(OPEN))


def _is_of(key: str, name: str) -> bool:
    return key == name or (key.startswith(f"{name}_") and key.removeprefix(f"{name}_").isdigit())


def _differs(field: forms.Field, initial: Any, sent: Any) -> bool:  # noqa: ANN401 -- whatever the field holds
    try:
        return bool(field.has_changed(initial, sent))
    except (AttributeError, TypeError, ValueError):
        return True  # what a form carries of its beginning may be of anybody's making


def _as_python(field: forms.Field, value: Any) -> Any:  # noqa: ANN401 -- whatever the field holds
    """Return a value as the field reads it; choices of other records stay keys, for they cost a query each."""
    if isinstance(field, forms.ModelChoiceField):
        return value
    try:
        return field.to_python(value)
    except (ValidationError, AttributeError, TypeError, ValueError):
        return value


def told(field: forms.Field, value: Any) -> str:  # noqa: ANN401 -- whatever the field holds
    """Return a field's value in words."""
    if value in (None, "", [], ()) or (isinstance(value, models.QuerySet) and not value):
        return _("blank")
    if isinstance(field, forms.ModelChoiceField):
        keys = [getattr(one, "pk", one) for one in (value if isinstance(value, list | tuple | models.QuerySet) else [value])]
        try:
            found = {str(one.pk): str(one) for one in field.queryset.filter(pk__in=keys)} if field.queryset is not None else {}
        except (ValueError, TypeError, ValidationError):
            found = {}
        return " · ".join(found.get(str(key), str(key)) for key in keys)
    if isinstance(field, forms.ChoiceField):
        names = {str(key): str(label) for key, label in flat_choices(field.choices)}
        return " · ".join(names.get(str(one), str(one)) for one in (value if isinstance(value, list | tuple) else [value]))
    if isinstance(value, list | tuple):
        return " · ".join(str(one) for one in value)
    kind = Shown.YES_NO if isinstance(value, bool) else _kind(field)
    return str(strip_tags(show(value, kind)))


def _kind(field: forms.Field) -> Shown:
    if isinstance(field, forms.DateTimeField):
        return Shown.INSTANT
    return Shown.DAY if isinstance(field, forms.DateField) else Shown.TEXT


def flat_choices(choices: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 -- choices nest
    """Return choices without their groups."""
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat.extend(flat_choices(label) if isinstance(label, list | tuple) else [(key, label)])
    return flat


class _Encoder(DjangoJSONEncoder):
    """Write also what JSON does not know, as text."""

    def default(self, o: Any) -> Any:  # noqa: ANN401 -- the encoder's signature
        """Return something that can be written."""
        if isinstance(o, models.Model):
            return o.pk
        if isinstance(o, models.QuerySet):
            return [one.pk for one in o]
        try:
            return super().default(o)
        except TypeError:
            return str(o)
