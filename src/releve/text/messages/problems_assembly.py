"""Problems of the folder of an assembly (codes: ``releve.assembly.codes``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark

ASSEMBLY_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "assembly.missing_file": mark("This file is needed and missing. Add it to the folder."),
    "assembly.missing_key": mark("This setting is missing. Add it."),
    "assembly.not_a_clock_time": mark("{value} is no time of day. Write it as HH:MM: 09:00."),
    "assembly.unknown_time_zone": mark("{value} is no time zone of the IANA list. Was {near} meant?"),
    "assembly.unknown_time_zone-near": mark("{value} is no time zone of the IANA list. Write it like Africa/Casablanca."),
    "assembly.repeated_day": mark("The day {value:day} stands here twice. Make one of both; a break in it is a closed period."),
    "assembly.repeated_room": mark("The room {value} stands here twice. Rename or remove one of them."),
    "assembly.closes_before_opening": mark("The day closes at {closes}, before it opens at {value}. Check both times."),
    "assembly.no_slot": mark("No delegation can use any slot: no day is long enough, or everything is closed. No meeting can be placed."),
    "assembly.no_room": mark("No room is named. No meeting can be placed."),
    "assembly.hour_skipped": mark(
        "On {date:day} the clocks go forward: local times from {from} to {to} do not exist. "
        "Close this time with a [[closed]] period if no meeting is meant to fall on it."
    ),
    "assembly.hour_repeated": mark(
        "On {date:day} the clocks go back: local times from {from} to {to} come twice. "
        "Close this time with a [[closed]] period if no meeting is meant to fall on it."
    ),
    "assembly.not_a_time": mark(
        "{value} is no local time in the form YYYY-MM-DDTHH:MM, without seconds and without a time zone. Was {proposal} meant?"
    ),
    "assembly.not_a_time-proposal": mark(
        "{value} is no local time. Write it as YYYY-MM-DDTHH:MM, without seconds and without a time zone: 2025-11-24T09:30."
    ),
    "assembly.unknown_language": mark("{part} is no language code. Was {proposal} meant? It is compared as it stands."),
    "assembly.unknown_language-proposal": mark("{part} is no language code, such as fr or pt-BR. It is compared as it stands."),
    "assembly.bounds_crossed": mark("This is not before {other_column} ({other_value}), so that no time lies between the two. Check both."),
    "assembly.unknown_delegation": mark("{value} is no delegation of delegations.csv. Was {near} meant?"),
    "assembly.unknown_delegation-near": mark("{value} is no delegation of delegations.csv. Add it there, or correct it here."),
    "assembly.unknown_request": mark("{value} is no request of requests.csv. Was {near} meant?"),
    "assembly.unknown_request-near": mark("{value} is no request of requests.csv. Add it there, or correct it here."),
    "assembly.unknown_room": mark("{value} is no room of assembly.toml. Was {near} meant?"),
    "assembly.unknown_room-near": mark("{value} is no room of assembly.toml. Add it there, or correct it here."),
    "assembly.meets_itself": mark("The delegation {value} asks to meet itself. Correct one of both sides."),
    "assembly.comes_before_itself": mark("The request {value} is to come before itself. Correct one of both, or remove the row."),
    "assembly.circular_order": mark("These requests must come one before the other in a circle: {requests}. Remove one of the rows."),
    "assembly.more_must_than_slots": mark(
        "The meetings of {delegation} that must take place need {must_slots} slots, and {usable_slots} are there for them: {requests}. "
        "Not all of them can be placed."
    ),
    "assembly.more_must_than_slots-delegation": mark(
        "The meetings that must take place need {must_slots} slots, and all rooms together have {usable_slots}: {requests}. "
        "Not all of them can be placed."
    ),
    "assembly.fixed_declined": mark("{request} is fixed, and was declined. Remove this row, or clear the refusal in requests.csv."),
    "assembly.fixed_off_the_grid": mark(
        "{request} is fixed at {value}: no slot begins there, or the day ends before the meeting. Move it to the start of a slot."
    ),
    "assembly.fixed_closed": mark("{request} is fixed at {value}, in a closed period. Move it, or shorten the period in assembly.toml."),
    "assembly.fixed_absent": mark(
        "{request} is fixed at {value}, and {delegation} is not there for all of it. Move it, or correct presence and absences."
    ),
    "assembly.fixed_outside_window": mark(
        "{request} is fixed at {value}, outside the time that its request allows. Move it, or widen not_before and not_after."
    ),
    "assembly.fixed_too_many_at_once": mark(
        "{delegation} is fixed to more meetings at once than it can hold ({parallel}): {requests}. Move one of them."
    ),
    "assembly.fixed_no_rest": mark(
        "{delegation} is fixed to two meetings with less than {gap_slots} slots between them: {requests}. Move one of them."
    ),
    "assembly.fixed_room_taken": mark("The room {room} is fixed for several meetings at once: {requests}. Move one of them."),
    "assembly.fixed_too_few_rooms": mark(
        "There are too few rooms for these fixed meetings ({rooms} in all): {requests}. Move one of them."
    ),
    "assembly.fixed_no_interpreter": mark(
        "{request} is fixed, its sides share no language, and no interpreter who has a language of each is there at that time."
    ),
    "assembly.fixed_too_few_interpreters": mark(
        "There are too few interpreters with the right languages for these fixed meetings: {requests}. Move one of them."
    ),
    "assembly.fixed_wrong_order": mark("The order asks that the first of {requests} ends before the second begins. Move one of them."),
}
