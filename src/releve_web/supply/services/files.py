"""
The parts of an officer's file, and what they say of the officer.

Rules and lists read the officer's own columns. A paper or an assessment written here renews them, so that the two never differ.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from releve.model import add_months
from releve.reference import default_policy
from releve_web.supply.choices import AssessmentResult, DocumentKind
from releve_web.supply.models import Assessment, Document, Experience, Officer
from releve_web.supply.services.writing import check, locked, write

if TYPE_CHECKING:
    from releve_web.accounts.models import User

Part = TypeVar("Part", Document, Assessment, Experience)


@transaction.atomic
def save_part(part: Part, by: "User") -> Part:
    """
    Save a new or changed row of a file, and renew what it says of the officer.

    Raises
    ------
    PermissionDenied
        When the person may not write this file.
    ValidationError
        By field, when a value cannot stand.
    """
    verb = "add" if part._state.adding else "change"
    part.partner_id = part.officer.partner_id
    check(by, f"supply.{verb}_{part._meta.model_name}", part)
    officer = locked(Officer, part.officer_id)
    part.full_clean()
    part.save()
    _renew(officer, part)
    return part


@transaction.atomic
def delete_part(part: Part, by: "User") -> None:
    """
    Take a row out of a file; its history stays.

    Raises
    ------
    PermissionDenied
        When the person may not write this file.
    """
    check(by, f"supply.delete_{part._meta.model_name}", part)
    officer = locked(Officer, part.officer_id)
    part.delete()
    _renew(officer, part)


def _renew(officer: Officer, part: Document | Assessment | Experience) -> None:
    if isinstance(part, Document):
        changed = _renew_papers(officer, part.kind)
    elif isinstance(part, Assessment):
        changed = _renew_assessment(officer)
    else:
        changed = False
    if changed:
        write(officer)


def _renew_papers(officer: Officer, kind: str) -> bool:
    """Set the day until which a paper holds: the last of its kind."""
    name = {DocumentKind.PASSPORT: "passport_expires_on", DocumentKind.MEDICAL: "medical_expires_on"}.get(DocumentKind(kind))
    if name is None:
        return False
    days = officer.documents.filter(kind=kind).values_list("expires_on", flat=True)
    return _set(officer, {name: max((day for day in days if day is not None), default=None)})


def _renew_assessment(officer: Officer) -> bool:
    """Set the clearance: the last assessment passed, and the languages of those that still held on its day."""
    held = list(officer.assessments.order_by("held_on", "pk"))
    passed = [one for one in held if one.result == AssessmentResult.PASSED]
    last = passed[-1] if passed else None
    months = default_policy().thresholds.assessment_months.value
    languages = sorted({one.language for one in passed if last is not None and add_months(one.held_on, months) >= last.held_on})
    values: dict[str, object] = {
        "ams_cleared_on": last.held_on if last else None,
        "ams_languages": languages,
        "assessment_score": last.score if last else None,
    }
    for name in ("driving_passed", "firearms_passed"):
        taken = [getattr(one, name) for one in held if getattr(one, name) is not None]
        if taken:
            values[name] = taken[-1]
    return _set(officer, values)


def _set(officer: Officer, values: Mapping[str, object]) -> bool:
    changed = {name: value for name, value in values.items() if getattr(officer, name) != value}
    for name, value in changed.items():
        setattr(officer, name, value)
    return bool(changed)
