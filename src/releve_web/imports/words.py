"""Sentences of this app's own codes, words of its choices, and the words of the workbook handed back."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from releve.exchange.columns import Column, Kind
from releve.exchange.returned import Labels, Tone
from releve_web.common.choices import Category, Education, Gender, Priority, Vetting
from releve_web.imports.mapping import catalogue, to_problem
from releve_web.imports.models import ImportProblem, QuarantinedRow
from releve_web.imports.staging import FIXED, NO_NAME, OTHER_PARTNER, UNPLACED
from releve_web.imports.targets import Target

REFUSED: Final = "imports.refused"
CHOICES: Final[Mapping[str, Any]] = {
    "gender": Gender,
    "education": Education,
    "education_min": Education,
    "vetting": Vetting,
    "category": Category,
    "priority": Priority,
}


def sentence(problem: ImportProblem) -> str:
    """Return what is wrong and what is expected, in the reader's language."""
    if problem.code == OTHER_PARTNER:
        told = _("This row names %(value)s; this file is for %(partner)s. Rows of another State are sent by that State.")
        return told % {"value": problem.value, "partner": problem.data.get("partner", "")}
    if problem.code == FIXED:
        return _("A nomination keeps its officer and its post. Give the new one a reference of its own.")
    if problem.code == NO_NAME:
        return _("Write a name, in Latin or in Arabic script.")
    if problem.code == REFUSED:
        return _("The register refuses this row: %(detail)s") % {"detail": problem.data.get("detail", "")}
    return catalogue(get_language() or "en").problem(to_problem(problem))


def why_aside(row: QuarantinedRow) -> list[str]:
    """Return why a row was set aside: a sentence for each thing it names that the register does not know."""
    if row.code == UNPLACED:
        return [_("“%(value)s” is not in the register.") % {"value": value} for _column, value in row.unplaced]
    return [row.code]


def column_labels(table: str) -> Mapping[str, str]:
    """Return the headings of the columns of a table in the reader's language."""
    return catalogue(get_language() or "en").register_headings(table)


def field_label(target: Target, field: str) -> str:
    """Return what a field of the register is called."""
    by_field = {at: name for name, at in (*target.fields.items(), *target.looked_up.items())}
    return column_labels(target.table).get(by_field.get(field, ""), field)


def value_choices(column: Column) -> list[tuple[str, str]]:
    """Return the values of a column that can be chosen from, with their words; none where there are too many."""
    if column.kind is Kind.CHOICE:
        words = dict(CHOICES[column.name].choices) if column.name in CHOICES else {}
        return [(choice, str(words.get(choice, choice))) for choice in column.choices]
    if column.kind is Kind.YES_NO:
        return [("yes", _("yes")), ("no", _("no"))]
    if column.kind is Kind.INTEGER and column.low is not None and column.high is not None:
        return [(str(number), str(number)) for number in range(column.low, column.high + 1)]
    return []


def returned_labels() -> Labels:
    """Return the words of the workbook handed back."""
    return Labels(
        verdict=_("Verdict"),
        reasons=_("Reasons"),
        summary=_("Summary"),
        place=_("Place"),
        tones={
            Tone.ERROR: _("Error"),
            Tone.WARNING: _("To be looked at"),
            Tone.NEW: _("New"),
            Tone.CHANGED: _("Changed"),
            Tone.SOUND: _("No error"),
        },
        shortened=_("The file is large: only the rows with a remark are handed back, without their formats."),
        right_to_left=get_language_bidi(),
    )
