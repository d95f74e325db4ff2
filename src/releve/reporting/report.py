"""The report of a plan: one self-contained HTML page, in one language, from figures alone."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from releve.reporting.compare import Changes
from releve.reporting.figures import Figures
from releve.text import Catalogue


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
    return _environment().get_template("report.html").render(figures=figures, changes=changes, speak=speak)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("releve.reporting"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
