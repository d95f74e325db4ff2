"""What a sender calls things: rows of the database and forms of pages on one side, the library's mapping on the other."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from releve.errors import Problem, Severity
from releve.exchange.sender_mapping import DayOrder, SenderMapping
from releve.text import LANGUAGES, Catalogue
from releve_web.imports.models import Import, ImportProblem, SenderColumns


@cache
def catalogue(lang: str) -> Catalogue:
    """Return the library's sentences in one language, for pages."""
    return Catalogue.load(lang if lang in LANGUAGES else "en").for_pages()


@cache
def our_headings(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return our own headings of a table's columns in all languages, by column."""
    spoken = [Catalogue.load(lang).register_headings(table) for lang in LANGUAGES]
    return {name: tuple(headings[name] for headings in spoken) for name in spoken[0]}


def to_mapping(kept: Mapping[str, Any]) -> SenderMapping:
    """Return the mapping that an import or a partner's row holds."""
    return SenderMapping(
        columns=kept.get("columns", {}), words=kept.get("words", {}), day_order=DayOrder(kept.get("day_order", DayOrder.NONE))
    )


def from_mapping(mapping: SenderMapping) -> dict[str, Any]:
    """Return a mapping as an import keeps it."""
    words = {column: dict(words) for column, words in mapping.words.items() if words}
    return {"columns": dict(mapping.columns), "words": words, "day_order": str(mapping.day_order)}


def kept_mapping(row: SenderColumns | None) -> SenderMapping:
    """Return what is known of a sender; nothing for a new one."""
    if row is None:
        return SenderMapping()
    return SenderMapping(columns=row.columns, words=row.words, day_order=DayOrder(row.day_order))


def to_problem(row: ImportProblem) -> Problem:
    """Return a problem as the library's sentences take it."""
    data = {name: tuple(value) if isinstance(value, list) else value for name, value in row.data.items()}
    return Problem(
        code=row.code,
        severity=Severity.ERROR if row.is_error else Severity.WARNING,
        sheet=row.sheet or None,
        row=row.row,
        column=row.heading or row.column or None,
        value=row.value or None,
        data=data,
    )


def from_problems(found: Iterable[Problem], source: Import, headings: Mapping[str, str]) -> list[ImportProblem]:
    """Return problems as rows; ``headings`` gives the sender's own heading of our columns."""
    return [
        ImportProblem(
            source=source,
            partner_id=source.partner_id,
            sheet=(problem.sheet or "")[:64],
            row=problem.row,
            column=(problem.column or "")[:64],
            heading=headings.get(problem.column or "", problem.column or "")[:200],
            value=clean(problem.value or "")[:200],
            code=problem.code,
            data={name: _plain(value) for name, value in problem.data.items()},
            is_error=problem.is_error,
        )
        for problem in found
    ]


def clean(text: str) -> str:
    """Return a text that PostgreSQL stores and no page is turned by: NUL and what controls the reading direction are named instead."""
    from releve.exchange.returned import visible  # noqa: PLC0415 -- openpyxl is slow to load and most pages do without

    return visible(text)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [clean(str(part)) for part in value]
    return clean(value) if isinstance(value, str) else value
