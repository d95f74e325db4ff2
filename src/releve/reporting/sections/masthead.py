"""The head of the report: what it is, as of when, whether it is proven, and the numbers that a reader wants first."""

from __future__ import annotations

from dataclasses import dataclass

from releve.model import SolveStatus
from releve.reporting.figures import Figures
from releve.reporting.sections.blocks import Fact
from releve.text import Catalogue


@dataclass(frozen=True, kw_only=True)
class Masthead:
    """
    The head of the page.

    Attributes
    ----------
    synthetic
        What the folder says of its synthetic data, or None; empty where it only says that they are.
    left_out
        A sentence on commitments left out, or nothing.
    """

    title: str
    status: str
    is_proven: bool
    lead: str
    synthetic: str | None
    left_out: str
    facts: tuple[Fact, ...]


def masthead(figures: Figures, speak: Catalogue) -> Masthead:
    """Return the head of the page."""
    proven = figures.status is SolveStatus.OPTIMAL
    left_out = ""
    if figures.without_commitments:
        left_out = speak.text(
            "Left out on purpose: the officers nominated only in answer to {commitments:all}.", commitments=figures.without_commitments
        )
    return Masthead(
        title=speak.text("Deployment plan as of {day}", day=figures.as_of),
        status=speak.word(figures.status),
        is_proven=proven,
        lead=speak.text("Proven: compared level by level, no plan is better.")
        if proven
        else speak.text("Stopped early: the plan holds, and the bounds say how much better another could be."),
        synthetic=figures.synthetic_note,
        left_out=left_out,
        facts=tuple(_facts(figures, speak)),
    )


def _facts(figures: Figures, speak: Catalogue) -> list[Fact]:
    totals = figures.totals
    serving, sent = sum(row.serving for row in figures.strength), sum(row.assigned for row in figures.strength)
    women = sum(row.assigned_women for row in figures.strength)
    missing = sum(group.shortfall for group in figures.parity)
    short = sum(group.shortfall > 0 for group in figures.parity)
    binding = sum(share.is_binding for share in figures.shares)
    critical = totals.filled_by_priority[0], totals.seats_by_priority[0]
    return [
        Fact(
            name=speak.text("Seats filled"),
            value=speak.text("{filled} of {seats}", filled=totals.filled, seats=totals.seats),
            note=speak.plural("{n} seat stays open", "{n} seats stay open", totals.open_left),
        ),
        Fact(
            name=speak.text("Critical seats filled"),
            value=speak.text("{filled} of {seats}", filled=critical[0], seats=critical[1]),
            note=speak.plural("{n} seat stays open", "{n} seats stay open", critical[1] - critical[0]),
        ),
        Fact(
            name=speak.text("Strength after"),
            value=speak.number(serving + sent),
            note=speak.text("{serving} serving now and {sent} sent", serving=serving, sent=sent),
        ),
        Fact(
            name=speak.text("Women whom the plan sends"),
            value=speak.number(women),
            note=speak.text("{share:percent} of those sent", share=women / sent) if sent else speak.text("nobody is sent"),
        ),
        Fact(
            name=speak.text("Women missing to reach the targets"),
            value=speak.number(missing),
            note=speak.text("in {short} of {groups} groups", short=short, groups=len(figures.parity)),
        ),
        Fact(
            name=speak.text("National caps that keep officers out"),
            value=speak.number(binding),
            note=speak.plural("in {n} mission", "in {n} missions", len({s.mission for s in figures.shares if s.is_binding})),
        ),
        _second_look(figures, speak),
        Fact(
            name=speak.text("Officers considered"),
            value=speak.number(totals.officers),
            note=speak.plural("{n} eligible pair", "{n} eligible pairs", totals.pairs),
        ),
    ]


def _second_look(figures: Figures, speak: Catalogue) -> Fact:
    held = figures.placements
    return Fact(
        name=speak.text("Seats that need a second look"),
        value=speak.number(sum(placement.needs_a_second_look for placement in held)),
        note=speak.text(
            "{conditional} on condition, {waived} by waiver, {pinned} by decision",
            conditional=sum(bool(placement.conditional) for placement in held),
            waived=sum(bool(placement.waived) for placement in held),
            pinned=sum(placement.pinned is not None for placement in held),
        ),
    )
