"""What `releve scenarios` prints: the scenarios side by side, then of each what changes hands; the plans of the trade-off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from releve.cli.console import Column, print_lines, print_table, print_title, signed
from releve.cli.options import shown
from releve.model import SolveStatus
from releve.pipeline import ExploredFolder
from releve.planning import LEVELS
from releve.reporting.what_if.words import concentration_text, hands_texts, move_text, seats_text, swept_text
from releve.scenarios import Frontier, Hands, Outcome
from releve.text import Catalogue

MOST_ROWS: Final = 12
"""Most rows of a table that may grow with the folder; the file holds all of them."""
ARROW_OF_A_CHAIN: Final = "; "


def print_exploration(explored: ExploredFolder, *, folder: Path, page: Path | None, speak: Catalogue) -> None:
    """Print a summary of scenarios; every number is one of the document."""
    base, outcomes = explored.batch.base, explored.batch.outcomes
    print_title(shown(folder))
    proven = all(outcome.status is SolveStatus.OPTIMAL for outcome in (base, *outcomes))
    print_lines(
        [
            speak.text("As of {day}.", day=speak.day(explored.snapshot.policy.as_of)),
            speak.text("Proven: of each scenario, compared level by level, no plan is better.")
            if proven
            else speak.text("Stopped early: the plans hold, and the bounds say how much better others could be."),
            *([] if explored.synthetic_note is None else [speak.text("Synthetic data: no row of this folder describes a real officer.")]),
        ]
    )
    if outcomes:
        _print_side_by_side(base, outcomes, speak)
    for outcome in outcomes:
        _print_outcome(base, outcome, speak)
    if explored.frontier is not None:
        _print_frontier(explored.frontier, speak)
    if page is not None:
        print_title(speak.text("Written: {path}", path=shown(page)))


def _print_side_by_side(base: Outcome, outcomes: Sequence[Outcome], speak: Catalogue) -> None:
    """Print a column for each scenario where they are few enough to stand side by side, else a row."""
    rows = []
    for outcome in outcomes:
        by = [after - before for before, after in zip(base.objective.as_tuple(), outcome.objective.as_tuple(), strict=True)]
        rows.append(
            (
                outcome.name,
                speak.number(outcome.filled),
                signed(outcome.filled - base.filled, speak),
                signed(by[0], speak),
                speak.number(outcome.objective.women_shortfall),
                signed(by[LEVELS.index("women_shortfall")], speak),
                signed(by[LEVELS.index("kept")], speak),
                signed(by[LEVELS.index("fit")], speak),
            )
        )
    print_title(speak.text("Scenarios against the plan of the folder"))
    first = (
        speak.text("The plan of the folder"),
        speak.number(base.filled),
        "",
        "",
        speak.number(base.objective.women_shortfall),
        "",
        "",
        "",
    )
    print_table(
        [
            Column(speak.text("Scenario")),
            Column(speak.text("Seats filled"), number=True),
            Column(speak.text("Change"), number=True),
            Column(speak.text("of them critical"), number=True),
            Column(speak.text("Women missing"), number=True),
            Column(speak.text("Change"), number=True),
            Column(speak.text("Kept"), number=True),
            Column(speak.text("Fit"), number=True),
        ],
        [first, *rows],
    )


def _print_outcome(base: Outcome, outcome: Outcome, speak: Catalogue) -> None:
    print_title(speak.text("{scenario}: {seats}", scenario=outcome.name, seats=seats_text(outcome.filled - base.filled, speak)))
    hands = outcome.hands
    if hands is None:
        return
    print_lines(hands_texts(hands, speak))
    if outcome.shortfall_by_folder_targets != outcome.objective.women_shortfall:
        print_lines(
            [
                speak.text(
                    "Women missing by the targets of the folder: {missing}, where its plan misses {before}.",
                    missing=speak.number(outcome.shortfall_by_folder_targets),
                    before=speak.number(base.objective.women_shortfall),
                )
            ]
        )
    _print_countries(hands, speak)
    _print_missions(hands, speak)
    _print_newly_placed(hands, speak)
    _print_chains(hands, speak)


def _print_countries(hands: Hands, speak: Catalogue) -> None:
    found = [c for c in hands.countries if c.by or c.eligible_after != c.eligible_before]
    found.sort(key=lambda c: (-c.by, c.eligible_before - c.eligible_after, speak.country(c.country)))
    _print_rows(
        [
            Column(speak.text("Country")),
            Column(speak.text("Officers gained"), number=True),
            Column(speak.text("Officers with a seat"), number=True),
            Column(speak.text("Eligible officers gained"), number=True),
            Column(speak.text("Eligible officers"), number=True),
        ],
        [
            (
                speak.country(c.country),
                signed(c.by, speak),
                speak.number(c.placed_after),
                signed(c.eligible_after - c.eligible_before, speak),
                speak.number(c.eligible_after),
            )
            for c in found
        ],
        speak,
    )


def _print_missions(hands: Hands, speak: Catalogue) -> None:
    _print_rows(
        [
            Column(speak.text("Mission")),
            Column(speak.text("Before"), number=True),
            Column(speak.text("After"), number=True),
            Column(speak.text("Change"), number=True),
        ],
        [
            (mission.mission, speak.number(mission.filled_before), speak.number(mission.filled_after), signed(mission.by, speak))
            for mission in hands.missions
        ],
        speak,
    )


def _print_newly_placed(hands: Hands, speak: Catalogue) -> None:
    placed = [officer for officer in hands.newly_eligible if officer.by_the_change]
    _print_rows(
        [
            Column(speak.text("Newly eligible and placed")),
            Column(speak.text("Country")),
            Column(speak.text("Seat in the scenario")),
            Column(speak.text("Lines opened"), number=True),
        ],
        [(o.officer_id, speak.country(o.country), o.placed_at or "", speak.number(o.lines)) for o in placed],
        speak,
    )


def _print_chains(hands: Hands, speak: Catalogue) -> None:
    ordered = sorted(hands.chains, key=lambda chain: (-len(chain), chain[0].officer_id))
    _print_rows(
        [Column(speak.text("Who moves because of whom: each takes the seat that the next one leaves"))],
        [(ARROW_OF_A_CHAIN.join(move_text(move, speak) for move in chain),) for chain in ordered],
        speak,
    )


def _print_frontier(frontier: Frontier, speak: Catalogue) -> None:
    print_title(speak.text("Fit against women missing against concentration"))
    print_lines([swept_text(frontier, speak)])
    print_table(
        [
            Column(speak.text("Plan"), number=True),
            Column(speak.text("Women missing"), number=True),
            Column(speak.text("Concentration"), number=True),
            Column(speak.text("Fit"), number=True),
            Column(speak.text("Seats filled"), number=True),
            Column(speak.text("of them critical"), number=True),
            Column(speak.text("National cap"), number=True),
            Column(speak.text("Part of the targets asked for"), number=True),
        ],
        [
            (
                speak.number(i),
                speak.number(point.women_shortfall),
                concentration_text(point.concentration, speak),
                speak.number(point.fit),
                speak.number(sum(point.filled)),
                speak.number(point.filled[0]),
                speak.percent(point.national_cap),
                speak.percent(float(point.target_part)),
            )
            for i, point in enumerate(frontier.points, start=1)
        ],
    )


def _print_rows(columns: Sequence[Column], rows: Sequence[Sequence[str]], speak: Catalogue) -> None:
    """Print a table of at most ``MOST_ROWS`` rows after an empty line, and how many more there are; nothing where there is none."""
    if not rows:
        return
    print_lines([""])
    print_table(columns, rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        left = len(rows) - MOST_ROWS
        print_lines([speak.plural("… and {n} more; with --out, all of them.", "… and {n} more; with --out, all of them.", left)])
