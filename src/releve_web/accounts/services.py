"""What an administrator does to accounts, and everybody to their own; every change is kept in the history with who made it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pghistory
from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.db import transaction
from django.utils import timezone

from releve_web.accounts.models import User, new_session_salt
from releve_web.accounts.roles import Role
from releve_web.accounts.secret_links import draw_link

if TYPE_CHECKING:
    from releve_web.demand.models import Mission
    from releve_web.engagement.models import Partner


@transaction.atomic
def invite_user(
    by: User | None,
    *,
    email: str,
    name: str,
    role: str,
    partner: "Partner | None" = None,
    missions: "Iterable[Mission]" = (),
    language: str = "en",
    time_zone: str = "UTC",
) -> tuple[User, str]:
    """
    Return a new account that nobody can enter yet, and the secret of the link that opens it.

    ``by`` is None for the first administrator, who is invited from the command line.

    Raises
    ------
    ValidationError
        When the address is taken, or the role and the partner do not fit each other.
    """
    with pghistory.context(user=by.pk if by else None, action="invite_user"):
        user = User.objects.create_user(email, name=name, role=role, partner=partner, language=language, time_zone=time_zone)
        user.missions.set(missions if role == Role.MISSION_DESK else ())
        return user, draw_link(user, by=by or user)


@transaction.atomic
def change_user(by: User, user: User, *, name: str, role: str, partner: "Partner | None", missions: "Iterable[Mission]") -> User:
    """
    Return an account with another name, role, partner or missions.

    A change of what the person may see ends their sessions, so that no open page outlives the right to it.

    Raises
    ------
    ValidationError
        When the role and the partner do not fit each other.
    """
    with pghistory.context(user=by.pk, action="change_user"):
        kept = User.objects.select_for_update().get(pk=user.pk)
        wanted = set(missions) if role == Role.MISSION_DESK else set()
        narrowed = (kept.role, kept.partner_id, set(kept.missions.all())) != (role, partner.pk if partner else None, wanted)
        kept.name, kept.role, kept.partner, kept.revision = name, role, partner, kept.revision + 1
        if narrowed:
            kept.session_salt = new_session_salt()
        kept.full_clean(exclude=["password"])
        kept.save()
        kept.missions.set(wanted)
        return kept


@transaction.atomic
def deactivate_user(by: User, user: User) -> None:
    """Let a person sign in no more: sessions end with the next request, tokens and open links at once and for good."""
    with pghistory.context(user=by.pk, action="deactivate_user"):
        user.is_active = False
        user.session_salt = new_session_salt()
        user.save(update_fields=["is_active", "session_salt"])
        user.tokens.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
        if hasattr(user, "invitation"):
            user.invitation.delete()


@transaction.atomic
def reactivate_user(by: User, user: User) -> None:
    """Let a person sign in again, with the password and the second factor there were."""
    with pghistory.context(user=by.pk, action="reactivate_user"):
        user.is_active = True
        user.save(update_fields=["is_active"])


@transaction.atomic
def renew_link(by: User, user: User) -> str:
    """Return the secret of a new link; the password there is stays until the link is used."""
    with pghistory.context(user=by.pk, action="renew_link"):
        return draw_link(user, by=by)


@transaction.atomic
def reset_second_factor(by: User, user: User) -> None:
    """Take all second factors from a person who lost them, end the sessions, and open the way in again after a lock-out."""
    with pghistory.context(user=by.pk, action="reset_second_factor"):
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user)
    forget_failures(username=user.email)


def end_sessions(user: User) -> None:
    """End every session of a person, in whichever browser."""
    user.session_salt = new_session_salt()
    user.save(update_fields=["session_salt"])


@transaction.atomic
def change_preferences(user: User, *, name: str, language: str, time_zone: str) -> User:
    """Return the person with another name, language or time zone."""
    with pghistory.context(user=user.pk, action="change_preferences"):
        user.name, user.language, user.time_zone = name, language, time_zone
        user.full_clean(exclude=["password"])
        user.save(update_fields=["name", "language", "time_zone"])
        return user
