"""What `releve plan` prints: the proof, what stays open and why, the targets missed, the caps that keep officers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.cli.options import shown
from releve.model import Priority, SolveStatus
from releve.planning.result import MINIMISED, NearPlan
from releve.reporting import Figures
from releve.text import Catalogue

MOST_ROWS: Final = 12
"""Most rows of a table that may grow with the folder; the files hold all of them."""


def print_plan(figures: Figures, *, folder: Path, run: Mapping[str, object], speak: Catalogue) -> None:
    """Print the summary of a plan; every number is one of ``figures`` or, for time and memory, of ``run``."""
    _print_header(figures, folder, run, speak)
    _print_levels(figures, speak)
    _print_terms(figures, speak)
    _print_open_lines(figures, speak)
    _print_parity(figures, speak)
    _print_caps(figures, speak)


def print_nearness(near: NearPlan | None, out: Path | None, speak: Catalogue) -> None:
    """Print how much of another plan this one keeps, where it was to stay near to one."""
    if near is None or out is None:
        return
    print_lines(
        [
            "",
            speak.text(
                "{shared} of the {pairs} assignments of {path} stay as they were; no plan of the same value was found that keeps more.",
                shared=speak.number(near.shared),
                pairs=speak.number(near.pairs),
                path=shown(out),
            ),
        ]
    )


def print_written(out: Path, speak: Catalogue) -> None:
    """Print where the plan lies, and which file says who goes where."""
    print_title(speak.text("Written: {path}", path=shown(out)))
    print_lines([speak.text("Who goes where stands in {file}.", file=shown(out / "assignments.csv"))])


def _print_header(figures: Figures, folder: Path, run: Mapping[str, object], speak: Catalogue) -> None:
    if figures.without_commitments:
        left_out = speak.all_of(figures.without_commitments)
        print_title(
            speak.text(
                "{folder}, without the officers nominated only in answer to {commitments}", folder=shown(folder), commitments=left_out
            )
        )
    else:
        print_title(shown(folder))
    totals, memory = figures.totals, run["memory_peak_mib"]
    print_lines(
        [
            speak.text("As of {day}.", day=speak.day(figures.as_of)),
            speak.text("Proven: compared level by level, no plan is better.")
            if figures.status is SolveStatus.OPTIMAL
            else speak.text("Stopped early: the plan holds, and the bounds say how much better another could be."),
            speak.text(
                "{pairs} among {officers} for {seats}; {seconds} s, {mebibytes} MiB of memory.",
                pairs=speak.plural("{n} eligible pair", "{n} eligible pairs", totals.pairs),
                officers=speak.plural("{n} officer", "{n} officers", totals.officers),
                seats=speak.plural("{n} open seat", "{n} open seats", totals.seats),
                seconds=speak.number(round(float(str(run["runtime_s"])), 1)),
                mebibytes="?" if memory is None else speak.number(int(str(memory))),
            ),
            *([] if figures.synthetic_note is None else [speak.text("Synthetic data: no row of this folder describes a real officer.")]),
        ]
    )


def _print_levels(figures: Figures, speak: Catalogue) -> None:
    seats = figures.totals.seats_by_priority
    print_table(
        [
            Column(speak.text("Level")),
            Column(speak.text("Seats"), number=True),
            Column(speak.text("Reached"), number=True),
            Column(speak.text("Bound"), number=True),
        ],
        [
            (
                _level_name(proof.level, speak),
                speak.number(seats[i]) if i < len(seats) else "",
                speak.number(proof.value),
                speak.number(proof.bound),
            )
            for i, proof in enumerate(figures.proof)
        ],
    )


def _print_terms(figures: Figures, speak: Catalogue) -> None:
    """Print how many seats are held on condition, by waiver and by decision: each needs a second look before it is signed."""
    on_condition = sum(bool(placement.conditional) for placement in figures.placements)
    by_waiver = sum(bool(placement.waived) for placement in figures.placements)
    by_decision = sum(placement.pinned is not None for placement in figures.placements)
    said = [
        (
            on_condition,
            speak.plural(
                "{n} seat is held on condition: something about the officer is not known.",
                "{n} seats are held on condition: something about the officers is not known.",
                on_condition,
            ),
        ),
        (by_waiver, speak.plural("{n} seat is held by waiver.", "{n} seats are held by waiver.", by_waiver)),
        (by_decision, speak.plural("{n} seat is held by decision.", "{n} seats are held by decision.", by_decision)),
    ]
    lines = [sentence for n, sentence in said if n]
    print_lines(["", *lines] if lines else [])


def _level_name(level: str, speak: Catalogue) -> str:
    name = speak.level_name(level)
    return speak.text("{level} (fewer is better)", level=name) if level in MINIMISED else name


def _print_open_lines(figures: Figures, speak: Catalogue) -> None:
    if not figures.unfilled:
        return
    print_title(speak.plural("{n} seat stays open", "{n} seats stay open", figures.totals.open_left))
    line_of = {line.post_id: line for line in figures.lines}
    ordered = sorted(figures.unfilled, key=lambda unfilled: (line_of[unfilled.post_id].priority, unfilled.post_id))
    _print_rows(
        [
            Column(speak.text("Post line")),
            Column(speak.text("Title")),
            Column(speak.text("Priority")),
            Column(speak.text("Seats"), number=True),
            Column(speak.text("Why")),
        ],
        [
            (
                unfilled.post_id,
                line_of[unfilled.post_id].title or "",
                speak.word(Priority(line_of[unfilled.post_id].priority)),
                speak.number(unfilled.seats),
                speak.reason_name(unfilled.reason),
            )
            for unfilled in ordered
        ],
        speak,
    )


def _print_parity(figures: Figures, speak: Catalogue) -> None:
    missed = sorted((group for group in figures.parity if group.shortfall), key=lambda group: (-group.shortfall, group.mission))
    if not missed:
        return
    print_title(speak.text("Targets for women that are missed"))
    _print_rows(
        [
            Column(speak.text("Mission")),
            Column(speak.text("Category")),
            Column(speak.text("Target"), number=True),
            Column(speak.text("Women needed"), number=True),
            Column(speak.text("Women after the plan"), number=True),
            Column(speak.text("Missing"), number=True),
        ],
        [
            (
                group.mission,
                speak.word(group.category),
                speak.percent(group.target),
                speak.number(group.need),
                speak.number(group.women_after),
                speak.number(group.shortfall),
            )
            for group in missed
        ],
        speak,
    )


def _print_caps(figures: Figures, speak: Catalogue) -> None:
    binding = [share for share in figures.shares if share.is_binding]
    if not binding:
        return
    print_title(speak.text("National caps that keep officers out of open seats"))
    _print_rows(
        [
            Column(speak.text("Mission")),
            Column(speak.text("Country")),
            Column(speak.text("Officers"), number=True),
            Column(speak.text("Cap"), number=True),
            Column(speak.text("Kept out"), number=True),
            Column(speak.text("Open seats"), number=True),
        ],
        [
            (
                share.mission,
                speak.country(share.country),
                speak.number(share.held),
                speak.number(share.cap),
                speak.number(share.kept_out),
                speak.number(share.open_left),
            )
            for share in binding
        ],
        speak,
    )


def _print_rows(columns: Sequence[Column], rows: Iterable[Sequence[str]], speak: Catalogue) -> None:
    """Print a table of at most ``MOST_ROWS`` rows, and how many more there are."""
    found = list(rows)
    print_table(columns, found[:MOST_ROWS])
    if len(found) > MOST_ROWS:
        print_lines(
            [speak.plural("… and {n} more, in the files of the plan.", "… and {n} more, in the files of the plan.", len(found) - MOST_ROWS)]
        )
