"""What is each person's own: preferences, sessions, second factor, tokens."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import ListView, TemplateView

from releve_web.accounts import services
from releve_web.accounts.forms import PreferencesForm, TokenForm
from releve_web.accounts.models import ApiToken, User
from releve_web.accounts.second_factor import has_second_factor, needs_second_factor
from releve_web.accounts.tokens import create_token, revoke_token
from releve_web.common.access import PermissionRequired
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Crumb

SHOWN_ONCE = "accounts.new_token"


class PreferencesView(RecordFormView):
    """Name, language, time zone."""

    permission_required = "accounts.change_preferences"
    model = User
    form_class = PreferencesForm
    has_revision = False

    def get_record(self) -> User:
        """Return the person's own account."""
        return User.objects.get(pk=self.user.pk)

    def title(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the heading."""
        del record
        return _("Preferences")

    def save(self, form: Any, record: Any) -> User:  # noqa: ANN401 -- the pattern's signature
        """Keep them, and answer in the language just chosen."""
        user = services.change_preferences(record, **form.cleaned_data)
        translation.activate(user.language)
        return user

    def success_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the same page."""
        del record
        return reverse("accounts:preferences")

    def success_message(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return what is said."""
        del record
        return _("Your preferences were kept.")

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the first page."""
        del record
        return reverse("home")


class SecurityView(PermissionRequired, TemplateView):
    """Password, second factor, sessions: where each is changed."""

    permission_required = "accounts.view_preferences"
    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return whether there is a second factor, and whether there must be."""
        return super().get_context_data(
            title=_("Security"),
            has_second_factor=has_second_factor(self.user),
            needs_second_factor=needs_second_factor(self.user),
            hours=settings.SESSION_COOKIE_AGE // 3600,
            idle_minutes=settings.RELEVE_SESSION_IDLE // 60,
            **kwargs,
        )


class SessionsEndView(PermissionRequired):
    """End the sessions in all other browsers."""

    permission_required = "accounts.change_preferences"
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """End them and keep this one."""
        user = User.objects.get(pk=self.user.pk)
        services.end_sessions(user)
        update_session_auth_hash(request, user)
        messages.success(request, _("You are signed in here and nowhere else."))
        return redirect("accounts:security")


@method_decorator(never_cache, name="dispatch")
class TokenListView(PermissionRequired, ListView[ApiToken]):
    """One's own tokens; the secret of a new one is shown here, once."""

    permission_required = "accounts.view_token"
    template_name = "accounts/token_list.html"

    def get_queryset(self) -> Any:  # noqa: ANN401 -- Django's signature
        """Return the tokens, their person with them."""
        return ApiToken.objects.visible_to(self.user).select_related("user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the tokens and, once, a new secret."""
        return super().get_context_data(
            title=_("Tokens"),
            new_secret=self.request.session.pop(SHOWN_ONCE, ""),
            per_minute=settings.RELEVE_API_PER_MINUTE,
            **kwargs,
        )


class TokenCreateView(RecordFormView):
    """Make a token, after proving once more who one is: a browser left open must not give away a year of reading."""

    permission_required = "accounts.create_token"
    model = ApiToken
    form_class = TokenForm
    has_revision = False
    submit_label = gettext_lazy("Make the token")
    intro = gettext_lazy("A token reads what you may read, and writes nothing. You may be asked to prove once more who you are.")

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 -- Django's signature
        """Make it."""
        return super().post(request, *args, **kwargs)

    def save(self, form: Any, record: Any) -> ApiToken:  # noqa: ANN401 -- the pattern's signature
        """Make it and keep its secret for the list, which shows it once."""
        del record
        token, secret = create_token(self.user, name=form.cleaned_data["name"], expires_at=form.expires_at)
        self.request.session[SHOWN_ONCE] = secret
        return token

    def success_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the list."""
        del record
        return reverse("accounts:token-list")

    def success_message(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return nothing: the list shows the token."""
        del record
        return ""

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the list."""
        return self.success_url(record)

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- the pattern's signature
        """Return the way back to the list."""
        return [Crumb(label=_("Tokens"), url=self.success_url(record))]


class TokenRevokeView(PermissionRequired):
    """Let a token open nothing from now on."""

    model = ApiToken
    permission_required = "accounts.revoke_token"
    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Revoke it."""
        token = get_object_or_404(ApiToken.objects.visible_to(self.user), pk=pk)
        self.check_object(token)
        revoke_token(token)
        messages.success(request, _("The token “%(name)s” opens nothing any more.") % {"name": token.name})
        return redirect("accounts:token-list")
