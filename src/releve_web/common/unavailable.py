"""The database gone: a page that says so, and what becomes of the reader's work, in place of a bare error."""

from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

LOST: Final = (OperationalError, InterfaceError)
"""What Django raises when the server does not answer, or stops answering on the way."""


def unavailable(request: HttpRequest) -> HttpResponse:
    """Return the page, asking to come back in a minute; it needs no database and speaks as the browser asks."""
    with override(get_language_from_request(request)):
        page = render_to_string("errors/503.html", request=request)
    return HttpResponse(page, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})
