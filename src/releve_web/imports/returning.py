"""The sender's own workbook with the verdicts of an import."""

from pathlib import PurePath

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from releve.exchange.returned import Remark, Returned, Tone, returned_workbook, visible
from releve_web.imports.models import Import, StagedRow, Verdict
from releve_web.imports.words import returned_labels, sentence, why_aside

TONES = {Verdict.NEW: Tone.NEW, Verdict.CHANGED: Tone.CHANGED, Verdict.DUPLICATE: Tone.WARNING, Verdict.ASIDE: Tone.WARNING}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_of(source: Import) -> bytes:
    """Return the workbook, in the reader's language."""
    content = bytes(source.content.content)
    is_workbook = content.startswith(b"PK")
    name = PurePath(source.file_name).stem + (".xlsx" if is_workbook else ".csv")
    sheet = source.sheet if is_workbook else PurePath(name).stem
    verdicts = {
        row: TONES[Verdict(verdict)]
        for row, verdict in StagedRow.objects.filter(source=source, verdict__in=list(TONES)).values_list("row", "verdict")
    }
    returned = Returned(
        labels=returned_labels(),
        sheets=[sheet],
        remarks=[*_problems(source, sheet), *_aside(source, sheet), *_duplicates(source, sheet)],
        verdicts={sheet: verdicts},
        header_row=source.reading.get("header_row", 1),
        lines=[(_("File"), source.file_name), *((str(label), number_format(n, use_l10n=True)) for label, n in counts_of(source))],
    )
    return returned_workbook({name: content}, returned)


def counts_of(source: Import) -> list[tuple[str, int]]:
    """Return how many rows have each verdict, those with rows only."""
    return [(str(Verdict(verdict).label), n) for verdict in Verdict.values if (n := source.counts.get(f"rows_{verdict}", 0))]


def _problems(source: Import, sheet: str) -> list[Remark]:
    return [
        Remark(
            tone=Tone.ERROR if problem.is_error else Tone.WARNING,
            text=visible(sentence(problem)),
            place=problem.heading,
            sheet=sheet if problem.row else None,
            row=problem.row,
            column=problem.heading or None,
        )
        for problem in source.importproblems.all()
    ]


def _aside(source: Import, sheet: str) -> list[Remark]:
    headings = {column: one["text"] for one in source.reading.get("headings", []) if (column := source.mapping["columns"].get(one["key"]))}
    return [
        Remark(tone=Tone.WARNING, text=visible(text), sheet=sheet, row=row.row, column=headings.get(column))
        for row in source.quarantinedrows.all()
        for (column, _value), text in zip(row.unplaced, why_aside(row), strict=False)
    ]


def _duplicates(source: Import, sheet: str) -> list[Remark]:
    told = _("Perhaps the same person as another under this date of birth, in another spelling.")
    rows = StagedRow.objects.filter(source=source, verdict=Verdict.DUPLICATE)
    return [Remark(tone=Tone.WARNING, text=told, sheet=sheet, row=row) for row in rows.values_list("row", flat=True)]
