"""The communiqué reader: a press text in, a draft meeting record with the spans it was read from out (communiqué contract)."""

from releve.communique.document import SCHEMA_VERSION, draft_document
from releve.communique.draft import Candidate, Draft, Event, MeetingKind, Participant, Place, Role, Statement, StatementAct
from releve.communique.reader import read_communique

__all__ = [
    "SCHEMA_VERSION",
    "Candidate",
    "Draft",
    "Event",
    "MeetingKind",
    "Participant",
    "Place",
    "Role",
    "Statement",
    "StatementAct",
    "draft_document",
    "read_communique",
]
