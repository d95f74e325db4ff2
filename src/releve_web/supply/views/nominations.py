"""Nominations: the list with its stages, and one with its steps."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from releve_web.common.details import RecordDetailView, Section, lines_of
from releve_web.common.filters import FilterForm
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.showing import Shown, show
from releve_web.supply import showing
from releve_web.supply.choices import ACTS, Stage
from releve_web.supply.forms import NominationFilter
from releve_web.supply.models import Nomination
from releve_web.supply.queries import nominations_for_user, stage_counts
from releve_web.supply.services import steps_for, undoable_step
from releve_web.supply.services.nominations import ACTORS


def nominations_crumb() -> Crumb:
    """Return the way back to the nominations."""
    return Crumb(label=_("Nominations"), url=reverse("supply:nomination-list"))


class NominationListView(RegisterListView):
    """All nominations the reader may see, with how many stand at each stage."""

    permission_required = "supply.view_nomination"
    template_name = "supply/nomination_list.html"
    model = Nomination
    filter_form = NominationFilter
    columns = showing.NOMINATION_COLUMNS

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the nominations with what the columns need."""
        return nominations_for_user(user)

    def context(self, form: FilterForm, rows: "QuerySet[Any]") -> dict[str, Any]:
        """Add the stages, each a link to the list of those that stand there."""
        counts = stage_counts(Nomination.objects.visible_to(self.user)) if not self.wants_table_alone() else {}
        asked = self.request.GET.get("stage", "")
        stages = [
            {"label": stage.label, "n": n, "url": self.address(stage=stage.value, after="", before=""), "is_here": stage.value == asked}
            for stage, n in counts.items()
            if n
        ]
        return {**super().context(form, rows), "stages": stages}

    def actions(self) -> list[Action]:
        """Offer to put a name forward."""
        if not self.user.has_perm("supply.add_nomination"):
            return []
        return [Action(label=_("Nominate"), url=reverse("supply:nomination-create"), icon="send", is_main=True)]

    def bulk_actions(self) -> list[Action]:
        """Offer one step for many."""
        if self.user.role not in ACTORS:
            return []
        return [Action(label=_("Take a step"), url=reverse("supply:nomination-steps"), icon="check-lg")]


class NominationDetailView(RecordDetailView):
    """A nomination with its steps and what was written beside it."""

    permission_required = "supply.view_nomination"
    model = Nomination

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the nominations with what the page shows of them."""
        return nominations_for_user(user)

    def subtitle(self) -> str:
        """Return whom it names."""
        return str(self.object.officer)

    def badges(self) -> list[SafeString]:
        """Return the stage."""
        return [show(self.object.get_stage_display(), Shown.STATUS, tone=showing.stage_tone(self.object))]

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [nominations_crumb()]

    def actions(self) -> list[Action]:
        """Return the steps that the reader's desk may take now, and the rest."""
        nomination = self.object
        found = [
            Action(
                label=ACTS[Stage(step.end.value)],
                url=f"{reverse('supply:nomination-step', args=[nomination.pk])}?end={step.end.value}",
                is_dangerous=step.needs_reason,
                is_main=not step.needs_reason,
            )
            for step in steps_for(nomination, self.user)
        ]
        last = undoable_step(nomination, self.user)
        if last is not None:
            url = f"{reverse('supply:nomination-undo', args=[nomination.pk])}?step={last.pk}"
            found.append(Action(label=_("Take my last decision back"), url=url, icon="arrow-counterclockwise", is_post=True))
        if self.user.has_perm("supply.view_history", nomination):
            found.append(Action(label=_("History"), url=reverse("supply:nomination-history", args=[nomination.pk]), icon="clock-history"))
        return found

    def sections(self) -> list[Section]:
        """Return the facts, the steps and the comments."""
        nomination = self.object
        comments = nomination.comments.visible_to(self.user).select_related("author")
        add = Action(label=_("Write a comment"), url=reverse("supply:comment-create", args=[nomination.pk]), icon="chat-left-text")
        may_write = self.user.has_perm("supply.add_comment", nomination)
        return [
            Section(title=_("Nomination"), key="facts", lines=lines_of(nomination, showing.NOMINATION_LINES)),
            Section(
                title=_("Steps"),
                key="steps",
                template="supply/parts/steps.html",
                data={"steps": nomination.nominationsteps.visible_to(self.user).select_related("taken_by", "undoes").order_by("pk")},
            ),
            Section(
                title=_("Comments"),
                key="comments",
                template="supply/parts/comments.html",
                data={"comments": comments},
                actions=[add] if may_write else [],
            ),
        ]
