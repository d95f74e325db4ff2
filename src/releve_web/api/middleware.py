"""
What stands around the API: a token in the place of a session, and one shape for every failure.

A request with a token acts as its person, so that isolation, language and time zone hold as they do for pages.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from releve_web.accounts.tokens import count_use, find_token
from releve_web.api.failures import failure

PREFIX: Final = "/api/"
SCHEME: Final = "bearer "
LONGEST_HEADER: Final = 200
CODES: Final = {
    400: "api.bad_request",
    401: "api.unauthorised",
    403: "api.forbidden",
    404: "api.not_found",
    405: "api.method_not_allowed",
    429: "api.too_many_requests",
    503: "api.unavailable",
}


class JsonFailuresMiddleware:
    """Turn whatever failed under the API's address into its shape, also what failed before a view was found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and look at what comes back."""
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(PREFIX):  # noqa: PLR2004 -- where failures begin
            return response
        if response.headers.get("Content-Type", "").startswith("application/json"):
            return response
        told = failure(response.status_code, CODES.get(response.status_code, "api.failed"))
        for header in ("Allow", "Retry-After"):
            if header in response.headers:
                told[header] = response.headers[header]
        return told


class TokenMiddleware:
    """
    Let a request that shows a token act as its person, and count it.

    A token that opens nothing leaves a stranger, whatever session came with it: two kinds of proof in one request are one too many.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, refuse one too many in this minute."""
        header = request.headers.get("Authorization", "")
        if not request.path_info.startswith(PREFIX) or not header:
            return self.get_response(request)
        secret = header[len(SCHEME) :].strip() if header[: len(SCHEME)].lower() == SCHEME and len(header) < LONGEST_HEADER else ""
        token = find_token(secret) if secret else None
        if token is None:
            request.user = AnonymousUser()
            return self.get_response(request)
        if count_use(token) > settings.RELEVE_API_PER_MINUTE:
            refused: HttpResponse = failure(429, "api.too_many_requests", {"per_minute": settings.RELEVE_API_PER_MINUTE})
            refused["Retry-After"] = "60"
            return refused
        request.user = token.user
        request.api_token = token  # type: ignore[attr-defined]  # what tells a program from a browser
        return self.get_response(request)
