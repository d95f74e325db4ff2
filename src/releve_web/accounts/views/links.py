"""Where a link leads: the person behind it sets a password."""

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View

from releve_web.accounts.forms import LinkForm
from releve_web.accounts.models import User
from releve_web.accounts.second_factor import has_second_factor
from releve_web.accounts.secret_links import DeadLinkError, find_link, use_link

SECRET = "accounts.link_secret"  # noqa: S105 -- a key of the session
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@method_decorator(never_cache, name="dispatch")
class LinkOpenView(View):
    """
    Take the secret out of the address, so that it stands in no history and in no log of what follows.

    Opening it uses nothing up: mail systems open links before people do.
    """

    is_public = True

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Go on to the form, or say that the link works no more."""
        if request.user.is_authenticated:
            return render(request, "accounts/link_signed_in.html", status=409)
        try:
            find_link(secret)
        except DeadLinkError:
            return render(request, "accounts/link_dead.html", status=410)
        request.session[SECRET] = secret
        return redirect("accounts:link-use")


@method_decorator([never_cache, sensitive_post_parameters("password1", "password2")], name="dispatch")
class LinkUseView(FormView[LinkForm]):
    """Set a password, a language and a time zone, and be signed in."""

    is_public = True
    template_name = "accounts/link_use.html"
    form_class = LinkForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 -- Django's signature
        """Answer only while the link works."""
        if request.user.is_authenticated:
            return redirect("home")
        try:
            self.person: User = find_link(request.session.get(SECRET, "")).user
        except DeadLinkError:
            return render(request, "accounts/link_dead.html", status=410)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Return what the invitation supposed."""
        return {"language": self.person.language, "time_zone": self.person.time_zone}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the person beside what was sent."""
        return {**super().get_form_kwargs(), "user": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the person."""
        return super().get_context_data(person=self.person, **kwargs)

    def form_valid(self, form: LinkForm) -> HttpResponse:
        """Use the link up and sign in, in a session of its own; where the person has a second factor, by the front door."""
        told = form.cleaned_data
        try:
            user = use_link(
                self.request.session.pop(SECRET), password=told["password1"], language=told["language"], time_zone=told["time_zone"]
            )
        except DeadLinkError:
            return render(self.request, "accounts/link_dead.html", status=410)
        if has_second_factor(user):
            return redirect("account_login")
        login(self.request, user, backend=BACKEND)
        return redirect("home")
