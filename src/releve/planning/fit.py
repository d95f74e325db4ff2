"""
Fit: how well an officer suits a post line, in integer points; higher is better.

Five terms, each ``weight * x // d`` and at least 0; whatever a term needs and is blank counts 0.
Source: planning contract, Objective, ``fit``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import Officer, OfficerTable, Policy, PostLine, full_years, full_years_array

LANGUAGE_STEPS: Final = 4
EXPERIENCE_YEARS: Final = 10
MISSIONS_COUNTED: Final = 2
SCORE_SCALE: Final = 100


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The five terms of one pair's fit, in points, each at least 0."""

    language: int
    skills: int
    experience: int
    missions: int
    assessment: int

    @property
    def total(self) -> int:
        """Return the sum of the terms."""
        return self.language + self.skills + self.experience + self.missions + self.assessment


def fit_of_pair(officer: Officer, post: PostLine, policy: Policy) -> Fit:
    """Return the fit of one officer for one post line, term by term."""
    levels = officer.languages or {}
    steps = sum(max(0, levels.get(tag, 0) - level) for tag, level in post.languages_required.items())
    steps += sum(levels.get(tag, 0) >= level for tag, level in post.languages_desired.items())
    held = len((officer.skills or frozenset()).intersection(post.skills_desired))
    years = 0 if officer.service_since is None else full_years(officer.service_since, post.starts_on) - years_asked(post, policy)
    weight = policy.fit
    return Fit(
        language=weight["language"] * min(LANGUAGE_STEPS, steps) // LANGUAGE_STEPS,
        skills=weight["skills"] * held // len(post.skills_desired) if post.skills_desired else 0,
        experience=max(0, weight["experience"] * min(EXPERIENCE_YEARS, years) // EXPERIENCE_YEARS),
        missions=weight["missions"] * min(MISSIONS_COUNTED, officer.un_missions or 0) // MISSIONS_COUNTED,
        assessment=weight["assessment"] * (officer.assessment_score or 0) // SCORE_SCALE,
    )


def blank_terms(officer: Officer, post: PostLine) -> tuple[str, ...]:
    """Return the terms that count 0 because the officer's cell is blank, though the line asks for something there; names as in `Fit`."""
    blank = {
        "language": officer.languages is None and bool(post.languages_required or post.languages_desired),
        "skills": officer.skills is None and bool(post.skills_desired),
        "experience": officer.service_since is None,
        "missions": officer.un_missions is None,
        "assessment": officer.assessment_score is None,
    }
    return tuple(term for term, is_blank in blank.items() if is_blank)


def fit_of_post(officers: OfficerTable, post: PostLine, policy: Policy) -> NDArray[np.int64]:
    """Return the fit of every officer for one post line, in points >= 0; shape ``(n_officers,)``, eligible or not."""
    weight = policy.fit
    total: NDArray[np.int64] = weight["language"] * np.minimum(LANGUAGE_STEPS, _language_steps(officers, post)) // LANGUAGE_STEPS
    if post.skills_desired:
        held = sum((officers.holds_skill(code).astype(np.int64) for code in post.skills_desired), np.zeros(len(officers), np.int64))
        total += weight["skills"] * held // len(post.skills_desired)
    known = ~np.isnat(officers.service_since)
    years = np.where(known, full_years_array(officers.service_since, post.starts_on) - years_asked(post, policy), 0)
    total += weight["experience"] * np.clip(years, 0, EXPERIENCE_YEARS).astype(np.int64) // EXPERIENCE_YEARS
    # Blank cells hold -1 in these columns.
    total += weight["missions"] * np.clip(officers.un_missions, 0, MISSIONS_COUNTED).astype(np.int64) // MISSIONS_COUNTED
    total += weight["assessment"] * np.maximum(officers.assessment_score, 0).astype(np.int64) // SCORE_SCALE
    return total


def _language_steps(officers: OfficerTable, post: PostLine) -> NDArray[np.int64]:
    """Return levels above the required ones plus desired languages met; a blank cell holds level 0 everywhere."""
    steps = np.zeros(len(officers), np.int64)
    for tag, level in post.languages_required.items():
        steps += np.maximum(0, officers.levels_of(tag).astype(np.int64) - level)
    for tag, level in post.languages_desired.items():
        steps += officers.levels_of(tag) >= level
    return steps


def years_asked(post: PostLine, policy: Policy) -> int:
    """Return the full years of service from which experience counts in a line."""
    return max(policy.thresholds.service_years.value, post.service_years_min or 0)
