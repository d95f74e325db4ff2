"""Figures for the tests of reporting: of folders made by hand, and of random ones with something of everything."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

from factories.nouns import make_mission, make_officer, make_post, make_snapshot
from releve.eligibility import RULES
from releve.errors import Problem
from releve.model import (
    BilateralMeeting,
    Category,
    Commitment,
    CommitmentKind,
    Deployment,
    Gender,
    Level,
    MissionKind,
    Nomination,
    NominationState,
    Officer,
    PostLine,
    Snapshot,
)
from releve.model.engagement import Act
from releve.planning import Standing, build_problem, explain_plan, fulfil_commitments, solve
from releve.reporting import Figures, build_figures

FIELD = make_mission("ALPHA", host_countries=(), excluded_nationalities=(), working_languages=("fr",))
SECOND = make_mission("BRAVO", host_countries=(), excluded_nationalities=(), working_languages=())
HEADQUARTERS = make_mission(
    "UNHQ", kind=MissionKind.HEADQUARTERS, host_countries=(), excluded_nationalities=(), working_languages=("en", "fr")
)
MISSIONS = (FIELD, SECOND, HEADQUARTERS)
NO_LIMITS: dict[str, Any] = {"national_cap": Decimal(1), "women_target": dict.fromkeys(Category, Decimal(0))}


def an_officer(officer_id: str, **changes: Any) -> Officer:  # noqa: ANN401 - fields of the noun by name
    return make_officer(officer_id, **{"nominated_for": frozenset(), **changes})


def a_line(post_id: str, **changes: Any) -> PostLine:  # noqa: ANN401 - the same
    return make_post(post_id, **{"mission": "ALPHA", **changes})


def a_folder(officers: list[Officer], posts: list[PostLine], **tables: Any) -> Snapshot:  # noqa: ANN401 - tables by name
    return make_snapshot(officers, posts, MISSIONS, **{"policy": NO_LIMITS, **tables})


def figures_of(
    snapshot: Snapshot, *, problems: tuple[Problem, ...] = (), synthetic_note: str | None = None, time_limit_s: float | None = None
) -> Figures:
    problem, found = build_problem(snapshot)
    result = solve(problem, time_limit_s=time_limit_s)
    standing = Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=0)
    return build_figures(
        standing,
        explain_plan(standing),
        fulfil_commitments(standing),
        problems=(*problems, *found),
        synthetic_note=synthetic_note,
    )


def answered_folder() -> Snapshot:
    """Return two requests, answered by three officers; two others were there before, one seat stays open."""
    officers = [
        an_officer("O1", country="SEN", gender=Gender.M, languages={"fr": Level.C1, "en": Level.B1}, assessment_score=90),
        an_officer("O2", country="GHA", gender=Gender.F, languages={"en": Level.C1, "fr": Level.B2}, assessment_score=95),
        an_officer("M1", gender=Gender.F, languages={"fr": Level.C1, "en": Level.B1}),
        an_officer("M2", gender=Gender.M, languages={"ar": Level.C2, "fr": Level.C2, "en": Level.C1}),
        an_officer("M3", gender=None, passport_expires_on=None),
    ]
    posts = [
        a_line("P1", seats=2, priority=1),
        a_line("P2", mission="UNHQ", category=Category.P_POST_HQ, languages_required={"ar": Level.C2}),
        a_line("P3", mission="BRAVO", languages_required={"es": Level.B2}),
    ]
    requests = (
        Commitment(
            commitment="C1",
            meeting="T1",
            by="MAR-DGSN",
            to="UN",
            act=Act.REQUEST,
            kind=CommitmentKind.HEADQUARTERS_POSTS,
            quantity=2,
            women=1,
            languages=("ar", "fr:C2"),
            skills=("investigation",),
        ),
        Commitment(commitment="C2"),
    )
    nominations = tuple(
        Nomination(nomination=f"N{n}", officer_id=f"M{n}", commitment="C1", state=NominationState.NOMINATED) for n in (1, 2, 3)
    )
    return a_folder(
        officers,
        posts,
        commitments=requests,
        nominations=nominations,
        meetings=(BilateralMeeting(meeting="T1", held_on=date(2025, 11, 25), place="Marrakech"),),
        deployments=(Deployment(officer_id="S1", mission="ALPHA", category=Category.IPO, country="SEN", gender=Gender.F),),
        digests={"posts.csv": "0" * 64},
    )


def random_folder(seed: int) -> Snapshot:
    """Return a folder of up to 14 officers and 7 lines, with serving officers, blanks, caps, targets and a commitment."""
    draw = random.Random(seed)  # noqa: S311 - a folder, no secret
    officers = [
        an_officer(
            f"O{n:02}",
            country=draw.choice(("MAR", "SEN", "GHA", None)),
            gender=draw.choice((Gender.F, Gender.M, Gender.M, None)),
            languages=draw.choice((None, {"fr": Level.C1, "en": Level.B1}, {"fr": Level.B2, "en": Level.C1, "ar": Level.C2})),
            passport_expires_on=draw.choice((None, date(2030, 1, 1), date(2031, 1, 1), date(2032, 1, 1))),
            assessment_score=draw.randrange(101),
        )
        for n in range(draw.randrange(15))
    ]
    posts = [
        a_line(
            f"P{n}",
            mission=mission,
            category=Category.P_POST_HQ if mission == "UNHQ" else draw.choice((Category.IPO, Category.SPT)),
            seats=draw.randrange(1, 4),
            priority=draw.randrange(1, 5),
            title=draw.choice((None, "Police adviser")),
            languages_desired=draw.choice(({}, {"ar": Level.B2})),
        )
        for n in range(draw.randrange(8))
        for mission in [draw.choice(("ALPHA", "BRAVO", "UNHQ"))]
    ]
    serving = tuple(
        Deployment(
            officer_id=f"S{n}",
            mission=draw.choice(("ALPHA", "BRAVO")),
            category=draw.choice((Category.IPO, Category.SPT, None)),
            country=draw.choice(("MAR", "SEN", None)),
            gender=draw.choice((Gender.F, Gender.M, None)),
        )
        for n in range(draw.randrange(6))
    )
    nominations = tuple(
        Nomination(nomination=f"N{n}", officer_id=officer.officer_id, commitment="C1") for n, officer in enumerate(officers[::3])
    )
    return a_folder(
        officers,
        posts,
        policy={"national_cap": Decimal("0.4"), "women_target": dict.fromkeys(Category, Decimal("0.3"))},
        deployments=serving,
        commitments=(Commitment(commitment="C1", kind=CommitmentKind.INDIVIDUAL_OFFICERS, quantity=draw.choice((None, 2))),),
        nominations=nominations,
    )
