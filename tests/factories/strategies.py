"""
Officers, posts and missions drawn at random around the days on which verdicts change.

Days are drawn some months from the first or last day of the tour, give or take three days, ends of months and 29 February
more often than by chance.
"""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from releve.model import (
    Category,
    Education,
    Gender,
    Level,
    Mission,
    MissionKind,
    Officer,
    PostLine,
    Threshold,
    Thresholds,
    Vetting,
    add_months,
)
from releve.model.policy import THRESHOLD_NAMES
from releve.reference import default_policy

TAGS = ("ar", "en", "es", "fr", "fr-ca")
SKILLS = ("cyber", "forensics", "investigation", "training")
COUNTRIES = ("CAF", "FRA", "MAR", "SEN", "TCD")
POST_IDS = ("P1", "P2", "P3")
MISSIONS = ("MINUSCA", "UNMISS")
TOUR_MONTHS = (1, 2, 6, 12, 13, 18)

particular_days = st.sampled_from(
    [date(2024, 1, 31), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 8, 31), date(2025, 12, 31)]
)
starts = particular_days | st.dates(date(2023, 1, 1), date(2028, 12, 31))
levels = st.dictionaries(st.sampled_from(TAGS), st.sampled_from(Level), min_size=1, max_size=4)
flags = st.none() | st.booleans() | st.just(value=True)


def days_near(anchor: date, months: int) -> SearchStrategy[date | None]:
    """Return days around the one that stands ``months`` from ``anchor``; now and then none."""
    around = st.integers(-3, 3).map(lambda days: add_months(anchor, months) + timedelta(days=days))
    ends = st.integers(-1, 1).map(lambda more: add_months(anchor, months + more + 1).replace(day=1) - timedelta(days=1))
    far = st.integers(-4000, 4000).map(lambda days: add_months(anchor, months) + timedelta(days=days))
    return st.none() | around | around | ends | far


@st.composite
def thresholds_drawn(draw: DrawFn) -> Thresholds:
    """Return the thresholds of the contract, or others from 0 upwards."""
    if draw(st.booleans()):
        return default_policy().thresholds
    values = {name: Threshold(value=draw(st.integers(0, 70)), source=name) for name in THRESHOLD_NAMES}
    return Thresholds(**values)


@st.composite
def posts_drawn(draw: DrawFn, post_id: str = "P1") -> PostLine:
    """Return a post line that asks for anything or nothing."""
    grades = st.none() | st.integers(1, 8)
    return PostLine(
        post_id=post_id,
        mission="MINUSCA",
        category=draw(st.sampled_from(Category)),
        seats=draw(st.integers(1, 3)),
        priority=draw(st.integers(1, 4)),
        languages_required=draw(st.just({}) | levels),
        languages_desired=draw(st.just({}) | levels),
        skills_required=tuple(draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True))),
        skills_desired=tuple(draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True))),
        service_years_min=draw(st.none() | st.integers(0, 12)),
        rank_min=draw(grades),
        rank_max=draw(grades),
        education_min=draw(st.none() | st.sampled_from(Education)),
        armed=draw(st.booleans()),
        driving=draw(st.booleans()),
        starts_on=draw(starts),
        tour_months=draw(st.sampled_from(TOUR_MONTHS)),
    )


@st.composite
def missions_drawn(draw: DrawFn) -> Mission:
    """Return a mission with any hosts, working languages and excluded nationalities; now and then with none."""
    countries = st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(tuple)
    return Mission(
        mission="MINUSCA",
        kind=draw(st.sampled_from(MissionKind)),
        host_countries=draw(countries),
        working_languages=tuple(draw(st.lists(st.sampled_from(TAGS), max_size=3, unique=True))),
        excluded_nationalities=draw(countries),
    )


@st.composite
def officers_drawn(draw: DrawFn, post: PostLine, thresholds: Thresholds, officer_id: str = "O1") -> Officer:
    """Return an officer whose days stand near those on which the verdicts of this post change."""
    start = post.starts_on
    years = max(thresholds.service_years.value, post.service_years_min or 0)
    young, old = -12 * thresholds.age_min.value, -12 * thresholds.age_max.value
    some_skills = st.frozensets(st.sampled_from(SKILLS), min_size=1)
    return Officer(
        officer_id=officer_id,
        country=draw(st.none() | st.sampled_from(COUNTRIES)),
        gender=draw(st.none() | st.sampled_from(Gender)),
        birth_date=draw(days_near(start, young) | days_near(post.ends_on, old)),
        service_since=draw(days_near(start, -12 * years)),
        rank=draw(st.none() | st.integers(1, 8)),
        education=draw(st.none() | st.sampled_from(Education)),
        languages=draw(st.none() | levels),
        skills=draw(st.none() | some_skills),
        ams_cleared_on=draw(days_near(start, -thresholds.assessment_months.value) | days_near(start, 0)),
        ams_languages=draw(st.none() | st.frozensets(st.sampled_from(TAGS), min_size=1)),
        driving_passed=draw(flags),
        licence_since=draw(days_near(start, -thresholds.licence_months.value)),
        firearms_passed=draw(flags),
        medical_expires_on=draw(days_near(start, 0)),
        passport_expires_on=draw(days_near(start, thresholds.passport_months.value)),
        vetting=draw(st.none() | st.sampled_from(Vetting)),
        active_service=draw(flags),
        retired_on=draw(days_near(start, -thresholds.retired_months.value)),
        available_from=draw(days_near(start, 0)),
        available_until=draw(days_near(post.ends_on, 0)),
        nominated_for=draw(st.frozensets(st.sampled_from((*POST_IDS, *MISSIONS)), max_size=2)),
        un_missions=draw(st.none() | st.integers(0, 4)),
        last_repatriated_on=draw(days_near(start, -thresholds.interval_months.value)),
        assessment_score=draw(st.none() | st.integers(0, 100)),
    )
