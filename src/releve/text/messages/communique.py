"""What the communiqué reader's codes mean in words: slots, topics, scopes, why a value was chosen, what to look at twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import mark

COMMUNIQUE_SLOTS: Final[Mapping[str, str]] = {
    "kind": mark("Kind"),
    "date": mark("Date"),
    "place": mark("Place"),
    "venue": mark("Venue"),
    "event": mark("Event"),
    "participants": mark("Participants"),
    "statements": mark("Statements"),
    "topics": mark("Topics"),
    "issuer": mark("Issued by"),
    "language": mark("Language"),
}
"""Keyed by the names of the contract."""

COMMUNIQUE_TOPICS: Final[Mapping[str, str]] = {
    "peace_operations": mark("peace operations"),
    "transnational_crime": mark("transnational crime"),
    "terrorism": mark("terrorism"),
    "drugs": mark("drugs"),
    "migration": mark("migration"),
    "cybercrime": mark("cybercrime"),
    "training": mark("training"),
    "intelligence": mark("intelligence"),
    "major_events": mark("major events"),
    "equipment": mark("equipment"),
    "human_trafficking": mark("human trafficking"),
    "other": mark("another subject"),
}
"""Topics of the contract."""

COMMUNIQUE_EVENTS: Final[Mapping[str, str]] = {
    "INTERPOL General Assembly": mark("INTERPOL General Assembly"),
    "United Nations Chiefs of Police Summit": mark("United Nations Chiefs of Police Summit"),
}
"""Events that are read alike from texts in every language, by the name that the draft gives them; others stand as the text names them."""

COMMUNIQUE_SUBJECTS: Final[Mapping[str, str]] = {"police personnel": mark("police personnel")}
"""What a statement is about, by the reader's word for it."""

COMMUNIQUE_SCOPES: Final[Mapping[str, str]] = {
    "headquarters": mark("Headquarters"),
    "missions": mark("missions"),
}
"""Where the police that a statement speaks of are to serve."""

COMMUNIQUE_REASONS: Final[Mapping[str, str]] = {
    "first_verb_of_lead": mark("first verb of a meeting"),
    "no_meeting_told": mark("no meeting is told"),
    "day_in_text": mark("written in full"),
    "today": mark("“today” in the text"),
    "yesterday": mark("“yesterday” in the text"),
    "year_of_publication": mark("year of publication"),
    "year_of_other_day": mark("year of another day"),
    "year_by_weekday": mark("year in which the weekday fits"),
    "weekday_of_event": mark("weekday within the event"),
    "next_weekday": mark("next such weekday"),
    "last_weekday": mark("last such weekday"),
    "day_of_publication": mark("day of publication"),
    "event_or_other_day": mark("day of something else"),
    "contradicts": mark("contradicts another day"),
    "other_day": mark("another day"),
    "no_year": mark("no year is told"),
    "town_in_text": mark("town named with the meeting"),
    "headquarters": mark("United Nations Headquarters"),
    "country_visited": mark("country visited"),
    "hall_named": mark("named with the meeting"),
    "event_named": mark("named in the text"),
    "source_named": mark("named as the source"),
}
"""Why a value was chosen, or was not, by the reader's codes of rules."""

COMMUNIQUE_WARNINGS: Final[Mapping[str, str]] = {
    "contradicting_dates": mark("Days of this text contradict each other; none was chosen."),
    "roles_not_told": mark("The text does not say who was the host."),
    "cut": mark("This text is too long for a communiqué; only its beginning was read."),
    "unknown_language": mark("The language is none of those that are read: French, English, Arabic and Spanish."),
    "not_text": mark("This is no text that people read."),
    "empty": mark("There is no text here."),
    "several_meetings": mark("This text tells of several meetings; check that all values belong to one."),
}
"""What a person should look at twice, by code."""
