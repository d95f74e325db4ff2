"""What went wrong on the way of a form: the sender keeps what was typed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Return a page that gives back what was typed, to be sent again after signing in."""
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name
        for value in values
    ]
    return render(request, "errors/403_csrf.html", {"kept": kept, "action": request.get_full_path()}, status=403)
