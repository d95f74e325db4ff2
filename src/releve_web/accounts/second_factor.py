"""Whether a person has a second factor, and whether the role must have one."""

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from releve_web.accounts.models import User


def needs_second_factor(user: "User") -> bool:
    """Return whether this installation asks a second factor of the person's role."""
    return user.role in settings.RELEVE_REQUIRE_MFA


def has_second_factor(user: "User", *, without: int | None = None) -> bool:
    """Return whether the person has a one-time code or a passkey, leaving one out; recovery codes alone are none."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 -- adapters are loaded before the registry is ready

    factors = Authenticator.objects.filter(user=user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    return bool(factors.exclude(pk=without).exists())
