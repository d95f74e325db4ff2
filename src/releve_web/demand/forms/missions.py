"""Forms of missions and their ceilings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from releve_web.demand.fields import CodesField, DayInput
from releve_web.demand.models import Ceiling, Mission
from releve_web.demand.words import country_code, language_code


class MissionForm(forms.ModelForm[Mission]):
    """A mission; its acronym cannot be changed, for files and nominations name it."""

    host_countries = CodesField(find=country_code, label=_("host countries"), help_text=_("Names or codes, separated by commas."))
    working_languages = CodesField(find=language_code, label=_("working languages"), help_text=_("Names or codes, separated by commas."))
    excluded_nationalities = CodesField(
        find=country_code,
        label=_("excluded nationalities"),
        help_text=_("States whose officers cannot serve there. Names or codes, separated by commas."),
    )

    class Meta:
        model = Mission
        fields = [
            "code", "kind", "name_en", "name_fr", "name_ar", "name_es", "host_countries", "working_languages", "excluded_nationalities",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["code"].disabled = True


class CeilingForm(forms.ModelForm[Ceiling]):
    """A ceiling of one mission."""

    class Meta:
        model = Ceiling
        fields = ["kind", "quantity", "in_force_on", "source", "is_confirmed"]
        widgets = {"in_force_on": DayInput()}
        help_texts = {
            "source": _("The resolution and paragraph, or where the figure was read."),
            "is_confirmed": _("Somebody of this desk has read the figure in the resolution itself."),
        }
