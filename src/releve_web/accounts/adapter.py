"""How sign-in behaves: nobody signs up, and a second factor belongs to an account of this installation."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from releve_web.accounts.second_factor import has_second_factor, needs_second_factor


def attempted_address(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str | None:
    """
    Return the address that a sign-in was tried with, in lower case.

    Without it failures would be counted by machine alone, and one person's slips would lock out a whole ministry behind one address.
    """
    told = credentials or {}
    address = told.get("email") or told.get("login") or told.get("username")
    if not address and request is not None:
        address = request.POST.get("login")
    return str(address).strip().lower()[:254] if address else None


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """No account without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Return False."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """
    One-time codes and passkeys.

    The secret of a one-time code must be readable to check a code.
    It is kept encrypted, so that a copy of the database does not give it away.
    """

    def encrypt(self, text: str) -> str:
        """Return what the database keeps."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:  # noqa: ANN401 -- allauth is not annotated
        """Return whether a factor may go: the last one may not where the role must have one."""
        user = authenticator.user
        return not needs_second_factor(user) or has_second_factor(user, without=authenticator.pk)


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"releve_web.accounts.second_factor" + key.encode()).digest())) for key in keys]
    )
