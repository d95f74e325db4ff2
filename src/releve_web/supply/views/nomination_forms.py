"""Nominations written: a name put forward, a step taken or taken back, a comment, one step for many."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from releve.nominations import Step
from releve_web.common.access import PermissionRequired
from releve_web.common.edits import RecordFormView, add_errors
from releve_web.common.keys import key_in, keys_in
from releve_web.common.lists import Crumb
from releve_web.supply.choices import ACTS, Stage
from releve_web.supply.forms import BulkStepForm, CommentForm, NominationForm, StepForm
from releve_web.supply.models import Nomination
from releve_web.supply.queries import nominations_for_user, officers_for_user
from releve_web.supply.services import add_comment, nominate, preview_steps, steps_for, take_step, take_steps, undo_last_step
from releve_web.supply.services.bulk import chosen, ends_for
from releve_web.supply.services.nominations import step_to
from releve_web.supply.views.nominations import nominations_crumb

"""A key of the database has fewer."""


class NominationCreateView(RecordFormView):
    """A name put forward."""

    permission_required = "supply.add_nomination"
    model = Nomination
    form_class = NominationForm
    submit_label = gettext_lazy("Nominate")

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- always new
        """Return who writes, and what the address says."""
        return {"user": self.user, "initial": self.proposed()}

    def proposed(self) -> dict[str, Any]:
        """Return officer, line, call and commitment that the address names."""
        asked = self.request.GET
        found: dict[str, Any] = {name: asked[name][:64] for name in ("profile", "call", "commitment") if asked.get(name)}
        if asked.get("post"):
            found["line_key"] = asked["post"][:64]
        key = key_in(asked.get("officer", ""))
        officer = officers_for_user(self.user).filter(pk=key).first() if key is not None else None
        if officer is not None:
            found |= {"officer_key": officer.officer_id, "officer_row": officer.pk, "reference": f"N-{officer.officer_id}"}
        return found

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401, ARG002 -- always new
        """Return the way back."""
        return [nominations_crumb()]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- always new
        """Return where giving up leads."""
        return reverse("supply:nomination-list")

    def save(self, form: Any, record: Any) -> Nomination:  # noqa: ANN401, ARG002 -- always new
        """Put the name forward by the service."""
        return nominate(form.instance, self.user)


class OfNomination(RecordFormView):
    """A form beside a nomination."""

    model = Nomination
    has_revision = False

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the nominations with what the page shows of them."""
        return nominations_for_user(user)

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a nomination
        """Return the way back."""
        return [nominations_crumb(), Crumb(label=str(record), url=record.get_absolute_url())]


class NominationStepView(OfNomination):
    """One step, with the paper and the reason it asks for; the address may name it, else it is chosen here."""

    permission_required = "supply.step_nomination"
    form_class = StepForm
    steps: tuple[Step, ...] = ()
    step: Step | None = None

    def get_record(self) -> Any:  # noqa: ANN401 -- a nomination
        """Return the nomination, and find out which steps its reader may take."""
        record = super().get_record()
        self.steps = steps_for(record, self.user)
        self.step = step_to(record, self.request.POST.get("end") or self.request.GET.get("end", ""), self.user)
        return record

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- the steps say it
        """Return the steps, and the one that is meant."""
        return {"steps": self.steps, "step": self.step}

    def title(self, record: Any) -> str:  # noqa: ANN401 -- a nomination
        """Return the heading."""
        return _("%(record)s: %(step)s") % {"record": record, "step": ACTS[Stage(self.step.end.value)] if self.step else _("Take a step")}

    def frame(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a nomination
        """Say whom it is about and where it stands."""
        told = _("%(officer)s, now “%(stage)s”") % {"officer": record.officer, "stage": record.get_stage_display()}
        if not self.steps:
            told = _("%(officer)s, now “%(stage)s”: your desk takes no step from here.") % {
                "officer": record.officer,
                "stage": record.get_stage_display(),
            }
        dangerous = self.step is not None and self.step.needs_reason
        return {**super().frame(record), "intro": told, "is_dangerous": dangerous, "submit_label": _("Take the step")}

    def save(self, form: Any, record: Any) -> Nomination:  # noqa: ANN401 -- the form and the nomination
        """Take the step by the service."""
        given = form.cleaned_data
        take_step(record, given["end"], by=self.user, document=given["document"], reason=given["reason"])
        return cast("Nomination", record)

    def success_message(self, record: Any) -> str:  # noqa: ANN401 -- a nomination
        """Say where it stands now."""
        stage = Stage(self.step.end.value).label if self.step else record.get_stage_display()
        return _("%(record)s is at “%(stage)s” now.") % {"record": record, "stage": stage}


class NominationUndoView(PermissionRequired):
    """One's own last decision taken back."""

    permission_required = "supply.undo_nomination"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Take it back, or say why that is no longer possible."""
        nomination = get_object_or_404(Nomination.objects.visible_to(self.user), pk=pk)
        self.check_object(nomination)
        try:
            undo_last_step(nomination, by=self.user, step_pk=key_in(request.GET.get("step", "")))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Your decision is taken back. Both steps stay to be read."))
        return HttpResponseRedirect(nomination.get_absolute_url())


class CommentCreateView(OfNomination):
    """A comment beside a nomination."""

    permission_required = "supply.add_comment"
    form_class = CommentForm
    submit_label = gettext_lazy("Write")

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a nomination
        """Return whether the writer may keep it from the country."""
        return {"may_be_internal": self.user.has_perm("supply.add_internal_comment", record)}

    def title(self, record: Any) -> str:  # noqa: ANN401 -- a nomination
        """Return the heading."""
        return _("Comment on %(record)s") % {"record": record}

    def save(self, form: Any, record: Any) -> Nomination:  # noqa: ANN401 -- the form and the nomination
        """Write it by the service."""
        given = form.cleaned_data
        add_comment(record, by=self.user, text=given["text"], is_internal=given.get("is_internal", False))
        return cast("Nomination", record)

    def success_url(self, record: Any) -> str:  # noqa: ANN401 -- a nomination
        """Return the comments."""
        return f"{record.get_absolute_url()}#comments"

    def success_message(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a nomination
        """Say that it is written."""
        return _("The comment is written.")


class NominationStepsView(PermissionRequired):
    """One step for many: first a look at what can take it and what cannot, then all of them or none."""

    permission_required = "supply.step_nomination"
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Show the chosen ones; with a stage, what would become of each; confirmed, take the step."""
        try:
            rows = chosen(keys_in(request.POST.getlist("selected")), self.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("supply:nomination-list"))
        is_sent = "end" in request.POST
        form = BulkStepForm(request.POST if is_sent else None, ends=ends_for(rows, self.user))
        previews = []
        if is_sent and form.is_valid():
            previews = preview_steps(rows, form.cleaned_data["end"], self.user)
            if "confirmed" in request.POST:
                answer = self.take(rows, form)
                if answer is not None:
                    return answer
        stuck = [one for one in previews if one.step is None]
        context = {
            "view": self,
            "title": _("One step for many"),
            "rows": rows,
            "form": form,
            "previews": previews,
            "stuck": stuck,
            "may_confirm": bool(previews) and not stuck,
            "crumbs": [nominations_crumb()],
        }
        return render(request, "supply/nomination_steps.html", context, status=422 if form.errors else 200)

    def take(self, rows: list[Nomination], form: BulkStepForm) -> HttpResponseBase | None:
        """Take the step; None when it was refused, and the form then says why."""
        given = form.cleaned_data
        try:
            n = take_steps([one.pk for one in rows], given["end"], by=self.user, document=given["document"], reason=given["reason"])
        except ValidationError as error:
            add_errors(form, error)
            return None
        told = ngettext("%(n)s nomination is at “%(stage)s” now.", "%(n)s nominations are at “%(stage)s” now.", n)
        messages.success(self.request, told % {"n": n, "stage": Stage(given["end"]).label})
        return HttpResponseRedirect(f"{reverse('supply:nomination-list')}?stage={given['end']}")
