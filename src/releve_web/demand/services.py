"""
What is done to demand: each function checks the right, the values and, last, the right to what has become of the row.

Pages, the API and jobs all call these. Every change is kept by the history of its table.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.roles import Role
from releve_web.demand.models import Call, Ceiling, Mission, PostLine, Profile, Requirements
from releve_web.supply.models import NationalDeadline

if TYPE_CHECKING:
    from releve_web.accounts.models import User

R = TypeVar("R", Mission, Ceiling, Profile, PostLine, Call)

REQUIREMENTS = tuple(field.name for field in Requirements._meta.get_fields())
"""Names of the fields that a post line takes from its profile."""


def save_mission(mission: Mission, by: "User") -> Mission:
    """Save a new or changed mission."""
    return _save(mission, by)


def save_ceiling(ceiling: Ceiling, by: "User") -> Ceiling:
    """Save a new or changed ceiling."""
    return _save(ceiling, by)


def save_profile(profile: Profile, by: "User") -> Profile:
    """Save a new or changed profile; post lines that took its requirements before keep theirs."""
    return _save(profile, by)


def save_post_line(line: PostLine, by: "User") -> PostLine:
    """
    Save a new or changed post line; a new one of a mission's desk is a draft until the selection desk opens it.

    Raises
    ------
    PermissionDenied
        When a mission's desk reaches for another mission's line, or for one that is no draft any more.
    """
    if line._state.adding and by.role == Role.MISSION_DESK:
        line.is_draft, line.is_open = True, False
    return _save(line, by)


@transaction.atomic
def open_post_line(line: PostLine, by: "User") -> PostLine:
    """Let a draft or a closed line be nominated for."""
    _check(by, "demand.open_postline", line)
    line.is_draft, line.is_open, line.closed_reason = False, True, ""
    return _write(line)


@transaction.atomic
def close_post_line(line: PostLine, by: "User", *, reason: str) -> PostLine:
    """
    Close a line, or drop a draft, and say why.

    Nominations to it stay: each ends by a step of its own, which its country can read.

    Raises
    ------
    ValidationError
        When no reason is given.
    """
    _check(by, "demand.close_postline", line)
    if not reason.strip():
        raise ValidationError(_("Say why the line is closed."), code="no_reason")
    line.is_draft, line.is_open, line.closed_reason = False, False, reason.strip()
    return _write(line)


def requirements_of(profile: Profile) -> dict[str, Any]:
    """Return what a profile asks for, by the names that a post line has for it; lists are copies."""
    values = {name: getattr(profile, name) for name in REQUIREMENTS}
    return {name: list(value) if isinstance(value, list) else value for name, value in values.items()}


@transaction.atomic
def save_call(call: Call, by: "User", *, partners: Iterable[Any] | None = None, post_lines: Iterable[PostLine] | None = None) -> Call:
    """
    Save a new or changed call, whom it addresses and the lines it asks for; None leaves them as they are.

    Raises
    ------
    ValidationError
        When a published call would be left without what publishing needs.
    """
    _save(call, by)
    if partners is not None:
        call.partners.set(partners)
    if post_lines is not None:
        call.post_lines.set(post_lines)
    if call.is_published:
        _raise_all(obstacles_to_publishing(call, is_new=False))
    return call


@transaction.atomic
def publish_call(call: Call, by: "User") -> Call:
    """
    Show a call to those it addresses.

    Raises
    ------
    ValidationError
        With everything that stands against it.
    """
    _check(by, "demand.publish_call", call)
    _raise_all(obstacles_to_publishing(call, is_new=True))
    call.is_published = True
    return _write(call)


@transaction.atomic
def withdraw_call(call: Call, by: "User") -> Call:
    """
    Hide a published call again, as long as nobody has answered it.

    Raises
    ------
    ValidationError
        When names were put forward in answer.
    """
    _check(by, "demand.publish_call", call)
    if call.nominations.exists():
        raise ValidationError(_("Names were put forward in answer to this call: it stays published."), code="answered")
    call.is_published = False
    return _write(call)


@transaction.atomic
def set_national_deadline(deadline: NationalDeadline, by: "User") -> NationalDeadline:
    """
    Save the deadline that a State sets its own services for a call.

    Raises
    ------
    PermissionDenied
        When it is another State's, or the call is not one the person sees.
    ValidationError
        When it lies behind the caller's.
    """
    call = Call.objects.visible_to(by).filter(pk=deadline.call_id).first()
    if call is None or deadline.partner_id != by.partner_id:
        raise PermissionDenied
    _check(by, "demand.set_nationaldeadline", call)
    if deadline.closes_at >= call.closes_at:
        raise ValidationError({"closes_at": ValidationError(_("A national deadline lies before the caller's."), code="late")})
    deadline.full_clean()
    deadline.save()
    return deadline


def obstacles_to_publishing(call: Call, *, is_new: bool) -> Mapping[str, ValidationError]:
    """Return what stands against publishing a call, by field; an expired deadline only where it is not published yet."""
    found: dict[str, ValidationError] = {}
    states = list(call.post_lines.values_list("post_id", "is_open"))
    closed = sorted(post for post, is_open in states if not is_open)
    if not states:
        found["post_lines"] = ValidationError(_("Name at least one post line."), code="no_lines")
    elif closed and is_new:
        message = _("These post lines are not open: %(posts)s.")
        found["post_lines"] = ValidationError(message, code="closed_lines", params={"posts": " · ".join(closed[:20])})
    if not call.note_verbale:
        found["note_verbale"] = ValidationError(_("Give the reference of the note verbale."), code="no_note")
    if is_new and call.closes_at <= timezone.now():
        found["closes_at"] = ValidationError(_("The deadline has passed."), code="too_late")
    return found


def _raise_all(obstacles: Mapping[str, ValidationError]) -> None:
    if obstacles:
        raise ValidationError(list(obstacles.values()))


@transaction.atomic
def _save(row: R, by: "User") -> R:
    name = row._meta.model_name
    if row._state.adding:
        _check(by, f"demand.add_{name}", row)
        row.full_clean()
        row.save(force_insert=True)
        return row
    before = type(row)._default_manager.select_for_update().get(pk=row.pk)
    _check(by, f"demand.change_{name}", before)
    _check(by, f"demand.change_{name}", row)
    row.full_clean()
    return _write(row)


def _write(row: R) -> R:
    # The counter grows in the database: two who saved at once leave two numbers, not one.
    row.revision = F("revision") + 1
    row.save()
    row.refresh_from_db(fields=["revision"])
    return row


def _check(by: "User", permission: str, row: object) -> None:
    if not by.has_perm(permission, row):
        raise PermissionDenied
