"""The report of a plan: one self-contained HTML page, in one language, from figures alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined

from releve.reporting.changes import Changes
from releve.reporting.figures import Figures
from releve.reporting.sections import masthead, sections_of
from releve.reporting.unbroken import unbroken
from releve.text import Catalogue

_Value = TypeVar("_Value")

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
UNSEEN: Final = {
    **{code: REPLACEMENT for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"},
    **dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), REPLACEMENT),
}
"""Characters that are not seen but change how the text around them is: control characters, marks and overrides of direction."""


CARD_WIDTHS: Final = ((".table.wide", "51.99rem"), (".table.broad", "60.99rem"))
"""Up to which width of its place a table of each kind is written as cards."""


def render_report(figures: Figures, *, changes: Changes | None = None, lang: str = "en") -> str:
    """
    Return the report as the text of one HTML file: no script, nothing to load; the same figures give the same text.

    Parameters
    ----------
    changes
        What this plan changes against an earlier one; None = nothing to compare with.
    lang
        ``en``, ``fr``, ``ar`` or ``es``.
    """
    speak = Catalogue.load(lang).for_pages()
    shown, compared = shown_plainly(figures), shown_plainly(changes)
    template = page_environment().get_template("report.html")
    page = template.render(
        head=masthead(shown, speak),
        sections=sections_of(shown, compared, speak),
        as_of=shown.as_of,
        speak=speak,
        card_widths=CARD_WIDTHS,
    )
    return page + "\n"


def shown_plainly(value: _Value) -> _Value:
    """Return a value in which every text shows what it holds: what is unseen and acts on other text is made visible."""
    # Any: the forms of figures, built again as they were.
    plain: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        plain = value.translate(UNSEEN)
    elif isinstance(value, tuple):
        plain = tuple(shown_plainly(item) for item in value)
    elif isinstance(value, Mapping):
        plain = {shown_plainly(key): shown_plainly(item) for key, item in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        plain = replace(value, **{field.name: shown_plainly(getattr(value, field.name)) for field in fields(value)})
    shown: _Value = plain
    return shown


@cache
def page_environment() -> Environment:
    """Return the templates of the pages, everything escaped by default."""
    loader = PackageLoader("releve.reporting")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["unbroken"] = unbroken
    return environment
