"""
Which rows a person may touch, as the database understands it: one of its roles, and the settings its policies read.

The web signs in as ``releve_app``, which no policy lets see a partner's row.
Each request takes on, for the length of its transaction, the role of the person's desk.
"""

from dataclasses import dataclass
from typing import Final

APP: Final = "releve_app"
SELECTION: Final = "releve_selection"
MISSION: Final = "releve_mission"
COUNTRY: Final = "releve_country"
AUDITOR: Final = "releve_auditor"
ADMIN: Final = "releve_admin"
OWNER: Final = "releve_owner"

WRITERS: Final = (SELECTION, MISSION, COUNTRY, ADMIN)
"""Roles that may write at all; policies narrow each to its rows."""
DESKS: Final = (*WRITERS, AUDITOR)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """
    A role of the database and what its policies read.

    Attributes
    ----------
    role
        One of the constants above.
    partner
        Code of the contributing country; empty lets no row of ``COUNTRY`` be seen.
    missions
        Acronyms; empty lets no row of ``MISSION`` be seen.
    user
        Key of the person, for what is theirs alone (saved filters); empty for none.
    """

    role: str
    partner: str = ""
    missions: tuple[str, ...] = ()
    user: str = ""


NOBODY: Final = Scope(role=APP)
"""No partner's row at all: what a connection starts with and returns to."""
EVERYTHING: Final = Scope(role=SELECTION)
"""All rows; for jobs that a selection desk set off, and for loading the example."""
