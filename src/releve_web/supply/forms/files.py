"""Forms of the parts of an officer's file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from releve_web.demand.fields import DayInput
from releve_web.demand.words import country_code, language_code, language_name
from releve_web.supply.models import Assessment, Document, Experience


class DocumentForm(forms.ModelForm[Document]):
    """That a paper was seen; neither the paper nor its number is kept."""

    class Meta:
        model = Document
        fields = ["kind", "issued_on", "expires_on", "seen_by", "remark"]
        widgets = {"issued_on": DayInput(), "expires_on": DayInput()}

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("issued_on"), cleaned.get("expires_on")
        if first and last and first > last:
            self.add_error("expires_on", ValidationError(_("The last day comes before the first."), code="order"))
        return cleaned


class AssessmentForm(forms.ModelForm[Assessment]):
    """One assessment in one language."""

    class Meta:
        model = Assessment
        fields = ["language", "held_on", "result", "level", "score", "driving_passed", "firearms_passed", "source"]
        widgets = {"held_on": DayInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if self.instance.language:
            self.initial["language"] = language_name(self.instance.language)

    def clean_language(self) -> str:
        """Return the code of the language."""
        told = self.cleaned_data["language"]
        tag = language_code(told)
        if tag is None:
            raise ValidationError(_("%(language)s is no language that is known here."), code="unknown", params={"language": told})
        return tag


class ExperienceForm(forms.ModelForm[Experience]):
    """A function held."""

    class Meta:
        model = Experience
        fields = ["organisation", "function", "country", "starts_on", "ends_on", "in_mission"]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}

    country = forms.CharField(label=_("country"), required=False, max_length=80)

    def clean_country(self) -> str:
        """Return the code of the country."""
        told = self.cleaned_data["country"]
        code = country_code(told) if told else ""
        if code is None:
            raise ValidationError(_("%(country)s is no country that is known here."), code="unknown", params={"country": told})
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and first > last:
            self.add_error("ends_on", ValidationError(_("The last day comes before the first."), code="order"))
        return cleaned
