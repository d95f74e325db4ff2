"""Synthetic officers: a whole person at a time, so that age, service, rank, education and languages go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from releve.model import Education, Level, add_months
from releve.synthesis.draws import Draws
from releve.synthesis.posts import Row
from releve.synthesis.sources import SpokenLanguage, languages_by_country, skill_shares

TODAY = date(2025, 11, 25)
"""The day of the example: the meeting in Marrakech."""

MISSION_LANGUAGES = ("en", "fr", "es")
"""Languages in which the example's assessments are held."""

NO_STRENGTHS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Habits:
    """
    How the nominations of a country look: shares in 0..1, set for the example and no statistics.

    Attributes
    ----------
    women
        Share of women among those nominated.
    cleared, lapsed
        Share whose clearance is dated within 22 months, and before that; the others have none.
    first_cleared
        Earliest day of a recent clearance, inclusive.
    blank
        Chance of each cell that it was left blank, hence unknown.
    skilled
        Factor on the share of officers who hold each skill.
    strengths
        Skills that stand in the place of the general shares, with their share.
    assessed_twice
        Share of those with a second language of assessment at B2 who were assessed in it too.
    graduates
        Weight added to a bachelor's degree, half of it to a master's; 0 adds nothing.
    returned
        Share of experienced officers who have been in a mission before.
    unnamed
        Share nominated for any mission; the others for one or two that speak their language.
    """

    women: float
    cleared: float = 0.72
    lapsed: float = 0.16
    first_cleared: date = date(2024, 3, 1)
    blank: float = 0.02
    skilled: float = 1.0
    strengths: Mapping[str, float] = field(default_factory=lambda: NO_STRENGTHS)
    assessed_twice: float = 0.75
    graduates: float = 0.0
    returned: float = 0.40
    unnamed: float = 0.78


MISSIONS_BY_LANGUAGE = {
    "en": {"UNMISS": 0.66, "UNISFA": 0.12, "UNFICYP": 0.12, "UNTMIS": 0.04, "UNMIK": 0.04, "MINURSO": 0.02},
    "fr": {"MINUSCA": 0.62, "MONUSCO": 0.32, "BINUH": 0.06},
    "es": {"UNVMC": 1.0},
}
"""Missions for which a list is sent, by the language of assessment; weights."""


def synthesise_officer(officer_id: str, country: str, habits: Habits, seed: int) -> Row:
    """Return one row of ``officers.csv``; the identifier and the seed decide everything that the habits leave open."""
    draws = Draws(seed, "officer", officer_id)
    age = draws.peaked(25, 60)
    service = max(2, age - draws.integer(20, 26))
    rank = _rank(service, draws)
    education = _education(rank, habits, draws)
    languages = _languages(languages_by_country()[country], education, draws)
    assessed = [tag for tag in MISSION_LANGUAGES if languages.get(tag, 0) >= Level.B1]
    retired = age >= RETIREMENT_AGE and draws.chance(0.35)
    row = {
        "officer_id": officer_id,
        "country": country,
        "gender": "F" if draws.chance(habits.women) else "M",
        "birth_date": _years_ago(age, draws).isoformat(),
        "service_since": _years_ago(service, draws).isoformat(),
        "rank": str(rank),
        "education": education.name.lower(),
        "languages": ";".join(f"{tag}:{level.name}" for tag, level in languages.items()),
        "skills": ";".join(_skills(habits, draws)),
        **_clearance(assessed, languages, habits, draws),
        **_tests(age, draws),
        **_papers(draws),
        "active_service": "no" if retired else "yes",
        "retired_on": draws.day(date(2018, 1, 1), date(2025, 6, 30)).isoformat() if retired else "",
        **_availability(assessed, habits, draws),
        **_history(service, habits, draws),
    }
    return _with_blanks(row, habits.blank, draws)


RETIREMENT_AGE = 54
FREE_TO_BE_BLANK = (
    "gender",
    "education",
    "languages",
    "skills",
    "licence_since",
    "medical_expires_on",
    "passport_expires_on",
    "service_since",
    "available_from",
)
"""Cells that a sender now and then forgets."""


def _years_ago(years: int, draws: Draws) -> date:
    return add_months(TODAY, -12 * years) - timedelta(days=draws.integer(0, 364))


def _rank(service: int, draws: Draws) -> int:
    expected = 1 + service // 5
    return min(8, max(1, expected + draws.weighted({-1: 0.25, 0: 0.45, 1: 0.25, 2: 0.05})))


def _education(rank: int, habits: Habits, draws: Draws) -> Education:
    high = min(1.0, rank / 8)
    return draws.weighted(
        {
            Education.SECONDARY: 0.40 * (1 - high),
            Education.DIPLOMA: 0.28,
            Education.BACHELOR: 0.28 + 0.15 * high + habits.graduates,
            Education.MASTER: 0.05 + 0.18 * high + habits.graduates / 2,
            Education.DOCTORATE: 0.01 * high,
        },
    )


def _languages(spoken: tuple[SpokenLanguage, ...], education: Education, draws: Draws) -> dict[str, Level]:
    found = {}
    for language in spoken:
        level = draws.integer(language.lowest, language.highest)
        if draws.chance(language.share):
            found[language.tag] = Level(min(language.highest, level + (education >= Education.BACHELOR and draws.chance(0.4))))
    return found


def _skills(habits: Habits, draws: Draws) -> list[str]:
    shares = {code: share * habits.skilled for code, share in skill_shares().items()} | dict(habits.strengths)
    held = [code for code, share in shares.items() if draws.chance(min(1.0, share))]
    return held or ["operations"]


def _clearance(assessed: list[str], languages: dict[str, Level], habits: Habits, draws: Draws) -> Row:
    """Return the cells of the assessment: nobody is cleared without a language of assessment."""
    state = draws.weighted({"cleared": habits.cleared, "lapsed": habits.lapsed, "none": 1 - habits.cleared - habits.lapsed})
    recent = draws.day(habits.first_cleared, date(2025, 11, 7))
    earlier = draws.day(date(2022, 6, 1), date(2024, 1, 31))
    score = str(draws.peaked(52, 99))
    best = max(assessed, key=lambda tag: languages[tag], default="")
    second = [tag for tag in assessed if tag != best and languages[tag] >= Level.B2 and draws.chance(habits.assessed_twice)]
    if state == "none" or not best:
        return {"ams_cleared_on": "", "ams_languages": "", "assessment_score": ""}
    day = recent if state == "cleared" else earlier
    return {"ams_cleared_on": day.isoformat(), "ams_languages": ";".join([best, *second]), "assessment_score": score}


def _tests(age: int, draws: Draws) -> Row:
    licence = _years_ago(max(1, age - draws.integer(19, 30)), draws)
    return {
        "driving_passed": draws.weighted({"yes": 0.84, "no": 0.08, "": 0.05}),
        "licence_since": licence.isoformat(),
        "firearms_passed": draws.weighted({"yes": 0.82, "no": 0.05, "": 0.08}),
    }


def _papers(draws: Draws) -> Row:
    return {
        "medical_expires_on": draws.day(date(2025, 12, 15), date(2028, 1, 31)).isoformat(),
        "passport_expires_on": draws.day(date(2026, 12, 1), date(2033, 12, 31)).isoformat(),
        "vetting": draws.weighted({"clear": 0.92, "pending": 0.06, "barred": 0.005, "": 0.015}),
    }


def _availability(assessed: list[str], habits: Habits, draws: Draws) -> Row:
    first = draws.weighted({date(2025, 10, 1): 0.45, date(2026, 1, 1): 0.30, date(2026, 3, 1): 0.15, date(2026, 5, 1): 0.10})
    until = draws.day(date(2026, 12, 1), date(2027, 12, 31)).isoformat() if draws.chance(0.08) else ""
    missions: list[str] = []
    if assessed and not draws.chance(habits.unnamed):
        by_weight = MISSIONS_BY_LANGUAGE[draws.one_of(assessed)]
        missions = sorted({draws.weighted(by_weight), draws.weighted(by_weight)})
    return {"available_from": first.isoformat(), "available_until": until, "nominated_for": ";".join(missions)}


def _history(service: int, habits: Habits, draws: Draws) -> Row:
    count = draws.weighted({1: 0.65, 2: 0.25, 3: 0.10})
    tours = count if service >= EXPERIENCED_YEARS and draws.chance(habits.returned) else 0
    back = draws.day(date(2019, 1, 1), date(2025, 11, 1)).isoformat() if tours else ""
    return {"un_missions": str(tours), "last_repatriated_on": back}


EXPERIENCED_YEARS = 7


def _with_blanks(row: Row, share: float, draws: Draws) -> Row:
    return {name: "" if name in FREE_TO_BE_BLANK and draws.chance(share) else cell for name, cell in row.items()}


def fit_for(officer: Row, post: Row) -> Row:
    """
    Return the officer with what this post line asks for, all papers in order: for pins and earlier plans of the example.

    Gender, country, age and history stay; the age must allow the tour.
    """
    starts_on = date.fromisoformat(post["starts_on"])
    required = dict(part.split(":") for part in post["languages_required"].split(";"))
    levels = {**dict(part.split(":") for part in officer["languages"].split(";") if part), **required}
    skills = dict.fromkeys([*post["skills_required"].split(";"), *officer["skills"].split(";")])
    return replace_cells(
        officer,
        birth_date="1984-05-14",
        service_since="2006-09-01",
        rank=post["rank_max"],
        education="master",
        languages=";".join(f"{tag}:{level}" for tag, level in levels.items()),
        skills=";".join(code for code in skills if code),
        ams_cleared_on="2025-06-20",
        ams_languages=";".join(required),
        assessment_score="81",
        driving_passed="yes",
        licence_since="2008-03-11",
        firearms_passed="yes",
        medical_expires_on=add_months(starts_on, 10).isoformat(),
        passport_expires_on=add_months(starts_on, 40).isoformat(),
        vetting="clear",
        active_service="yes",
        retired_on="",
        available_from="2025-12-01",
        available_until="",
        nominated_for="",
        last_repatriated_on="",
        un_missions="1",
    )


def replace_cells(row: Row, **cells: str) -> Row:
    """Return the row with these cells changed, columns in the same order."""
    return {**row, **cells}
