"""
Links that let one person set a password, once, for a while: an invitation, and an administrator's answer to a lost password.

Only a digest of the link's secret is kept, so that a copy of the database opens nothing.
"""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from releve_web.accounts.models import Invitation, User, new_session_salt


class DeadLinkError(Exception):
    """A link that never was, was used, or has expired; the answer does not say which."""

    code = "accounts.dead_link"


def digest_of(secret: str) -> str:
    """Return what is kept of a secret; a secret of 256 random bits needs no slow digest."""
    return hashlib.sha256(secret.encode()).hexdigest()


def draw_link(user: User, *, by: User) -> str:
    """Return the secret of a new link for a person; an earlier one stops working."""
    secret = secrets.token_urlsafe(32)
    Invitation.objects.update_or_create(
        user=user,
        defaults={
            "digest": digest_of(secret),
            "invited_by": by,
            "expires_at": timezone.now() + timedelta(days=settings.RELEVE_LINK_DAYS),
            "used_at": None,
        },
    )
    return secret


def find_link(secret: str) -> Invitation:
    """
    Return the invitation behind a link that still works.

    Raises
    ------
    DeadLinkError
        When there is none, or its person may not sign in.
    """
    found = Invitation.objects.select_related("user").filter(
        digest=digest_of(secret), used_at__isnull=True, expires_at__gt=timezone.now(), user__is_active=True
    )
    invitation = found.first()
    if invitation is None:
        raise DeadLinkError
    return invitation


@transaction.atomic
def use_link(secret: str, *, password: str, language: str, time_zone: str) -> User:
    """
    Return the person of a link, with the password set; every earlier session has ended, and the link with them.

    Raises
    ------
    DeadLinkError
        When the link does not work any more, also when two browsers send it at once.
    """
    invitation = find_link(secret)
    used = Invitation.objects.filter(pk=invitation.pk, digest=invitation.digest, used_at__isnull=True).update(used_at=timezone.now())
    if not used:
        raise DeadLinkError
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    user.set_password(password)
    user.language, user.time_zone = language, time_zone
    user.session_salt = new_session_salt()
    user.save(update_fields=["password", "language", "time_zone", "session_salt"])
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user
