"""
Write the page of the docs on assemblies, `docs/reference/assembly.md`, from the tables, levels, reasons and codes of the scheduler.

Run by hand after one of them has changed: ``python tools/assembly_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from releve.assembly.reading.rows import BOUNDS
from releve.assembly.reading.tables import FORMS, LANGUAGES, TIMES
from releve.assembly.reasons import REASON_DATA
from releve.assembly.violations import VIOLATION_DATA
from releve.exchange import Column, TableForm
from releve.text import Catalogue
from releve.text.marks import Plural, Sentence
from releve.text.messages import ASSEMBLY_LEVELS, FILLED, KIND_FORMS, RELAXATIONS, UNPLACED_REASONS

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "assembly.md"
BLANK_IS_OPEN: Final = " Blank is open."
TIME_FORM: Final = f"A local time: 2025-11-24T09:30.{BLANK_IS_OPEN}"
LANGUAGES_FORM: Final = "Language codes, BCP 47, separated by semicolons: fr;pt-BR. Only the part before the hyphen counts."
SETTINGS: Final[Mapping[str, str]] = {
    "name": "Name of the assembly; stands on calendars and printed pages.",
    "edition": "Whole number or text; part of the identifiers of calendar events, so that two editions never mix.",
    "city": "Where it meets.",
    "country": "ISO 3166-1 alpha-3.",
    "timezone": "IANA name, needed: Africa/Casablanca. All times are local to it.",
    "slot_minutes": "Length of a slot, needed: 1 to 1,440.",
    "gap_slots": "Slots of rest between two meetings of a delegation on one day; 0 where not given.",
    "rooms": "List of the names of the rooms.",
    "day": "One table `[[day]]` a date, with `date`, `opens` and `closes` (HH:MM).",
    "closed": "One table `[[closed]]` a period in which nobody meets, with `from` and `to`; they may overlap.",
}
TABLES: Final[Mapping[str, str]] = {
    "delegations": "Who is there.",
    "unavailable": "When a delegation cannot meet. Optional.",
    "requests": "Who asks whom for a meeting. Each row is a meeting of its own, a request in return too.",
    "order": "Pairs of requests whose order matters. Optional.",
    "interpreters": (
        "Optional. Where the file is absent, interpretation is neither planned nor required; a file without rows means that nobody "
        "is there."
    ),
    "fixed": "Meetings agreed already: they stay. Optional.",
    "previous": (
        "The timetable published before. Optional: `published.csv` of the run before, as it is. A row without a start is a meeting that "
        "was published as cancelled, and keeps its sequence."
    ),
}
MEANINGS: Final[Mapping[str, str]] = {
    "delegations.delegation": "Key of the delegation.",
    "delegations.partner": "Key of the partner for whom it speaks.",
    "delegations.kind": "What it speaks for.",
    "delegations.head": "Who leads it; stands on its printed page.",
    "delegations.languages": "Languages in which it can hold a meeting. Blank shares none.",
    "delegations.arrives_at": "From when it is there.",
    "delegations.departs_at": "Until when it is there.",
    "delegations.parallel": "How many meetings it can hold at once; blank is 1.",
    "unavailable.delegation": "Who.",
    "unavailable.from": "From when.",
    "unavailable.to": "Until when.",
    "unavailable.reason": "Why; plays no part.",
    "requests.request": "Key of the request.",
    "requests.requester": "Delegation that asks.",
    "requests.counterpart": "Delegation that is asked.",
    "requests.priority": "1 comes first; blank is 3.",
    "requests.must": "Whether it must take place; blank is no.",
    "requests.slots": "How many slots in a row it takes; blank is 1.",
    "requests.not_before": "When it may begin.",
    "requests.not_after": "When it must have ended.",
    "requests.accepted": "Answer of the counterpart: no is never placed, blank and yes may be.",
    "requests.topics": "What it is about, separated by semicolons; stands in calendars and on printed pages.",
    "order.before": "Request that must have ended",
    "order.after": "before this one begins, where both are placed.",
    "interpreters.interpreter": "Key of the interpreter.",
    "interpreters.languages": "Languages between which the interpreter works.",
    "interpreters.available_from": "From when.",
    "interpreters.available_until": "Until when.",
    "fixed.request": "Request.",
    "fixed.starts_at": "When it begins.",
    "fixed.room": "Where; blank leaves the room open.",
    "previous.request": "Request.",
    "previous.starts_at": "When it was to begin; blank: it was cancelled.",
    "previous.ends_at": "When it was to end; blank: as long as its request is now.",
    "previous.room": "Where.",
    "previous.interpreter": "Who was to interpret; blank: not known.",
    "previous.requester": "Who asked then; blank: as now.",
    "previous.counterpart": "Who was asked then; blank: as now.",
    "previous.sequence": "Sequence of the calendar event; blank is 0.",
}
INTRODUCTION: Final = """# Assemblies

`releve assembly plan FOLDER --out OUT` turns requests for bilateral meetings into a timetable.
[How to plan an assembly](../how-to/plan-an-assembly.md) walks through it.
An absent column reads as blank; [everything that is wrong](problems.md#the-folder-of-an-assembly) is listed at once, and then nothing
is written.

This page is written by `tools/assembly_page.py`: change the code, not the page.

## The folder

`assembly.toml`:
"""
RULES: Final = """## What every timetable keeps

Each day is cut from its opening into slots; what does not fill a whole slot before it closes is none.
A slot is *usable* for a delegation when it lies wholly within its presence and outside closed periods and its absences.
A meeting takes its slots in a row on one day, in one room, all of them usable for both sides, within `not_before` and `not_after`.

* A delegation is in no more than `parallel` meetings at once. Where `parallel` is 1, `gap_slots` slots, usable or not, lie between two
  of its meetings of a day.
* A room and an interpreter are in one meeting at a time.
* Sides that share no language have one interpreter who has a language of each and is there for the whole meeting.
* Where both requests of a row of `order.csv` are placed, the first has ended when the second begins.
* Fixed meetings are placed, at their time and, where one is named, in their room.

A timetable is checked against these rules by code that knows nothing of the scheduler before it is written; what that finds has a code:

"""
CLOCKS: Final = """
On a night in which the clocks change, the grid is cut from local times as they are written, as if the clocks stood still.
Meetings may then fall on times that do not exist or come twice: the day is [reported](problems.md#the-folder-of-an-assembly), and a
closed period keeps meetings away from it.

## Levels

Timetables are compared level by level, from the first to the last:

"""
LEVELS_NOTE: Final = """
A *break* is a run of usable slots without a meeting, longer than `gap_slots`, between two meetings of a delegation on one day; slots
that are not usable are left out and do not end it, so that a run across lunch is one break.
A *change of room* is counted for each side, between one meeting and the next of the day.
Both count for delegations with `parallel` 1.
A published meeting has *moved* when it is placed no longer or begins at another time; another room alone is no move.

The *bound* of a level says how good it can be among the timetables that are equal to this one on all levels before: where all bounds
are reached, the timetable is proven and its `status` is `optimal`.

## Why a request has no meeting

"""
RELAXATION_NOTE: Final = """
Beside the reason stands a single change of the inputs that would place the request.
It was tried: every other meeting stays where it is or, where no change does that, up to two of them move and keep a place.
Where it is blank, none was found; a change that would help only if more meetings moved is not told.

"""
OUTPUTS: Final = """## What is written

| file | holds |
| --- | --- |
| [`timetable.json`](timetable.schema.json) | status, levels, bounds, meetings, requests without one, digests of the inputs |
| `timetable.csv` | the meetings by time, with both sides and the sequence of the calendar |
| `unplaced.csv` | requests without a meeting: reason and relaxation, as codes and in words |
| `published.csv` | what stands in the calendars now: hand it in as `previous.csv` the next time |
| `delegation-….ics`, `room-….ics`, `interpreter-….ics` | a calendar for each |
| `timetable.pdf` | pages to hand out, by delegation and by room |
| `run.json` | time, host, and where the inputs lay: what differs from run to run |

The identifier of a calendar event depends only on edition, request and owner of the calendar.
Its sequence rises when start, end or room is another than published, or a side or an interpreter where `previous.csv` names them.
A meeting that is placed no longer, or has left a room, is issued as cancelled in the calendars that held it.
So a calendar that is imported again updates and shows nothing twice.
The stamp of an event is the first day of the assembly, no clock: the same inputs give the same files.
"""


def assembly_reference() -> str:
    """Return the page."""
    return "\n".join(
        [
            INTRODUCTION,
            _table(("setting", "holds"), ((f"`{key}`", meaning) for key, meaning in SETTINGS.items())),
            *(_section(form) for form in FORMS.values()),
            RULES
            + _table(("code", "data"), ((f"`{code}`", _names(data)) for code, data in VIOLATION_DATA.items()))
            + CLOCKS
            + _table(("level", "counts"), ((f"`{level}`", name) for level, name in ASSEMBLY_LEVELS.items()))
            + LEVELS_NOTE
            + _table(
                ("reason", "says", "data"),
                ((f"`{reason}`", _said(UNPLACED_REASONS[reason]), _names(data)) for reason, data in REASON_DATA.items()),
            )
            + RELAXATION_NOTE
            + _table(("relaxation", "says"), ((f"`{kind}`", _said(RELAXATIONS[kind])) for kind in RELAXATIONS if "-" not in kind)),
            OUTPUTS,
        ]
    )


def _section(form: TableForm) -> str:
    rows = ((f"`{column.name}`", MEANINGS[f"{form.name}.{column.name}"], _form(form, column)) for column in form.columns)
    return f"`{form.name}.csv`: {TABLES[form.name]}\n\n{_table(('column', 'holds', 'form'), rows)}"


def _form(form: TableForm, column: Column) -> str:
    speak = Catalogue.load("en")
    said = TIME_FORM if column.name in TIMES.get(form.name, ()) else LANGUAGES_FORM if column.name == LANGUAGES else ""
    said = said or speak.sentence(KIND_FORMS[str(column.kind)], {"low": column.low, "high": column.high, "choices": column.choices})
    is_bound = form.name in BOUNDS and not column.filled
    return f"{said if is_bound else said.removesuffix(BLANK_IS_OPEN)}{f' {FILLED}' if column.filled else ''}"


def _said(sentence: Sentence) -> str:
    text = sentence.plural if isinstance(sentence, Plural) else sentence
    return re.sub(r"\{(\w+)(:\w+)?\}", r"*\1*", text)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(assembly_reference(), "utf-8")
