"""What the terminal and the page say of scenarios in the same words."""

from __future__ import annotations

from fractions import Fraction

from releve.reporting.what_if.document import shown_concentration
from releve.scenarios import Frontier, Hands, Move
from releve.text import Catalogue


def move_text(move: Move, speak: Catalogue) -> str:
    """Return who goes from where to where."""
    if move.from_ is None:
        return speak.text(
            "{officer} ({country:country}): no seat before → {after}", officer=move.officer_id, country=move.country, after=move.to
        )
    if move.to is None:
        return speak.text(
            "{officer} ({country:country}): {before} → no seat", officer=move.officer_id, country=move.country, before=move.from_
        )
    return speak.text(
        "{officer} ({country:country}): {before} → {after}", officer=move.officer_id, country=move.country, before=move.from_, after=move.to
    )


def seats_text(by: int, speak: Catalogue) -> str:
    """Return how many more or fewer seats are filled."""
    if by == 0:
        return speak.text("As many seats filled")
    n = abs(by)
    return speak.plural("+{n} seat", "+{n} seats", n) if by > 0 else speak.plural("\N{MINUS SIGN}{n} seat", "\N{MINUS SIGN}{n} seats", n)


def hands_texts(hands: Hands, speak: Catalogue) -> list[str]:
    """Return in a few sentences what changes hands: who may serve now, and who of them does; who gains, moves and loses."""
    if not (hands.gained or hands.lost or hands.moved or hands.pairs_gained or hands.pairs_lost or hands.lines):
        return [speak.text("Nothing changes hands.")]
    said = []
    if hands.pairs_gained or hands.pairs_lost:
        said.append(
            speak.text(
                "Eligible pairs: {gained} more and {lost} fewer.",
                gained=speak.number(hands.pairs_gained),
                lost=speak.number(hands.pairs_lost),
            )
        )
    if hands.newly_eligible:
        anew = sum(not officer.was_eligible for officer in hands.newly_eligible)
        placed = sum(officer.by_the_change for officer in hands.newly_eligible)
        said.append(
            speak.plural(
                "{n} officer may serve where it was not possible before; eligible nowhere before: {anew}; seats gained by it: {placed}.",
                "{n} officers may serve where it was not possible before; eligible nowhere before: {anew}; seats gained by it: {placed}.",
                len(hands.newly_eligible),
                anew=speak.number(anew),
                placed=speak.number(placed),
            )
        )
    said.append(
        speak.text(
            "Officers: {gained} gain a seat, {lost} lose theirs, {moved} move to another line.",
            gained=speak.number(len(hands.gained)),
            lost=speak.number(len(hands.lost)),
            moved=speak.number(len(hands.moved)),
        )
    )
    return said


def swept_text(frontier: Frontier, speak: Catalogue) -> str:
    """Return how many policies were tried for a trade-off, and what became of them."""
    return speak.text(
        "Policies tried: {tried}; left open by the limit of time: {unproven}. Pins hold under each of them.",
        tried=speak.number(frontier.tried),
        unproven=speak.number(frontier.unproven),
    )


def concentration_text(concentration: Fraction, speak: Catalogue) -> str:
    """Return a concentration as a percentage, fine enough to tell two plans apart."""
    return speak.percent(shown_concentration(concentration), decimals=3)
