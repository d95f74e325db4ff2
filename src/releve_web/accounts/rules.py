"""Rights to accounts: the administrator keeps them, the auditor reads them, everybody keeps what is their own."""

from typing import TYPE_CHECKING

import rules

from releve_web.accounts.predicates import anyone, is_administrator, is_auditor

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@rules.predicate
def is_another(user: "User", obj: object = None) -> bool:
    """Return whether an account is somebody else's: nobody shuts themselves out, so one administrator always remains."""
    return obj is None or getattr(obj, "pk", None) != user.pk


@rules.predicate
def is_own(user: "User", obj: object = None) -> bool:
    """Return whether a thing belongs to the person."""
    return obj is None or getattr(obj, "user_id", None) == user.pk


rules.add_perm("accounts.view_user", is_administrator | is_auditor)
rules.add_perm("accounts.invite_user", is_administrator)
rules.add_perm("accounts.change_user", is_administrator & is_another)
rules.add_perm("accounts.deactivate_user", is_administrator & is_another)
rules.add_perm("accounts.reactivate_user", is_administrator & is_another)
rules.add_perm("accounts.reset_user", is_administrator & is_another)
rules.add_perm("accounts.view_preferences", anyone)
rules.add_perm("accounts.change_preferences", anyone)
rules.add_perm("accounts.view_token", anyone & is_own)
rules.add_perm("accounts.create_token", anyone & is_own)
rules.add_perm("accounts.revoke_token", anyone & is_own)
