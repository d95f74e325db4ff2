"""
Rare profiles: two skills seldom held together, at one grade.

They are drawn line by line, and officers who have one are drawn from the lines: so few fit a line at every size,
and lines of the same profile look for the same people.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.model import PostLine
from releve.synthesis.sized.draws import ColumnDraws

RARE_SKILLS: Final = (
    "cybercrime",
    "environmental_crime",
    "financial_crime",
    "forensics",
    "ied",
    "intelligence_analysis",
    "legal_advice",
    "project_management",
    "reform",
    "social_media_analysis",
    "trafficking_arms",
    "trafficking_persons",
)
"""Skills of the rare profiles; beside these profiles nobody in such a register holds one of them."""
HOLDERS_PER_SEAT: Final = 0.8
"""Officers with a rare profile for each seat that asks for one: fewer than the seats, whatever else they can do."""
GRADES: Final = (2, 3, 4, 5)


def draw_niches(draws: ColumnDraws, hard: NDArray[np.bool_], columns: dict[str, list[Any]]) -> None:
    """Let the hard lines ask for a rare profile each: their columns of skills and ranks are replaced. Any: cells of lines."""
    n = len(hard)
    first = draws.integers("rare skill", n, 0, len(RARE_SKILLS) - 1)
    step = draws.integers("other rare skill", n, 1, len(RARE_SKILLS) - 1)
    grade = draws.integers("rare grade", n, 0, len(GRADES) - 1)
    for j in np.flatnonzero(hard):
        other = (first[j] + step[j]) % len(RARE_SKILLS)
        columns["skills_required"][j] = (RARE_SKILLS[first[j]], RARE_SKILLS[other])
        columns["rank_min"][j] = columns["rank_max"][j] = GRADES[grade[j]]


def draw_holders(draws: ColumnDraws, n_officers: int, posts: tuple[PostLine, ...], hard: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the hard line whose profile each officer has, -1 = none; shape ``(n_officers,)``."""
    lines = np.flatnonzero(hard)
    holder = np.full(n_officers, -1, np.int32)
    if not len(lines):
        return holder
    seats = np.array([posts[j].seats for j in lines], np.float64)
    share = min(0.5, HOLDERS_PER_SEAT * float(seats.sum()) / n_officers)
    chosen = draws.chances("holds a rare profile", n_officers, share)
    drawn = lines[draws.picks("rare profile", n_officers, seats)]
    return np.where(chosen, drawn, -1).astype(np.int32)
