"""Rows of an import as its page shows them, a page at a time."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from releve_web.common.showing import Shown, show
from releve_web.imports.models import Import, ImportProblem, StagedRow, Verdict
from releve_web.imports.targets import TARGETS
from releve_web.imports.words import field_label, sentence
from releve_web.supply.models import Officer

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from releve_web.accounts.models import User

PAGE_SIZE: Final = 50


@dataclass(kw_only=True)
class Change:
    """One field: what the register holds and what the file says."""

    label: str
    before: "SafeString"
    after: "SafeString"


@dataclass(kw_only=True)
class PreviewRow:
    """One row of the file on the page."""

    staged: StagedRow
    changes: list[Change] = field(default_factory=list)
    other: Officer | None = None
    compared: list[Change] = field(default_factory=list)


@dataclass(kw_only=True)
class ToldProblem:
    """One problem on the page."""

    problem: ImportProblem
    text: str


def shown_verdict(source: Import, asked: str) -> str:
    """Return which rows to show: those asked for, else those that need somebody most."""
    order = (Verdict.ERROR, Verdict.DUPLICATE, Verdict.CHANGED, Verdict.NEW, Verdict.ASIDE, Verdict.UNCHANGED)
    if asked in Verdict.values:
        return asked
    if source.counts.get("errors"):
        return Verdict.ERROR
    return next((verdict for verdict in order if source.counts.get(f"rows_{verdict}")), Verdict.NEW)


def preview_rows(source: Import, verdict: str, *, after: int, user: "User") -> tuple[list[PreviewRow], int | None]:
    """Return a page of rows and the number after which the next begins; None on the last."""
    found = list(StagedRow.objects.visible_to(user).filter(source=source, verdict=verdict, row__gt=after).order_by("row")[: PAGE_SIZE + 1])
    target = TARGETS[source.table]
    keys = [row.likely for row in found if row.likely is not None]
    officers = {officer.pk: officer for officer in Officer.objects.visible_to(user).filter(pk__in=keys)} if keys else {}
    rows = []
    for staged in found[:PAGE_SIZE]:
        told = [Change(label=field_label(target, name), before=_shown(a), after=_shown(b)) for name, (a, b) in staged.changes.items()]
        other = officers.get(staged.likely) if staged.likely is not None else None
        compared = [] if other is None else _compared(staged, other)
        rows.append(PreviewRow(staged=staged, changes=told, other=other, compared=compared))
    return rows, found[PAGE_SIZE - 1].row if len(found) > PAGE_SIZE else None


def _compared(staged: StagedRow, other: Officer) -> list[Change]:
    """Return both records beside each other, field by field."""
    target = TARGETS["officers"]
    names = ("officer_id", "family_name", "given_names", "name_ar", "gender", "birth_date", "rank", "languages")
    return [
        Change(label=field_label(target, name), before=_shown(getattr(other, name)), after=_shown(staged.values.get(name)))
        for name in names
        if getattr(other, name) or staged.values.get(name)
    ]


def problems_page(source: Import, *, after: int, user: "User") -> tuple[list[ToldProblem], int | None]:
    """Return a page of problems and where the next begins; None on the last."""
    found = list(ImportProblem.objects.visible_to(user).filter(source=source)[after : after + PAGE_SIZE + 1])
    told = [ToldProblem(problem=problem, text=sentence(problem)) for problem in found[:PAGE_SIZE]]
    return told, after + PAGE_SIZE if len(found) > PAGE_SIZE else None


def _shown(value: Any) -> "SafeString":  # noqa: ANN401 -- a value of JSON
    if isinstance(value, bool):
        return show(value, Shown.YES_NO)
    return show(value, Shown.CODES if isinstance(value, list) else Shown.TEXT)
