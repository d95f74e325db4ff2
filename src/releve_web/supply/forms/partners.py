"""The partner of a record: a country's desk writes its own, the selection desk names one, and none changes afterwards."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.roles import Role
from releve_web.engagement.models import Partner

if TYPE_CHECKING:
    from releve_web.accounts.models import User


def states() -> "QuerySet[Partner]":
    """Return the partners that put officers forward."""
    return Partner.objects.filter(kind__in=["state", "service"]).order_by("code")


class _Names(ModelChoiceIterator[Partner]):
    """Codes and names of partners in the reader's language, without a record made of each: every list offers all of them."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        named = f"name_{get_language() or 'en'}"
        for code, name, english in self.queryset.values_list("code", named, "name_en"):
            yield code, name or english


class StateField(forms.ModelChoiceField[Partner]):
    """One partner of many."""

    iterator = _Names


def partner_field() -> forms.ModelChoiceField[Partner]:
    """Return a field for the partner of a new record."""
    return forms.ModelChoiceField(queryset=states(), label=_("partner"))


def settle_partner(form: forms.ModelForm, user: "User") -> None:  # type: ignore[type-arg]  # any record of a partner
    """Ask for the partner only of whom it is not known."""
    if form.instance.pk is not None:
        return
    if user.role == Role.CONTRIBUTING_COUNTRY:
        form.instance.partner_id = user.partner_id
        return
    form.fields = {"partner": partner_field(), **form.fields}
