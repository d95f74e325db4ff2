"""What profiles and post lines ask of an officer, as fields of a form."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from releve_web.demand.fields import LanguagesField, SkillsField
from releve_web.demand.words import grade_choices

REQUIREMENT_FIELDS: Final = (
    "languages_required",
    "languages_desired",
    "skills_required",
    "skills_desired",
    "service_years_min",
    "rank_min",
    "rank_max",
    "education_min",
    "armed",
    "driving",
)
TITLES: Final = ("title_en", "title_fr", "title_ar", "title_es")


def _grades() -> list[tuple[Any, str]]:
    return [("", "---------"), *grade_choices()]


class RequirementsForm(forms.ModelForm[Any]):
    """The fields that profiles and post lines share."""

    languages_required = LanguagesField(
        required=False, label=_("languages required"), help_text=_("A language and the lowest level; empty rows ask nothing.")
    )
    languages_desired = LanguagesField(required=False, label=_("languages desired"))
    skills_required = SkillsField(label=_("skills required"))
    skills_desired = SkillsField(label=_("skills desired"))
    rank_min = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, choices=_grades, label=_("lowest grade"))
    rank_max = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, choices=_grades, label=_("highest grade"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        for name in ("skills_required", "skills_desired"):
            field = self.fields[name]
            if isinstance(field, SkillsField):
                field.keep(getattr(self.instance, name, None) or [])
        for name in ("title_ar", "title_en", "title_fr", "title_es"):
            self.fields[name].widget.attrs["dir"] = "rtl" if name == "title_ar" else "ltr"

    def clean(self) -> dict[str, Any]:
        """Refuse grades out of order, and what is asked both as required and as desired."""
        cleaned: dict[str, Any] = super().clean() or {}
        low, high = cleaned.get("rank_min"), cleaned.get("rank_max")
        if low is not None and high is not None and low > high:
            self.add_error("rank_max", ValidationError(_("The highest grade is below the lowest."), code="grades"))
        twice = sorted(set(cleaned.get("skills_required") or []) & set(cleaned.get("skills_desired") or []))
        if twice:
            self.add_error("skills_desired", ValidationError(_("A skill is either required or desired."), code="skills_twice"))
        return cleaned
