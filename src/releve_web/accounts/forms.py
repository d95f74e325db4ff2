"""Forms of accounts, links, preferences and tokens."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.models import LANGUAGES, User
from releve_web.accounts.roles import Role
from releve_web.demand.models import Mission
from releve_web.engagement.models import Partner, PartnerKind


def time_zones() -> list[tuple[str, Any]]:
    """Return every time zone under its continent, UTC first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(zoneinfo.available_timezones()):
        continent, _slash, place = zone.partition("/")
        if place and continent not in {"Etc", "SystemV", "posix", "right", "US"}:
            groups.setdefault(continent, []).append((zone, place.replace("_", " ")))
    return [("UTC", "UTC"), *groups.items()]


class DeskForm(forms.ModelForm[User]):
    """Name and desk of a person."""

    partner = forms.ModelChoiceField(
        label=_("Partner"),
        queryset=Partner.objects.filter(kind__in=[PartnerKind.STATE, PartnerKind.SERVICE]),
        required=False,
        help_text=_("Of a contributing country; leave it blank for other roles."),
    )
    missions = forms.ModelMultipleChoiceField(
        label=_("Missions"),
        queryset=Mission.objects.all(),
        required=False,
        help_text=_("Of a mission desk; leave it blank for other roles."),
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("name", "role", "partner", "missions")

    def clean(self) -> dict[str, Any]:
        """Hold the role, the partner and the missions to each other."""
        cleaned = super().clean() or self.cleaned_data
        role, partner, missions = cleaned.get("role"), cleaned.get("partner"), cleaned.get("missions")
        if role == Role.CONTRIBUTING_COUNTRY and not partner:
            self.add_error("partner", _("A contributing country's desk needs its partner."))
        if role and role != Role.CONTRIBUTING_COUNTRY and partner:
            self.add_error("partner", _("Only a contributing country's desk has a partner."))
        if role == Role.MISSION_DESK and not missions:
            self.add_error("missions", _("A mission desk needs at least one mission."))
        if role and role != Role.MISSION_DESK and missions:
            self.add_error("missions", _("Only a mission desk has missions."))
        return cleaned


class InviteForm(DeskForm):
    """Whom to invite."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, initial="UTC")

    class Meta(DeskForm.Meta):
        fields = ("email", *DeskForm.Meta.fields, "language", "time_zone")

    def clean_email(self) -> str:
        """Return the address in lower case, refused where somebody has it."""
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("Somebody has an account with this address."), code="accounts.address_taken")
        return email


class PreferencesForm(forms.ModelForm[User]):
    """How pages speak to a person."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, help_text=_("Deadlines are shown in it, beside the caller's."))

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")


class LinkForm(forms.Form):
    """What the person behind a link chooses."""

    password1 = forms.CharField(
        label=_("Password"), strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label=_("Password, again"), strip=False, max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password1"].help_text = password_validators_help_text_html()

    def clean(self) -> dict[str, Any]:
        """Hold the two passwords to each other and the first to the rules of passwords."""
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        elif first:
            try:
                validate_password(first, self.user)
            except forms.ValidationError as refused:
                self.add_error("password1", refused)
        return cleaned


class TokenForm(forms.Form):
    """What a token is for, and how long it lasts."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("What program will use it."))
    expires_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        today = timezone.now().date()
        widget = self.fields["expires_on"].widget
        widget.attrs |= {"min": today.isoformat(), "max": self.latest().isoformat()}
        self.fields["expires_on"].initial = today + timedelta(days=90)

    @staticmethod
    def latest() -> date:
        """Return the last day a token made today may have."""
        return timezone.now().date() + timedelta(days=settings.RELEVE_TOKEN_DAYS - 1)

    def clean_expires_on(self) -> date:
        """Refuse a day that is past, or more than a year away."""
        day: date = self.cleaned_data["expires_on"]
        if day < timezone.now().date():
            raise forms.ValidationError(_("This day is past."), code="accounts.token_expiry")
        if day > self.latest():
            raise forms.ValidationError(_("A token lasts a year at most."), code="accounts.token_expiry")
        return day

    @property
    def expires_at(self) -> datetime:
        """Return the instant after which the token opens nothing: the end of its last day, UTC."""
        return datetime.combine(self.cleaned_data["expires_on"], time(23, 59, 59), tzinfo=UTC)
