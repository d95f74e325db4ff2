"""
The one pattern of lists: what a reader may see, narrowed by a filter in the address, sorted by an index, a page at a time.

A subclass names a model, columns and a filter. All of it works without JavaScript; with it, only the table is fetched again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from releve_web.accounts.roles import Role
from releve_web.common.access import PermissionRequired
from releve_web.common.exports import csv_of
from releve_web.common.filters import FilterForm
from releve_web.common.models import SavedFilter
from releve_web.common.paging import Sort, page_of
from releve_web.common.panels import COUNTED_UP_TO
from releve_web.common.showing import Cell, Column, cells


@dataclass(frozen=True, kw_only=True)
class Action:
    """
    Something to do, as a link or a button.

    Attributes
    ----------
    url
        Where it leads, or where the chosen rows are sent (field ``selected``, by POST) when it is a list's bulk action.
    is_main
        The one most readers come for.
    is_post
        Sent at once, by POST, instead of opened.
    """

    label: StrOrPromise
    url: str
    icon: str = ""
    is_main: bool = False
    is_post: bool = False
    is_dangerous: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row as it stands on a page."""

    pk: Any
    cells: list[Cell]
    name: str


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A column's heading; ``address`` sorts by it, and ``direction`` says how the list is sorted now."""

    column: Column
    address: str = ""
    direction: str = ""


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """A page above this one."""

    label: StrOrPromise
    url: str = ""


class RegisterListView(PermissionRequired):
    """
    A list of records.

    Attributes
    ----------
    model, columns, filter_form
        What is listed, how, and by what it is narrowed.
    title, intro
        Heading of the page (the model's name in the plural otherwise), and a sentence below it.
    default_sort
        Key of a sortable column, with ``-`` before it to begin from its end; blank sorts by the key, newest first.
    count_limit
        Rows are counted up to this many and said to be "more than" beyond: no page counts a million rows. 0 counts none.
    export_limit
        Rows that a file of the list may hold.
    """

    model: ClassVar[type[models.Model]]
    columns: ClassVar[tuple[Column, ...]] = ()
    filter_form: ClassVar[type[FilterForm]] = FilterForm
    title: ClassVar[StrOrPromise] = ""
    intro: ClassVar[StrOrPromise] = ""
    template_name = "components/list_page.html"
    partial_name = "components/list.html"
    default_sort = ""
    page_size = 50
    count_limit = COUNTED_UP_TO
    export_limit = 20_000
    can_save_filters = True

    # What a list of one app changes ------------------------------------------------------------------------------

    def queryset_for(self, user: Any) -> "models.QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the rows the reader may see, with what the columns need (``select_related``)."""
        visible: Callable[[Any], models.QuerySet[Any]] = getattr(self.model._default_manager, "visible_to")  # noqa: B009 -- mypy
        return visible(user)

    def actions(self) -> list[Action]:
        """Return what stands above the list: a new record, an import."""
        return []

    def bulk_actions(self) -> list[Action]:
        """Return what may be done with chosen rows; each address gets ``selected`` by POST and shows a preview first."""
        return []

    def breadcrumbs(self) -> list[Crumb]:
        """Return the pages above this one."""
        return []

    def no_data_hint(self) -> str:
        """Return what to do while there is nothing at all."""
        return ""

    def record_export(self, rows: list[Any]) -> None:
        """Leave the trace that a file of these rows was made, where reading leaves one."""

    # The page ----------------------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Answer with the page, its table alone, or a file of the list."""
        form = self.filter_form(request.GET, user=self.user)
        rows = form.narrow(self.queryset_for(self.user))
        if request.GET.get("format") == "csv":
            return self.export(rows)
        template = self.partial_name if self.wants_table_alone() else self.template_name
        response = render(request, template, self.context(form, rows))
        patch_vary_headers(response, ["HX-Request"])
        return response

    def wants_table_alone(self) -> bool:
        """Return whether the page is open and only its table is asked for."""
        asked = self.request.headers
        return asked.get("HX-Target") == "list" and "HX-History-Restore-Request" not in asked

    def context(self, form: FilterForm, rows: "models.QuerySet[Any]") -> dict[str, Any]:
        """Return what the template shows; an app's list adds to it."""
        sort = self.sort()
        asked = self.request.GET
        page = page_of(rows, sort, after=asked.get("after", ""), before=asked.get("before", ""), size=self.page_size)
        count, is_more = self.count(rows, page.rows, is_whole=not (page.after or page.before))
        return {
            "view": self,
            "title": self.title or capfirst(self.model._meta.verbose_name_plural),
            "intro": self.intro,
            "form": form,
            "headings": [self.heading(column, sort) for column in self.columns],
            "rows": [Row(pk=row.pk, cells=cells(row, self.columns), name=str(row)) for row in page.rows],
            "count": count,
            "is_more": is_more,
            "first_url": self.address(after="", before=""),
            "after_url": self.address(after=page.after, before="") if page.after else "",
            "before_url": self.address(before=page.before, after="") if page.before else "",
            "export_url": self.address(after="", before="", format="csv"),
            "actions": self.actions(),
            "bulk_actions": self.bulk_actions(),
            "crumbs": self.breadcrumbs(),
            "empty": self.empty_reason(form) if not page.rows else "",
            "no_data_hint": self.no_data_hint(),
            "saved_filters": self.saved_filters(),
            "page_name": self.page_name,
            "filter_query": form.query(),
            "noun": self.model._meta.verbose_name_plural,
        }

    @property
    def page_name(self) -> str:
        """Return the name of the list's address, by which filters are kept; blank for a list inside another record."""
        match = self.request.resolver_match
        return match.view_name if match and not match.kwargs and not match.args else ""

    def sort(self) -> Sort:
        """Return how the list is sorted: as the address says, else as the list begins."""
        for asked in (self.request.GET.get("sort", ""), self.default_sort):
            for column in self.columns:
                if column.sort and column.key == asked.removeprefix("-"):
                    return Sort(field=column.sort, descending=asked.startswith("-"))
        return Sort(field="pk", descending=True)

    def heading(self, column: Column, sort: Sort) -> Heading:
        """Return a column's heading: the first click sorts by it, the second turns it round."""
        if not column.sort:
            return Heading(column=column)
        is_sorted = column.sort == sort.field
        turned = is_sorted and not sort.descending
        direction = ("descending" if sort.descending else "ascending") if is_sorted else ""
        return Heading(
            column=column, direction=direction, address=self.address(sort=f"-{column.key}" if turned else column.key, after="", before="")
        )

    def count(self, rows: "models.QuerySet[Any]", shown: list[Any], *, is_whole: bool) -> tuple[int | None, bool]:
        """Return how many rows there are and whether there are more than that; no number when none are counted."""
        if is_whole:
            return len(shown), False
        if not self.count_limit:
            return None, True
        found = rows.order_by()[: self.count_limit + 1].count()
        return min(found, self.count_limit), found > self.count_limit

    def empty_reason(self, form: FilterForm) -> str:
        """Return why nothing is shown: the filter, the reader's own share, or nothing there yet."""
        if form.is_narrowing:
            return "filter"
        if self.user.role in {Role.CONTRIBUTING_COUNTRY, Role.MISSION_DESK}:
            return "scope"
        return "none"

    def saved_filters(self) -> list[tuple[SavedFilter, str]]:
        """Return the reader's filters of this list, each with its address."""
        if not self.can_save_filters or not self.page_name:
            return []
        kept = SavedFilter.objects.filter(user=self.user, page=self.page_name)
        return [(one, f"{reverse(one.page)}?{one.query}") for one in kept]

    def address(self, **changes: str) -> str:
        """Return the list's address with some of its parameters changed; a blank one is left out."""
        query = self.request.GET.copy()
        query.pop("format", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def export(self, rows: "models.QuerySet[Any]") -> HttpResponse:
        """Return the list as a file, all its pages; refused when it is longer than a file may be."""
        found = list(rows.order_by(*self.sort().order)[: self.export_limit + 1])
        if len(found) > self.export_limit:
            words = {
                "title": _("This list is too long for one file"),
                "text": _("A file holds %(limit)s rows at most. Narrow the list with a filter.") % {"limit": self.export_limit},
                "back": self.address(),
            }
            return render(self.request, "components/refused.html", words, status=422)
        self.record_export(found)
        return csv_of(found, self.columns, name=str(self.model._meta.verbose_name_plural))
