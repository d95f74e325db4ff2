"""The one pattern of a record's page: what it is, in sections, what may be done with it, and where its parts are."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django_stubs_ext import StrOrPromise

from releve_web.common.access import PermissionRequired
from releve_web.common.lists import Action, Crumb, Heading, Row
from releve_web.common.showing import Column, cells


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a section: what it is called and what it holds."""

    label: StrOrPromise
    content: SafeString


@dataclass(frozen=True, kw_only=True)
class Section:
    """
    A part of a record's page: lines, or a table, or a template of its own.

    Attributes
    ----------
    lines
        See :func:`lines_of`.
    headings, rows
        See :func:`table_of`.
    empty
        What stands in place of a table without rows.
    template
        A template that gets the page's whole context and ``section``; stands below lines and table.
    more
        An address where all rows are, when the table shows some.
    """

    title: StrOrPromise
    key: str = ""
    lines: list[Line] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    empty: StrOrPromise = ""
    note: StrOrPromise = ""
    template: str = ""
    more: str = ""
    more_label: StrOrPromise = ""
    actions: list[Action] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


def lines_of(record: object, columns: tuple[Column, ...]) -> list[Line]:
    """Return a record's values, one line each."""
    return [Line(label=column.label, content=column.show(record)) for column in columns]


def table_of(records: Any, columns: tuple[Column, ...]) -> dict[str, Any]:  # noqa: ANN401 -- any iterable of records
    """Return ``headings`` and ``rows`` of a section: ``Section(title=..., **table_of(records, columns))``."""
    return {
        "headings": [Heading(column=column) for column in columns],
        "rows": [Row(pk=getattr(record, "pk", None), cells=cells(record, columns), name=str(record)) for record in records],
    }


class RecordDetailView(PermissionRequired):
    """
    A record's page.

    A record the reader may not see is not found; one that may be seen but not opened is refused.

    Attributes
    ----------
    lookup
        Name in the address and of the field: ``pk``.
    """

    model: ClassVar[type[models.Model]]
    template_name = "components/detail_page.html"
    lookup = "pk"
    object: Any

    def queryset_for(self, user: Any) -> "models.QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the records the reader may see."""
        return self.model._default_manager.visible_to(user)  # type: ignore[attr-defined, no-any-return]  # every register's manager has it

    def get_object(self) -> Any:  # noqa: ANN401 -- a record of the model
        """Return the record, or answer 404 for a stranger and 403 for a colleague without the right."""
        found = get_object_or_404(self.queryset_for(self.user), **{self.lookup: self.kwargs[self.lookup]})
        self.check_object(found)
        return found

    def sections(self) -> list[Section]:
        """Return the parts of the page."""
        return []

    def actions(self) -> list[Action]:
        """Return what the reader may do with the record."""
        return []

    def breadcrumbs(self) -> list[Crumb]:
        """Return the pages above this one."""
        return []

    def title(self) -> str:
        """Return the heading."""
        return str(self.object)

    def subtitle(self) -> str:
        """Return what stands below the heading."""
        return ""

    def badges(self) -> list[SafeString]:
        """Return what stands beside the heading: a stage, a warning."""
        return []

    def record_read(self) -> None:
        """Leave the trace that the record was opened, where reading leaves one."""

    def context(self) -> dict[str, Any]:
        """Return what the template shows; an app's page adds to it."""
        return {
            "view": self,
            "object": self.object,
            "title": self.title(),
            "subtitle": self.subtitle(),
            "badges": self.badges(),
            "sections": self.sections(),
            "actions": self.actions(),
            "crumbs": self.breadcrumbs(),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Answer with the page."""
        self.object = self.get_object()
        self.record_read()
        return render(request, self.template_name, self.context())
