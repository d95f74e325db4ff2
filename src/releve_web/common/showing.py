"""
How a value is shown, in lists, on pages of one record and beside forms: the one place that turns values into marks on a page.

Missing is a dash that is read out as "unknown"; it is never zero and never "no".
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from html import escape
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from releve.text.formats import FIRST_DAYS

DAY_FORMAT = "DAY_FORMAT"
INSTANT_FORMAT = "INSTANT_FORMAT"
"""Names in :mod:`releve_web.formats`, where every language says how it writes them."""
ABSENT: tuple[object, ...] = (None, "", [], ())


class Shown(Enum):
    """How a value stands on a page."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    INSTANT = "instant"
    YES_NO = "yes-no"
    CODES = "codes"
    STATUS = "status"


NUMERIC = frozenset({Shown.NUMBER, Shown.PERCENT})


class Tone(Enum):
    """What a status says at a glance; the word beside the colour says it too."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    QUIET = "quiet"


Reader = Callable[[Any], object]
"""Takes a value from a row."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    A column of a list, or a line of a record's page.

    Attributes
    ----------
    key
        Name of the attribute, through relations with ``__``; also the name in the address by which the list is sorted.
    label
        Heading.
    shown
        How the value stands.
    value
        Takes the value from the row, where an attribute does not.
    sort
        Field the list may be sorted by; name one only where an index holds (field, key). Blank: not sortable.
    priority
        1 stands on every screen, 2 goes first on a telephone, 3 also on a small window.
    link
        Gives the address behind the value; a figure is always a link to the list behind it.
    tone
        Gives the colour of a status.
    """

    key: str
    label: StrOrPromise
    shown: Shown = Shown.TEXT
    value: Reader | None = None
    sort: str = ""
    priority: int = 1
    link: Callable[[Any], str] | None = None
    tone: Callable[[Any], Tone] | None = None

    @property
    def is_numeric(self) -> bool:
        """Return whether it is aligned to the end, in figures of one width."""
        return self.shown in NUMERIC

    @property
    def is_ltr(self) -> bool:
        """Return whether it reads from left to right in every language."""
        return self.shown is Shown.CODES

    def read(self, row: object) -> object:
        """Return the value of a row, a choice in the reader's words."""
        if self.value is not None:
            return self.value(row)
        return read_path(row, self.key)

    def show(self, row: object) -> SafeString:
        """Return the value of a row as it stands on a page."""
        tone = self.tone(row) if self.tone else Tone.QUIET
        shown = show(self.read(row), self.shown, tone=tone)
        address = self.link(row) if self.link else ""
        return marked(f'<a href="{escaped(address)}">{shown}</a>') if address else shown


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One value of one row, ready to stand on a page."""

    column: Column
    content: SafeString


def cells(row: object, columns: Iterable[Column]) -> list[Cell]:
    """Return what a row shows in each column."""
    return [Cell(column=column, content=column.show(row)) for column in columns]


def read_path(row: Any, path: str) -> object:  # noqa: ANN401 -- a record of any table
    """Return an attribute through relations, ``mission__name``; nothing where a relation is blank."""
    through, last = _parts(path)
    for name in through:
        row = getattr(row, name)
        if row is None:
            return None
    value = getattr(row, last)
    choices = _choices_of(type(row), last)  # type: ignore[arg-type]  # a class can be hashed
    if choices is not None:
        return str(choices[value]) if value not in ABSENT and value in choices else value
    return value() if callable(value) else value


@lru_cache(maxsize=512)
def _parts(path: str) -> tuple[tuple[str, ...], str]:
    *through, last = path.split("__")
    return tuple(through), last


@lru_cache(maxsize=512)
def _choices_of(kind: type, name: str) -> dict[object, StrOrPromise] | None:
    """Return the choices of a model's field in words, as ``get_…_display`` tells them; None where there are none to choose from."""
    if not issubclass(kind, models.Model) or not hasattr(kind, f"get_{name}_display"):
        return None
    field = kind._meta.get_field(name)
    return dict(field.flatchoices) if isinstance(field, models.Field) else None


def escaped(value: object) -> str:
    """
    Return a value as it may stand inside a page; what is marked as fit for it stays.

    Django's own ``format_html`` and ``escape`` also take texts not yet translated, and cost five times as much: a list has 500 values.
    """
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def marked(text: str) -> SafeString:
    """Mark what is put together of tags and of :func:`escaped` values as fit for a page."""
    return SafeString(text)


def show(value: object, shown: Shown = Shown.TEXT, *, tone: Tone = Tone.QUIET) -> SafeString:
    """Return a value as it stands on a page."""
    if value in ABSENT:
        return unknown()
    return SHOWERS[shown](value, tone)


def unknown() -> SafeString:
    """Return the dash for what is not known."""
    dash = '<span class="r-unknown"><span aria-hidden="true">\N{EN DASH}</span><span class="visually-hidden">'
    return marked(f"{dash}{escaped(_('unknown'))}</span></span>")


def plain(value: object, shown: Shown = Shown.TEXT) -> str:
    """Return a value as a file holds it: ISO days, points in numbers, nothing where nothing is known."""
    if value in ABSENT:
        return ""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if shown is Shown.CODES and isinstance(value, list | tuple):
        return ";".join(str(code) for code in value)
    return str(value)


def _text(value: object, _tone: Tone) -> SafeString:
    return marked(f"<bdi>{escaped(value)}</bdi>")


def _number(value: object, _tone: Tone) -> SafeString:
    if type(value) is int:
        return _number_written(value, get_language() or "")
    return marked(escaped(number_format(value, use_l10n=True, force_grouping=True) if isinstance(value, int | float) else value))


@lru_cache(maxsize=1024)
def _number_written(value: int, _language: str) -> SafeString:
    return marked(escaped(number_format(value, use_l10n=True, force_grouping=True)))


def _percent(value: object, _tone: Tone) -> SafeString:
    # The number and its sign stay together and keep their order in a text from right to left.
    number = number_format(value, use_l10n=True) if isinstance(value, int | float) else value
    return marked(f"<bdi>{escaped(number)}\N{NO-BREAK SPACE}%</bdi>")


def written(value: dt.date, form: str) -> str:
    """Return a day or an instant as the reader's language writes it; the first of a month has its own word where the language has one."""
    language = get_language() or ""
    # Days are written by the hundred, and most of them again on the next page. Instants are not kept: one that is equal may
    # stand on another clock.
    return _day_written(value, form, language) if type(value) is dt.date else _written(value, form, language)


@lru_cache(maxsize=8192)
def _day_written(value: dt.date, form: str, language: str) -> str:
    return _written(value, form, language)


def _written(value: dt.date, form: str, language: str) -> str:
    text = date_format(value, form)
    first = FIRST_DAYS.get(language)
    return text.replace("1", first, 1) if first and value.day == 1 else text


def _day(value: object, _tone: Tone) -> SafeString:
    if not isinstance(value, dt.date):
        return marked(escaped(value))
    return marked(f'<time datetime="{value.isoformat()}">{escaped(written(value, DAY_FORMAT))}</time>')


def _instant(value: object, _tone: Tone) -> SafeString:
    if not isinstance(value, dt.datetime):
        return marked(escaped(value))
    here = timezone.localtime(value)
    return marked(f'<time datetime="{value.isoformat(timespec="seconds")}">{escaped(written(here, INSTANT_FORMAT))}</time>')


def _yes_no(value: object, _tone: Tone) -> SafeString:
    return marked(escaped(_("yes") if value else _("no")))


def _codes(value: object, _tone: Tone) -> SafeString:
    codes = value if isinstance(value, list | tuple) else [value]
    joined = " ".join([f'<span class="r-code">{escaped(code)}</span>' for code in codes])
    return marked(f'<span class="r-codes" dir="ltr">{joined}</span>')


def _status(value: object, tone: Tone) -> SafeString:
    return marked(f'<span class="r-status r-status-{tone.value}">{escaped(value)}</span>')


SHOWERS: dict[Shown, Callable[[object, Tone], SafeString]] = {
    Shown.TEXT: _text,
    Shown.NUMBER: _number,
    Shown.PERCENT: _percent,
    Shown.DAY: _day,
    Shown.INSTANT: _instant,
    Shown.YES_NO: _yes_no,
    Shown.CODES: _codes,
    Shown.STATUS: _status,
}
