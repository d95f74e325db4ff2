"""Words of calendars and printed pages for tests that look at neither language."""

from datetime import date

from releve.assembly.output import OutputWords

ENGLISH = OutputWords(
    language="en",
    meeting_with="Meeting with {other}",
    meeting_of="{requester} and {counterpart}",
    named="{name} ({code})",
    request="Request",
    topics="Topics",
    interpreter="Interpreter",
    time="Time",
    room="Room",
    requester="Requester",
    counterpart="Counterpart",
    with_whom="With",
    local_time="Local time ({timezone})",
    by_delegation="Delegation",
    by_room="Room",
    no_meeting="No meeting is placed.",
    head="Head",
    day=date.isoformat,
    country={"KEN": "Kenya", "MAR": "Morocco"}.get,
    enumeration=", ".join,
)
