"""Missions and their ceilings."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.common.details import RecordDetailView, Section, lines_of, table_of
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Column, Shown, Tone
from releve_web.demand.forms import CeilingForm, MissionFilter, MissionForm
from releve_web.demand.models import Ceiling, Mission, PostLine
from releve_web.demand.queries import annotate_vacancies, ceilings_in_force, vacancies_by_category
from releve_web.demand.services import save_ceiling, save_mission
from releve_web.demand.showing import line_columns
from releve_web.demand.views.lines import lines_address
from releve_web.demand.words import country_names, language_name

LINES_SHOWN = 20


def missions_crumb() -> Crumb:
    """Return the way back to the missions."""
    return Crumb(label=_("Missions"), url=reverse("demand:mission-list"))


class MissionListView(RegisterListView):
    """Missions with their vacant seats."""

    permission_required = "demand.view_mission"
    model = Mission
    filter_form = MissionFilter
    default_sort = "code"
    columns = (
        Column(key="code", label=gettext_lazy("acronym"), sort="code", link=lambda row: row.get_absolute_url()),
        Column(key="name", label=gettext_lazy("name")),
        Column(key="kind", label=gettext_lazy("kind"), priority=2),
        Column(key="host_countries", label=gettext_lazy("host countries"), shown=Shown.CODES, priority=3),
        Column(key="working_languages", label=gettext_lazy("working languages"), shown=Shown.CODES, priority=2),
        Column(
            key="open_lines",
            label=gettext_lazy("open post lines"),
            shown=Shown.NUMBER,
            link=lambda row: lines_address(mission=row.pk, state="open"),
        ),
        Column(
            key="vacant_seats",
            label=gettext_lazy("vacant seats"),
            shown=Shown.NUMBER,
            link=lambda row: lines_address(mission=row.pk, state="open"),
        ),
    )

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the missions with their vacancies."""
        return annotate_vacancies(Mission.objects.visible_to(user))

    def actions(self) -> list[Action]:
        """Offer a new mission to who keeps the catalogue."""
        if not self.user.has_perm("demand.add_mission"):
            return []
        return [Action(label=_("New mission"), url=reverse("demand:mission-create"), icon="plus-lg", is_main=True)]


class MissionDetailView(RecordDetailView):
    """A mission: what it is, what it may have, what it lacks."""

    permission_required = "demand.view_mission"
    model = Mission

    def subtitle(self) -> str:
        """Return the full name."""
        return str(self.object.name)

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back to the list."""
        return [missions_crumb()]

    def actions(self) -> list[Action]:
        """Offer a change, a ceiling and a post line to who may."""
        found = []
        if self.user.has_perm("demand.change_mission", self.object):
            found.append(Action(label=_("Change"), url=reverse("demand:mission-update", args=[self.object.pk]), icon="pencil"))
        if self.user.has_perm("demand.add_postline", PostLine(mission=self.object, is_draft=True)):
            url = f"{reverse('demand:postline-create')}?{urlencode({'mission': self.object.pk})}"
            found.append(Action(label=_("New post line"), url=url, icon="plus-lg", is_main=True))
        return found

    def sections(self) -> list[Section]:
        """Return what the mission is, its vacancies, its ceilings and its first lines."""
        return [self.about(), self.vacancies(), self.ceilings(), self.lines()]

    def about(self) -> Section:
        """Return what the mission is."""
        columns = (
            Column(key="kind", label=_("kind")),
            Column(key="host_countries", label=_("host countries"), value=lambda row: " · ".join(country_names(row.host_countries))),
            Column(
                key="working_languages",
                label=_("working languages"),
                value=lambda row: " · ".join(map(language_name, row.working_languages)),
            ),
            Column(
                key="excluded_nationalities",
                label=_("excluded nationalities"),
                value=lambda row: " · ".join(country_names(row.excluded_nationalities)),
            ),
        )
        return Section(title=_("Mission"), key="about", lines=lines_of(self.object, columns))

    def vacancies(self) -> Section:
        """Return open lines and vacant seats by category, each figure a link to its lines."""
        columns = (
            Column(key="label", label=_("category")),
            Column(key="n_lines", label=_("open post lines"), shown=Shown.NUMBER, link=self.lines_of_category),
            Column(key="n_seats", label=_("vacant seats"), shown=Shown.NUMBER, link=self.lines_of_category),
        )
        counted = vacancies_by_category(PostLine.objects.visible_to(self.user).filter(mission=self.object))
        return Section(
            title=_("Vacancies"),
            key="vacancies",
            note=_("Seats of open post lines; counted when the page is opened, never kept."),
            empty=_("No post line of this mission is open."),
            **table_of(counted, columns),
        )

    def lines_of_category(self, row: Any) -> str:  # noqa: ANN401 -- a count
        """Return the address of the lines behind a count."""
        return lines_address(mission=self.object.pk, category=row.category, state="open")

    def ceilings(self) -> Section:
        """Return all ceilings, the latest first; what is in force today, and what nobody has confirmed, is said."""
        rows = list(Ceiling.objects.visible_to(self.user).filter(mission=self.object).order_by("-in_force_on", "kind"))
        today = timezone.localdate()
        in_force = {row.pk for row in ceilings_in_force(rows, today)}
        may_change = self.user.has_perm("demand.change_ceiling")
        columns = (
            Column(
                key="in_force_on",
                label=_("in force from"),
                shown=Shown.DAY,
                link=(lambda row: reverse("demand:ceiling-update", args=[row.mission_id, row.pk])) if may_change else None,
            ),
            Column(key="kind", label=_("counts")),
            Column(key="quantity", label=_("authorised"), shown=Shown.NUMBER),
            Column(
                key="state",
                label=_("state"),
                shown=Shown.STATUS,
                value=lambda row: _("in force") if row.pk in in_force else _("replaced") if row.in_force_on <= today else _("not yet"),
                tone=lambda row: Tone.GOOD if row.pk in in_force else Tone.QUIET,
            ),
            Column(
                key="is_confirmed",
                label=_("confirmed"),
                shown=Shown.STATUS,
                value=lambda row: _("confirmed") if row.is_confirmed else _("to be confirmed"),
                tone=lambda row: Tone.GOOD if row.is_confirmed else Tone.WARN,
            ),
            Column(key="source", label=_("source")),
        )
        actions = []
        if self.user.has_perm("demand.add_ceiling"):
            actions = [Action(label=_("New ceiling"), url=reverse("demand:ceiling-create", args=[self.object.pk]), icon="plus-lg")]
        return Section(
            title=_("Authorised police"),
            key="ceilings",
            empty=_("No ceiling is entered for this mission."),
            actions=actions,
            **table_of(rows, columns),
        )

    def lines(self) -> Section:
        """Return the first post lines, the most urgent first, and where all are."""
        rows = list(PostLine.objects.visible_to(self.user).filter(mission=self.object).order_by("priority", "id")[: LINES_SHOWN + 1])
        return Section(
            title=_("Post lines"),
            key="lines",
            empty=_("No post line of this mission that you may see."),
            more=lines_address(mission=self.object.pk) if len(rows) > LINES_SHOWN else "",
            more_label=_("All post lines of this mission"),
            **table_of(rows[:LINES_SHOWN], tuple(column for column in line_columns() if column.key != "mission_id")),
        )


class MissionFormView(RecordFormView):
    """A new or changed mission."""

    model = Mission
    form_class = MissionForm

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- a mission or None
        """Return the way back."""
        return [missions_crumb(), *([Crumb(label=str(record), url=record.get_absolute_url())] if record else [])]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- a mission or None
        """Return where giving up leads."""
        return record.get_absolute_url() if record else reverse("demand:mission-list")

    def save(self, form: Any, record: Any) -> Mission:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_mission(form.instance, self.user)


class MissionCreateView(MissionFormView):
    """A new mission."""

    permission_required = "demand.add_mission"


class MissionUpdateView(MissionFormView):
    """A changed mission."""

    permission_required = "demand.change_mission"


class CeilingFormView(RecordFormView):
    """A new or changed ceiling of one mission."""

    model = Ceiling
    form_class = CeilingForm
    lookup = "ceiling"

    @cached_property
    def mission(self) -> Mission:
        """Return the mission in the address."""
        return get_object_or_404(Mission.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def get_record(self) -> Any:  # noqa: ANN401 -- a ceiling or None
        """Return the ceiling, None for a new one; it is the mission's in the address."""
        if self.lookup not in self.kwargs:
            return None
        found = get_object_or_404(Ceiling.objects.visible_to(self.user), pk=self.kwargs[self.lookup], mission=self.mission)
        self.check_object(found)
        return found

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a ceiling or None
        """Return the ceiling, or a new one of the mission."""
        return {"instance": record or Ceiling(mission=self.mission)}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401, ARG002 -- a ceiling or None
        """Return the way back."""
        return [missions_crumb(), Crumb(label=str(self.mission), url=self.mission.get_absolute_url())]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a ceiling or None
        """Return where giving up leads."""
        return self.mission.get_absolute_url()

    def save(self, form: Any, record: Any) -> Ceiling:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_ceiling(form.instance, self.user)


class CeilingCreateView(CeilingFormView):
    """A new ceiling."""

    permission_required = "demand.add_ceiling"


class CeilingUpdateView(CeilingFormView):
    """A changed ceiling."""

    permission_required = "demand.change_ceiling"
