"""Forms of post lines."""

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from releve.model import SECONDED
from releve_web.accounts.roles import Role
from releve_web.demand.fields import DayInput
from releve_web.demand.forms.requirements import REQUIREMENT_FIELDS, TITLES, RequirementsForm
from releve_web.demand.models import Mission, PostLine, Profile

if TYPE_CHECKING:
    from releve_web.accounts.models import User

LEVELS: Final = ("P-2", "P-3", "P-4", "P-5", "D-1", "D-2")
"""Levels of seconded posts; other posts have none."""


class PostLineForm(RequirementsForm):
    """A post line, of a mission that the person writes for."""

    level = forms.ChoiceField(required=False, label=_("level"), help_text=_("Of seconded posts only."))

    class Meta:
        model = PostLine
        fields = [
            "post_id", "mission", "profile", "category", "level", *TITLES, "duty_station", "reports_to",
            "seats", "priority", "starts_on", "tour_months", *REQUIREMENT_FIELDS,
        ]  # fmt: skip
        widgets = {"starts_on": DayInput()}
        help_texts = {
            "post_id": _("The key that files and notes verbales name the post by."),
            "profile": _("Its requirements can be copied below; they may then be changed here."),
            "seats": _("How many identical seats are vacant."),
            "duty_station": _("A place, or anywhere in the mission's area."),
        }

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        missions = Mission.objects.visible_to(user).order_by("code")
        if user.role == Role.MISSION_DESK:
            missions = missions.filter(pk__in=user.mission_codes)
        profiles = Profile.objects.visible_to(user).order_by("code")
        kept = self.instance.profile_id
        active = profiles.filter(is_active=True) if kept is None else profiles.filter(is_active=True) | profiles.filter(pk=kept)
        for name, rows in (("mission", missions), ("profile", active)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows
        level = self.fields["level"]
        if isinstance(level, forms.ChoiceField):
            known = [*LEVELS, *([self.instance.level] if self.instance.level not in {"", *LEVELS} else [])]
            level.choices = [("", "---------"), *((one, one) for one in known)]
        if len(user.mission_codes) == 1 and not self.instance.mission_id:
            self.initial.setdefault("mission", user.mission_codes[0])

    def clean(self) -> dict[str, Any]:
        """Refuse a level where a category has none."""
        cleaned = super().clean()
        if cleaned.get("level") and cleaned.get("category") and cleaned["category"] not in SECONDED:
            self.add_error("level", ValidationError(_("Only seconded posts have a level."), code="no_level"))
        return cleaned


class ClosePostLineForm(forms.Form):
    """Why a line is closed."""

    reason = forms.CharField(
        label=_("reason for closing"), max_length=300, help_text=_("Everybody who sees the line reads it: post abolished, filled, frozen.")
    )
