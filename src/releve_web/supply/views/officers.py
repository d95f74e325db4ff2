"""Officers: the list, and the file of one."""

from typing import Any, cast

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.common.details import RecordDetailView, Section, lines_of, table_of
from releve_web.common.filters import FilterForm
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.navigation import address_of
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.supply import showing
from releve_web.supply.eligibility import judge_nominations
from releve_web.supply.forms import OfficerFilter
from releve_web.supply.models import Officer
from releve_web.supply.queries import nominations_for_user, officers_for_user
from releve_web.supply.services import record_reading, record_readings
from releve_web.supply.services.nominations import OVER


def officers_crumb() -> Crumb:
    """Return the way back to the officers."""
    return Crumb(label=_("Officers"), url=reverse("supply:officer-list"))


class OfficerListView(RegisterListView):
    """All officers the reader may see."""

    permission_required = "supply.view_officer"
    model = Officer
    filter_form = OfficerFilter
    columns = showing.OFFICER_COLUMNS
    default_sort = "name"
    found: OfficerFilter

    def context(self, form: FilterForm, rows: "QuerySet[Any]") -> dict[str, Any]:
        """Remember what the search for a name found."""
        self.found = cast("OfficerFilter", form)
        return super().context(form, rows)

    def count(self, rows: "QuerySet[Any]", shown: list[Any], *, is_whole: bool) -> tuple[int | None, bool]:
        """Return how many there are; what the search found is not counted again, and many of one name not at all."""
        if self.found.n_found is not None:
            return self.found.n_found, False
        if self.found.has_many:
            return self.count_limit, True
        return (None, True) if self.found.is_named and not is_whole else super().count(rows, shown, is_whole=is_whole)

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the officers; the columns need no other table."""
        return officers_for_user(user).defer("search_key")

    def actions(self) -> list[Action]:
        """Offer a new file, and an import where there is one."""
        if not self.user.has_perm("supply.add_officer"):
            return []
        found = [Action(label=_("New officer"), url=reverse("supply:officer-create"), icon="person-plus", is_main=True)]
        imports = address_of("imports:import-create")
        if imports:
            found.append(Action(label=_("Import"), url=imports, icon="file-earmark-arrow-up"))
        return found

    def no_data_hint(self) -> str:
        """Say how officers come here."""
        return _("Officers come here by an import of a workbook, or one at a time.") if self.user.has_perm("supply.add_officer") else ""

    def record_export(self, rows: list[Any]) -> None:
        """Record that these files were read as a file of the list."""
        record_readings(rows, reader=self.user, page="officer-list.csv")


class OfficerDetailView(RecordDetailView):
    """The file of an officer. Opening it is recorded."""

    permission_required = "supply.view_officer"
    model = Officer

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the officers with their partners."""
        return officers_for_user(user).select_related("partner")

    def record_read(self) -> None:
        """Record who opened the file."""
        record_reading(self.object, reader=self.user, page="officer-detail")

    def subtitle(self) -> str:
        """Return key and partner."""
        return f"{self.object.officer_id} · {self.object.partner}"

    def badges(self) -> list[SafeString]:
        """Say that the person is invented, where it is so."""
        return [show(_("synthetic"), Shown.STATUS, tone=Tone.INFO)] if self.object.is_synthetic else []

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [officers_crumb()]

    def actions(self) -> list[Action]:
        """Return what the reader may do with the file."""
        may, pk = self.user.has_perm, self.object.pk
        found = []
        if may("supply.add_nomination", self.object):
            url = f"{reverse('supply:nomination-create')}?officer={pk}"
            found.append(Action(label=_("Nominate"), url=url, icon="send", is_main=True))
        if may("supply.change_officer", self.object):
            found.append(Action(label=_("Change"), url=reverse("supply:officer-update", args=[pk]), icon="pencil"))
        if may("supply.view_history", self.object):
            found.append(Action(label=_("History"), url=reverse("supply:officer-history", args=[pk]), icon="clock-history"))
        if may("supply.view_fileread", self.object):
            found.append(Action(label=_("Readings"), url=reverse("supply:officer-reads", args=[pk]), icon="eye"))
        return found

    def sections(self) -> list[Section]:
        """Return the parts of the file."""
        officer = self.object
        nominations = list(
            nominations_for_user(self.user)
            .filter(officer=officer)
            .select_related("officer", "post_line__mission", "profile")
            .order_by("-pk")
        )
        return [
            Section(title=_("Person"), key="person", lines=lines_of(officer, showing.PERSON)),
            Section(title=_("Languages and skills"), key="abilities", lines=lines_of(officer, showing.ABILITIES)),
            Section(title=_("Clearance"), key="clearance", lines=lines_of(officer, showing.CLEARANCE)),
            self.part(_("Documents"), "document", showing.DOCUMENTS),
            self.part(_("Assessments"), "assessment", showing.ASSESSMENTS),
            self.part(_("Experience"), "experience", showing.EXPERIENCE),
            Section(
                title=_("Nominations"),
                key="nominations",
                empty=_("Not put forward yet"),
                **table_of(nominations, (showing.NOMINATION_COLUMNS[0], *showing.NOMINATION_COLUMNS[3:])),
            ),
            Section(
                title=_("Eligibility"),
                key="eligibility",
                note=_("What the rules say of each open nomination, as of the first day of duty."),
                template="supply/parts/eligibility.html",
                data={"eligibility": judge_nominations(officer, nominations), "waiting": self.waiting(nominations)},
            ),
        ]

    def waiting(self, nominations: list[Any]) -> list[Any]:
        """Return the open nominations that wait for a post line."""
        return [one for one in nominations if one.post_line is None and one.stage not in OVER]

    def part(self, title: str, name: str, columns: tuple[Column, ...]) -> Section:
        """Return one part of the file, its rows leading to their forms for who may write them."""
        officer = self.object
        may_change = self.user.has_perm(f"supply.change_{name}", officer)
        rows = getattr(officer, f"{name}s").all()
        if may_change:
            columns = (*columns, _change_column(name))
        add = Action(label=_("Add"), url=reverse(f"supply:{name}-create", args=[officer.pk]), icon="plus-lg")
        actions = [add] if self.user.has_perm(f"supply.add_{name}", officer) else []
        return Section(title=title, key=f"{name}s", empty=_("Nothing recorded"), actions=actions, **table_of(rows, columns))


def _change_column(name: str) -> Column:
    return Column(
        key="change",
        label=gettext_lazy("change"),
        value=lambda row: _("Change %(record)s") % {"record": row},
        link=lambda row: reverse(f"supply:{name}-update", args=[row.pk]),
        priority=2,
    )
