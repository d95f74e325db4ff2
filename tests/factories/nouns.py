"""
Nouns that fit each other: each officer made here is eligible for each post made here, unless a test says otherwise.

Every rule asks something of the officer and is met with a margin of its own, so that a value in the wrong place shows.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from releve.model import Category, Education, Gender, Level, Mission, MissionKind, Officer, OfficerTable, PostLine, Snapshot, Vetting
from releve.reference import default_policy

STARTS_ON = date(2026, 3, 1)
"""First day of duty of every post made here; its last is 28 February 2027."""

MISSION = Mission(
    mission="MINUSCA",
    kind=MissionKind.FIELD,
    host_countries=("CAF",),
    working_languages=("fr",),
    excluded_nationalities=("TCD",),
)
POST = PostLine(
    post_id="P1",
    mission="MINUSCA",
    title="Police Adviser",
    category=Category.IPO,
    seats=1,
    priority=2,
    languages_required={"fr": Level.B2, "en": Level.B1},
    skills_required=("investigation",),
    service_years_min=7,
    rank_min=3,
    rank_max=6,
    education_min=Education.DIPLOMA,
    armed=True,
    driving=True,
    starts_on=STARTS_ON,
    tour_months=12,
)
OFFICER = Officer(
    officer_id="O1",
    country="MAR",
    gender=Gender.F,
    birth_date=date(1986, 5, 17),
    service_since=date(2009, 9, 1),
    rank=4,
    education=Education.BACHELOR,
    languages={"ar": Level.C2, "fr": Level.C1, "en": Level.B1},
    skills=frozenset({"investigation", "forensics"}),
    ams_cleared_on=date(2025, 6, 10),
    ams_languages=frozenset({"fr", "en"}),
    driving_passed=True,
    licence_since=date(2008, 4, 3),
    firearms_passed=True,
    medical_expires_on=date(2026, 12, 20),
    passport_expires_on=date(2030, 1, 31),
    vetting=Vetting.CLEAR,
    active_service=True,
    available_from=date(2026, 1, 15),
    available_until=date(2027, 6, 30),
    nominated_for=frozenset({"MINUSCA"}),
    un_missions=1,
    last_repatriated_on=date(2022, 11, 5),
    assessment_score=73,
)


def make_officer(officer_id: str = "O1", **changes: Any) -> Officer:  # noqa: ANN401 - fields of the noun by name
    return replace(OFFICER, officer_id=officer_id, **changes)


def make_post(post_id: str = "P1", **changes: Any) -> PostLine:  # noqa: ANN401 - the same
    return replace(POST, post_id=post_id, **changes)


def make_mission(mission: str = "MINUSCA", **changes: Any) -> Mission:  # noqa: ANN401 - the same
    return replace(MISSION, mission=mission, **changes)


def make_snapshot(
    officers: Iterable[Officer] = (OFFICER,),
    posts: Iterable[PostLine] = (POST,),
    missions: Iterable[Mission] = (MISSION,),
    *,
    policy: dict[str, Any] | None = None,
    **tables: Any,  # noqa: ANN401 - tables of the snapshot by name
) -> Snapshot:
    """Return a snapshot sorted by key, under the policy of the contract with these settings changed."""
    return Snapshot(
        policy=replace(default_policy(), **(policy or {})),
        missions=tuple(sorted(missions, key=lambda mission: mission.mission)),
        posts=tuple(sorted(posts, key=lambda post: post.post_id)),
        officers=OfficerTable.from_officers(officers),
        **tables,
    )
