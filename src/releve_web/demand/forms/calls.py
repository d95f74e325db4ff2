"""Forms of calls, and of the deadline that a State sets its own services."""

import zoneinfo
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from releve_web.demand.fields import CodesField, DayInput, WallClockField, instant_in
from releve_web.demand.forms.requirements import TITLES
from releve_web.demand.models import Call, PostLine
from releve_web.engagement.models import Partner
from releve_web.supply.models import NationalDeadline

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@cache
def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone or zone == "UTC"]


class CallForm(forms.ModelForm[Call]):
    """A call; its deadline is read off the caller's clock."""

    closes_at = WallClockField(label=_("closes"), help_text=_("Date and time in the time zone below."))
    time_zone = forms.ChoiceField(choices=_zones, initial="America/New_York", label=_("time zone of the caller"))
    post_lines = CodesField(
        find=lambda told: told,
        label=_("post lines"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        help_text=_("Keys of post lines, separated by commas or line breaks."),
    )
    partners = forms.ModelMultipleChoiceField(
        queryset=Partner.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("addressed partners"),
        help_text=_("Nobody ticked: the call is for all."),
    )

    class Meta:
        model = Call
        fields = [
            "reference", *TITLES, "note_verbale", "note_verbale_on", "opens_on", "closes_at", "time_zone",
            "post_lines", "partners", "women_pct_min", "names_per_post_max", "notes",
        ]  # fmt: skip
        widgets = {"note_verbale_on": DayInput(), "opens_on": DayInput()}

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.user = user
        partners = self.fields["partners"]
        if isinstance(partners, forms.ModelMultipleChoiceField):
            partners.queryset = Partner.objects.filter(kind__in=["state", "service"]).order_by("code")
        if self.instance.pk is not None:
            self.initial["closes_at"] = self.instance.closes_at.astimezone(ZoneInfo(self.instance.time_zone)).replace(tzinfo=None)
            self.initial["post_lines"] = sorted(line.post_id for line in self.instance.post_lines.all())

    def clean_post_lines(self) -> list[PostLine]:
        """Return the lines that were named; drafts cannot be called for."""
        named = self.cleaned_data["post_lines"]
        found = {line.post_id: line for line in PostLine.objects.visible_to(self.user).filter(post_id__in=named, is_draft=False)}
        unknown = [post for post in named if post not in found]
        if unknown:
            message = _("No post line of these keys, or only a draft: %(posts)s.")
            raise ValidationError(message, code="unknown_lines", params={"posts": " · ".join(unknown)[:200]})
        return [found[post] for post in named]

    def clean(self) -> dict[str, Any]:
        """Put the deadline on the caller's clock; refuse one before the opening."""
        cleaned: dict[str, Any] = super().clean() or {}
        wall, zone = cleaned.get("closes_at"), cleaned.get("time_zone")
        if isinstance(wall, datetime) and zone:
            try:
                cleaned["closes_at"] = instant_in(wall, zone, label=_("closes"))
            except ValidationError as error:
                self.add_error("closes_at", error)
        opens = cleaned.get("opens_on")
        if opens and isinstance(wall, datetime) and wall.date() < opens:
            self.add_error("closes_at", ValidationError(_("The call would close before it opens."), code="order"))
        return cleaned

    def links(self) -> tuple[list[Partner], list[PostLine]]:
        """Return whom the call addresses and what it asks for, for the service to save."""
        return list(self.cleaned_data["partners"]), list(self.cleaned_data["post_lines"])


class NationalDeadlineForm(forms.ModelForm[NationalDeadline]):
    """The earlier deadline of one's own State, read off the reader's own clock."""

    closes_at = WallClockField(label=_("national deadline"))

    class Meta:
        model = NationalDeadline
        fields = ["closes_at", "circular"]

    def __init__(self, *args: Any, user: "User", call: Call, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.zone, self.call = user.time_zone, call
        self.fields["closes_at"].help_text = _("Date and time on your clock, %(zone)s.") % {"zone": self.zone}
        if self.instance.pk is not None:
            self.initial["closes_at"] = self.instance.closes_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def clean_closes_at(self) -> datetime | None:
        """Return the instant; it lies before the caller's deadline."""
        wall = self.cleaned_data["closes_at"]
        if wall is None:
            return None
        instant = instant_in(wall, self.zone, label=_("national deadline"))
        if instant >= self.call.closes_at:
            raise ValidationError(_("A national deadline lies before the caller's."), code="late")
        return instant
