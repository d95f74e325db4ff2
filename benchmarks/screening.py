"""
Measure how long it takes to judge a whole register for every post line by the seventeen rules.

Run: ``python benchmarks/screening.py [N_OFFICERS N_POSTS]``; without numbers, 6,000 x 300 and 100,000 x 100.
Officers are drawn from a seed.
"""

import sys
import time
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from releve.eligibility import screen_post
from releve.model import Category, Education, Level, Mission, MissionKind, Officer, OfficerTable, PostLine, Vetting
from releve.reference import default_policy

LIKELY = 0.9
SIZES = ((6_000, 300), (100_000, 100))
STARTS_ON = date(2026, 3, 1)
MISSION = Mission(
    mission="M", kind=MissionKind.FIELD, host_countries=("CAF",), working_languages=("fr", "en"), excluded_nationalities=("TCD",)
)
POST = PostLine(
    post_id="P",
    mission="M",
    category=Category.IPO,
    seats=1,
    priority=1,
    languages_required={"fr": Level.B2, "en": Level.B1},
    skills_required=("investigation", "forensics"),
    service_years_min=7,
    rank_min=2,
    rank_max=6,
    education_min=Education.DIPLOMA,
    armed=True,
    driving=True,
    starts_on=STARTS_ON,
    tour_months=12,
)


def draw_officers(n_officers: int, *, seed: int = 1) -> OfficerTable:
    """Return a register of officers with every cell filled but one in ten countries."""
    rng = np.random.default_rng(seed)

    def day(first: date, n_days: int) -> date:
        return first + timedelta(days=int(rng.integers(n_days)))

    def officer(i: int) -> Officer:
        return Officer(
            officer_id=f"O{i:06d}",
            country=("MAR", "CAF", "SEN", "GHA", "TCD", "RWA", "NPL", "BGD", "TUN", None)[i % 10],
            birth_date=day(date(1962, 1, 1), 14_000),
            service_since=day(date(1990, 1, 1), 12_000),
            rank=int(rng.integers(1, 9)),
            education=Education(int(rng.integers(6))),
            languages={tag: Level(int(rng.integers(1, 7))) for tag in ("ar", "en", "fr")},
            skills=frozenset(s for s in ("investigation", "forensics", "cyber") if rng.random() < LIKELY),
            ams_cleared_on=day(date(2023, 6, 1), 1_000),
            ams_languages=frozenset({"fr", "en"}),
            driving_passed=bool(rng.random() < LIKELY),
            licence_since=day(date(2005, 1, 1), 7_500),
            firearms_passed=bool(rng.random() < LIKELY),
            medical_expires_on=day(date(2026, 1, 1), 700),
            passport_expires_on=day(date(2027, 1, 1), 2_000),
            vetting=(Vetting.CLEAR, Vetting.CLEAR, Vetting.PENDING, None)[i % 4],
            active_service=bool(rng.random() < LIKELY),
            retired_on=day(date(2018, 1, 1), 3_000),
            available_from=day(date(2025, 10, 1), 250),
            available_until=day(date(2026, 12, 1), 1_000),
            nominated_for=frozenset({"M", f"P{i % 50}"}) if i % 3 else frozenset(),
            last_repatriated_on=day(date(2015, 1, 1), 4_100),
        )

    return OfficerTable.from_officers(officer(i) for i in range(n_officers))


def measure(n_officers: int, n_posts: int) -> float:
    """Return the seconds that the screening of all posts takes, the register being in memory."""
    officers, thresholds = draw_officers(n_officers), default_policy().thresholds
    categories = tuple(Category)
    posts = [
        replace(POST, post_id=f"P{j}", category=categories[j % 4], starts_on=STARTS_ON + timedelta(days=j % 180)) for j in range(n_posts)
    ]
    began = time.perf_counter()
    for post in posts:
        screen_post(officers, post, MISSION, thresholds)
    return time.perf_counter() - began


if __name__ == "__main__":
    given = tuple(int(text) for text in sys.argv[1:])
    for n_officers, n_posts in [(given[0], given[1])] if given else SIZES:
        seconds = measure(n_officers, n_posts)
        pairs = n_officers * n_posts
        print(f"{n_officers:,} officers x {n_posts:,} posts: {seconds:.2f} s, {pairs / seconds / 1e6:.1f} million pairs a second")
