"""
Fit of many pairs of one line at once, from tables: what :func:`releve.planning.fit.fit_of_post` returns, for chosen officers only.

Two terms depend on the officer alone; the three others take few values in a line and are looked up.
Source: planning contract, Objective, ``fit``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.model import OfficerTable, Policy, PostLine
from releve.planning.fit import EXPERIENCE_YEARS, LANGUAGE_STEPS, MISSIONS_COUNTED, SCORE_SCALE, years_asked

DAY_KEY_YEAR_BITS = 9
DAY_KEY_YEAR = 1 << DAY_KEY_YEAR_BITS
"""Days are held as ``year * 512 + month * 32 + day``: years are counted by comparing, without a calendar."""
NO_DAY = np.iinfo(np.int32).max
FEBRUARY_28 = 2 * 32 + 28


@dataclass(frozen=True, kw_only=True, eq=False)
class OfficerScores:
    """
    What fit reads of every officer.

    Attributes
    ----------
    constant
        Shape ``(n_officers,)``, int32: points for earlier missions and for the assessment.
    level
        Shape ``(n_officers, n_tags)``, int8: level in each language of the register, 0 = not listed.
    skills
        Shape ``(n_officers, n_skill_words)``, uint64: bit ``s`` = holds the s-th skill of the register.
    since
        Shape ``(n_officers,)``, int32: first day of service as a day key, `NO_DAY` = blank.
    """

    constant: NDArray[np.int32]
    level: NDArray[np.int8]
    skills: NDArray[np.uint64]
    since: NDArray[np.int32]


@dataclass(frozen=True, kw_only=True, eq=False)
class LineScores:
    """
    What fit reads of one line.

    Attributes
    ----------
    required, desired
        Shape ``(n, 2)``, int64: column of the language in the register and its level.
    language_points, skill_points, year_points
        Points by steps 0..4, by skills held, by years 0..10; int32.
    skills
        Shape ``(n_skill_words,)``, uint64: the desired skills.
    start, years_asked
        First day as a day key; full years of service from which experience counts.
    """

    required: NDArray[np.int64]
    desired: NDArray[np.int64]
    language_points: NDArray[np.int32]
    skill_points: NDArray[np.int32]
    year_points: NDArray[np.int32]
    skills: NDArray[np.uint64]
    start: int
    years_asked: int


def officer_scores(officers: OfficerTable, policy: Policy) -> OfficerScores:
    """Return what fit reads of a register."""
    weight = policy.fit
    # Blank cells hold -1 in these columns.
    constant = weight["missions"] * np.clip(officers.un_missions, 0, MISSIONS_COUNTED).astype(np.int64) // MISSIONS_COUNTED
    constant += weight["assessment"] * np.maximum(officers.assessment_score, 0).astype(np.int64) // SCORE_SCALE
    n_words = max(1, -(-len(officers.skill_codes) // 64))
    padded = np.zeros((len(officers), n_words * 64), np.bool_)
    padded[:, : len(officers.skill_codes)] = officers.skill_held
    skills = np.packbits(padded, axis=1, bitorder="little").view("<u8").astype(np.uint64, copy=False)
    return OfficerScores(
        constant=constant.astype(np.int32),
        level=np.ascontiguousarray(officers.language_level, np.int8).reshape(len(officers), len(officers.language_tags)),
        skills=np.ascontiguousarray(skills),
        since=_day_keys(officers.service_since),
    )


def line_scores(officers: OfficerTable, post: PostLine, policy: Policy) -> LineScores:
    """Return what fit reads of one line, in the columns of a register; a language or skill that nobody lists gives nothing."""
    weight = policy.fit
    column = {tag: t for t, tag in enumerate(officers.language_tags)}
    bit = {code: s for s, code in enumerate(officers.skill_codes)}
    skills = np.zeros(max(1, -(-len(bit) // 64)), np.uint64)
    for code in post.skills_desired:
        if code in bit:
            skills[bit[code] // 64] |= np.uint64(1) << np.uint64(bit[code] % 64)
    n_desired = len(post.skills_desired)
    day = post.starts_on
    key = day.year * DAY_KEY_YEAR + day.month * 32 + day.day
    is_leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    if key % DAY_KEY_YEAR == FEBRUARY_28 and not is_leap:
        # On 28 February of a common year those who began on a 29 February complete their year.
        key += 1
    return LineScores(
        required=_pairs_of(post.languages_required, column),
        desired=_pairs_of(post.languages_desired, column),
        language_points=_table(weight["language"], LANGUAGE_STEPS),
        skill_points=_table(weight["skills"], n_desired) if n_desired else np.zeros(1, np.int32),
        year_points=_table(weight["experience"], EXPERIENCE_YEARS),
        skills=skills,
        start=key,
        years_asked=years_asked(post, policy),
    )


def language_points_of(levels: NDArray[np.int8], line: LineScores) -> NDArray[np.int32]:
    """Return the points that languages bring in one line; ``levels`` has shape ``(n, n_tags)``, as in `OfficerScores`."""
    steps = np.zeros(len(levels), np.int32)
    for tag, level in line.required.tolist():
        steps += np.maximum(0, levels[:, tag].astype(np.int32) - level)
    for tag, level in line.desired.tolist():
        steps += levels[:, tag] >= level
    points: NDArray[np.int32] = line.language_points[np.minimum(steps, LANGUAGE_STEPS)]
    return points


def fit_of_officers(scores: OfficerScores, line: LineScores, officer_idx: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the fit of these officers for one line, points >= 0; shape as ``officer_idx``."""
    total = scores.constant[officer_idx] + language_points_of(scores.level[officer_idx], line)
    if len(line.skill_points) > 1:
        held = np.bitwise_count(scores.skills[officer_idx] & line.skills).sum(axis=1, dtype=np.int64)
        total += line.skill_points[held]
    since = scores.since[officer_idx]
    years = (line.start - since) // DAY_KEY_YEAR - line.years_asked
    years = np.where(since == NO_DAY, 0, np.clip(years, 0, EXPERIENCE_YEARS))
    total += line.year_points[years]
    return total


def _table(weight: int, steps: int) -> NDArray[np.int32]:
    return (weight * np.arange(steps + 1) // steps).astype(np.int32)


def _pairs_of(levels: object, column: dict[str, int]) -> NDArray[np.int64]:
    found = [(column[tag], int(level)) for tag, level in sorted(dict(levels).items()) if tag in column]  # type: ignore[call-overload]
    return np.array(found, np.int64).reshape(-1, 2)


def _day_keys(days: NDArray[np.datetime64]) -> NDArray[np.int32]:
    """Return days as keys, blank ones as `NO_DAY`."""
    known = ~np.isnat(days)
    months = days.astype("datetime64[M]")
    years = days.astype("datetime64[Y]")
    with np.errstate(all="ignore"):
        year = years.astype(np.int64) + 1970
        month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
        day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
        return np.where(known, year * DAY_KEY_YEAR + month * 32 + day, NO_DAY).astype(np.int32)
