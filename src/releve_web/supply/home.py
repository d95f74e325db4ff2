"""What waits in supply: nominations at the stages where this desk acts, and papers that end soon."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from releve.nominations import FINAL_STAGES, Actor, next_steps
from releve.nominations import Stage as StageOfLibrary
from releve_web.accounts.roles import Role
from releve_web.common.panels import Figure, Panel, counted, list_url
from releve_web.supply.choices import Stage
from releve_web.supply.models import Nomination, Officer
from releve_web.supply.queries import stage_counts, with_paper_ending

if TYPE_CHECKING:
    from releve_web.accounts.models import User

ENDING_DAYS: Final = 90
ACTORS: Final = {Role.SELECTION_DESK: Actor.SELECTION, Role.MISSION_DESK: Actor.MISSION}
CLOSING: Final = frozenset({StageOfLibrary.WITHDRAWN, StageOfLibrary.POST_CANCELLED, StageOfLibrary.DOCUMENT_EXPIRED})
"""Ends that may come at any stage: a nomination does not wait for them."""


def panels(user: "User") -> list[Panel]:
    """Return what waits for a person in supply."""
    if not user.has_perm("supply.view_nomination"):
        return []
    return [nominations(user), ending_papers(user)]


def waiting_stages(user: "User") -> tuple[Stage, ...]:
    """Return the stages from which the reader's desk moves a nomination on; all that are not final for a desk that moves none."""
    actor = ACTORS.get(Role(user.role))
    open_stages = [stage for stage in Stage if StageOfLibrary(stage.value) not in FINAL_STAGES]
    if actor is None:
        return tuple(open_stages)
    return tuple(stage for stage in open_stages if any(step.end not in CLOSING for step in next_steps(StageOfLibrary(stage.value), actor)))


def nominations(user: "User") -> Panel:
    """Return how many nominations stand at each stage that waits for this desk."""
    counts = stage_counts(Nomination.objects.visible_to(user))
    figures = [
        Figure(label=stage.label, number=counts[stage], url=list_url("supply:nomination-list", stage=stage.value))
        for stage in waiting_stages(user)
        if counts[stage]
    ]
    acts = Role(user.role) in ACTORS
    return Panel(
        title=_("Nominations that wait for your desk") if acts else _("Nominations on their way"),
        order=30,
        figures=figures,
        empty=_("No nomination waits for your desk.") if acts else _("No nomination is on its way."),
        more=list_url("supply:nomination-list"),
        more_label=_("All nominations"),
    )


def ending_papers(user: "User") -> Panel:
    """Return how many officers have a paper that ends soon."""
    first = timezone.localdate()
    officers = with_paper_ending(Officer.objects.visible_to(user), first, first + timedelta(days=ENDING_DAYS))
    found = counted(officers, _("Officers with a paper that ends"), list_url("supply:officer-list", ending=ENDING_DAYS))
    return Panel(title=_("Papers that end within 90 days"), order=40, figures=[found])
