"""A list as a file: comma-separated, UTF-8 with the mark by which spreadsheets know it, ISO days."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from releve_web.common.showing import Column, plain

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet would compute; OWASP, CSV injection."""


def csv_of(rows: Iterable[object], columns: Iterable[Column], *, name: str) -> HttpResponse:
    """Return the file, named after the list and the day."""
    columns = tuple(columns)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([str(column.label) for column in columns])
    for row in rows:
        writer.writerow([harmless(plain(column.read(row), column.shown)) for column in columns])
    response = HttpResponse("\N{ZERO WIDTH NO-BREAK SPACE}" + text.getvalue(), content_type="text/csv; charset=utf-8")
    stem = slugify(name, allow_unicode=False) or "list"
    response["Content-Disposition"] = f'attachment; filename="{stem}-{timezone.localdate().isoformat()}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet computes: an apostrophe stands before what would be read as a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
