"""One scenario on the page: what it asks, what changes hands, by whom, for whom."""

from __future__ import annotations

from releve.reporting.sections.blocks import Block, Cell, Column, Paragraph, Part, Section, Table, difference, long_table, number
from releve.reporting.what_if.document import SCENARIOS_FILE
from releve.reporting.what_if.words import hands_texts, move_text, seats_text
from releve.scenarios import Hands, Outcome
from releve.text import Catalogue


def hands_section(number_of_it: int, base: Outcome, outcome: Outcome, speak: Catalogue) -> Section:
    """Return the section of one scenario."""
    prefix = f"scenario-{number_of_it}"
    asked = speak.text("Asked: {asks}", asks=speak.enumeration(outcome.asks))
    hands = outcome.hands
    blocks: list[Block] = [Paragraph(text=asked, style="note")]
    if hands is not None:
        said = [f"{seats_text(outcome.filled - base.filled, speak)}.", *hands_texts(hands, speak)]
        blocks += [
            Paragraph(text=" ".join(said)),
            *_countries(hands, prefix, speak),
            _missions(hands, prefix, speak),
            *_newly_eligible(hands, prefix, speak),
            *_chains(hands, prefix, speak),
            *_lines(hands, prefix, speak),
        ]
    return Section(section_id=prefix, title=outcome.name, parts=[Part(blocks=[block for block in blocks if _says_something(block)])])


def _says_something(block: Block) -> bool:
    return not isinstance(block, Table) or bool(block.rows)


def _countries(hands: Hands, prefix: str, speak: Catalogue) -> tuple[Block, ...]:
    ordered = sorted(hands.countries, key=lambda c: (-c.by, -(c.eligible_after - c.eligible_before), speak.country(c.country)))
    return long_table(
        speak,
        table_id=f"{prefix}-countries",
        caption=speak.text("By country"),
        columns=[
            Column(heading=speak.text("Country")),
            Column(heading=speak.text("Officers with a seat"), kind="number"),
            Column(heading=speak.text("Change"), kind="number"),
            Column(heading=speak.text("Eligible officers"), kind="number"),
            Column(heading=speak.text("Change"), kind="number"),
            Column(heading=speak.text("Eligible pairs gained"), kind="number"),
            Column(heading=speak.text("Eligible pairs lost"), kind="number"),
        ],
        rows=[
            [
                Cell(text=speak.country(country.country)),
                number(speak, country.placed_after),
                difference(speak, country.by),
                number(speak, country.eligible_after),
                difference(speak, country.eligible_after - country.eligible_before),
                number(speak, country.pairs_gained),
                number(speak, country.pairs_lost),
            ]
            for country in ordered
        ],
        empty="",
        file=SCENARIOS_FILE,
    )


def _missions(hands: Hands, prefix: str, speak: Catalogue) -> Table:
    return Table(
        table_id=f"{prefix}-missions",
        caption=speak.text("Seats filled by mission"),
        columns=[
            Column(heading=speak.text("Mission"), kind="code"),
            Column(heading=speak.text("Before"), kind="number"),
            Column(heading=speak.text("After"), kind="number"),
            Column(heading=speak.text("Change"), kind="number"),
        ],
        rows=[
            [
                Cell(text=mission.mission),
                number(speak, mission.filled_before),
                number(speak, mission.filled_after),
                difference(speak, mission.by),
            ]
            for mission in sorted(hands.missions, key=lambda mission: (-mission.by, mission.mission))
        ],
    )


def _newly_eligible(hands: Hands, prefix: str, speak: Catalogue) -> tuple[Block, ...]:
    return long_table(
        speak,
        table_id=f"{prefix}-eligible",
        caption=speak.text("Officers who may serve where it was not possible before"),
        columns=[
            Column(heading=speak.text("Officer"), kind="code"),
            Column(heading=speak.text("Country")),
            Column(heading=speak.text("Lines opened"), kind="number"),
            Column(heading=speak.text("Eligible before"), kind="word"),
            Column(heading=speak.text("Seat in the scenario"), kind="word"),
        ],
        rows=[
            [
                Cell(text=officer.officer_id),
                Cell(text=speak.country(officer.country)),
                number(speak, officer.lines),
                Cell(text=speak.text("for other lines") if officer.was_eligible else speak.text("for none")),
                Cell(text=officer.placed_at, style="good" if officer.by_the_change else "")
                if officer.placed_at is not None
                else Cell(text=speak.text("none"), style="quiet"),
            ]
            for officer in hands.newly_eligible
        ],
        empty="",
        file=SCENARIOS_FILE,
    )


def _chains(hands: Hands, prefix: str, speak: Catalogue) -> tuple[Block, ...]:
    ordered = sorted(hands.chains, key=lambda chain: (-len(chain), chain[0].officer_id))
    return long_table(
        speak,
        table_id=f"{prefix}-chains",
        caption=speak.text("Who moves because of whom: each takes the seat that the next one leaves"),
        columns=[
            Column(heading=speak.text("Begins with"), kind="code"),
            Column(heading=speak.text("Officers"), kind="number"),
            Column(heading=speak.text("Moves"), kind="long"),
        ],
        rows=[
            [
                Cell(text=chain[0].officer_id),
                number(speak, len(chain)),
                Cell(text="\n".join(move_text(move, speak) for move in chain)),
            ]
            for chain in ordered
        ],
        empty="",
        file=SCENARIOS_FILE,
    )


def _lines(hands: Hands, prefix: str, speak: Catalogue) -> tuple[Block, ...]:
    return long_table(
        speak,
        table_id=f"{prefix}-lines",
        caption=speak.text("Post lines with more or fewer seats, or more or fewer of them filled"),
        columns=[
            Column(heading=speak.text("Post line"), kind="code"),
            Column(heading=speak.text("Title")),
            Column(heading=speak.text("Seats before"), kind="number"),
            Column(heading=speak.text("Seats after"), kind="number"),
            Column(heading=speak.text("Filled before"), kind="number"),
            Column(heading=speak.text("Filled after"), kind="number"),
            Column(heading=speak.text("Change"), kind="number"),
        ],
        rows=[
            [
                Cell(text=line.post_id),
                Cell(text=line.title or ""),
                number(speak, line.seats_before),
                number(speak, line.seats_after),
                number(speak, line.filled_before),
                number(speak, line.filled_after),
                difference(speak, line.by),
            ]
            for line in hands.lines
        ],
        empty="",
        file=SCENARIOS_FILE,
    )
