"""What every page needs: its language and direction, its theme, the installation's kind, the reader's menu."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from releve import __version__
from releve_web.accounts.models import LANGUAGES
from releve_web.common.navigation import address_of, menu_for
from releve_web.common.preferences import THEME_COOKIE, THEMES


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page shows; what needs the database is fetched only where a page shows it."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "dir": "rtl" if get_language_bidi() else "ltr",
        "lang": get_language() or "en",
        "theme": theme if theme in THEMES else "",
        "installation": settings.RELEVE_ENV,
        "version": __version__,
        "languages": LANGUAGES,
        "search_url": address_of("search"),
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "person_links": SimpleLazyObject(own_pages),
    }


def _menu(request: HttpRequest) -> Any:  # noqa: ANN401 -- what `menu_for` returns
    user = getattr(request, "user", None)
    return menu_for(user, request.path) if user is not None and user.is_authenticated else []


def own_pages() -> list[dict[str, Any]]:
    """Return the pages about the reader's own account."""
    pages = (
        (_("Preferences"), "accounts:preferences"),
        (_("Security"), "accounts:security"),
        (_("Tokens for programs"), "accounts:token-list"),
    )
    return [{"label": label, "url": url} for label, name in pages if (url := address_of(name))]
