"""What this plan changes against an earlier one: seats, languages, women, missions, Headquarters, and whose seats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from releve.model import Priority
from releve.planning import MINIMISED
from releve.reporting.changes import Change, Changes, CountryMove
from releve.reporting.sections.blocks import Block, Cell, Column, Paragraph, Part, Section, Table, difference, long_table, number
from releve.text import Catalogue

SHORT: Final = 5
"""Rows that stand open in the tables that name many lines."""


def changes_section(changes: Changes, speak: Catalogue) -> Section:
    """Return what differs between the two plans."""
    title = speak.text("What the answer changes") if changes.commitments else speak.text("What changes against the earlier plan")
    return Section(
        section_id="changes",
        title=title,
        parts=[
            Part(blocks=[*_lead(changes, speak), _overview(changes, speak)]),
            Part(title=speak.text("Where the officers of the answer go"), blocks=_newcomers(changes, speak)),
            Part(title=speak.text("Missions"), blocks=_by_mission(changes, speak)),
            Part(title=speak.text("Languages"), blocks=_by_language(changes, speak)),
            Part(title=speak.text("Women by mission and category"), blocks=[_by_group(changes, speak)]),
            Part(title=speak.text("Post lines filled otherwise"), blocks=_lines(changes, speak)),
            Part(title=speak.text("Whose seats change"), blocks=_moves(changes, speak)),
            Part(title=speak.text("Near misses"), blocks=_near_misses(changes, speak)),
        ],
    )


def _lead(changes: Changes, speak: Catalogue) -> list[Block]:
    if not changes.commitments:
        return [Paragraph(text=speak.text("Both plans stand on the same post lines."))]
    return [
        Paragraph(
            text=speak.text(
                "Both plans stand on the same post lines. The first leaves out the officers nominated in answer to {commitments:all}; "
                "this one takes them in.",
                commitments=changes.commitments,
            )
        )
    ]


def _compared(speak: Catalogue, heading: str, *, kind: str = "text") -> list[Column]:
    return [
        Column(heading=heading, kind=kind),
        Column(heading=speak.text("Before"), kind="number"),
        Column(heading=speak.text("After"), kind="number"),
        Column(heading=speak.text("Change"), kind="number"),
    ]


def _row(speak: Catalogue, name: str, change: Change, *, fewer_is_better: bool = False) -> list[Cell]:
    return [
        Cell(text=name),
        number(speak, change.before),
        number(speak, change.after),
        difference(speak, change.by, fewer_is_better=fewer_is_better),
    ]


def _overview(changes: Changes, speak: Catalogue) -> Table:
    rows = [
        _row(speak, speak.text("Seats filled"), changes.filled),
        *(_row(speak, speak.level_name(level.key), level) for level in changes.objective[: len(Priority)]),
        _row(speak, speak.text("Seats filled at Headquarters"), changes.headquarters),
        _row(speak, speak.text("Seats filled in field missions"), changes.field),
        _row(speak, speak.text("Women whom the plan sends"), changes.women_assigned),
        _row(speak, speak.text("Women serving and sent"), changes.women_after),
        _row(speak, speak.text("Officers serving and sent"), changes.strength_after),
        *(
            _row(speak, speak.level_name(level.key), level, fewer_is_better=level.key in MINIMISED)
            for level in changes.objective[len(Priority) :]
        ),
    ]
    return Table(
        table_id="changes-overview", caption=speak.text("The two plans compared"), columns=_compared(speak, speak.text("Figure")), rows=rows
    )


def _newcomers(changes: Changes, speak: Catalogue) -> Sequence[Block]:
    return long_table(
        speak,
        table_id="changes-newcomers",
        caption=speak.text("Post lines that officers of the answer take"),
        columns=[
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Mission"), kind="code"),
            Column(heading=speak.text("Title")),
            Column(heading=speak.text("Priority"), kind="word"),
            Column(heading=speak.text("Officers"), kind="number"),
            Column(heading=speak.text("Women"), kind="number"),
        ],
        rows=[
            [
                Cell(text=line.post_id),
                Cell(text=line.mission),
                _title(line.title, speak),
                Cell(text=speak.word(Priority(line.priority))),
                number(speak, line.officers),
                number(speak, line.women),
            ]
            for line in changes.newcomers
        ],
        empty=speak.text("None of them is placed.")
        if changes.commitments
        else speak.text("None: both plans take in the same commitments."),
        file="assignments.csv",
    )


def _by_mission(changes: Changes, speak: Catalogue) -> list[Block]:
    same = sum(not change.by for change in changes.missions)
    table = Table(
        table_id="changes-missions",
        caption=speak.text("Seats filled by mission"),
        columns=_compared(speak, speak.text("Mission"), kind="code"),
        rows=[_row(speak, change.key, change) for change in changes.missions if change.by],
        empty=speak.text("None: every mission has as many seats filled as before.")
        if changes.missions
        else speak.text("None: no mission has an open seat."),
    )
    told = speak.plural(
        "{n} other mission has as many seats filled as before.", "{n} other missions have as many seats filled as before.", same
    )
    return [table, *_unchanged(table, same, told)]


def _by_language(changes: Changes, speak: Catalogue) -> list[Block]:
    spoken = [change for change in changes.languages if change.before or change.after]
    same = sum(not change.by for change in spoken)
    table = Table(
        table_id="changes-languages",
        caption=speak.text("Officers sent who speak the language at B2 or above"),
        columns=_compared(speak, speak.text("Language")),
        rows=[_row(speak, speak.language_heading(change.key), change) for change in spoken if change.by],
        empty=speak.text("None: every language has as many speakers as before.")
        if spoken
        else speak.text("None: no language is spoken by the officers of either plan."),
    )
    told = speak.plural("{n} other language has as many speakers as before.", "{n} other languages have as many speakers as before.", same)
    return [table, *_unchanged(table, same, told)]


def _unchanged(table: Table, same: int, told: str) -> list[Block]:
    """Return how many rows are left out of a table because nothing changes in them; an empty table says so itself."""
    return [Paragraph(text=told, style="note")] if table.rows and same else []


def _by_group(changes: Changes, speak: Catalogue) -> Table:
    return Table(
        table_id="changes-women",
        caption=speak.text("Groups in which women or the missing women differ"),
        columns=[
            Column(heading=speak.text("Mission"), kind="code"),
            Column(heading=speak.text("Category")),
            Column(heading=speak.text("Women before"), kind="number"),
            Column(heading=speak.text("Women after"), kind="number"),
            Column(heading=speak.text("Missing before"), kind="number"),
            Column(heading=speak.text("Missing after"), kind="number"),
        ],
        rows=[
            [
                Cell(text=group.mission),
                Cell(text=speak.word(group.category)),
                number(speak, group.women_before),
                number(speak, group.women_after),
                number(speak, group.shortfall_before),
                number(speak, group.shortfall_after),
            ]
            for group in changes.groups
        ],
        empty=speak.text("None: women are the same number in every group."),
    )


def _lines(changes: Changes, speak: Catalogue) -> Sequence[Block]:
    return long_table(
        speak,
        table_id="changes-lines",
        caption=speak.text("Post lines of which more or fewer seats are filled"),
        columns=[
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Title")),
            Column(heading=speak.text("Priority"), kind="word"),
            Column(heading=speak.text("Seats"), kind="number"),
            Column(heading=speak.text("Before"), kind="number"),
            Column(heading=speak.text("After"), kind="number"),
            Column(heading=speak.text("Change"), kind="number"),
        ],
        rows=[
            [
                Cell(text=line.post_id),
                _title(line.title, speak),
                Cell(text=speak.word(Priority(line.priority))),
                number(speak, line.seats),
                number(speak, line.filled_before),
                number(speak, line.filled_after),
                difference(speak, line.filled_after - line.filled_before),
            ]
            for line in changes.lines
        ],
        empty=speak.text("None: every line has as many seats filled as before."),
        file="figures.json",
    )


def _moves(changes: Changes, speak: Catalogue) -> list[Block]:
    """Return the other officers who changed their line, lost their seat or gained one, by country; never an officer."""
    moved, lost, gained = (sum(move.officers for move in moves) for moves in (changes.moved, changes.lost, changes.gained))
    tables = (
        (
            "moved",
            speak.plural("{n} officer goes to another line", "{n} officers go to another line", moved),
            changes.moved,
            speak.text("Nobody else goes to another line."),
        ),
        (
            "lost",
            speak.plural("{n} officer has no seat any more", "{n} officers have no seat any more", lost),
            changes.lost,
            speak.text("Nobody loses a seat."),
        ),
        (
            "gained",
            speak.plural("{n} other officer has a seat now", "{n} other officers have a seat now", gained),
            changes.gained,
            speak.text("Nobody else gains a seat."),
        ),
    )
    return [block for table in tables for block in _moves_of_kind(*table, speak=speak)]


def _moves_of_kind(name: str, caption: str, moves: Sequence[CountryMove], empty: str, *, speak: Catalogue) -> Sequence[Block]:
    return long_table(
        speak,
        table_id=f"changes-{name}",
        caption=caption,
        columns=[
            Column(heading=speak.text("Country")),
            *([Column(heading=speak.text("From line"), kind="code")] if name != "gained" else []),
            *([Column(heading=speak.text("To line"), kind="code")] if name != "lost" else []),
            Column(heading=speak.text("Officers"), kind="number"),
        ],
        rows=[_move(move, speak) for move in moves],
        empty=empty,
        file="figures.json",
        shown=SHORT,
    )


def _move(move: CountryMove, speak: Catalogue) -> list[Cell]:
    lines = [Cell(text=line) for line in (move.from_, move.to) if line is not None]
    return [Cell(text=speak.country(move.country)), *lines, number(speak, move.officers)]


def _near_misses(changes: Changes, speak: Catalogue) -> Sequence[Block]:
    return long_table(
        speak,
        table_id="changes-near-misses",
        caption=speak.text("Near misses that differ"),
        columns=[
            Column(heading=speak.text("Change")),
            Column(heading=speak.text("Officers before"), kind="number"),
            Column(heading=speak.text("Officers after"), kind="number"),
            Column(heading=speak.text("Post lines before"), kind="number"),
            Column(heading=speak.text("Post lines after"), kind="number"),
        ],
        rows=[
            [
                Cell(text=speak.near_miss(change.rule, change.before, change.after)),
                number(speak, change.officers_before),
                number(speak, change.officers_after),
                number(speak, change.posts_before),
                number(speak, change.posts_after),
            ]
            for change in changes.near_misses
        ],
        empty=speak.text("None: the near misses are the same."),
        file="near_misses.csv",
        shown=SHORT,
    )


def _title(title: str | None, speak: Catalogue) -> Cell:
    return Cell(text=speak.text("unknown"), style="quiet") if title is None else Cell(text=title)
