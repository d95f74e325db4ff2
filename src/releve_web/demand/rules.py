"""
Rights to demand.

Every desk reads it. The selection desk keeps all of it; the administrator keeps the catalogue (missions, ceilings, profiles) too.
A mission's desk drafts post lines of its own missions, and changes or drops its drafts; the selection desk opens them, and from
then on a line is the selection desk's alone, for notes verbales may already speak of it.
"""

from typing import TYPE_CHECKING

import rules

from releve_web.accounts.predicates import (
    anyone,
    is_administrator,
    is_contributing_country,
    is_mission_desk,
    is_own_mission,
    is_selection_desk,
)

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@rules.predicate
def is_draft(user: "User", obj: object = None) -> bool:  # noqa: ARG001 -- signature of a predicate
    """Return whether a post line is still a draft; without one, True: some line may be."""
    return obj is None or bool(getattr(obj, "is_draft", False))


keeps_catalogue = is_selection_desk | is_administrator
drafts = is_mission_desk & is_own_mission & is_draft

for model in ("mission", "ceiling", "profile"):
    rules.add_perm(f"demand.view_{model}", anyone)
    rules.add_perm(f"demand.add_{model}", keeps_catalogue)
    rules.add_perm(f"demand.change_{model}", keeps_catalogue)

rules.add_perm("demand.view_postline", anyone)
rules.add_perm("demand.add_postline", is_selection_desk | drafts)
rules.add_perm("demand.change_postline", is_selection_desk | drafts)
rules.add_perm("demand.open_postline", is_selection_desk)
rules.add_perm("demand.close_postline", is_selection_desk | drafts)

rules.add_perm("demand.view_call", anyone)
rules.add_perm("demand.add_call", is_selection_desk)
rules.add_perm("demand.change_call", is_selection_desk)
rules.add_perm("demand.publish_call", is_selection_desk)
rules.add_perm("demand.set_nationaldeadline", is_contributing_country)
