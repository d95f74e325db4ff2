"""
What stands on the first page: panels of figures, each a link to the list behind it.

An app offers its panels in a module ``home`` with ``panels(user)``; each costs a constant number of queries.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule
from django.utils.safestring import SafeString
from django_stubs_ext import StrOrPromise

from releve_web.common.navigation import address_of

if TYPE_CHECKING:
    from releve_web.accounts.models import User

COUNTED_UP_TO: Final = 1_000
"""Beyond it a figure says "more than": no page counts a large register."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """
    One figure and the list behind it.

    Attributes
    ----------
    url
        The list; blank when the reader has none.
    detail
        What stands below it: a deadline.
    number
        None for a line that counts nothing.
    """

    label: StrOrPromise
    url: str = ""
    number: int | None = None
    is_more: bool = False
    detail: SafeString | str = ""
    deadline: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Figures that belong together; ``order`` is their place on the path of the data."""

    title: StrOrPromise
    order: int
    figures: list[Figure] = field(default_factory=list)
    empty: StrOrPromise = ""
    note: StrOrPromise = ""
    more: str = ""
    more_label: StrOrPromise = ""


def panels_for(user: "User") -> list[Panel]:
    """Return what waits for a person, in the order of the data's path."""
    return sorted((panel for module in _modules() for panel in module.panels(user)), key=lambda panel: panel.order)


def _modules() -> Iterator[Any]:
    for app in apps.get_app_configs():
        if app.name.startswith("releve_web.") and app.name != "releve_web.common" and module_has_submodule(app.module, "home"):
            yield import_module(f"{app.name}.home")


def list_url(name: str, **parameters: object) -> str:
    """Return the address of a filtered list, blank when this installation has no such list."""
    address = address_of(name)
    query = urlencode({key: value for key, value in parameters.items() if value not in (None, "")}, doseq=True)
    return f"{address}?{query}" if address and query else address


def counted(rows: "models.QuerySet[Any]", label: StrOrPromise, url: str) -> Figure:
    """Return how many rows there are, counted no further than a page needs."""
    found = rows.order_by()[: COUNTED_UP_TO + 1].count()
    return Figure(label=label, number=min(found, COUNTED_UP_TO), is_more=found > COUNTED_UP_TO, url=url)
