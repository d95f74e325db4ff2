"""The register: as many nominated officers from each country as it serves with, and the forty of the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from releve.model import add_months
from releve.synthesis.draws import Draws
from releve.synthesis.officers import Habits, fit_for, synthesise_officer
from releve.synthesis.posts import Row
from releve.synthesis.sources import contributions

N_REGISTER: Final = 5960
"""Officers beside the forty of the answer."""
N_FIELD: Final = 30
N_HEADQUARTERS: Final = 10

ANSWERING: Final = "MAR"
"""The country whose officers are nominated in answer to the request; it has none in the register."""

ANSWER_HABITS: Final = Habits(
    women=0.0,
    cleared=0.62,
    lapsed=0.13,
    first_cleared=date(2025, 9, 8),
    blank=0.01,
    strengths=MappingProxyType(
        {
            "organised_crime": 0.30,
            "forensics": 0.24,
            "crime_analysis": 0.25,
            "financial_crime": 0.20,
            "cybercrime": 0.14,
            "counter_terrorism": 0.24,
            "trafficking_drugs": 0.20,
            "border_security": 0.28,
            "legal_advice": 0.14,
            "sgbv": 0.22,
            "investigations": 0.60,
        },
    ),
    assessed_twice=1.0,
    graduates=0.6,
    returned=0.08,
    unnamed=1.0,
)
"""Assessed in September to November 2025, as assumed for the example; chosen for crime skills and education, no better in their papers."""

WOMEN_EVERY: Final = 3
"""Every third officer of the answer is a woman."""

PRIOR_WEIGHT: Final = 8
PRIOR_SHARE: Final = 0.22
LIST_FACTOR: Final = 0.85
"""Women among those nominated: the country's published share drawn towards 22 % with the weight of 8 officers, times 0.85."""


def synthesise_register(seed: int) -> dict[str, Row]:
    """Return the rows of ``officers.csv`` by key, without those of the answer."""
    women, police = Counter[str](), Counter[str]()
    for contribution in contributions():
        women[contribution.country] += contribution.women
        police[contribution.country] += contribution.police
    del police[ANSWERING]
    rows = {}
    for country, n_officers in _shares(police, N_REGISTER).items():
        share = (women[country] + PRIOR_WEIGHT * PRIOR_SHARE) / (police[country] + PRIOR_WEIGHT)
        habits = Habits(women=LIST_FACTOR * share)
        for number in range(1, n_officers + 1):
            officer_id = f"SYN-{country}-{number:04d}"
            rows[officer_id] = synthesise_officer(officer_id, country, habits, seed)
    return rows


def _shares(weights: Mapping[str, int], total: int) -> dict[str, int]:
    """Return ``total`` parted by weight, largest remainders first; countries in the order of their codes."""
    whole = sum(weights.values())
    parts = {country: total * weights[country] // whole for country in sorted(weights)}
    by_remainder = sorted(parts, key=lambda country: (-(total * weights[country] % whole), country))
    for country in by_remainder[: total - sum(parts.values())]:
        parts[country] += 1
    return parts


def synthesise_answer(seed: int, headquarters: list[Row]) -> tuple[dict[str, Row], list[Row]]:
    """
    Return the forty officers by key, and their nominations.

    Parameters
    ----------
    headquarters
        The post lines at Headquarters: ten officers are nominated for one each, the others for a profile in any mission.
    """
    officers, nominations = {}, []
    for number in range(1, N_FIELD + N_HEADQUARTERS + 1):
        officer_id = f"{ANSWERING}-{number:04d}"
        habits = replace(ANSWER_HABITS, women=float(number % WOMEN_EVERY == 0))
        officer = synthesise_officer(officer_id, ANSWERING, habits, seed)
        draws = Draws(seed, "nomination", officer_id)
        post = headquarters[(number - N_FIELD - 1) % len(headquarters)] if number > N_FIELD else None
        officers[officer_id] = officer if post is None else _senior(officer, post, draws)
        nominations.append(_nomination(number, officers[officer_id], post, draws))
    return officers, nominations


def _senior(officer: Row, post: Row, draws: Draws) -> Row:
    """Return the officer as one who would be put forward for this post: of rank and education, often of its trade."""
    skills = officer["skills"].split(";")
    if draws.chance(SHARE_OF_TRADE):
        skills = list(dict.fromkeys([*skills, *post["skills_required"].split(";")]))
    return {
        **officer,
        "birth_date": draws.day(date(1973, 1, 1), date(1988, 12, 31)).isoformat(),
        "service_since": draws.day(date(2000, 1, 1), date(2013, 12, 31)).isoformat(),
        "rank": draws.weighted({"5": 0.35, "6": 0.45, "7": 0.20}),
        "education": draws.weighted({"bachelor": 0.35, "master": 0.60, "doctorate": 0.05}),
        "languages": _senior_languages(draws),
        "skills": ";".join(skills),
        "active_service": "yes",
        "retired_on": "",
        "nominated_for": "UNHQ",
    }


def _senior_languages(draws: Draws) -> str:
    french = draws.weighted({"B2": 0.2, "C1": 0.5, "C2": 0.3})
    english = draws.weighted({"B1": 0.2, "B2": 0.35, "C1": 0.45})
    return f"ar:C2;fr:{french};en:{english}"


SHARE_OF_TRADE: Final = 0.7
"""How often an officer nominated for a post holds the skills that it requires."""


GENERAL_PROFILE: Final = "operations"
"""What an officer is nominated for whose skills were left blank."""


def _nomination(number: int, officer: Row, post: Row | None, draws: Draws) -> Row:
    return {
        "nomination": f"MAR-2025-N{number:02d}",
        "officer_id": officer["officer_id"],
        "post_id": "" if post is None else post["post_id"],
        "profile": draws.one_of((officer["skills"] or GENERAL_PROFILE).split(";")) if post is None else "",
        "commitment": "MAR-2025-IPO" if post is None else "MAR-2025-HQ",
        "call": "",
        "note_verbale": "",
        "nominated_on": "",
        "state": "nominated",
    }


def settle_decided(officers: Mapping[str, Row], posts: Mapping[str, Row], decided: Mapping[str, list[Row]]) -> dict[str, Row]:
    """
    Return the officers with those of pins, of the earlier plan and of waivers made fit for their posts.

    Without this another seed could pin an officer who is not eligible, which is an error of the inputs.
    A waived officer stays short of exactly the rule that is waived.
    """
    settled = dict(officers)
    pins = [row for row in decided["decisions"] if row["decision"] == "pin"]
    for row in (*pins, *decided["previous"], *decided["waivers"]):
        post = posts[row["post_id"]]
        officer = fit_for(settled[row["officer_id"]], post)
        if row.get("rule") == "passport":
            officer = {**officer, "passport_expires_on": add_months(date.fromisoformat(post["starts_on"]), 11).isoformat()}
        elif row.get("rule") == "interval":
            officer = {**officer, "un_missions": "2", "last_repatriated_on": "2025-10-06"}
        settled[row["officer_id"]] = officer
    return settled
