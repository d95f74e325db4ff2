"""The near-miss board: what one change would mend, what a desk can mend soon first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from releve.model import Level
from releve.reporting.figures import Figures, NearMissGroup
from releve.reporting.sections.blocks import Cell, Column, Paragraph, Part, Section, long_table, number
from releve.text import Catalogue
from releve.text.marks import mark


class Remedy(IntEnum):
    """Kinds of changes, the soonest mended first; the board is not the contract's order, which ``near_misses.csv`` keeps."""

    PAPERS = 1  # a fact to ask for, a paper to renew, a check, a date or a nomination to settle
    TESTS = 2
    LANGUAGE_STEP = 3  # one language, one level
    LANGUAGE = 4
    SKILL = 5
    EDUCATION = 6
    RANK = 7
    SERVICE = 8
    AGE = 9
    OTHER = 10  # what no desk mends, and rules of third parties


HEADINGS: Final[Mapping[Remedy, str]] = {
    Remedy.PAPERS: mark("Papers and data"),
    Remedy.TESTS: mark("Tests"),
    Remedy.LANGUAGE_STEP: mark("Languages one level away"),
    Remedy.LANGUAGE: mark("Languages further away"),
    Remedy.SKILL: mark("Skills"),
    Remedy.EDUCATION: mark("Education"),
    Remedy.RANK: mark("Rank"),
    Remedy.SERVICE: mark("Police service"),
    Remedy.AGE: mark("Age"),
    Remedy.OTHER: mark("Other conditions"),
}
OPEN_FACTS: Final = frozenset({"unknown", "pending"})
"""States of any rule that a paper or an answer settles."""
BY_STATE: Final[Mapping[tuple[str, str], Remedy]] = {
    ("assessment", "expired"): Remedy.PAPERS,
    ("medical", "expired"): Remedy.PAPERS,
    ("passport", "too_short"): Remedy.PAPERS,
    ("driving", "not_passed"): Remedy.TESTS,
    ("vetting", "barred"): Remedy.OTHER,
}
"""What is wrong with a fact that is known, where the rule alone does not tell."""
BY_RULE: Final[Mapping[str, Remedy]] = {
    "availability": Remedy.PAPERS,
    "nomination": Remedy.PAPERS,
    "assessment": Remedy.TESTS,
    "firearms": Remedy.TESTS,
    "skill": Remedy.SKILL,
    "education": Remedy.EDUCATION,
    "rank": Remedy.RANK,
    "service": Remedy.SERVICE,
    "age": Remedy.AGE,
}


def remedy_of(group: NearMissGroup) -> Remedy:
    """Return what kind of change mends a near miss."""
    if group.before in OPEN_FACTS:
        return Remedy.PAPERS
    if group.rule == "language":
        return Remedy.LANGUAGE_STEP if _is_one_level(group.before, group.after) else Remedy.LANGUAGE
    return BY_STATE.get((group.rule, group.before or ""), BY_RULE.get(group.rule, Remedy.OTHER))


def near_misses_section(figures: Figures, speak: Catalogue) -> Section:
    """Return what one change would mend by kind of change; within a kind most officers first."""
    title = speak.text("Near-miss board")
    if not figures.near_misses:
        return Section(section_id="near-misses", title=title, parts=[Part(blocks=[Paragraph(text=_none(figures, speak), style="empty")])])
    lead = speak.text(
        "Officers without a seat who are one rule away from a line with open seats, "
        "grouped by the one change that would make them eligible. What a desk can mend soon comes first."
    )
    groups: defaultdict[Remedy, list[NearMissGroup]] = defaultdict(list)
    for group in figures.near_misses:
        groups[remedy_of(group)].append(group)
    parts = [_part(remedy, groups[remedy], speak) for remedy in Remedy if remedy in groups]
    return Section(section_id="near-misses", title=title, parts=[Part(blocks=[Paragraph(text=lead)]), *parts])


def _part(remedy: Remedy, groups: list[NearMissGroup], speak: Catalogue) -> Part:
    most = max(group.officers for group in groups)
    table = long_table(
        speak,
        table_id=f"near-misses-{remedy.name.lower().replace('_', '-')}",
        caption=speak.text("What one change would mend"),
        columns=[
            Column(heading=speak.text("Change")),
            Column(heading=speak.text("Officers"), kind="number"),
            Column(heading=speak.text("Post lines"), kind="number"),
        ],
        rows=[
            [
                Cell(text=speak.near_miss(group.rule, group.before, group.after)),
                number(speak, group.officers, of=most),
                number(speak, group.posts),
            ]
            for group in sorted(groups, key=lambda group: (-group.officers, -group.posts))
        ],
        empty="",
        file="near_misses.csv",
    )
    return Part(title=speak.text(HEADINGS[remedy]), blocks=table)


def _none(figures: Figures, speak: Catalogue) -> str:
    if not figures.unfilled:
        return speak.text("None: no seat stays open.")
    return speak.text("None: no officer without a seat is one rule away from an open seat.")


def _is_one_level(before: str | None, after: str | None) -> bool:
    """Return whether one language is to be raised by one level."""
    held, _, level = (before or "").partition(":")
    needed, _, wanted = (after or "").partition(":")
    steps = Level.__members__
    return held == needed and level in steps and wanted in steps and steps[wanted] - steps[level] == 1
