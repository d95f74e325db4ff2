"""The form of a profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from releve.reference import SkillKind, load_reference
from releve_web.demand.forms.requirements import REQUIREMENT_FIELDS, TITLES, RequirementsForm
from releve_web.demand.models import Profile
from releve_web.demand.words import name_in_language


def _streams() -> list[tuple[str, str]]:
    streams = [skill for skill in load_reference().skills.values() if skill.kind is SkillKind.STREAM]
    return [("", "---------"), *((skill.code, name_in_language(skill)) for skill in streams)]


class ProfileForm(RequirementsForm):
    """A profile; its code cannot be changed, for files name it."""

    stream = forms.ChoiceField(required=False, choices=_streams, label=_("stream"))

    class Meta:
        model = Profile
        fields = ["code", "category", "stream", *TITLES, *REQUIREMENT_FIELDS, "notes", "is_active"]
        help_texts = {"code": _("Small letters, digits and hyphens; it stands in files."), "is_active": _("Offered to new post lines.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.fields["code"].disabled = True
        field, kept = self.fields["stream"], getattr(self.instance, "stream", "")
        if isinstance(field, forms.ChoiceField) and kept and kept not in dict(_streams()):
            field.choices = [*_streams(), (kept, kept)]
