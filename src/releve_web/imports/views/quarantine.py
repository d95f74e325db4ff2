"""Rows set aside: the list, and one row with who sees to it."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.common.access import PermissionRequired
from releve_web.common.details import Line, RecordDetailView, Section
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.imports import quarantine
from releve_web.imports.forms import AssignForm, DiscardForm, QuarantineFilter
from releve_web.imports.models import QuarantinedRow, QuarantineState, State
from releve_web.imports.views.imports import address as import_address
from releve_web.imports.views.imports import imports_crumb
from releve_web.imports.words import column_labels, why_aside

TONES = {QuarantineState.OPEN: Tone.WARN, QuarantineState.PLACED: Tone.GOOD}


def address(row: QuarantinedRow) -> str:
    """Return the address of a row's page."""
    return reverse("imports:quarantinedrow-detail", args=[row.pk])


class QuarantineListView(RegisterListView):
    """Rows that could not be placed, the newest first."""

    permission_required = "imports.view_quarantinedrow"
    model = QuarantinedRow
    filter_form = QuarantineFilter
    intro = gettext_lazy("Rows that name something the register does not know. Each waits for somebody to see to it.")
    columns = (
        Column(key="key", label=gettext_lazy("row"), value=str, link=address),
        Column(key="value", label=gettext_lazy("cannot be placed"), value=lambda row: " · ".join(value for _column, value in row.unplaced)),
        Column(key="source", label=gettext_lazy("file"), priority=2, link=lambda row: import_address(row.source)),
        Column(key="partner_id", label=gettext_lazy("partner"), shown=Shown.CODES, priority=2),
        Column(key="owner", label=gettext_lazy("seen to by")),
        Column(key="state", label=gettext_lazy("state"), shown=Shown.STATUS, tone=lambda row: TONES.get(row.state, Tone.QUIET)),
        Column(key="created_at", label=gettext_lazy("set aside"), shown=Shown.INSTANT, priority=3),
    )

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return rows whose file was written."""
        rows = QuarantinedRow.objects.visible_to(user).filter(source__state=State.DONE)
        return rows.select_related("source", "owner").defer("source__reading", "source__mapping")

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [imports_crumb()]


class QuarantineDetailView(RecordDetailView):
    """One row set aside."""

    permission_required = "imports.view_quarantinedrow"
    model = QuarantinedRow
    object: QuarantinedRow

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return rows with their file and owner."""
        return QuarantinedRow.objects.visible_to(user).select_related("source", "owner", "partner")

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [imports_crumb(), Crumb(label=_("Rows set aside"), url=reverse("imports:quarantinedrow-list"))]

    def subtitle(self) -> str:
        """Say why it stands here."""
        return " ".join(why_aside(self.object))

    def badges(self) -> list[SafeString]:
        """Say where it stands."""
        state = QuarantineState(self.object.state)
        return [show(state.label, Shown.STATUS, tone=TONES.get(state, Tone.QUIET))]

    def actions(self) -> list[Action]:
        """Offer to place it."""
        row = self.object
        if row.state != QuarantineState.OPEN or not self.user.has_perm("imports.change_quarantinedrow", row):
            return []
        label = (
            _("Place it with %(partner)s") % {"partner": row.partner}
            if dict(row.unplaced).keys() == {"country"}
            else _("Try again to place it")
        )
        return [Action(label=label, url=reverse("imports:quarantinedrow-place", args=[row.pk]), is_post=True, is_main=True)]

    def sections(self) -> list[Section]:
        """Return who sees to it, and the row as it was sent."""
        row = self.object
        labels = column_labels(row.source.table)
        facts = [
            (_("File"), show(row.source.file_name)),
            (_("Row"), show(row.row, Shown.NUMBER)),
            (_("Column"), show(" · ".join(labels.get(column, column) for column, _value in row.unplaced))),
            (_("Seen to by"), show(row.owner)),
            (_("Note"), show(row.note)),
            (_("Set aside"), show(row.created_at, Shown.INSTANT)),
            (_("Closed"), show(row.closed_at, Shown.INSTANT)),
        ]
        found = [
            Section(title=_("Why it waits"), lines=[Line(label=label, content=content) for label, content in facts]),
            Section(title=_("The row as it was sent"), lines=[Line(label=label, content=show(text)) for label, text in row.cells.items()]),
        ]
        if row.state == QuarantineState.OPEN and self.user.has_perm("imports.change_quarantinedrow", row):
            data = {"assign": AssignForm(row=row), "discard": DiscardForm(auto_id="discard_%s")}
            found.insert(1, Section(title=_("See to it"), template="imports/_see_to.html", data=data))
        return found


class QuarantineActView(ABC, PermissionRequired):
    """One act on a row set aside, by POST."""

    permission_required = "imports.change_quarantinedrow"
    http_method_names = ("post",)

    @abstractmethod
    def act(self, row: QuarantinedRow) -> str:
        """Do it; return what to say."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Do it, say what came of it, and go back to the page."""
        row: QuarantinedRow = get_object_or_404(QuarantinedRow.objects.visible_to(self.user), pk=self.kwargs["pk"])
        self.check_object(row)
        try:
            messages.success(request, self.act(row))
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        return HttpResponseRedirect(address(row))


class QuarantinePlaceView(QuarantineActView):
    """The row is written, now that its place exists."""

    def act(self, row: QuarantinedRow) -> str:
        """Place it."""
        quarantine.place(row, by=self.user)
        return _("The row is placed.")


class QuarantineAssignView(QuarantineActView):
    """Somebody sees to the row."""

    def act(self, row: QuarantinedRow) -> str:
        """
        Take who.

        Raises
        ------
        ValidationError
            When nobody who may is chosen.
        """
        form = AssignForm(self.request.POST, row=row)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        quarantine.assign(row, form.cleaned_data["owner"], by=self.user, note=form.cleaned_data["note"])
        return _("%(owner)s sees to this row.") % {"owner": form.cleaned_data["owner"]}


class QuarantineDiscardView(QuarantineActView):
    """The row is dropped, with a reason."""

    def act(self, row: QuarantinedRow) -> str:
        """Drop it."""
        quarantine.discard(row, by=self.user, note=self.request.POST.get("note", "")[:500])
        return _("The row is discarded.")
