"""The post lines of a synthetic register: drawn as columns, then made one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from releve.model import Category, Education, Level, PostLine, add_months
from releve.synthesis.sized.draws import ColumnDraws
from releve.synthesis.sized.missions import HEADQUARTERS, MissionSettings
from releve.synthesis.sized.niches import draw_niches
from releve.synthesis.sized.sizes import Extent, Settings
from releve.synthesis.sources import read_rows, skill_shares

T = TypeVar("T")

FIRST_START: Final = date(2026, 1, 1)
START_MONTHS: Final = 15
"""Tours begin on the first day of any of so many months."""
TOURS: Final = {6: 0.10, 12: 0.70, 18: 0.20}
"""Months of a tour, with weights."""
PRIORITIES: Final = {1: 0.10, 2: 0.25, 3: 0.40, 4: 0.25}
FIELD_CATEGORIES: Final = {Category.IPO: 0.86, Category.SPT: 0.08, Category.P_POST_FIELD: 0.06}
SEAT_WEIGHTS: Final = (0.16, 0.32, 0.48, 0.66, 0.87, 1.15, 1.53, 2.10, 3.13, 9.0)
"""Each alike: a line's weight when the seats beyond one a line are shared out."""
MOST_SEATS: Final = 60
GENERAL_SHARE: Final = 0.08
"""Share of lines that require no skill, and are larger by ``GENERAL_FACTOR``."""
GENERAL_FACTOR: Final = 3.0
SECOND_SKILL: Final = 0.20
"""Share of the others that require two."""
EASY_SHARE: Final = 0.20
"""Share of lines that require no skill where lines ask for little; the others require one."""
LEVELS: Final = {Level.B1: 0.30, Level.B2: 0.55, Level.C1: 0.15}
RANKS_MIN: Final = {1: 0.20, 2: 0.30, 3: 0.25, 4: 0.15, 5: 0.10}
SERVICE_YEARS: Final = {None: 0.20, 5: 0.25, 7: 0.20, 8: 0.12, 10: 0.15, 12: 0.06, 15: 0.02}
EDUCATIONS: Final = {None: 0.34, Education.SECONDARY: 0.30, Education.DIPLOMA: 0.19, Education.BACHELOR: 0.14, Education.MASTER: 0.03}
DESIRED_LANGUAGES: Final = {"en": 0.25, "fr": 0.25, "ar": 0.18, "es": 0.10, "pt": 0.05, "sw": 0.09, "ln": 0.05, "sg": 0.03}
RARE_LANGUAGES: Final = ("ht", "so", "sg", "ti")
LEVEL_SKILL: Final = "operations"
"""The one desired skill where fit is level."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Lines:
    """
    Post lines, sorted by key.

    Attributes
    ----------
    posts
        The lines themselves.
    mission, seats
        Shape ``(n_lines,)``, int32: position of the mission; open seats.
    hard
        Shape ``(n_lines,)``, bool: asks for a rare profile.
    """

    posts: tuple[PostLine, ...]
    mission: NDArray[np.int32]
    seats: NDArray[np.int32]
    hard: NDArray[np.bool_]


def draw_lines(draws: ColumnDraws, extent: Extent, settings: Settings, missions: MissionSettings) -> Lines:
    """Return ``extent.lines`` lines with ``extent.seats`` seats in all; every mission has one at least."""
    n = extent.lines
    drawn = draws.picks("mission", n - extent.missions, missions.weights)
    mission = np.sort(np.concatenate((np.arange(extent.missions, dtype=np.int32), drawn)))
    hard = draws.chances("hard", n, settings.hard_lines)
    general = draws.chances("general", n, GENERAL_SHARE) & ~hard
    seats = _share_out(draws, extent, general)
    columns = _columns(draws, n, settings, missions, mission, general)
    if settings.hard_lines:
        draw_niches(draws, hard, columns)
    first_of_mission = np.searchsorted(mission, np.arange(extent.missions))
    posts = tuple(
        PostLine(
            post_id=f"{missions.missions[mission[j]].mission}-{j - first_of_mission[mission[j]] + 1:05d}",
            mission=missions.missions[mission[j]].mission,
            seats=int(seats[j]),
            **{name: column[j] for name, column in columns.items()},
        )
        for j in range(n)
    )
    return Lines(posts=posts, mission=mission, seats=seats, hard=hard)


def _share_out(draws: ColumnDraws, extent: Extent, general: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the seats of each line, 1..60, that sum to those of the size."""
    weights = np.array(SEAT_WEIGHTS)[draws.picks("seat weight", extent.lines, [1.0] * len(SEAT_WEIGHTS))]
    weights = np.where(general, weights * GENERAL_FACTOR, weights)
    left = extent.seats - extent.lines
    seats = 1 + np.minimum((weights / np.cumsum(weights)[-1] * left).astype(np.int32), MOST_SEATS - 1)
    # What rounding left over: one more seat for the lines that come first in a drawn order.
    order = draws.order("rounding", extent.lines)
    while (missing := extent.seats - int(seats.sum())) > 0:
        growing = order[seats[order] < MOST_SEATS][:missing]
        seats[growing] += 1
    shared: NDArray[np.int32] = seats.astype(np.int32)
    return shared


def _columns(
    draws: ColumnDraws,
    n: int,
    settings: Settings,
    missions: MissionSettings,
    mission: NDArray[np.int32],
    general: NDArray[np.bool_],
) -> dict[str, list[Any]]:
    """Return the columns of the lines by name, but for key, mission and seats. Any: they go to the constructor by name."""
    at_office = [missions.missions[k].mission == HEADQUARTERS for k in mission]
    field_category = _drawn(draws, "category", n, FIELD_CATEGORIES)
    titles = [row["title"] for row in read_rows("functions.csv")]
    rank_min = _drawn(draws, "rank_min", n, {1: 1.0} if settings.easy else RANKS_MIN)
    width = draws.integers("rank width", n, 4 if settings.easy else 1, 7 if settings.easy else 3)
    unbounded = draws.chances("no rank", n, 0.06)
    months = draws.integers("starts_on", n, 0, START_MONTHS - 1)
    return {
        "title": [titles[i] for i in draws.picks("title", n, [1.0] * len(titles))],
        "category": [Category.P_POST_HQ if office else c for office, c in zip(at_office, field_category, strict=True)],
        "priority": _drawn(draws, "priority", n, PRIORITIES),
        "languages_required": _languages_required(draws, n, settings, [missions.languages[k] for k in mission]),
        "languages_desired": [{}] * n if settings.level_fit else _languages_desired(draws, n),
        "skills_required": _skills_required(draws, n, settings, general),
        "skills_desired": [(LEVEL_SKILL,)] * n if settings.level_fit else _skills_desired(draws, n),
        "service_years_min": [None] * n if settings.easy or settings.level_fit else _drawn(draws, "service_years_min", n, SERVICE_YEARS),
        "rank_min": [None if free else low for free, low in zip(unbounded, rank_min, strict=True)],
        "rank_max": [None if free else min(8, low + int(w)) for free, low, w in zip(unbounded, rank_min, width, strict=True)],
        "education_min": [None] * n if settings.easy else _drawn(draws, "education_min", n, EDUCATIONS),
        "armed": draws.chances("armed", n, 0.3).tolist(),
        "driving": draws.chances("driving", n, 0.7).tolist(),
        "starts_on": [add_months(FIRST_START, int(month)) for month in months],
        "tour_months": _drawn(draws, "tour_months", n, TOURS),
    }


def _drawn(draws: ColumnDraws, column: str, n: int, weights: Mapping[T, float]) -> list[T]:
    values = tuple(weights)
    return [values[i] for i in draws.picks(column, n, tuple(weights.values()))]


def _languages_required(draws: ColumnDraws, n: int, settings: Settings, main: list[str]) -> list[dict[str, Level]]:
    one_level = Level.B1 if settings.easy else Level.B2 if settings.level_fit else None
    levels = _drawn(draws, "level", n, LEVELS if one_level is None else {one_level: 1.0})
    in_english = draws.chances("works in English", n, 0.12)
    second = _drawn(draws, "second language", n, {"en": 0.4, "fr": 0.4, "ar": 0.2})
    has_second = draws.chances("has second language", n, 0.0 if settings.easy else 0.05)
    rare = _drawn(draws, "rare language", n, dict.fromkeys(RARE_LANGUAGES, 1.0))
    has_rare = draws.chances("has rare language", n, settings.rare_language_lines)
    found = []
    for j in range(n):
        required = {"en" if in_english[j] else main[j]: levels[j]}
        if has_second[j]:
            required.setdefault(second[j], Level.B1)
        if has_rare[j]:
            required[rare[j]] = Level.B1
        found.append(required)
    return found


def _languages_desired(draws: ColumnDraws, n: int) -> list[dict[str, Level]]:
    tags = _drawn(draws, "desired language", n, DESIRED_LANGUAGES)
    levels = _drawn(draws, "desired level", n, {Level.A2: 0.3, Level.B1: 0.4, Level.B2: 0.3})
    has = draws.chances("has desired language", n, 0.45)
    return [{tag: level} if wanted else {} for tag, level, wanted in zip(tags, levels, has, strict=True)]


def _skills_required(draws: ColumnDraws, n: int, settings: Settings, general: NDArray[np.bool_]) -> list[tuple[str, ...]]:
    """Return the required skills: the more officers hold a skill, the more often a line asks for it."""
    first = _drawn(draws, "skill", n, skill_shares())
    second = _drawn(draws, "second skill", n, skill_shares())
    n_skills = np.where(general, 0, np.where(draws.chances("two skills", n, SECOND_SKILL), 2, 1))
    if settings.easy:
        n_skills = np.where(draws.chances("asks no skill", n, EASY_SHARE), 0, np.minimum(n_skills, 1))
    return [tuple(dict.fromkeys((first[j], second[j])[: n_skills[j]])) for j in range(n)]


def _skills_desired(draws: ColumnDraws, n: int) -> list[tuple[str, ...]]:
    drawn = [_drawn(draws, f"desired skill {k}", n, skill_shares()) for k in range(3)]
    n_skills = draws.picks("desired skills", n, (0.1, 0.2, 0.3, 0.4))
    return [tuple(dict.fromkeys(column[j] for column in drawn[: n_skills[j]])) for j in range(n)]
