"""Profiles: what lines ask of an officer, lines that ask the same together, and an officer who meets exactly that and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from releve.model import Category, Education, Gender, Level, Officer, PostLine, Snapshot, Thresholds, Vetting, add_months

MONTHS: Final = 12
LONG_MONTHS: Final = 600
"""Papers of an officer who does not exist yet run for fifty years: they are to be in order, whenever the tour ends."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """
    What a line asks of an officer, beyond papers in order.

    Attributes
    ----------
    languages
        Tag and level of every required language, by tag.
    rank_min, rank_max
        Grades 1..8, both inclusive, None = no bound.
    service_years
        Full years of service needed at the start, the policy's threshold included.
    """

    category: Category
    languages: tuple[tuple[str, Level], ...]
    skills: tuple[str, ...]
    rank_min: int | None
    rank_max: int | None
    service_years: int
    education: Education | None
    armed: bool
    driving: bool


def profile_of(post: PostLine, thresholds: Thresholds) -> Profile:
    """Return what one line asks."""
    return Profile(
        category=post.category,
        languages=tuple(sorted(post.languages_required.items())),
        skills=tuple(sorted(post.skills_required)),
        rank_min=post.rank_min,
        rank_max=post.rank_max,
        service_years=max(thresholds.service_years.value, post.service_years_min or 0),
        education=post.education_min or None,
        armed=post.armed,
        driving=post.driving,
    )


def profiles_of(snapshot: Snapshot) -> tuple[tuple[Profile, tuple[int, ...]], ...]:
    """Return every profile with the positions of the lines that ask it, in the order of their first line."""
    lines: dict[Profile, list[int]] = {}
    for j, post in enumerate(snapshot.posts):
        lines.setdefault(profile_of(post, snapshot.policy.thresholds), []).append(j)
    return tuple((profile, tuple(found)) for profile, found in lines.items())


def make_officer(
    profile: Profile, posts: Sequence[PostLine], thresholds: Thresholds, *, officer_id: str, country: str, gender: Gender
) -> Officer:
    """
    Return an officer who meets exactly what a profile asks, at the start of its first line, and no more than that.

    No language above the level asked, no skill, year or grade beyond it, no earlier mission, no score, no firearms or driving test that
    is not asked: the fit of such an officer is the least that anyone of this profile has. What every officer needs is in order:
    age, papers, clearance, availability.

    Parameters
    ----------
    posts
        The lines that ask the profile; at least one.
    """
    first, last = min(post.starts_on for post in posts), max(post.starts_on for post in posts)
    age = (thresholds.age_min.value + thresholds.age_max.value) // 2
    return Officer(
        officer_id=officer_id,
        country=country,
        gender=gender,
        birth_date=_years_before(first, age),
        service_since=_years_before(first, profile.service_years),
        rank=profile.rank_min or profile.rank_max or 1,
        education=profile.education or Education.NONE,
        languages=dict(profile.languages),
        skills=frozenset(profile.skills),
        ams_cleared_on=first,
        ams_languages=frozenset(tag for tag, _ in profile.languages),
        driving_passed=profile.driving,
        licence_since=add_months(first, -thresholds.licence_months.value) if profile.driving else None,
        firearms_passed=profile.armed,
        medical_expires_on=add_months(last, LONG_MONTHS),
        passport_expires_on=add_months(last, LONG_MONTHS),
        vetting=Vetting.CLEAR,
        active_service=True,
        available_from=first,
        un_missions=0,
        assessment_score=0,
    )


def _years_before(day: date, years: int) -> date:
    return add_months(day, -MONTHS * years)
