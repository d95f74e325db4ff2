"""What went wrong, as a page: none of them needs the database, and one whose form could not be taken gives back what was typed."""

import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from releve_web.common.unavailable import LOST, unavailable

SECRET = ("password", "csrfmiddlewaretoken")
"""Parts of names whose values are never written back to a page."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return a page that gives back what was typed, to be sent again after signing in; nothing of what another site sent."""
    if not is_from_here(request):
        return render(request, "errors/403.html", status=403)
    return keep_form(request, status=403)


def is_from_here(request: HttpRequest) -> bool:
    """
    Return whether a form was sent from a page of this installation.

    Another site could write the form and would need no more than the reader's press on "Send again". Browsers say where a form comes
    from, and no page can make them leave it out.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return urlsplit(origin).netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS


def keep_form(request: HttpRequest, *, status: int) -> HttpResponse:
    """Return a page that holds what was typed until its sender has signed in again."""
    kept = [(name, value) for name, values in request.POST.lists() if not any(part in name.lower() for part in SECRET) for value in values]
    context = {
        "kept": kept,
        "told": [(name, value) for name, value in kept if not name.startswith("_") and value],
        "action": request.get_full_path(),
        "has_files": bool(request.FILES),
    }
    return render(request, "errors/form_kept.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of a request that cannot be read, or that is larger than the system takes."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the page of a right that the reader does not have."""
    return render(request, "errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return the page of what is not there, or not for this reader: the two look alike."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest, *_args: Any) -> HttpResponse:  # noqa: ANN401 -- Django's signature
    """
    Return the page of a fault of the system's own, or of a database that cannot be reached.

    Every part of a request runs inside Django's own net, which calls this while the error is still in hand: no middleware sees it.
    """
    if isinstance(sys.exception(), LOST):
        return unavailable(request)
    return render(request, "errors/500.html", status=500)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- allauth's signature
    """Return the page of too many attempts."""
    return render(request, "errors/429.html", status=429)
