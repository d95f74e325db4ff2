"""
The reader's language and theme, changed from any page.

A stranger's choice is kept in a cookie, a person's language in the account as well: it follows to another machine.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from releve_web.accounts.languages import YEAR_S, remember_language
from releve_web.accounts.models import LANGUAGES

THEME_COOKIE = "releve_theme"
THEMES = ("light", "dark")


class PreferencesView(View):
    """Take a choice and go back to the page it was made on. Open to strangers: whoever cannot read a page may change its language."""

    is_public = True

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the choice."""
        response = HttpResponseRedirect(way_back(request))
        language = request.POST.get("language", "")
        if language in dict(LANGUAGES):
            keep_language(request, response, language)
        if "theme" in request.POST:
            theme = request.POST["theme"]
            if theme in THEMES:
                response.set_cookie(
                    THEME_COOKIE, theme, max_age=YEAR_S, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
                )
            else:
                response.delete_cookie(THEME_COOKIE, samesite="Lax")
        return response


def keep_language(request: HttpRequest, response: HttpResponse, language: str) -> None:
    """Keep a language in the cookie, and in the account of whoever is signed in."""
    remember_language(response, language)
    user = request.user
    if user.is_authenticated and user.language != language:
        user.language = language
        user.save(update_fields=["language"])
    translation.activate(language)


def way_back(request: HttpRequest) -> str:
    """Return the page to go back to, on this installation only."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return asked
    return "/"
