"""The administrator's pages: who has an account, whom to invite, what to change."""

from abc import ABC, abstractmethod
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.accounts import services
from releve_web.accounts.filters import UserFilter
from releve_web.accounts.forms import DeskForm, InviteForm
from releve_web.accounts.history import changes_of
from releve_web.accounts.mail import send_link
from releve_web.accounts.models import User
from releve_web.accounts.second_factor import has_second_factor
from releve_web.accounts.showing import COLUMNS, address_of, scope_of, state_of
from releve_web.common.access import PermissionRequired
from releve_web.common.details import RecordDetailView, Section, lines_of, table_of
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Column, Shown

LINK = "accounts.link"
"""Where a session keeps a link until it has been shown, once."""


def keep_link(request: HttpRequest, user: User, secret: str) -> None:
    """Keep a new link for the page that shows it once, and send it where mail is configured."""
    link = request.build_absolute_uri(reverse("accounts:link-open", kwargs={"secret": secret}))
    request.session[LINK] = {"user": user.pk, "link": link, "sent": send_link(user, link)}


def people_crumb() -> Crumb:
    """Return the way back to the people."""
    return Crumb(label=_("People"), url=reverse("accounts:user-list"))


class UserListView(RegisterListView):
    """Everybody who has an account."""

    permission_required = "accounts.view_user"
    model = User
    title = gettext_lazy("People")
    filter_form = UserFilter
    columns = COLUMNS
    default_sort = "name"

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the accounts, with what the columns need."""
        return User.objects.visible_to(user).select_related("partner", "invitation").prefetch_related("missions")

    def actions(self) -> list[Action]:
        """Offer an invitation to who may."""
        if not self.user.has_perm("accounts.invite_user"):
            return []
        return [Action(label=_("Invite somebody"), url=reverse("accounts:user-invite"), icon="person-plus", is_main=True)]


class UserDetailView(RecordDetailView):
    """One account, what can be done to it, and what became of it."""

    permission_required = "accounts.view_user"
    model = User
    template_name = "accounts/user_detail.html"

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the accounts."""
        return User.objects.visible_to(user).select_related("partner", "invitation")

    def subtitle(self) -> str:
        """Return the desk."""
        return str(self.object.get_role_display())

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back to the list."""
        return [people_crumb()]

    def actions(self) -> list[Action]:
        """Offer what may be done; nothing to one's own account."""
        if not self.user.has_perm("accounts.change_user", self.object):
            return []
        to = {
            name: reverse(f"accounts:user-{name}", args=[self.object.pk]) for name in ("edit", "link", "reset", "deactivate", "reactivate")
        }
        change = Action(label=_("Change"), url=to["edit"], icon="pencil", is_main=True)
        if not self.object.is_active:
            return [change, Action(label=_("Open the account again"), url=to["reactivate"], icon="unlock", is_post=True)]
        return [
            change,
            Action(label=_("Give a new link"), url=to["link"], icon="link-45deg", is_post=True),
            Action(label=_("Reset the second factor"), url=to["reset"], icon="shield-lock", is_post=True),
            Action(label=_("Shut the account"), url=to["deactivate"], icon="lock", is_post=True, is_dangerous=True),
        ]

    def sections(self) -> list[Section]:
        """Return the account and its history."""
        return [self.about(), self.history()]

    def about(self) -> Section:
        """Return who it is and what the account reaches."""
        factor = _("Set up") if has_second_factor(self.object) else _("None")
        columns = (
            Column(key="email", label=_("e-mail address")),
            Column(key="scope", label=_("partner or missions"), value=scope_of),
            Column(key="language", label=_("language"), value=lambda row: row.get_language_display()),
            Column(key="time_zone", label=_("time zone")),
            Column(key="factor", label=_("second factor"), value=lambda _row: factor),
            Column(key="last_login", label=_("last signed in"), shown=Shown.INSTANT),
            Column(
                key="state", label=_("state"), shown=Shown.STATUS, value=lambda row: state_of(row)[0], tone=lambda row: state_of(row)[1]
            ),
        )
        return Section(title=_("Account"), key="about", lines=lines_of(self.object, columns))

    def history(self) -> Section:
        """Return each change with who made it."""
        columns = (
            Column(key="at", label=_("when"), shown=Shown.INSTANT),
            Column(key="by", label=_("by"), value=lambda row: row.by or _("the system")),
            Column(key="told", label=_("change")),
        )
        return Section(title=_("History"), key="history", empty=_("No change was recorded."), **table_of(changes_of(self.object), columns))

    def context(self) -> dict[str, Any]:
        """Return the account and, once, its new link."""
        kept = self.request.session.get(LINK)
        shown = {}
        if kept and kept["user"] == self.object.pk:
            shown = {"link": kept["link"], "sent": kept["sent"], "link_days": settings.RELEVE_LINK_DAYS}
            del self.request.session[LINK]
        return {**super().context(), **shown}


class UserInviteView(RecordFormView):
    """Invite somebody."""

    permission_required = "accounts.invite_user"
    model = User
    form_class = InviteForm
    has_revision = False
    submit_label = gettext_lazy("Invite")
    intro = gettext_lazy("The person gets a link that works once, for a week, and sets a password by it.")

    def save(self, form: Any, record: Any) -> User:  # noqa: ANN401 -- the pattern's signature
        """Make the account and keep its link for the page that shows it."""
        del record
        user, secret = services.invite_user(self.user, **form.cleaned_data)
        keep_link(self.request, user, secret)
        return user

    def title(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the heading."""
        del record
        return _("Invite somebody")

    def success_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the page of the account."""
        return address_of(record)

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the list."""
        del record
        return reverse("accounts:user-list")

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- the pattern's signature
        """Return the way back to the list."""
        del record
        return [people_crumb()]


class UserEditView(RecordFormView):
    """Change somebody's name or desk."""

    permission_required = "accounts.change_user"
    model = User
    form_class = DeskForm
    intro = gettext_lazy("A change of desk, partner or missions ends the sessions of this person.")

    def save(self, form: Any, record: Any) -> User:  # noqa: ANN401 -- the pattern's signature
        """Change it."""
        return services.change_user(self.user, record, **form.cleaned_data)

    def success_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the page of the account."""
        return address_of(record)

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Return the same."""
        return address_of(record)

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- the pattern's signature
        """Return the way back to the account."""
        return [people_crumb(), Crumb(label=str(record), url=address_of(record))]


class UserActionView(PermissionRequired, ABC):
    """Something that is done to an account by one press."""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it and go back to the account."""
        user = get_object_or_404(User.objects.visible_to(self.user), pk=pk)
        self.check_object(user)
        messages.success(request, self.act(user))
        return redirect("accounts:user-detail", pk=pk)

    @abstractmethod
    def act(self, user: User) -> str:
        """Do it; return what was done."""


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
