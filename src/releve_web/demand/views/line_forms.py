"""Post lines written: new, changed, opened, closed, called for."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from releve_web.common.access import PermissionRequired
from releve_web.common.edits import RecordFormView
from releve_web.common.keys import keys_in
from releve_web.common.lists import Crumb
from releve_web.demand.forms import ClosePostLineForm, PostLineForm
from releve_web.demand.forms.requirements import REQUIREMENT_FIELDS, TITLES
from releve_web.demand.models import PostLine, Profile
from releve_web.demand.services import close_post_line, open_post_line, requirements_of, save_post_line
from releve_web.demand.views.lines import lines_crumb

COPY = "_copy_profile"
CHOSEN_MAX = 500


class PostLineFormView(RecordFormView):
    """A new or changed post line; the requirements of its profile can be copied into the form."""

    model = PostLine
    form_class = PostLineForm
    template_name = "demand/postline_form.html"
    groups: ClassVar[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = (
        (gettext_lazy("Titles"), TITLES),
        (gettext_lazy("Place and time"), ("duty_station", "reports_to", "seats", "priority", "starts_on", "tour_months")),
        (gettext_lazy("Requirements"), REQUIREMENT_FIELDS),
    )

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the lines the reader may see."""
        return PostLine.objects.visible_to(user)

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a line or None
        """Return who writes, and what the address says of a new line."""
        return {**super().form_kwargs(record), "user": self.user, **({} if record else {"initial": self.proposed()})}

    def proposed(self) -> dict[str, Any]:
        """Return the mission and profile that the address names, and the requirements of the profile."""
        asked = self.request.GET
        found: dict[str, Any] = {"mission": asked["mission"]} if asked.get("mission") else {}
        profile = Profile.objects.visible_to(self.user).filter(pk=asked.get("profile", "").replace("\0", "")).first()
        if profile is not None:
            titles = {name: getattr(profile, name) for name in TITLES}
            found |= {**requirements_of(profile), **titles, "profile": profile.pk, "category": profile.category}
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 -- Django's signature
        """Take the form; or copy the profile's requirements into it and show it again, nothing saved."""
        if COPY in request.POST:
            return self.show_copied(request.POST)
        return super().post(request, *args, **kwargs)

    def show_copied(self, sent: QueryDict) -> HttpResponseBase:
        """Return the form as it was sent, with the requirements of the chosen profile."""
        record = self.get_record()
        form = self.make_form(record)
        for name, field in form.fields.items():
            form.initial[name] = field.widget.value_from_datadict(sent, {}, name)
        profile = Profile.objects.visible_to(self.user).filter(pk=sent.get("profile", "")).first()
        if profile is None:
            messages.warning(self.request, _("Choose a profile first."))
        else:
            form.initial |= requirements_of(profile)
            told = _("The requirements of %(profile)s stand in the form now. Check them, then save.") % {"profile": profile}
            messages.info(self.request, told)
        return self.show(record, form)

    def extra_context(self, record: Any, form: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- a line or None, and its form
        """Keep what the form began from, also when requirements were copied into it."""
        sent = self.request.POST
        kept = {"revision": "_revision", "opened": "_opened", "token": "_once"}
        return {key: sent[name] for key, name in kept.items() if COPY in sent and sent.get(name)}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a line or None
        """Return the way back."""
        return [lines_crumb(), *([Crumb(label=str(record), url=record.get_absolute_url())] if record else [])]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- a line or None
        """Return where giving up leads."""
        return record.get_absolute_url() if record else reverse("demand:postline-list")

    def save(self, form: Any, record: Any) -> PostLine:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_post_line(form.instance, self.user)

    def success_message(self, record: PostLine) -> str:
        """Say what becomes of a draft."""
        if record.is_draft:
            return _("%(record)s is saved as a draft; the selection desk opens it.") % {"record": record}
        return super().success_message(record)


class PostLineCreateView(PostLineFormView):
    """A new post line."""

    permission_required = "demand.add_postline"


class PostLineUpdateView(PostLineFormView):
    """A changed post line."""

    permission_required = "demand.change_postline"


class PostLineCloseView(RecordFormView):
    """A line closed, or a draft dropped, with the reason."""

    permission_required = "demand.close_postline"
    model = PostLine
    form_class = ClosePostLineForm
    submit_label = gettext_lazy("Close")
    intro = gettext_lazy("Nobody can be nominated for it any more. Nominations made so far stay, and each is ended by a step of its own.")
    is_dangerous = True

    def title(self, record: Any) -> str:  # noqa: ANN401 -- a line
        """Return the heading."""
        return _("Close %(record)s") % {"record": record}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a line
        """Return the way back."""
        return [lines_crumb(), Crumb(label=str(record), url=record.get_absolute_url())]

    def save(self, form: Any, record: Any) -> PostLine:  # noqa: ANN401 -- the form and the line
        """Close by the service."""
        return close_post_line(record, self.user, reason=form.cleaned_data["reason"])

    def success_message(self, record: Any) -> str:  # noqa: ANN401 -- a line
        """Say that it is closed."""
        return _("%(record)s is closed.") % {"record": record}


class PostLineOpenView(PermissionRequired):
    """A draft or closed line opened for nominations."""

    permission_required = "demand.open_postline"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Open it; opening twice changes nothing more."""
        line = get_object_or_404(PostLine.objects.visible_to(self.user).select_for_update(of=("self",)), pk=pk)
        self.check_object(line)
        if not line.is_open:
            open_post_line(line, self.user)
        messages.success(request, _("%(record)s is open for nominations.") % {"record": line})
        return HttpResponseRedirect(line.get_absolute_url())


class ChosenLines(PermissionRequired):
    """What is done with lines chosen in the list."""

    http_method_names = ["post"]

    def chosen(self) -> "QuerySet[PostLine]":
        """Return the chosen lines that the reader may see, by key."""
        keys = keys_in(self.request.POST.getlist("selected")[:CHOSEN_MAX])
        return PostLine.objects.visible_to(self.user).filter(pk__in=keys).order_by("post_id")


class PostLineOpenManyView(ChosenLines):
    """Drafts and closed lines opened together, after a look at what would be opened."""

    permission_required = "demand.open_postline"

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Show what would be opened; open it once that is confirmed."""
        lines = list(self.chosen().filter(is_open=False))
        n_open = self.chosen().filter(is_open=True).count()
        if "confirmed" not in request.POST:
            context = {"view": self, "title": _("Open for nominations"), "lines": lines, "n_open": n_open, "crumbs": [lines_crumb()]}
            return render(request, "demand/postline_open_many.html", context)
        for line in PostLine.objects.select_for_update().filter(pk__in=[line.pk for line in lines], is_open=False):
            open_post_line(line, self.user)
        told = ngettext("%(n)s post line is open for nominations.", "%(n)s post lines are open for nominations.", len(lines))
        messages.success(request, told % {"n": len(lines)})
        return HttpResponseRedirect(reverse("demand:postline-list"))


class PostLineCallManyView(ChosenLines):
    """A new call for the chosen lines: nothing is written yet, they stand in the form."""

    permission_required = "demand.add_call"

    def post(self, request: HttpRequest) -> HttpResponseBase:  # noqa: ARG002 -- Django's signature
        """Lead to the form."""
        keys = self.chosen().filter(Q(is_draft=False)).values_list("post_id", flat=True)
        return HttpResponseRedirect(f"{reverse('demand:call-create')}?{urlencode({'post_lines': ', '.join(keys)})}")
