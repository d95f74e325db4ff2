"""What is each person's own: preferences, sessions, second factor, tokens."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, TemplateView, UpdateView

from releve_web.accounts import services
from releve_web.accounts.forms import PreferencesForm, TokenForm
from releve_web.accounts.models import ApiToken, User
from releve_web.accounts.second_factor import has_second_factor, needs_second_factor
from releve_web.accounts.tokens import create_token, revoke_token
from releve_web.common.access import PermissionRequired

SHOWN_ONCE = "accounts.new_token"


class PreferencesView(PermissionRequired, UpdateView[User, PreferencesForm]):
    """Name, language, time zone."""

    permission_required = "accounts.change_preferences"
    template_name = "accounts/preferences.html"
    form_class = PreferencesForm

    def get_object(self, queryset: Any = None) -> User:  # noqa: ANN401 -- Django's signature
        """Return the person's own account."""
        del queryset
        return User.objects.get(pk=self.user.pk)

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        """Keep them, and answer in the language just chosen."""
        services.change_preferences(self.object, **form.cleaned_data)
        translation.activate(self.object.language)
        messages.success(self.request, _("Your preferences were kept."))
        return redirect("accounts:preferences")


class SecurityView(PermissionRequired, TemplateView):
    """Password, second factor, sessions: where each is changed."""

    permission_required = "accounts.view_preferences"
    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return whether there is a second factor, and whether there must be."""
        return super().get_context_data(
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
            new_secret=self.request.session.pop(SHOWN_ONCE, ""), per_minute=settings.RELEVE_API_PER_MINUTE, **kwargs
        )


class TokenCreateView(PermissionRequired, FormView[TokenForm]):
    """Make a token, after proving once more who one is: a browser left open must not give away a year of reading."""

    permission_required = "accounts.create_token"
    template_name = "accounts/token_create.html"
    form_class = TokenForm

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 -- Django's signature
        """Make it."""
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: TokenForm) -> HttpResponse:
        """Make it and show its secret on the list."""
        try:
            _token, secret = create_token(self.user, name=form.cleaned_data["name"], expires_at=form.expires_at)
        except ValidationError as refused:
            form.add_error(None, refused)
            return self.form_invalid(form)
        self.request.session[SHOWN_ONCE] = secret
        return redirect("accounts:token-list")


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
