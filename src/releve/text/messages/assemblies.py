"""What the timetable of an assembly says: levels of its objective, why a request has no meeting, which change would place it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark, mark_plural

ASSEMBLY_LEVELS: Final[Mapping[str, str]] = {
    "must": mark("Meetings that must take place, placed"),
    "placed_1": mark("Requests of priority 1 placed"),
    "placed_2": mark("Requests of priority 2 placed"),
    "placed_3": mark("Requests of priority 3 placed"),
    "moved": mark("Published meetings moved or lost"),
    "breaks": mark("Breaks between meetings"),
    "room_changes": mark("Changes of room"),
}
"""Names of the levels, in the order in which they are compared."""

UNPLACED_REASONS: Final[Mapping[str, Sentence]] = {
    "declined": mark("The request was declined."),
    "no_room": mark("The assembly has no room."),
    "no_slot": mark_plural(
        "No day has a slot that is not closed.", "No day has {slots} slots in a row that are not closed.", count="slots"
    ),
    "absent": mark_plural(
        "{delegation} is there for no slot that is not closed.",
        "{delegation} is never there for {slots} slots in a row that are not closed.",
        count="slots",
    ),
    "no_common_slot": mark_plural(
        "The two sides have no usable slot in common.", "The two sides never have {slots} usable slots in a row in common.", count="slots"
    ),
    "outside_window": mark("Between not_before and not_after the two sides have no time in common that is long enough."),
    "no_interpreter": mark(
        "The sides share no language, and whenever both are there, no interpreter who has a language of each is available."
    ),
    "order": mark("The order leaves no time for it: {requests}."),
    "delegation_full": mark_plural(
        "At the only start at which both sides could meet, {delegation} is in other meetings or rests.",
        "At all {starts} starts at which both sides could meet, {delegation} is in other meetings or rests.",
        count="starts",
    ),
    "rooms_full": mark_plural(
        "At the only start at which both sides could meet, no room is free.",
        "At all {starts} starts at which both sides could meet, no room is free.",
        count="starts",
    ),
    "interpreters_full": mark_plural(
        "At the only start at which both sides could meet, every interpreter who could serve is taken.",
        "At all {starts} starts at which both sides could meet, every interpreter who could serve is taken.",
        count="starts",
    ),
    "crowded": mark_plural(
        "The only start at which both sides could meet is taken up by other meetings.",
        "All {starts} starts at which both sides could meet are taken up by other meetings of a side, in the rooms or of interpreters.",
        count="starts",
    ),
    "not_found": mark("There is still room for it: the search was stopped before it was placed."),
}
"""Why a request has no meeting."""

RELAXATIONS: Final[Mapping[str, Sentence]] = {
    "changed_cell": mark("In {file}, row {row}, write {new} for {old} in {column}."),
    "changed_cell-old": mark("In {file}, row {row}, write {new} in {column}."),
    "changed_cell-new": mark("In {file}, row {row}, clear {column}, which says {old}."),
    "changed_setting": mark("In {file}, write {new} for {old} in {column}."),
    "changed_setting-old": mark("In {file}, write {new} in {column}."),
    "changed_setting-new": mark("In {file}, clear {column}, which says {old}."),
    "added_room": mark("Add a room."),
    "added_interpreter": mark("Add an interpreter with the languages {new}."),
}
"""Which single change would place it."""
