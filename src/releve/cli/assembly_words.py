"""What goes into the files of a timetable in words: calendars, printed pages, reasons and relaxations."""

from __future__ import annotations

from collections.abc import Iterable

from releve.assembly.output import OutputWords
from releve.assembly.timetable import Relaxation, Unplaced
from releve.errors import Datum
from releve.text import Catalogue


def output_words(speak: Catalogue) -> OutputWords:
    """Return the words of calendars and printed pages in the catalogue's language."""
    return OutputWords(
        language=speak.lang,
        meeting_with=speak.text("Meeting with {delegation}", delegation="{other}"),
        meeting_of=speak.text("{requester} and {counterpart}", requester="{requester}", counterpart="{counterpart}"),
        named=speak.text("{name} ({code})", name="{name}", code="{code}"),
        request=speak.text("Request"),
        topics=speak.text("Topics"),
        interpreter=speak.text("Interpreter"),
        time=speak.text("Time"),
        room=speak.text("Room"),
        requester=speak.text("Requester"),
        counterpart=speak.text("Counterpart"),
        with_whom=speak.text("With"),
        local_time=speak.text("Local time ({timezone})", timezone="{timezone}"),
        by_delegation=speak.text("Delegation"),
        by_room=speak.text("Room"),
        no_meeting=speak.text("No meeting is placed."),
        head=speak.text("Head"),
        day=speak.day,
        country=lambda code: speak.country(code) if code in speak.reference.countries else None,
        enumeration=speak.enumeration,
    )


def unplaced_sentences(unplaced: Iterable[Unplaced], speak: Catalogue) -> dict[str, tuple[str, str]]:
    """Return, by request, why it has no meeting and which single change would place it; nothing where none would."""
    return {
        left.request: (
            speak.unplaced_meeting(left.reason, left.data),
            "" if left.relaxation is None else speak.relaxation(left.relaxation.kind.value, _fields(left.relaxation)),
        )
        for left in unplaced
    }


def _fields(relaxation: Relaxation) -> dict[str, Datum]:
    return {name: getattr(relaxation, name) for name in ("file", "row", "column", "old", "new")}
