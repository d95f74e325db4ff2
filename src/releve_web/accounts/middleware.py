"""The clock of a session, the second factor, and the language and time zone of the person who asks."""

import time
import zoneinfo
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from releve_web.accounts.languages import remember_language
from releve_web.accounts.second_factor import has_second_factor, needs_second_factor

SIGNED_IN_AT: Final = "signed_in_at"
SEEN_AT: Final = "seen_at"
HAS_FACTOR: Final = "has_second_factor"
SEEN_EVERY: Final = 60
"""Seconds between two notes that a session is in use: a write for every request would be one for every picture."""
OPEN_WITHOUT_FACTOR: Final = frozenset({"account_logout", "account_login", "account_reauthenticate", "accounts:security", "set_language"})
"""Pages that stay open while a required second factor is missing; with them the pages that set it up (``mfa_``)."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SessionClockMiddleware:
    """End a session that was idle for too long, or that began too long ago."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, as a stranger's where the session has ended."""
        if request.user.is_authenticated:
            now = int(time.time())
            session = request.session
            began, seen = session.setdefault(SIGNED_IN_AT, now), session.setdefault(SEEN_AT, now)
            if now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.RELEVE_SESSION_IDLE:
                logout(request)
            elif now - seen >= SEEN_EVERY:
                session[SEEN_AT] = now
        return self.get_response(request)


class PreferencesMiddleware:
    """Speak the language of the person signed in and show times in their zone; a stranger's browser chooses otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on in the person's language and zone."""
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
        with timezone.override(zoneinfo.ZoneInfo(user.time_zone)):
            response = self.get_response(request)
        if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != user.language:
            # What is said when nobody can be asked who reads, at the door or without a database, is said in this language too.
            remember_language(response, user.language)
        return response


class SecondFactorMiddleware:
    """Lead a person whose role must have a second factor to setting one up, before anything else opens."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on: the address is known only in :meth:`process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Return the way to the set-up, or nothing where all is well."""
        del view, args, kwargs
        user = request.user
        if not user.is_authenticated or not needs_second_factor(user) or hasattr(request, "api_token"):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN_WITHOUT_FACTOR or name.startswith("mfa_") or request.session.get(HAS_FACTOR):
            return None
        if has_second_factor(user):
            # Whoever takes factors away also ends the person's sessions, and the person cannot take away the last.
            request.session[HAS_FACTOR] = True
            return None
        return redirect("accounts:security")
