"""How sign-in behaves: nobody signs up, and a second factor belongs to an account of this installation."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """No account without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Return False."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """One-time codes and passkeys."""
