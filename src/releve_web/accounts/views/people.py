"""The administrator's pages: who has an account, whom to invite, what to change."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, FormView, ListView, UpdateView

from releve_web.accounts import services
from releve_web.accounts.forms import DeskForm, InviteForm
from releve_web.accounts.history import changes_of
from releve_web.accounts.mail import send_link
from releve_web.accounts.models import User
from releve_web.accounts.second_factor import has_second_factor
from releve_web.common.access import PermissionRequired

LINK = "accounts.link"
"""Where a session keeps a link until it has been shown, once."""


def keep_link(request: HttpRequest, user: User, secret: str) -> None:
    """Keep a new link for the page that shows it once, and send it where mail is configured."""
    link = request.build_absolute_uri(reverse("accounts:link-open", kwargs={"secret": secret}))
    request.session[LINK] = {"user": user.pk, "link": link, "sent": send_link(user, link)}


class UserListView(PermissionRequired, ListView[User]):
    """Everybody who has an account."""

    permission_required = "accounts.view_user"
    template_name = "accounts/user_list.html"
    paginate_by = 100

    def get_queryset(self) -> Any:  # noqa: ANN401 -- Django's signature
        """Return the accounts."""
        return (
            User.objects.visible_to(self.user).select_related("partner", "invitation").prefetch_related("missions").order_by("name", "pk")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return whether the reader may invite."""
        return super().get_context_data(may_invite=self.user.has_perm("accounts.invite_user"), **kwargs)


class UserDetailView(PermissionRequired, DetailView[User]):
    """One account, what can be done to it, and what became of it."""

    permission_required = "accounts.view_user"
    template_name = "accounts/user_detail.html"
    context_object_name = "person"

    def get_queryset(self) -> Any:  # noqa: ANN401 -- Django's signature
        """Return the accounts."""
        return User.objects.visible_to(self.user).select_related("partner", "invitation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the account with its history and, once, its new link."""
        kept = self.request.session.get(LINK)
        if kept and kept["user"] == self.object.pk:
            kwargs |= {"link": kept["link"], "sent": kept["sent"]}
            del self.request.session[LINK]
        return super().get_context_data(
            changes=changes_of(self.object),
            has_second_factor=has_second_factor(self.object),
            link_days=settings.RELEVE_LINK_DAYS,
            may_change=self.user.has_perm("accounts.change_user", self.object),
            **kwargs,
        )


class UserInviteView(PermissionRequired, FormView[InviteForm]):
    """Invite somebody."""

    permission_required = "accounts.invite_user"
    template_name = "accounts/user_invite.html"
    form_class = InviteForm
    extra_context: ClassVar[dict[str, Any]] = {"link_days": settings.RELEVE_LINK_DAYS}  # type: ignore[misc]  # Django's is an instance's

    def form_valid(self, form: InviteForm) -> HttpResponse:
        """Make the account and show its link."""
        user, secret = services.invite_user(self.user, **form.cleaned_data)
        keep_link(self.request, user, secret)
        return redirect("accounts:user-detail", pk=user.pk)


class UserEditView(PermissionRequired, UpdateView[User, DeskForm]):
    """Change somebody's name or desk."""

    permission_required = "accounts.change_user"
    template_name = "accounts/user_edit.html"
    form_class = DeskForm
    context_object_name = "person"

    def get_queryset(self) -> Any:  # noqa: ANN401 -- Django's signature
        """Return the accounts."""
        return User.objects.visible_to(self.user)

    def get_object(self, queryset: Any = None) -> User:  # noqa: ANN401 -- Django's signature
        """Return the account, refused where it is one's own."""
        user: User = super().get_object(queryset)
        self.check_object(user)
        return user

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Change it."""
        services.change_user(self.user, self.object, **form.cleaned_data)
        messages.success(self.request, _("The account was changed."))
        return redirect("accounts:user-detail", pk=self.object.pk)


class UserActionView(PermissionRequired):
    """Something that is done to an account by one press."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it and go back to the account."""
        user = get_object_or_404(User.objects.visible_to(self.user), pk=pk)
        self.check_object(user)
        messages.success(request, self.act(user))
        return redirect("accounts:user-detail", pk=pk)

    def act(self, user: User) -> str:
        """Return what was done."""
        raise NotImplementedError


class UserDeactivateView(UserActionView):
    """Let somebody sign in no more."""

    permission_required = "accounts.deactivate_user"

    def act(self, user: User) -> str:
        """Return what was done."""
        services.deactivate_user(self.user, user)
        return _("%(name)s can sign in no more; open sessions have ended.") % {"name": user}


class UserReactivateView(UserActionView):
    """Let somebody sign in again."""

    permission_required = "accounts.reactivate_user"

    def act(self, user: User) -> str:
        """Return what was done."""
        services.reactivate_user(self.user, user)
        return _("%(name)s can sign in again.") % {"name": user}


class UserResetView(UserActionView):
    """Take away second factors that were lost, and open the way in again after a lock-out."""

    permission_required = "accounts.reset_user"

    def act(self, user: User) -> str:
        """Return what was done."""
        services.reset_second_factor(self.user, user)
        return _("The second factor of %(name)s was reset.") % {"name": user}


class UserLinkView(UserActionView):
    """Give somebody a new link: the first was lost, or the password."""

    permission_required = "accounts.reset_user"

    def act(self, user: User) -> str:
        """Return what was done."""
        keep_link(self.request, user, services.renew_link(self.user, user))
        return _("There is a new link; earlier ones work no more.")
