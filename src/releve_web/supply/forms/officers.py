"""The form of an officer."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from releve_web.demand.fields import CodesField, DayInput, LanguagesField, SkillsField
from releve_web.demand.words import grade_choices, language_code
from releve_web.supply.forms.partners import settle_partner
from releve_web.supply.models import Officer

if TYPE_CHECKING:
    from releve_web.accounts.models import User

PERSON: Final = ("officer_id", "family_name", "given_names", "name_ar", "gender", "birth_date")
SERVICE: Final = ("service_since", "rank", "rank_title", "education", "active_service", "retired_on", "un_missions", "last_repatriated_on")
ABILITIES: Final = ("languages", "skills")
CLEARANCE: Final = (
    "ams_cleared_on",
    "ams_languages",
    "assessment_score",
    "driving_passed",
    "licence_since",
    "firearms_passed",
    "medical_expires_on",
    "passport_expires_on",
    "vetting",
)
AVAILABILITY: Final = ("available_from", "available_until")
DAYS: Final = (
    "birth_date",
    "service_since",
    "retired_on",
    "last_repatriated_on",
    "ams_cleared_on",
    "licence_since",
    "medical_expires_on",
    "passport_expires_on",
    *AVAILABILITY,
)


class OfficerForm(forms.ModelForm[Officer]):
    """An officer; blank is unknown, never no."""

    rank = forms.TypedChoiceField(label=_("grade"), required=False, coerce=int, empty_value=None)
    languages = LanguagesField(label=_("languages"), required=False)
    skills = SkillsField(label=_("skills"))
    ams_languages = CodesField(find=language_code, label=_("languages of the assessment"))

    class Meta:
        model = Officer
        fields = [*PERSON, *SERVICE, *ABILITIES, *CLEARANCE, *AVAILABILITY]
        widgets = {name: DayInput() for name in DAYS}

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        settle_partner(self, user)
        rank, skills = self.fields["rank"], self.fields["skills"]
        if isinstance(rank, forms.TypedChoiceField):
            rank.choices = [("", _("Unknown")), *grade_choices()]
        if isinstance(skills, SkillsField):
            skills.keep(self.instance.skills)
        self.fields["name_ar"].widget.attrs |= {"dir": "rtl", "lang": "ar"}

    def clean(self) -> dict[str, Any]:
        """Refuse an officer without any name, and days in the wrong order."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "partner" in cleaned:
            self.instance.partner = cleaned["partner"]
        if not any(cleaned.get(name) for name in ("family_name", "given_names", "name_ar")):
            self.add_error("family_name", ValidationError(_("Write a name, in Latin or in Arabic script."), code="no_name"))
        first, last = cleaned.get("available_from"), cleaned.get("available_until")
        if first and last and first > last:
            self.add_error("available_until", ValidationError(_("The last day comes before the first."), code="order"))
        born, since = cleaned.get("birth_date"), cleaned.get("service_since")
        if born and since and since <= born:
            self.add_error("service_since", ValidationError(_("Service would begin before birth."), code="order"))
        return cleaned
