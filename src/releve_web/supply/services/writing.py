"""What all services here share: the right is asked of the row as it was and as it will be, and the counter of changes grows."""

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from releve_web.supply.models import FormedUnit, Nomination, Officer

if TYPE_CHECKING:
    from releve_web.accounts.models import User

M = TypeVar("M", bound=models.Model)
Revised = TypeVar("Revised", Officer, Nomination, FormedUnit)


def check(by: "User", permission: str, row: object) -> None:
    """
    Refuse a person a right.

    Raises
    ------
    PermissionDenied
        When the rule does not hold for the row.
    """
    if not by.has_perm(permission, row):
        raise PermissionDenied


def locked(model: type[M], pk: object) -> M:
    """Return a row that nobody else changes until this transaction ends."""
    return model._default_manager.select_for_update(of=("self",)).get(pk=pk)


def write(row: Revised) -> Revised:
    """Save a changed row; the counter grows in the database, so that two who saved at once leave two numbers."""
    row.revision = F("revision") + 1
    row.save()
    row.refresh_from_db(fields=["revision"])
    return row


def check_same_partner(before: Officer | FormedUnit, after: Officer | FormedUnit) -> None:
    """
    Refuse to hand a record to another partner.

    Raises
    ------
    ValidationError
        When the partner changed.
    """
    if before.partner_id != after.partner_id:
        raise ValidationError({"partner": ValidationError(_("A record stays with its partner."), code="other_partner")})
