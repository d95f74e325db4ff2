"""One step for many nominations: all of them take it, or none does, and beforehand a preview says what stands in the way of which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve.nominations import Step
from releve_web.supply.choices import Stage
from releve_web.supply.models import Nomination
from releve_web.supply.queries import nominations_for_user
from releve_web.supply.services.nominations import check_papers, move, step_to, steps_for

if TYPE_CHECKING:
    from releve_web.accounts.models import User

BULK_MAX = 500


@dataclass(frozen=True, kw_only=True)
class StepPreview:
    """What one step would do to one nomination; ``obstacle`` says why it cannot take it, empty when it can."""

    nomination: Nomination
    step: Step | None
    obstacle: str = ""


def chosen(pks: Iterable[int], user: "User") -> list[Nomination]:
    """
    Return the chosen nominations that a person sees, in the order of their keys.

    Raises
    ------
    ValidationError
        When more are chosen than one step can take, or none.
    """
    wanted = sorted(set(pks))[: BULK_MAX + 1]
    if len(wanted) > BULK_MAX:
        raise ValidationError(gettext_lazy("Choose %(most)s nominations at most."), code="too_many", params={"most": BULK_MAX})
    found = list(nominations_for_user(user).filter(pk__in=wanted).order_by("pk"))
    if not found:
        raise ValidationError(gettext_lazy("Choose at least one nomination."), code="none_chosen")
    return found


def ends_for(nominations: Sequence[Nomination], user: "User") -> list[Stage]:
    """Return the stages to which at least one of the nominations can be led now, in the order of the process."""
    ends = {step.end.value for nomination in nominations for step in steps_for(nomination, user)}
    return [stage for stage in Stage if stage.value in ends]


def preview_steps(nominations: Iterable[Nomination], end: str, user: "User") -> list[StepPreview]:
    """Return, for each nomination, whether it can take the step, and why not."""
    return [_preview(nomination, end, user) for nomination in nominations]


def _preview(nomination: Nomination, end: str, user: "User") -> StepPreview:
    step = step_to(nomination, end, user)
    if step is not None:
        return StepPreview(nomination=nomination, step=step)
    if not steps_for(nomination, user):
        obstacle = _("Your desk takes no step from “%(stage)s”.") % {"stage": nomination.get_stage_display()}
    else:
        obstacle = _("No step leads there from “%(stage)s”.") % {"stage": nomination.get_stage_display()}
    return StepPreview(nomination=nomination, step=None, obstacle=obstacle)


@transaction.atomic
def take_steps(pks: Iterable[int], end: str, *, by: "User", document: str = "", reason: str = "") -> int:
    """
    Take many nominations one step on, all or none; return how many.

    Raises
    ------
    ValidationError
        When one of them cannot take the step as things stand now, naming each, or a paper or a reason lacks.
    """
    visible = [nomination.pk for nomination in chosen(pks, by)]
    # Locked in one order, so that two who act on the same ones wait and do not block each other.
    rows = list(Nomination.objects.select_for_update(of=("self",)).filter(pk__in=visible).order_by("pk"))
    previews = preview_steps(rows, end, by)
    stuck = [preview for preview in previews if preview.step is None]
    if stuck:
        message = gettext_lazy("%(reference)s: %(obstacle)s")
        raise ValidationError(
            [
                ValidationError(message, code="no_such_step", params={"reference": one.nomination.reference, "obstacle": one.obstacle})
                for one in stuck
            ]
        )
    for preview in previews:
        assert preview.step is not None  # noqa: S101 -- none is stuck
        check_papers(preview.step, document=document, reason=reason)
        move(preview.nomination, Stage(end), by=by, document=document, reason=reason)
    return len(rows)
