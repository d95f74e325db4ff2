"""People, how they were invited, and the tokens their programs use."""

import secrets
import zoneinfo
from functools import cached_property
from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
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


def new_session_salt() -> str:
    """Return what a person's sessions are tied to until it is drawn anew."""
    return secrets.token_hex(16)


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the e-mail address is kept in lower case."""

    def visible_to(self, user: "User | AnonymousUser") -> "models.QuerySet[User]":
        """Return the accounts that `user` may see: all for who keeps or audits them, else their own."""
        if not user.is_authenticated:
            return self.none()
        if user.role in {Role.ADMINISTRATOR, Role.AUDITOR}:
            return self.all()
        return self.filter(pk=user.pk)

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


@pghistory.track(exclude=["password", "last_login", "session_salt", "revision"])
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
    session_salt = models.CharField(max_length=32, default=new_session_salt, editable=False)
    is_example = models.BooleanField(_("account of the example"), default=False, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("name",)
        indexes = (models.Index(fields=["name", "id"], name="user_by_name"),)
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

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """
        Return what each of the person's sessions carries: it changes with the password and whenever sessions are ended.

        Django's own looks at the password alone.
        """
        told = f"{self.password}{self.session_salt}"
        return salted_hmac("releve_web.accounts.session", told, secret=secret, algorithm="sha256").hexdigest()

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


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)
class UserMission(User.missions.through):  # type: ignore[misc,name-defined]  # the table Django makes, so that its history is kept too
    """That a person works for a mission."""

    class Meta:
        proxy = True


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

    @property
    def is_open(self) -> bool:
        """Return whether its link still works."""
        return self.used_at is None and self.expires_at > timezone.now()


class ApiTokenManager(models.Manager["ApiToken"]):
    """Tokens; each person sees their own."""

    def visible_to(self, user: "User | AnonymousUser") -> "models.QuerySet[ApiToken]":
        """Return the tokens of `user`, whatever the role."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class ApiToken(models.Model):
    """
    A secret that a person's program shows instead of a password: it reads what its person may read, and never writes.

    Attributes
    ----------
    minute, minute_count
        The minute of the latest request, and how many came in it: every process counts in the same place.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    minute = models.DateTimeField(null=True, editable=False)
    minute_count = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[ApiTokenManager] = ApiTokenManager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        """Return the name its person gave it."""
        return self.name

    @property
    def is_valid(self) -> bool:
        """Return whether it still opens anything."""
        return self.revoked_at is None and self.expires_at > timezone.now() and self.user.is_active


class CacheEntry(models.Model):
    """
    Django's cache in the database: limits on attempts are counted here, for all processes alike.

    Nothing of an officer is ever kept in it.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "releve_cache"

    def __str__(self) -> str:
        """Return the key."""
        return self.cache_key
