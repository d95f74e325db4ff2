"""Small folders made by hand: officers and lines that fit each other unless a test says otherwise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from releve.eligibility import RULES
from releve.model import (
    Category,
    Decision,
    DecisionKind,
    Education,
    Gender,
    Level,
    Mission,
    MissionKind,
    Officer,
    OfficerTable,
    PostLine,
    Snapshot,
    SolveStatus,
    Vetting,
)
from releve.planning import Result, Standing, build_problem, solve
from releve.planning.objective import evaluate_plan
from releve.reference import default_policy

SOUND = Officer(
    officer_id="O1",
    country="SEN",
    gender=Gender.M,
    birth_date=date(1985, 1, 1),
    service_since=date(2010, 1, 1),
    rank=4,
    education=Education.BACHELOR,
    languages={"fr": Level.B1, "en": Level.B2},
    skills=frozenset({"patrol"}),
    ams_cleared_on=date(2025, 6, 1),
    ams_languages=frozenset({"fr", "en"}),
    driving_passed=True,
    licence_since=date(2010, 1, 1),
    firearms_passed=True,
    medical_expires_on=date(2027, 1, 1),
    passport_expires_on=date(2032, 1, 1),
    vetting=Vetting.CLEAR,
    active_service=True,
    available_from=date(2025, 12, 1),
    un_missions=1,
    assessment_score=60,
)
LINE = PostLine(
    post_id="P1",
    mission="ALPHA",
    title="Patrol officer",
    category=Category.IPO,
    seats=1,
    priority=2,
    languages_required={"fr": Level.B1},
    armed=False,
    driving=False,
    starts_on=date(2026, 3, 1),
    tour_months=12,
)
ALPHA = Mission(mission="ALPHA", kind=MissionKind.FIELD, host_countries=("MLI",), working_languages=("fr",))
UNHQ = Mission(mission="UNHQ", kind=MissionKind.HEADQUARTERS, working_languages=("en", "fr"))


def officer(officer_id: str, **changes: Any) -> Officer:  # noqa: ANN401 - fields of the noun by name
    return replace(SOUND, officer_id=officer_id, **changes)


def line(post_id: str, **changes: Any) -> PostLine:  # noqa: ANN401 - the same
    return replace(LINE, post_id=post_id, **changes)


def folder(
    officers: Iterable[Officer],
    posts: Iterable[PostLine],
    *,
    policy: dict[str, Any] | None = None,
    **tables: Any,  # noqa: ANN401 - tables of the snapshot by name
) -> Snapshot:
    """Return a snapshot; without a word on policy every country may hold every seat and no target for women is set."""
    settings: dict[str, Any] = {"national_cap": 1, "women_target": dict.fromkeys(Category, 0), **(policy or {})}
    return Snapshot(
        policy=replace(default_policy(), **settings),
        missions=(ALPHA, UNHQ),
        posts=tuple(sorted(posts, key=lambda post: post.post_id)),
        officers=OfficerTable.from_officers(officers),
        **tables,
    )


def pin(officer_id: str, post_id: str) -> Decision:
    return Decision(officer_id=officer_id, post_id=post_id, decision=DecisionKind.PIN)


def forbid(officer_id: str, post_id: str) -> Decision:
    return Decision(officer_id=officer_id, post_id=post_id, decision=DecisionKind.FORBID)


def placed(snapshot: Snapshot, *assignments: tuple[str, str]) -> Standing:
    """Return a plan chosen by hand, whatever it is worth."""
    problem, _ = build_problem(snapshot)
    found = [problem.pairs.position_of(snapshot.officer_idx[o], snapshot.post_idx[p]) for o, p in assignments]
    chosen = np.array(sorted(k for k in found if k is not None), np.int64)
    assert len(chosen) == len(assignments)
    value = evaluate_plan(problem, chosen)
    result = Result(status=SolveStatus.FEASIBLE, chosen=chosen, objective=value, bound=value, relative_gap=(0.0,) * 7, runtime_s=0.0)
    return Standing(snapshot=snapshot, problem=problem, result=result, rules=RULES, seed=0)


def planned(snapshot: Snapshot) -> Standing:
    """Return the best plan."""
    problem, _ = build_problem(snapshot)
    return Standing(snapshot=snapshot, problem=problem, result=solve(problem), rules=RULES, seed=0)
