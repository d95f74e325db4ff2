"""People, how they were invited, and the tokens their programs use."""

import zoneinfo
from functools import cached_property
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rules.permissions import has_perm

from releve_web.accounts.roles import Role
from releve_web.common.scopes import ADMIN, AUDITOR, COUNTRY, MISSION, SELECTION, Scope

DATABASE_ROLES = {
    Role.SELECTION_DESK: SELECTION,
    Role.MISSION_DESK: MISSION,
    Role.CONTRIBUTING_COUNTRY: COUNTRY,
    Role.AUDITOR: AUDITOR,
    Role.ADMINISTRATOR: ADMIN,
}
LANGUAGES = [("en", "English"), ("fr", "Français"), ("ar", "العربية"), ("es", "Español")]
"""Each language in itself: whoever looks for theirs may not read another."""


def check_time_zone(value: str) -> None:
    """
    Refuse a name that is no time zone of the tz database.

    Raises
    ------
    ValidationError
        When it is unknown.
    """
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("%(value)s is not a time zone."), params={"value": value})


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # noqa: ANN401 -- fields of the model
        """Return a new account; without a password it can only be entered by invitation."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of an address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


@pghistory.track(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """
    A person who signs in.

    Attributes
    ----------
    role
        The desk worked for.
    partner
        The State of a contributing country's desk; none for others.
    missions
        The missions of a mission desk; none for others.
    language, time_zone
        How pages speak and which clock their deadlines show beside the caller's.
    """

    partner_is_public = True  # an account tells of a person, not of an officer; lists of accounts are the administrator's

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=24, choices=Role)
    partner = models.ForeignKey("engagement.Partner", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("partner"))
    missions = models.ManyToManyField("demand.Mission", blank=True, verbose_name=_("missions"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[check_time_zone])
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_example = models.BooleanField(_("account of the example"), default=False, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="partner_of_a_country_desk",
                condition=Q(role=Role.CONTRIBUTING_COUNTRY, partner__isnull=False)
                | (~Q(role=Role.CONTRIBUTING_COUNTRY) & Q(partner__isnull=True)),
                violation_error_message=_("A contributing country's desk has a partner, and no other role has one."),
            ),
        )

    def __str__(self) -> str:
        """Return the name, or the address while there is none."""
        return self.name or self.email

    def clean(self) -> None:
        """Keep the address in lower case."""
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def is_staff(self) -> bool:
        """Return False: there is no back office beside the pages."""
        return False

    @property
    def is_superuser(self) -> bool:
        """Return False: nobody stands above the rules."""
        return False

    @cached_property
    def mission_codes(self) -> tuple[str, ...]:
        """Return the missions of a mission desk, sorted; empty for other roles."""
        if self.role != Role.MISSION_DESK:
            return ()
        return tuple(sorted(self.missions.values_list("pk", flat=True)))

    @property
    def scope(self) -> Scope:
        """Return whose rows the database lets this person see."""
        if not self.is_active:
            return Scope(role=COUNTRY)
        return Scope(
            role=DATABASE_ROLES[Role(self.role)],
            partner=self.partner_id or "" if self.role == Role.CONTRIBUTING_COUNTRY else "",
            missions=self.mission_codes,
            user=str(self.pk),
        )

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Return whether a named rule lets this person do something, to `obj` when given."""
        return self.is_active and has_perm(perm, self, obj)

    def has_module_perms(self, app_label: str) -> bool:  # noqa: ARG002 -- Django asks for the signature
        """Return False: rights are named one by one."""
        return False


class Invitation(models.Model):
    """
    A link that lets one person set a password, once, for a while.

    Only a digest of the link's token is kept.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation", verbose_name=_("user"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        """Return whom it invites."""
        return str(self.user)


class ApiToken(models.Model):
    """A secret that a person's program shows instead of a password: it reads what its person may read, and never writes."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        """Return the name its person gave it."""
        return self.name
