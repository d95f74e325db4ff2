"""Formed units: a pledge recorded, its level of readiness raised or lowered."""

from typing import TYPE_CHECKING

from django.db import transaction

from releve_web.supply.models import FormedUnit
from releve_web.supply.services.writing import check, check_same_partner, locked, write

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@transaction.atomic
def save_unit(unit: FormedUnit, by: "User") -> FormedUnit:
    """
    Save a new or changed unit.

    Raises
    ------
    PermissionDenied
        When the person may not write this unit.
    ValidationError
        By field, when a value cannot stand or the partner was changed.
    """
    if unit._state.adding:
        check(by, "supply.add_formedunit", unit)
        unit.full_clean()
        unit.save(force_insert=True)
        return unit
    check(by, "supply.change_formedunit", unit)
    before = locked(FormedUnit, unit.pk)
    check(by, "supply.change_formedunit", before)
    check_same_partner(before, unit)
    unit.full_clean()
    return write(unit)
