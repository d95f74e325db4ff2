"""Filters of lists: a form that is sent by GET, so that an address holds it and can be kept, sent on and gone back to."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import QueryDict

from releve_web.common.conflicts import told
from releve_web.common.days import check_day


@dataclass(frozen=True, kw_only=True)
class Chip:
    """One condition in force, and the address of the list without it."""

    label: str
    value: str
    address: str


class FilterForm(forms.Form):
    """
    A filter of a list; no field is required.

    Attributes
    ----------
    primary
        Fields that stand in the open, the others behind "More filters".
    lookups
        For fields that need no more than a lookup: ``{"mission": "mission", "from": "starts_on__gte"}``.
    """

    primary: ClassVar[tuple[str, ...]] = ("q",)
    lookups: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        self.user = user
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
            if isinstance(field, forms.DateField):
                field.validators = [*field.validators, check_day]

    def narrow(self, queryset: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Return the rows that meet the filter; a field that cannot be read narrows nothing and says what is wrong with it."""
        for name, lookup in self.lookups.items():
            value = self.value_of(name)
            if value is not None:
                queryset = queryset.filter(**{lookup: value})
        return queryset

    def value_of(self, name: str) -> Any:  # noqa: ANN401 -- whatever the field cleans to
        """Return what a field holds, or None when it holds nothing or what cannot be read."""
        if not self.is_bound:
            return None
        self.is_valid()
        value = self.cleaned_data.get(name)
        if value in (None, "", [], ()) or (isinstance(value, models.QuerySet) and not value):
            return None
        if value is False and type(self.fields[name]) is forms.BooleanField:
            return None  # a tick that is off asks nothing
        return value

    @property
    def names_in_force(self) -> list[str]:
        """Return the fields that hold something, also what cannot be read."""
        return [name for name in self.fields if self.value_of(name) is not None or (self.is_bound and name in self.errors)]

    @property
    def is_narrowing(self) -> bool:
        """Return whether any condition is in force."""
        return bool(self.names_in_force)

    @property
    def is_open(self) -> bool:
        """Return whether a field behind "More filters" is in use."""
        return bool(set(self.names_in_force) - set(self.primary))

    def primary_fields(self) -> list[forms.BoundField]:
        """Return the fields that stand in the open."""
        return [self[name] for name in self.fields if name in self.primary]

    def further_fields(self) -> list[forms.BoundField]:
        """Return the others."""
        return [self[name] for name in self.fields if name not in self.primary]

    def chips(self) -> list[Chip]:
        """Return the conditions in force."""
        return [
            Chip(label=str(self[name].label), value=self._told(name), address=f"?{self._query_without(name)}")
            for name in self.names_in_force
            if name not in self.errors
        ]

    def query(self) -> str:
        """Return the filter as an address holds it, without the page."""
        return self._query_without("")

    def _query_without(self, dropped: str) -> str:
        kept = QueryDict(mutable=True)
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        for name in data:
            if name not in {dropped, "after", "before", "format"} and (name in self.fields or name == "sort"):
                kept.setlist(name, [value for value in data.getlist(name) if value])
        return kept.urlencode()

    def _told(self, name: str) -> str:
        return told(self.fields[name], self.value_of(name))
