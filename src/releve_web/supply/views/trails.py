"""What became of a file: every change of it, and every reading."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.common.details import RecordDetailView, Section, table_of
from releve_web.common.lists import Crumb, RegisterListView
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.supply.history import Change, FieldChange, history_of, history_of_officer
from releve_web.supply.models import FileRead, FormedUnit, Nomination, Officer
from releve_web.supply.queries import officers_for_user
from releve_web.supply.views.officers import officers_crumb

KINDS = {"insert": gettext_lazy("added"), "update": gettext_lazy("changed"), "delete": gettext_lazy("taken out")}
TONES = {"insert": Tone.GOOD, "update": Tone.INFO, "delete": Tone.BAD}


def who(change: Change) -> str:
    """Return who made a change, with the desk."""
    if change.by is None:
        return _("System")
    return f"{change.by} ({change.by.get_role_display()})"


def what(change: Change) -> SafeString:
    """Return each field with what it held before and holds now."""
    return format_html('<ul class="r-changes">{}</ul>', format_html_join("", "<li>{}</li>", ((_field(one),) for one in change.fields)))


def _field(one: FieldChange) -> SafeString:
    return format_html(
        '{} {} <span class="r-arrow">→</span> {}', _("%(label)s:") % {"label": one.name}, _shown(one.before), _shown(one.after)
    )


def _shown(value: object) -> SafeString:
    if isinstance(value, bool):
        return show(value, Shown.YES_NO)
    if isinstance(value, list):
        return show(value, Shown.CODES)
    return show(value, Shown.DAY) if hasattr(value, "isoformat") else show(value)


COLUMNS = (
    Column(key="at", label=gettext_lazy("when"), shown=Shown.INSTANT),
    Column(key="by", label=gettext_lazy("who"), value=who),
    Column(key="record", label=gettext_lazy("what")),
    Column(
        key="kind",
        label=gettext_lazy("how"),
        shown=Shown.STATUS,
        value=lambda row: str(KINDS.get(row.kind, row.kind)),
        tone=lambda row: TONES.get(row.kind, Tone.QUIET),
    ),
    Column(key="fields", label=gettext_lazy("from, to"), value=what),
    Column(key="request", label=gettext_lazy("request"), shown=Shown.CODES, priority=3),
)


class HistoryView(RecordDetailView):
    """Every change of a record, the newest first."""

    permission_required = "supply.view_history"

    def title(self) -> str:
        """Return the heading."""
        return _("History of %(record)s") % {"record": self.object}

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [Crumb(label=str(self.object), url=self.object.get_absolute_url())]

    def changes(self) -> list[Change]:
        """Return what changed."""
        return history_of(self.object)

    def sections(self) -> list[Section]:
        """Return the changes."""
        empty = _("Nothing is recorded: the record was there before its history began.")
        return [Section(title=_("Changes"), key="changes", empty=empty, **table_of(self.changes(), COLUMNS))]


class OfficerHistoryView(HistoryView):
    """Every change of an officer's file."""

    model = Officer

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [officers_crumb(), *super().breadcrumbs()]

    def changes(self) -> list[Change]:
        """Return what changed in the file and its parts."""
        return history_of_officer(self.object)


class NominationHistoryView(HistoryView):
    """Every change of a nomination."""

    model = Nomination


class FormedUnitHistoryView(HistoryView):
    """Every change of a unit."""

    model = FormedUnit


class OfficerReadsView(RegisterListView):
    """Every reading of an officer's file, the newest first."""

    permission_required = "supply.view_fileread"
    model = FileRead
    columns = (
        Column(key="read_at", label=gettext_lazy("when"), shown=Shown.INSTANT),
        Column(key="reader", label=gettext_lazy("who")),
        Column(key="reader__role", label=gettext_lazy("desk")),
        Column(key="page", label=gettext_lazy("page"), shown=Shown.CODES),
    )
    can_save_filters = False

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the readings of the file that the address names."""
        self.officer = get_object_or_404(officers_for_user(user), pk=self.kwargs["officer"])
        self.check_object(self.officer)
        return FileRead.objects.visible_to(user).filter(officer=self.officer).select_related("reader")

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [officers_crumb(), Crumb(label=str(self.officer), url=self.officer.get_absolute_url())]
