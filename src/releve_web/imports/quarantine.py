"""What is done with rows set aside: somebody sees to them, places them once their place exists, or discards them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.demand.models import PostLine
from releve_web.demand.services import save_post_line
from releve_web.imports.models import QuarantinedRow, QuarantineState, State, Table
from releve_web.imports.staging import known_keys
from releve_web.imports.targets import TARGETS, Target
from releve_web.supply.models import Nomination, Officer
from releve_web.supply.services import nominate, save_officer

if TYPE_CHECKING:
    from django.db.models import QuerySet


def owners_for(row: QuarantinedRow) -> "QuerySet[User]":
    """Return who may see to a row: the selection desk, and the desk of its own State."""
    return User.objects.filter(Q(role=Role.SELECTION_DESK) | Q(role=Role.CONTRIBUTING_COUNTRY, partner=row.partner_id), is_active=True)


@transaction.atomic
def assign(row: QuarantinedRow, owner: User, *, by: User, note: str = "") -> QuarantinedRow:
    """
    Say who sees to a row.

    Raises
    ------
    ValidationError
        When that person has no part in it.
    """
    row = _locked(row, by)
    if not owners_for(row).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": ValidationError(_("This person does not see the row."), code="stranger")})
    row.owner, row.note = owner, note.strip()
    row.save(update_fields=["owner", "note"])
    return row


@transaction.atomic
def discard(row: QuarantinedRow, *, by: User, note: str) -> QuarantinedRow:
    """
    Drop a row, and say why.

    Raises
    ------
    ValidationError
        When no reason is given.
    """
    row = _locked(row, by)
    if not note.strip():
        raise ValidationError({"note": ValidationError(_("Say why the row is discarded."), code="no_reason")})
    return _close(row, QuarantineState.DISCARDED, by, note=note)


@transaction.atomic
def place(row: QuarantinedRow, *, by: User) -> QuarantinedRow:
    """
    Write a row into its register, now that what it names is there; an officer of an unknown State goes to the State whose file it was.

    Raises
    ------
    ValidationError
        When what it names is still not there, or the register refuses the row.
    """
    row = _locked(row, by)
    target = TARGETS[row.source.table]
    fields = {field.attname: field for field in target.model._meta.concrete_fields}
    values: dict[str, Any] = {name: fields[name].to_python(value) for name, value in row.values.items() if name in fields}
    values |= _found(row, target, by)
    values.pop("mission_id", None) if target.table is Table.NOMINATIONS else None
    if target.table is Table.OFFICERS:
        save_officer(Officer(partner=row.partner, **values), by)
    elif target.table is Table.NOMINATIONS:
        if "officer_id" not in values:
            raise ValidationError(_("The officer of this nomination is not in the register."), code="unplaced")
        nominate(Nomination(partner=row.partner, **values), by)
    else:
        save_post_line(PostLine(**values), by)
    return _close(row, QuarantineState.PLACED, by, note=row.note)


def _found(row: QuarantinedRow, target: Target, by: User) -> dict[str, Any]:
    """Return the keys of what the row names; says at once everything that is still not there."""
    values: dict[str, Any] = {}
    message = _("“%(value)s” is still not in the register.")
    missing = []
    for column, value in row.unplaced:
        if column not in target.looked_up:
            continue
        found = known_keys(column, row.source, by, {value}).get(value)
        if found is None:
            missing.append(ValidationError(message, code="unplaced", params={"value": value}))
        else:
            values[target.looked_up[column]] = found[0]
    if missing:
        raise ValidationError(missing)
    return values


def _close(row: QuarantinedRow, state: QuarantineState, by: User, *, note: str) -> QuarantinedRow:
    row.state, row.owner, row.note, row.closed_at = state, row.owner or by, note.strip()[:500], timezone.now()
    row.save(update_fields=["state", "owner", "note", "closed_at"])
    return row


def _locked(row: QuarantinedRow, by: User) -> QuarantinedRow:
    if not by.has_perm("imports.change_quarantinedrow", row):
        raise PermissionDenied
    row = QuarantinedRow.objects.visible_to(by).select_for_update(of=("self",)).select_related("source").get(pk=row.pk)
    if row.state != QuarantineState.OPEN:
        raise ValidationError(_("This row is closed already."), code="closed")
    if row.source.state != State.DONE:
        raise ValidationError(_("The other rows of its file are not written yet."), code="not_written")
    return row
