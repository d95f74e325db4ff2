"""Who somebody is, as predicates that rules join; each takes the person and, where it matters, the object."""

from typing import TYPE_CHECKING

import rules

from releve_web.accounts.roles import Role

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@rules.predicate
def is_selection_desk(user: "User") -> bool:
    """Return whether the person works at the selection desk."""
    return user.role == Role.SELECTION_DESK


@rules.predicate
def is_mission_desk(user: "User") -> bool:
    """Return whether the person works for a mission's police component."""
    return user.role == Role.MISSION_DESK


@rules.predicate
def is_contributing_country(user: "User") -> bool:
    """Return whether the person works for a contributing country."""
    return user.role == Role.CONTRIBUTING_COUNTRY


@rules.predicate
def is_auditor(user: "User") -> bool:
    """Return whether the person reads for control and writes nothing."""
    return user.role == Role.AUDITOR


@rules.predicate
def is_administrator(user: "User") -> bool:
    """Return whether the person keeps accounts and settings."""
    return user.role == Role.ADMINISTRATOR


@rules.predicate
def is_own_partner(user: "User", obj: object = None) -> bool:
    """Return whether an object belongs to the person's partner; without an object, whether there is a partner at all."""
    if obj is None:
        return user.partner_id is not None
    return user.partner_id is not None and getattr(obj, "partner_id", None) == user.partner_id


@rules.predicate
def is_own_mission(user: "User", obj: object = None) -> bool:
    """Return whether an object belongs to one of the person's missions; without an object, whether there is one at all."""
    if obj is None:
        return bool(user.mission_codes)
    return getattr(obj, "mission_id", None) in user.mission_codes


anyone = is_selection_desk | is_mission_desk | is_contributing_country | is_auditor | is_administrator
reads_files = is_selection_desk | is_auditor | is_mission_desk | is_contributing_country
