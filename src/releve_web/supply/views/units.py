"""Formed units: the list, one with what its level rests on, and its form."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from releve.nominations import UnitLevel, judge_level
from releve_web.common.details import RecordDetailView, Section, lines_of, table_of
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Shown, Tone, show
from releve_web.supply import showing
from releve_web.supply.forms import UnitFilter, UnitForm
from releve_web.supply.mapping import unit_facts
from releve_web.supply.models import FormedUnit
from releve_web.supply.services import save_unit


def units_crumb() -> Crumb:
    """Return the way back to the units."""
    return Crumb(label=_("Formed units"), url=reverse("supply:formedunit-list"))


class FormedUnitListView(RegisterListView):
    """All units the reader may see."""

    permission_required = "supply.view_formedunit"
    model = FormedUnit
    filter_form = UnitFilter
    columns = showing.UNIT_COLUMNS

    def actions(self) -> list[Action]:
        """Offer a new unit."""
        if not self.user.has_perm("supply.add_formedunit"):
            return []
        return [Action(label=_("New formed unit"), url=reverse("supply:formedunit-create"), icon="plus-lg", is_main=True)]


class FormedUnitDetailView(RecordDetailView):
    """A unit, and what its level of readiness rests on."""

    permission_required = "supply.view_formedunit"
    model = FormedUnit

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the units with their partners."""
        return FormedUnit.objects.visible_to(user).select_related("partner")

    def subtitle(self) -> str:
        """Return the kind."""
        return str(self.object.get_kind_display())

    def badges(self) -> list[SafeString]:
        """Say that the unit is invented, where it is so."""
        return [show(_("synthetic"), Shown.STATUS, tone=Tone.INFO)] if self.object.is_synthetic else []

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [units_crumb()]

    def actions(self) -> list[Action]:
        """Return what the reader may do with it."""
        found = []
        if self.user.has_perm("supply.change_formedunit", self.object):
            found.append(Action(label=_("Change"), url=reverse("supply:formedunit-update", args=[self.object.pk]), icon="pencil"))
        if self.user.has_perm("supply.view_history", self.object):
            url = reverse("supply:formedunit-history", args=[self.object.pk])
            found.append(Action(label=_("History"), url=url, icon="clock-history"))
        return found

    def sections(self) -> list[Section]:
        """Return the facts and the conditions of the level."""
        unit = self.object
        found = judge_level(UnitLevel(unit.readiness), unit_facts(unit), as_of=timezone.localdate())
        note = _("Source: %(source)s") % {"source": "Peacekeeping Capability Readiness System (pcrs.un.org)"}
        return [
            Section(title=_("Formed unit"), key="facts", lines=lines_of(unit, showing.UNIT_LINES)),
            Section(title=_("What the level rests on"), key="readiness", note=note, **table_of(found, showing.FINDING_COLUMNS)),
        ]


class FormedUnitFormView(RecordFormView):
    """A new or changed unit."""

    model = FormedUnit
    form_class = UnitForm

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a unit or None
        """Return who writes."""
        return {**super().form_kwargs(record), "user": self.user}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a unit or None
        """Return the way back."""
        return [units_crumb(), *([Crumb(label=str(record), url=record.get_absolute_url())] if record else [])]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- a unit or None
        """Return where giving up leads."""
        return str(record.get_absolute_url()) if record else reverse("supply:formedunit-list")

    def save(self, form: Any, record: Any) -> FormedUnit:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_unit(form.instance, self.user)


class FormedUnitCreateView(FormedUnitFormView):
    """A new unit."""

    permission_required = "supply.add_formedunit"


class FormedUnitUpdateView(FormedUnitFormView):
    """A changed unit."""

    permission_required = "supply.change_formedunit"
