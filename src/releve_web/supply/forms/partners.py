"""The partner of a record: a country's desk writes its own, the selection desk names one, and none changes afterwards."""

from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.roles import Role
from releve_web.engagement.models import Partner

if TYPE_CHECKING:
    from releve_web.accounts.models import User


def states() -> "QuerySet[Partner]":
    """Return the partners that put officers forward."""
    return Partner.objects.filter(kind__in=["state", "service"]).order_by("code")


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
