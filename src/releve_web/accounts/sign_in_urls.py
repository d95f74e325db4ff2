"""
Addresses of signing in: allauth's, without those by which an account would change hands or come to be.

They are shut rather than left out, because allauth's own pages refer to them by name.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path


def shut(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Answer as if there were no such address."""
    del request, kwargs
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("signup/", shut),
    path("email/", shut),
    re_path(r"^confirm-email/", shut),
    path("password/set/", shut),
    path("login/code/confirm/", shut),
    path("", include("allauth.urls")),
]
