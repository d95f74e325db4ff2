"""
Nominations: a name put forward, the steps it takes, the last one taken back, and what is written beside it.

Which step leads where, who takes it and on what paper stands in :mod:`releve.nominations`.
"""

from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from releve.nominations import Actor, Step, next_steps
from releve.nominations import Stage as StageOfLibrary
from releve_web.accounts.roles import Role
from releve_web.supply.choices import Stage
from releve_web.supply.models import Comment, Nomination, NominationStep
from releve_web.supply.services.writing import check, locked, write

if TYPE_CHECKING:
    from releve_web.accounts.models import User

ACTORS: Final = {
    Role.SELECTION_DESK: Actor.SELECTION,
    Role.MISSION_DESK: Actor.MISSION,
    Role.CONTRIBUTING_COUNTRY: Actor.COUNTRY,
}
OVER: Final = frozenset({Stage.NOT_SELECTED, Stage.WITHDRAWN, Stage.POST_CANCELLED, Stage.AMS_FAILED})
"""Stages after which the same officer may be put forward for the same line again."""


@transaction.atomic
def nominate(nomination: Nomination, by: "User") -> Nomination:
    """
    Put a name forward: for a line or a profile, in answer to a call or a commitment.

    Raises
    ------
    PermissionDenied
        When the person may not write for this partner.
    ValidationError
        By field, when a value cannot stand, or the officer is put forward for the line already.
    """
    nomination.partner_id = nomination.officer.partner_id
    nomination.mission_id = nomination.post_line.mission_id if nomination.post_line else None
    nomination.stage = Stage.NOMINATED
    check(by, "supply.add_nomination", nomination)
    nomination.full_clean()
    locked(type(nomination.officer), nomination.officer_id)
    _check_not_twice(nomination)
    nomination.save(force_insert=True)
    _record(nomination, start="", end=Stage.NOMINATED, by=by, document=nomination.note_verbale)
    return nomination


def _check_not_twice(nomination: Nomination) -> None:
    field = "post_line" if nomination.post_line_id else "profile"
    same = Nomination.objects.filter(officer=nomination.officer_id, **{field: getattr(nomination, f"{field}_id")}).exclude(stage__in=OVER)
    earlier = same.first()
    if earlier:
        message = _("The officer is put forward for this already: nomination %(reference)s.")
        raise ValidationError({field: ValidationError(message, code="twice", params={"reference": earlier.reference})})


def steps_for(nomination: Nomination, user: "User") -> tuple[Step, ...]:
    """Return the steps that a person may take now."""
    actor = ACTORS.get(Role(user.role))
    if actor is None or not user.has_perm("supply.step_nomination", nomination):
        return ()
    return next_steps(StageOfLibrary(nomination.stage), actor)


def step_to(nomination: Nomination, end: str, user: "User") -> Step | None:
    """Return the step that leads a nomination to a stage, when a person may take it now."""
    return next((step for step in steps_for(nomination, user) if step.end.value == end), None)


@transaction.atomic
def take_step(nomination: Nomination, end: str, *, by: "User", document: str = "", reason: str = "") -> NominationStep:
    """
    Take a nomination one step on.

    Raises
    ------
    PermissionDenied
        When the person takes no steps with it at all.
    ValidationError
        By field, when it does not lead there from where it stands now, or lacks the paper or the reason that it asks for.
    """
    check(by, "supply.step_nomination", nomination)
    now = locked(Nomination, nomination.pk)
    step = step_to(now, end, by)
    if step is None:
        message = _("From “%(stage)s” your desk cannot take this step. Somebody may have acted meanwhile.")
        raise ValidationError({"end": ValidationError(message, code="no_such_step", params={"stage": now.get_stage_display()})})
    check_papers(step, document=document, reason=reason)
    return move(now, Stage(end), by=by, document=document, reason=reason)


def check_papers(step: Step, *, document: str, reason: str) -> None:
    """
    Refuse a step that lacks what it asks for.

    Raises
    ------
    ValidationError
        By field.
    """
    lacking: dict[str, ValidationError] = {}
    if step.needs_document and not document.strip():
        lacking["document"] = ValidationError(_("This step rests on a document: give its reference."), code="no_document")
    if step.needs_reason and not reason.strip():
        lacking["reason"] = ValidationError(_("Say why: the contributing country reads it."), code="no_reason")
    if lacking:
        raise ValidationError(lacking)


def undoable_step(nomination: Nomination, user: "User") -> NominationStep | None:
    """Return the person's own last decision, while nobody acted after it; None when there is nothing to take back."""
    last = nomination.nominationsteps.order_by("-pk").first()
    if last is None or last.undoes_id is not None or not last.start or last.taken_by_id != user.pk:
        return None
    return last if user.has_perm("supply.undo_nomination", nomination) else None


@transaction.atomic
def undo_last_step(nomination: Nomination, *, by: "User", step_pk: int | None = None) -> NominationStep:
    """
    Take one's own last decision back, by a step of its own; both stay to be read.

    Parameters
    ----------
    step_pk
        The step that the person saw as the last; None takes back whichever is.

    Raises
    ------
    PermissionDenied
        When the person takes no steps with it at all.
    ValidationError
        When the last step is not one's own, or somebody acted after it.
    """
    check(by, "supply.undo_nomination", nomination)
    now = locked(Nomination, nomination.pk)
    last = undoable_step(now, by)
    if last is None or (step_pk is not None and last.pk != step_pk):
        raise ValidationError(_("Only your own last decision can be taken back, and only while nobody acted after it."), code="too_late")
    return move(now, Stage(last.start), by=by, undoes=last)


def move(
    nomination: Nomination, end: Stage, *, by: "User", document: str = "", reason: str = "", undoes: NominationStep | None = None
) -> NominationStep:
    """Set the stage of a nomination that was locked and checked, and record the step."""
    start = nomination.stage
    nomination.stage = end
    write(nomination)
    return _record(nomination, start=start, end=end, by=by, document=document, reason=reason, undoes=undoes)


def _record(
    nomination: Nomination,
    *,
    start: str,
    end: Stage,
    by: "User",
    document: str = "",
    reason: str = "",
    undoes: NominationStep | None = None,
) -> NominationStep:
    step = NominationStep(
        partner_id=nomination.partner_id,
        nomination=nomination,
        start=start,
        end=end,
        taken_by=by,
        document=document.strip(),
        reason=reason.strip(),
        undoes=undoes,
    )
    step.clean_fields()
    step.save(force_insert=True)
    return step


@transaction.atomic
def add_comment(nomination: Nomination, *, by: "User", text: str, is_internal: bool) -> Comment:
    """
    Write something beside a nomination; an internal comment is kept from the contributing country.

    Raises
    ------
    PermissionDenied
        When the person may not write here, or not what the country shall not read.
    ValidationError
        By field, when there is no text or too much.
    """
    check(by, "supply.add_comment", nomination)
    if is_internal and not by.has_perm("supply.add_internal_comment", nomination):
        raise PermissionDenied
    comment = Comment(partner_id=nomination.partner_id, nomination=nomination, author=by, text=text.strip(), is_internal=is_internal)
    comment.clean_fields()
    comment.save(force_insert=True)
    return comment
