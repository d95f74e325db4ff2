"""
Who is offered: officers and their files, nominations and their steps, formed units.

Every table here belongs to a partner and says so in a column of its own: policies of the database read it.
A composite foreign key ties each row of a file to an officer of the same partner.
No passport number and no document itself is kept: the day it expires is what rules need.
"""

from releve_web.supply.models.files import Assessment, Document, Experience, FilePart, FileRead
from releve_web.supply.models.nominations import Comment, Nomination, NominationPart, NominationStep
from releve_web.supply.models.officers import SEARCH_KEY_MAX, NameWord, Officer, OfficerQuerySet
from releve_web.supply.models.ownership import OfPartner
from releve_web.supply.models.units import FormedUnit, NationalDeadline

__all__ = [
    "SEARCH_KEY_MAX",
    "Assessment",
    "Comment",
    "Document",
    "Experience",
    "FilePart",
    "FileRead",
    "FormedUnit",
    "NameWord",
    "NationalDeadline",
    "Nomination",
    "NominationPart",
    "NominationStep",
    "OfPartner",
    "Officer",
    "OfficerQuerySet",
]
