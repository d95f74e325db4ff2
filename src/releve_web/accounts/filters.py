"""The filter of the list of people."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.roles import Role
from releve_web.common.filters import FilterForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

ANY = ("", _("Any"))


class UserFilter(FilterForm):
    """By text, desk and state."""

    primary: ClassVar[tuple[str, ...]] = ("q", "role", "state")
    lookups: ClassVar[dict[str, str]] = {"role": "role"}

    q = forms.CharField(label=_("Text"), max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("desk"), choices=[ANY, *Role.choices])
    state = forms.ChoiceField(label=_("state"), choices=[ANY, ("active", _("Active")), ("invited", _("Invited")), ("shut", _("Shut"))])

    def narrow(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Return the people who meet the filter."""
        people = super().narrow(queryset)
        for word in (self.value_of("q") or "").replace("\x00", "").split():
            people = people.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(partner__name_en__icontains=word))
        state = self.value_of("state")
        if state == "shut":
            return people.filter(is_active=False)
        if state:
            invited = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
            return people.filter(invited if state == "invited" else ~invited, is_active=True)
        return people
