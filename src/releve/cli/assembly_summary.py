"""What `releve assembly plan` prints: the objective against its bounds, and what has no meeting, why, and what would place it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from releve.assembly.records import AssemblyFolder
from releve.assembly.timetable import Objective, Timetable, TimetableStatus, Unplaced
from releve.cli.console import Column, print_lines, print_table, print_title
from releve.cli.options import shown
from releve.text import Catalogue

MOST_ROWS: Final = 12
"""Most rows of the table of requests without a meeting; ``unplaced.csv`` holds all of them."""
MINIMISED: Final = frozenset({"moved", "breaks", "room_changes"})
DECLINED: Final = "declined"


def print_timetable(folder: AssemblyFolder, timetable: Timetable, *, path: Path, runtime_s: float, speak: Catalogue) -> None:
    """Print what was planned and how far it is proven."""
    print_title(folder.assembly.name or shown(path))
    print_lines(
        [
            speak.text("Proven: compared level by level, no timetable is better.")
            if timetable.status is TimetableStatus.OPTIMAL
            else speak.text("The timetable holds, and the bounds say how much better another could be."),
            speak.text(
                "{meetings} of {requests} among {delegations}; {seconds} s.",
                meetings=speak.plural("{n} meeting", "{n} meetings", len(timetable.meetings)),
                requests=speak.plural("{n} request", "{n} requests", len(folder.requests)),
                delegations=speak.plural("{n} delegation", "{n} delegations", len(folder.delegations)),
                seconds=speak.number(round(runtime_s, 1)),
            ),
        ]
    )
    reached, bounds, asked = _by_level(timetable.objective), _by_level(timetable.bound), _asked(folder)
    print_table(
        [
            Column(speak.text("Level")),
            Column(speak.text("Asked"), number=True),
            Column(speak.text("Reached"), number=True),
            Column(speak.text("Bound"), number=True),
        ],
        [
            (
                _level_name(level, speak),
                speak.number(asked[level]) if level in asked else "",
                speak.number(reached[level]),
                speak.number(bounds[level]),
            )
            for level in reached
        ],
    )


def print_unplaced(
    folder: AssemblyFolder, unplaced: Sequence[Unplaced], sentences: Mapping[str, tuple[str, str]], speak: Catalogue
) -> None:
    """Print the requests without a meeting, the most pressing first; declined ones are only counted."""
    requests = {request.request: request for request in folder.requests}
    open_ones = [left for left in unplaced if left.reason != DECLINED]
    n_declined = len(unplaced) - len(open_ones)
    if open_ones:
        print_title(speak.plural("{n} request has no meeting", "{n} requests have no meeting", len(open_ones)))
        ordered = sorted(open_ones, key=lambda left: (not requests[left.request].must, requests[left.request].priority))
        print_table(
            [
                Column(speak.text("Request")),
                Column(speak.text("Priority"), number=True),
                Column(speak.text("Why")),
                Column(speak.text("What would place it")),
            ],
            [(left.request, speak.number(requests[left.request].priority), *sentences[left.request]) for left in ordered[:MOST_ROWS]],
        )
        if len(ordered) > MOST_ROWS:
            more = len(ordered) - MOST_ROWS
            print_lines([speak.plural("… and {n} more, in {file}.", "… and {n} more, in {file}.", more, file="unplaced.csv")])
    if n_declined:
        print_lines(["", speak.plural("{n} request was declined.", "{n} requests were declined.", n_declined)])


def print_written_timetable(out: Path, speak: Catalogue) -> None:
    """Print where the timetable lies, and which files to send, to print and to keep."""
    print_title(speak.text("Written: {path}", path=shown(out)))
    print_lines(
        [
            speak.text("To print: {file}. Calendars: the .ics files.", file=shown(out / "timetable.pdf")),
            speak.text("Keep {file}: as previous.csv of the next run it lets calendars update.", file=shown(out / "published.csv")),
        ]
    )


def _by_level(objective: Objective) -> dict[str, int]:
    placed = {f"placed_{priority}": n for priority, n in enumerate(objective.placed, start=1)}
    of_quality = {"moved": objective.moved, "breaks": objective.breaks, "room_changes": objective.room_changes}
    return {"must": objective.must, **placed, **of_quality}


def _asked(folder: AssemblyFolder) -> dict[str, int]:
    """Return how many requests each level counts at most; declined ones are never placed."""
    open_ones = [request for request in folder.requests if request.accepted is not False]
    by_priority = {f"placed_{n}": sum(request.priority == n for request in open_ones) for n in (1, 2, 3)}
    return {"must": sum(request.must for request in open_ones), **by_priority}


def _level_name(level: str, speak: Catalogue) -> str:
    name = speak.assembly_level(level)
    return speak.text("{level} (fewer is better)", level=name) if level in MINIMISED else name
