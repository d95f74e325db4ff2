"""The database gone: a page that says so, and what becomes of the reader's work, in place of a bare error."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string


class DatabaseUnavailableMiddleware:
    """Answer 503, with a page that needs no database, when it cannot be reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError):
            return unavailable(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a view that lost the database on the way."""
        return unavailable(request) if isinstance(exception, OperationalError | InterfaceError) else None


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return the page, asking to come back in a minute."""
    page = render_to_string("errors/503.html", request=request)
    return HttpResponse(page, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})
