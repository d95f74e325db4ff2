"""Calls written: new, changed, published, withdrawn; and the deadline a State sets its own services."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from releve.reference import default_list_limits
from releve_web.common.access import PermissionRequired
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Crumb
from releve_web.demand.forms import CallForm, NationalDeadlineForm
from releve_web.demand.forms.requirements import TITLES
from releve_web.demand.models import Call
from releve_web.demand.services import publish_call, save_call, set_national_deadline, withdraw_call
from releve_web.demand.views.calls import calls_crumb
from releve_web.supply.models import NationalDeadline


class CallFormView(RecordFormView):
    """A new or changed call."""

    model = Call
    form_class = CallForm
    groups: ClassVar[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = (
        (gettext_lazy("Titles"), TITLES),
        (gettext_lazy("Note verbale and deadline"), ("note_verbale", "note_verbale_on", "opens_on", "closes_at", "time_zone")),
        (gettext_lazy("What is asked for, and of whom"), ("post_lines", "partners")),
        (gettext_lazy("What a list is held to"), ("women_pct_min", "names_per_post_max")),
        (gettext_lazy("Notes"), ("notes",)),
    )

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a call or None
        """Return who writes, and the lines that the address names for a new call."""
        proposed = {"post_lines": self.request.GET["post_lines"]} if record is None and self.request.GET.get("post_lines") else {}
        return {**super().form_kwargs(record), "user": self.user, **({"initial": proposed} if proposed else {})}

    def make_form(self, record: Any, data: Any = None, **kwargs: Any) -> Any:  # noqa: ANN401 -- the pattern's signature
        """Return the form; each limit says where the shipped number comes from."""
        form = super().make_form(record, data, **kwargs)
        limits = default_list_limits()
        for name, limit in (("women_pct_min", limits.women_pct_min), ("names_per_post_max", limits.names_per_post_max)):
            told = (
                _("Usually %(value)s. Source: %(source)s.")
                if limit.confirmed
                else _("Usually %(value)s, to be confirmed. Source: %(source)s.")
            )
            form.fields[name].help_text = told % {"value": limit.value, "source": limit.source}
        return form

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a call or None
        """Return the way back."""
        return [calls_crumb(), *([Crumb(label=str(record), url=record.get_absolute_url())] if record else [])]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- a call or None
        """Return where giving up leads."""
        return record.get_absolute_url() if record else reverse("demand:call-list")

    def save(self, form: Any, record: Any) -> Call:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        partners, lines = form.links()
        return save_call(form.instance, self.user, partners=partners, post_lines=lines)


class CallCreateView(CallFormView):
    """A new call."""

    permission_required = "demand.add_call"


class CallUpdateView(CallFormView):
    """A changed call."""

    permission_required = "demand.change_call"


class CallStep(PermissionRequired, ABC):
    """Something done to a call by one button."""

    permission_required = "demand.publish_call"
    http_method_names = ["post"]
    wanted = True
    """Whether the call is published afterwards."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Do it, or say what stands against it; twice changes nothing more."""
        call = get_object_or_404(Call.objects.visible_to(self.user).select_for_update(of=("self",)), pk=pk)
        self.check_object(call)
        try:
            if call.is_published is not self.wanted:
                self.step(call)
        except ValidationError as error:
            for text in error.messages:
                messages.error(request, text)
        else:
            messages.success(request, self.told(call))
        return HttpResponseRedirect(call.get_absolute_url())

    @abstractmethod
    def step(self, call: Call) -> None:
        """Call the service."""

    @abstractmethod
    def told(self, call: Call) -> str:
        """Return what is said when it is done."""


class CallPublishView(CallStep):
    """A call shown to those it addresses."""

    def step(self, call: Call) -> None:
        """Publish by the service."""
        publish_call(call, self.user)

    def told(self, call: Call) -> str:
        """Say that it is published."""
        return _("%(call)s is published.") % {"call": call}


class CallWithdrawView(CallStep):
    """A published call hidden again."""

    wanted = False

    def step(self, call: Call) -> None:
        """Withdraw by the service."""
        withdraw_call(call, self.user)

    def told(self, call: Call) -> str:
        """Say that it is withdrawn."""
        return _("%(call)s is not published any more.") % {"call": call}


class NationalDeadlineView(RecordFormView):
    """The earlier deadline that a State sets its own services for a call."""

    permission_required = "demand.set_nationaldeadline"
    model = NationalDeadline
    form_class = NationalDeadlineForm
    has_revision = False
    intro = gettext_lazy("Only your own State, the selection desk and the auditor see it.")

    @cached_property
    def call(self) -> Call:
        """Return the call in the address."""
        return get_object_or_404(Call.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def get_record(self) -> Any:  # noqa: ANN401 -- a deadline or None
        """Return one's own deadline for the call, None while there is none."""
        self.check_object(self.call)
        return NationalDeadline.objects.visible_to(self.user).filter(call=self.call).first()

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a deadline or None
        """Return the deadline, or a new one of one's own State."""
        instance = record or NationalDeadline(call=self.call, partner=self.user.partner)
        return {"instance": instance, "user": self.user, "call": self.call}

    def title(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a deadline or None
        """Return the heading."""
        return _("National deadline for %(call)s") % {"call": self.call}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401, ARG002 -- a deadline or None
        """Return the way back."""
        return [calls_crumb(), Crumb(label=str(self.call), url=self.call.get_absolute_url())]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a deadline or None
        """Return where giving up leads."""
        return self.call.get_absolute_url()

    def success_url(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a deadline
        """Return the call's page."""
        return self.call.get_absolute_url()

    def save(self, form: Any, record: Any) -> NationalDeadline:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return set_national_deadline(form.instance, self.user)

    def success_message(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a deadline
        """Say that it is set."""
        return _("The national deadline is set.")
