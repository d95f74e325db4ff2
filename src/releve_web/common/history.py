"""Who changes what, told to the history: each request that may write names its person and bears a number of its own."""

import uuid
from collections.abc import Callable
from typing import Final

import pghistory
from django.http import HttpRequest, HttpResponseBase

READS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
HEADER: Final = "X-Request-ID"


class HistoryMiddleware:
    """
    Give each request a number, and each change that it makes the person, the page and that number.

    The number also stands in the answer, so that a report of a fault and the history can be laid side by side.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        number = str(uuid.uuid4())
        if request.method in READS:
            response = self.get_response(request)
        else:
            with pghistory.context(user=request.user.pk, url=request.path[:200], request=number):
                response = self.get_response(request)
        response.headers[HEADER] = number
        return response
