"""The officers of a synthetic register, drawn column by column straight into arrays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.model import UNKNOWN, DayArray, Education, OfficerTable, add_months
from releve.model.officers import DAY_COLUMNS
from releve.synthesis.sized.abilities import Abilities, draw_abilities
from releve.synthesis.sized.countries import Senders
from releve.synthesis.sized.draws import ColumnDraws
from releve.synthesis.sized.missions import MissionSettings
from releve.synthesis.sized.niches import draw_holders
from releve.synthesis.sized.posts import FIRST_START, Lines
from releve.synthesis.sized.sizes import Extent, Settings

RANKS: Final = (0.10, 0.22, 0.26, 0.20, 0.12, 0.06, 0.03, 0.01)
"""Weights of the grades 1..8."""
EDUCATIONS: Final = {
    Education.SECONDARY: 0.24,
    Education.DIPLOMA: 0.26,
    Education.BACHELOR: 0.35,
    Education.MASTER: 0.14,
    Education.DOCTORATE: 0.01,
}
OLDEST: Final = 60
BLANK: Final = 0.01
"""Chance of each cell that it was left blank, hence unknown."""
NOT_ASSESSED: Final = 0.03
"""Share of officers without a clearance yet."""
NAMED_MISSION: Final = 0.05
NAMED_POST: Final = 0.01
"""Shares of officers nominated for one or two missions, and for one post line; the others for any."""
MOST_SETS: Final = 400
"""At most so many lines are named in nominations: the rule looks at every distinct set."""
LEVEL_SCORES: Final = (70, 80)
"""The two scores where fit is level."""
MAY_BE_BLANK: Final = (
    "country",
    "gender",
    "birth_date",
    "service_since",
    "rank",
    "education",
    "ams_cleared_on",
    "driving_passed",
    "licence_since",
    "firearms_passed",
    "medical_expires_on",
    "passport_expires_on",
    "vetting",
    "active_service",
    "available_from",
    "un_missions",
    "assessment_score",
)


def draw_officers(
    draws: ColumnDraws, extent: Extent, settings: Settings, senders: Senders, missions: MissionSettings, lines: Lines
) -> OfficerTable:
    """Return ``extent.officers`` officers; whole columns at a time, and no object for a person but the key."""
    n = extent.officers
    sender = draws.picks("country", n, senders.weights)
    holder = draw_holders(draws, n, lines.posts, lines.hard)
    rank = 1 + draws.picks("rank", n, RANKS)
    asked = np.array([*(post.rank_min or 0 for post in lines.posts), 0])[holder]
    rank = np.where(holder >= 0, asked, rank)
    abilities = draw_abilities(draws, settings, senders, sender, lines, holder)
    codes = tuple(sorted(senders.codes))
    names, nominated_for = _nominations(draws, n, missions, lines)
    # Any: columns go to the constructor by name.
    columns: dict[str, Any] = {
        "country": np.array([codes.index(code) for code in senders.codes], np.int16)[sender],
        "gender": np.where(draws.chances("gender", n, senders.women[sender]), 0, 1).astype(np.int8),
        "rank": rank.astype(np.int8),
        "education": np.array(tuple(EDUCATIONS), np.int8)[draws.picks("education", n, tuple(EDUCATIONS.values()))],
        "driving_passed": draws.chances("driving_passed", n, 0.90).astype(np.int8),
        "firearms_passed": draws.chances("firearms_passed", n, 0.92).astype(np.int8),
        "vetting": draws.picks("vetting", n, (0.955, 0.04, 0.005)).astype(np.int8),
        **_career(draws, n, rank, settings),
        **_papers(draws, n),
        **_times(draws, n),
    }
    if settings.level_fit:
        columns["assessment_score"] = np.array(LEVEL_SCORES, np.int16)[draws.picks("score", n, (0.5, 0.5))]
        columns["un_missions"] = np.zeros(n, np.int16)
        columns["last_repatriated_on"] = np.full(n, np.datetime64("NaT"), "datetime64[D]")
    _leave_blank(draws, n, columns)
    countries, columns["country"] = _only_used(codes, columns["country"])
    return OfficerTable(
        officer_id=tuple(f"O{i:07d}" for i in range(1, n + 1)),
        countries=countries,
        nomination_sets=names,
        nominated_for=nominated_for,
        **_cells_of_lists(draws, n, abilities),
        **columns,
    )


def _career(draws: ColumnDraws, n: int, rank: NDArray[np.int32], settings: Settings) -> Mapping[str, Any]:
    """Return birth, service, earlier missions and score: service grows with the grade, and age with service."""
    least = 18 if settings.level_fit else 3
    service = least + 2 * rank + draws.peaked("service", n, 0, 12)
    age = np.minimum(service + draws.integers("age at entry", n, 19, 25), OLDEST)
    first = np.datetime64(FIRST_START, "D")
    tours = np.where(draws.chances("returned", n, 0.30), 1 + draws.picks("un_missions", n, (0.65, 0.25, 0.10)), 0)
    back = draws.days("last_repatriated_on", n, date(2018, 1, 1), date(2025, 11, 30))
    return {
        "service_since": _years_before(first, np.minimum(service, age - 18)) - _odd_days(draws, "day of entry", n),
        "birth_date": _years_before(first, age) - _odd_days(draws, "birthday", n),
        "un_missions": tours.astype(np.int16),
        "last_repatriated_on": np.where(tours > 0, back, np.datetime64("NaT")),
        "assessment_score": draws.peaked("score", n, 40, 100).astype(np.int16),
    }


def _papers(draws: ColumnDraws, n: int) -> Mapping[str, Any]:
    not_assessed = draws.chances("not assessed", n, NOT_ASSESSED)
    active = draws.chances("active_service", n, 0.96)
    cleared = draws.days("ams_cleared_on", n, date(2024, 9, 1), date(2026, 3, 31))
    retired = draws.days("retired_on", n, date(2019, 1, 1), date(2025, 12, 31))
    return {
        "ams_cleared_on": np.where(not_assessed, np.datetime64("NaT"), cleared),
        "licence_since": draws.days("licence_since", n, date(1990, 1, 1), date(2025, 6, 30)),
        "medical_expires_on": draws.days("medical_expires_on", n, date(2026, 6, 1), date(2028, 12, 31)),
        "passport_expires_on": draws.days("passport_expires_on", n, date(2027, 6, 1), date(2035, 12, 31)),
        "active_service": active.astype(np.int8),
        "retired_on": np.where(active, np.datetime64("NaT"), retired),
    }


def _times(draws: ColumnDraws, n: int) -> Mapping[str, Any]:
    starts = np.array([add_months(FIRST_START, month) for month in range(-2, 13)], "datetime64[D]")
    weights = [0.16, 0.16, 0.22, *[0.46 / 12] * 12]
    first = starts[draws.picks("available_from", n, weights)]
    last = first + draws.integers("available days", n, 400, 1000).astype("timedelta64[D]")
    limited = draws.chances("available_until", n, 0.25)
    return {"available_from": first, "available_until": np.where(limited, last, np.datetime64("NaT"))}


def _nominations(
    draws: ColumnDraws, n: int, missions: MissionSettings, lines: Lines
) -> tuple[tuple[frozenset[str], ...], NDArray[np.int32]]:
    """Return the distinct sets of names, the empty one first, and which each officer has."""
    keys = [mission.mission for mission in missions.missions]
    named = draws.shares("nominated_for", n)
    one, two = draws.picks("first mission", n, missions.weights), draws.picks("second mission", n, missions.weights)
    lines_named = draws.order("lines named", len(lines.posts))[:MOST_SETS]
    line = lines_named[draws.integers("line named", n, 0, len(lines_named) - 1)]
    n_keys = len(keys)
    low, high = np.minimum(one, two), np.maximum(one, two)
    code = np.where(named < NAMED_MISSION, low * n_keys + high, np.where(named < NAMED_MISSION + NAMED_POST, n_keys * n_keys + line, -1))
    found, position = np.unique(code, return_inverse=True)
    sets = [
        frozenset[str]()
        if c < 0
        else frozenset({keys[c // n_keys], keys[c % n_keys]})
        if c < n_keys * n_keys
        else frozenset({lines.posts[c - n_keys * n_keys].post_id})
        for c in found.tolist()
    ]
    names = (frozenset[str](), *sorted({s for s in sets if s}, key=sorted))
    place = {s: i for i, s in enumerate(names)}
    return names, np.array([place[s] for s in sets], np.int32)[position]


def _leave_blank(draws: ColumnDraws, n: int, columns: dict[str, Any]) -> None:
    for name in MAY_BE_BLANK:
        blank = draws.chances(f"blank {name}", n, BLANK)
        columns[name][blank] = np.datetime64("NaT") if name in DAY_COLUMNS else UNKNOWN


def _only_used(codes: tuple[str, ...], country: NDArray[np.int16]) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    """Return the codes that occur and the positions in them; -1 stays."""
    used = np.zeros(len(codes) + 1, np.bool_)
    used[country] = True
    place = np.append(np.cumsum(used[:-1]) - 1, UNKNOWN).astype(np.int16)
    return tuple(code for code, occurs in zip(codes, used[:-1], strict=True) if occurs), place[country]


def _cells_of_lists(draws: ColumnDraws, n: int, abilities: Abilities) -> Mapping[str, Any]:
    """Return the columns of languages and skills; a list without an item is a blank cell, for the form knows no empty list."""
    spoken = ~draws.chances("blank languages", n, BLANK) & (abilities.level > 0).any(axis=1)
    skilled = ~draws.chances("blank skills", n, BLANK) & abilities.held.any(axis=1)
    assessed = ~draws.chances("blank ams_languages", n, BLANK) & abilities.assessed.any(axis=1)
    level, held, in_tags = abilities.level, abilities.held, abilities.assessed
    level[~spoken] = 0
    held[~skilled] = False
    in_tags[~assessed] = False
    # Only names that somebody has: what a reader of the files would find.
    tags = np.flatnonzero((level > 0).any(axis=0) | in_tags.any(axis=0))
    codes = np.flatnonzero(held.any(axis=0))
    return {
        "language_tags": tuple(abilities.tags[t] for t in tags),
        "language_level": np.ascontiguousarray(level[:, tags]),
        "languages_known": spoken,
        "skill_codes": tuple(abilities.codes[s] for s in codes),
        "skill_held": np.ascontiguousarray(held[:, codes]),
        "skills_known": skilled,
        "ams_language": np.ascontiguousarray(in_tags[:, tags]),
        "ams_languages_known": assessed,
    }


def _years_before(day: np.datetime64, years: NDArray[np.int32]) -> DayArray:
    moved: DayArray = (day.astype("datetime64[Y]") - years.astype("timedelta64[Y]")).astype("datetime64[D]")
    return moved


def _odd_days(draws: ColumnDraws, column: str, n: int) -> NDArray[np.timedelta64]:
    return draws.integers(column, n, 0, 364).astype("timedelta64[D]")
