"""
Who may open a page: each view names one right, asked of the page and of the object it shows.

A stranger to an object gets 404, for ``visible_to`` does not hold it; a colleague without the right gets 403.
"""

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.generic import View

from releve_web.common.failures import keep_form

if TYPE_CHECKING:
    from releve_web.accounts.models import User


class PermissionRequired(View):
    """
    A view that says which right opens it: ``permission_required = "supply.view_officer"``.

    Without one it refuses to run, so that forgetting is an error and not an open door.
    """

    permission_required = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 -- Django's signature
        """Answer, or send a stranger to sign in, or refuse."""
        if not self.permission_required:
            message = f"{type(self).__name__} names no permission"
            raise ImproperlyConfigured(message)
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if not request.user.has_perm(self.permission_required):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> "User":
        """Return who asks; signed in, for :meth:`dispatch` let nobody else through."""
        return cast("User", self.request.user)

    def check_object(self, obj: models.Model, permission: str = "") -> None:
        """
        Refuse an object that the reader may see but not act on.

        Raises
        ------
        PermissionDenied
            When the right does not hold for this object.
        """
        if not self.user.has_perm(permission or self.permission_required, obj):
            raise PermissionDenied


def ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to sign-in and back; a form that arrives after the session has ended is given back with what was typed."""
    if request.method == "POST":
        return keep_form(request, status=401)
    if request.headers.get("HX-Request"):
        # A part of a page cannot show the sign-in page: the whole page goes there, and comes back to itself.
        here = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = f"{here.path}?{here.query}" if here.query else here.path
        response = HttpResponse(status=204)
        response["HX-Redirect"] = redirect_to_login(back or "/").url
        return response
    return redirect_to_login(request.get_full_path())
