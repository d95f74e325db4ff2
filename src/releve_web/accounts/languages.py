"""The language of a reader, kept where it is found again without asking who reads."""

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpResponseBase
from django.utils import translation

if TYPE_CHECKING:
    from releve_web.accounts.models import User

YEAR_S: Final = 365 * 24 * 3600


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Keep a language in the browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR_S, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )


def speak_to(user: "User", **_sent: Any) -> None:  # noqa: ANN401 -- what the signal sends beside
    """Speak the language of whoever has just signed in: until then the browser's was spoken."""
    translation.activate(user.language)
