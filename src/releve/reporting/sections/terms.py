"""On what terms an officer holds a seat, in words: on condition, by waiver, by decision, kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from releve.model import Gender
from releve.reporting.officers import OpenRule, PinDecision, Placement, WaivedRule
from releve.reporting.sections.blocks import Cell, text
from releve.text import Catalogue

PENDING: Final = "pending"
"""State of a rule whose check is under way; any other is not known."""


def terms(placement: Placement, speak: Catalogue) -> Iterator[str]:
    """Yield one remark for everything that the seat stands on besides the rules that are met."""
    for rule in placement.conditional:
        yield speak.text("on condition: {what}", what=open_rule(rule, speak))
    for waived in placement.waived:
        until = waiver_end(waived, speak)
        who = speak.text("authority not stated") if waived.authority is None else one_line(waived.authority)
        yield speak.text("by waiver: {rule:rule} ({authority}, {until})", rule=waived.rule, authority=who, until=until)
    if placement.pinned is not None:
        yield _decided(placement.pinned, speak)
    if placement.kept:
        yield speak.text("kept from the previous plan")


def remarks_cell(remarks: Iterator[str]) -> Cell:
    """Return remarks as a cell, each on a line of its own."""
    return Cell(text="\n".join(remarks))


def open_rule(rule: OpenRule, speak: Catalogue) -> str:
    """Return which fact is open."""
    if rule.state == PENDING:
        return speak.text("{rule:rule}: check under way", rule=rule.rule)
    return speak.text("{rule:rule} not known", rule=rule.rule)


def waiver_end(waived: WaivedRule, speak: Catalogue) -> str:
    """Return until when a waiver holds."""
    return speak.text("no end stated") if waived.expires_on is None else speak.text("until {day:day}", day=waived.expires_on)


def gender_cell(woman: bool | None, speak: Catalogue) -> Cell:  # noqa: FBT001 - a fact that may be unknown, and no switch
    """Return the gender as stated; a blank cell is said to be unknown."""
    return text(speak, None if woman is None else speak.word(Gender.F if woman else Gender.M))


def one_line(stated: str) -> str:
    """Return a text of the folder on one line, so that none can pass for a remark of its own."""
    return " ".join(stated.split())


def _decided(pin: PinDecision, speak: Catalogue) -> str:
    reason = speak.text("no reason stated") if pin.reason is None else one_line(pin.reason)
    if pin.decided_by is None:
        return speak.text("by decision (pin): {reason}; by whom is not stated", reason=reason)
    return speak.text("by decision (pin): {reason}; decided by {decided_by}", reason=reason, decided_by=one_line(pin.decided_by))
