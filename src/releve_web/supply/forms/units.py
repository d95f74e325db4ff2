"""The form of a formed unit."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from releve_web.demand.fields import DayInput, LanguagesField
from releve_web.supply.forms.partners import settle_partner
from releve_web.supply.models import FormedUnit

if TYPE_CHECKING:
    from releve_web.accounts.models import User


class UnitForm(forms.ModelForm[FormedUnit]):
    """A unit that a State pledged."""

    languages = LanguagesField(label=_("languages"), required=False)

    class Meta:
        model = FormedUnit
        fields = [
            "name", "kind", "strength", "women", "languages", "readiness", "pledged_on", "visited_on", "available_from", "mission",
            "caveats",
        ]  # fmt: skip
        widgets = {"pledged_on": DayInput(), "visited_on": DayInput(), "available_from": DayInput()}

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        settle_partner(self, user)

    def clean(self) -> dict[str, Any]:
        """Give a new unit its partner."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "partner" in cleaned:
            self.instance.partner = cleaned["partner"]
        return cleaned
