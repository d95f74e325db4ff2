"""The communiqué reader: a press text in, a draft meeting record with the spans it was read from out (communiqué contract)."""

from releve.communique.document import draft_document
from releve.communique.draft import Draft
from releve.communique.reader import read_communique

__all__ = ["Draft", "draft_document", "read_communique"]
