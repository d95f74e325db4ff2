"""Headings of the columns of the engagement tables, and what each column holds (source: engagement contract)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark
from releve.text.messages.columns import ColumnText

PARTNERS: Final[Mapping[str, ColumnText]] = {
    "partner": ColumnText(
        mark("Partner"), mark("Key of the partner: the country code of a State, else a code of your own, such as UN or MAR-DGSN.")
    ),
    "kind": ColumnText(mark("Kind of partner"), mark("A State, a service of a State, an international or a regional organization.")),
    "parent": ColumnText(mark("State of the service"), mark("For a service: the State to which it belongs.")),
    "name_en": ColumnText(mark("Name in English"), mark("Official name in English.")),
    "name_fr": ColumnText(mark("Name in French"), mark("Official name in French.")),
    "name_ar": ColumnText(mark("Name in Arabic"), mark("Official name in Arabic.")),
    "name_es": ColumnText(mark("Name in Spanish"), mark("Official name in Spanish.")),
    "aliases": ColumnText(mark("Other names"), mark("Other names and acronyms under which the partner appears.")),
}

MEETINGS: Final[Mapping[str, ColumnText]] = {
    "meeting": ColumnText(mark("Meeting no."), mark("Key of the meeting.")),
    "kind": ColumnText(mark("Kind of meeting"), mark("Bilateral meeting, visit, signature and so on.")),
    "held_on": ColumnText(mark("Held on"), mark("Day of the meeting.")),
    "place": ColumnText(mark("Place"), mark("City of the meeting.")),
    "country": ColumnText(mark("Country"), mark("Country of the meeting.")),
    "venue": ColumnText(mark("Venue"), mark("Building or site of the meeting.")),
    "assembly": ColumnText(mark("On the margins of"), mark("Assembly or conference beside which the meeting was held.")),
    "host": ColumnText(mark("Host"), mark("Partner who received.")),
    "guests": ColumnText(mark("Guests"), mark("Partners who were received.")),
    "source": ColumnText(mark("Source"), mark("Communiqué, note or press text that reports the meeting.")),
}

PARTICIPANTS: Final[Mapping[str, ColumnText]] = {
    "meeting": ColumnText(mark("Meeting no."), mark("Key of the meeting, as in the table of meetings.")),
    "name": ColumnText(mark("Name"), mark("Name as the source writes it.")),
    "title": ColumnText(mark("Official title"), mark("Official title as the source writes it.")),
    "partner": ColumnText(mark("Partner"), mark("Partner whom the person represents.")),
    "role": ColumnText(mark("Role"), mark("Host, guest or other.")),
    "attendance": ColumnText(mark("Attendance"), mark("Present, absent or excused.")),
}

COMMITMENTS: Final[Mapping[str, ColumnText]] = {
    "commitment": ColumnText(mark("Commitment no."), mark("Key of the commitment.")),
    "meeting": ColumnText(mark("Meeting no."), mark("Meeting at which it was made.")),
    "by": ColumnText(mark("Given by"), mark("Partner who gives, or who is asked to give.")),
    "to": ColumnText(mark("Given to"), mark("Partner who receives.")),
    "act": ColumnText(mark("Act"), mark("A request made to the giving partner, an offer by it, or an agreement of both.")),
    "kind": ColumnText(mark("What is given"), mark("Individual officers, a formed unit, posts at Headquarters, training and so on.")),
    "quantity": ColumnText(mark("Quantity"), mark("Number that was named; blank = none was named.")),
    "women": ColumnText(mark("Women"), mark("Number of women that was named; blank = none was named.")),
    "languages": ColumnText(mark("Languages"), mark("Languages that were named.")),
    "skills": ColumnText(mark("Skills"), mark("Skills that were named, by code.")),
    "from": ColumnText(mark("From"), mark("First day for which it is meant.")),
    "until": ColumnText(mark("Until"), mark("Last day for which it is meant.")),
    "conditions": ColumnText(mark("Conditions"), mark("Conditions that were stated, in a few words.")),
    "owner_by": ColumnText(mark("In charge, giving side"), mark("Office in charge on the side that gives.")),
    "owner_to": ColumnText(mark("In charge, receiving side"), mark("Office in charge on the side that receives.")),
    "due_on": ColumnText(mark("Due on"), mark("Day by which the next step is due.")),
    "state": ColumnText(mark("State of the commitment"), mark("How far the commitment has come.")),
    "note_verbale": ColumnText(mark("Note verbale"), mark("Reference of the note verbale.")),
}

NOMINATIONS: Final[Mapping[str, ColumnText]] = {
    "nomination": ColumnText(mark("Nomination no."), mark("Key of the nomination.")),
    "officer_id": ColumnText(mark("Officer no."), mark("Key of the officer, as in the table of officers.")),
    "post_id": ColumnText(mark("Post line no."), mark("Post line for which the officer is nominated; this or a profile, not both.")),
    "profile": ColumnText(mark("Profile"), mark("Job profile for which the officer is nominated; this or a post line, not both.")),
    "commitment": ColumnText(
        mark("Commitment no."), mark("Commitment that the nomination answers; blank = spontaneous, or in answer to a call.")
    ),
    "call": ColumnText(mark("Call"), mark("Reference of the call for nominations.")),
    "note_verbale": ColumnText(mark("Note verbale"), mark("Reference of the note verbale.")),
    "nominated_on": ColumnText(mark("Nominated on"), mark("Day of the nomination.")),
    "state": ColumnText(mark("State of the nomination"), mark("How far the nomination has come.")),
}
