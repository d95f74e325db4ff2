"""Officers: a file opened, a file corrected."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from releve_web.supply.models import Officer
from releve_web.supply.services.writing import check, check_same_partner, locked, write

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@transaction.atomic
def save_officer(officer: Officer, by: "User") -> Officer:
    """
    Save a new or changed officer.

    Raises
    ------
    PermissionDenied
        When the person may not write this officer.
    ValidationError
        By field, when a value cannot stand, there is no name or the partner was changed.
    """
    officer.renew_keys()
    if officer._state.adding:
        check(by, "supply.add_officer", officer)
        _clean(officer)
        officer.save(force_insert=True)
        return officer
    check(by, "supply.change_officer", officer)
    before = locked(Officer, officer.pk)
    check(by, "supply.change_officer", before)
    check_same_partner(before, officer)
    _clean(officer)
    return write(officer)


def _clean(officer: Officer) -> None:
    if not officer.name:
        raise ValidationError({"family_name": ValidationError(_("Write a name, in Latin or in Arabic script."), code="no_name")})
    officer.full_clean()
