"""A folder whose plan holds seats on every term: on condition, by waiver, by decision, kept, and freely."""

from datetime import date

from reports import MISSIONS, NO_LIMITS, a_line, an_officer

from factories.nouns import make_snapshot
from releve.eligibility import RULES
from releve.model import (
    Commitment,
    CommitmentKind,
    Decision,
    DecisionKind,
    Gender,
    Nomination,
    NominationState,
    PreviousPair,
    Snapshot,
    UnknownPolicy,
    Vetting,
    Waiver,
)
from releve.planning import Standing, build_problem, solve


def folder_of_terms(*, reason: str | None = "asked for by name", authority: str | None = "Police Adviser") -> Snapshot:
    """Return seven officers for seven seats of two lines; each officer may serve in one line alone."""
    officers = [
        an_officer("C1", medical_expires_on=None, vetting=Vetting.PENDING, nominated_for=frozenset({"P1"})),
        an_officer("C2", passport_expires_on=None, gender=Gender.F, nominated_for=frozenset({"P1"})),
        an_officer("K1", assessment_score=None, nominated_for=frozenset({"P1"})),
        an_officer("W1", passport_expires_on=date(2026, 1, 1), nominated_for=frozenset({"P2"})),
        an_officer("W2", medical_expires_on=None, nominated_for=frozenset({"P2"})),
        an_officer("Z1", nominated_for=frozenset({"P2"})),
        an_officer("Z2", ams_cleared_on=date(2020, 1, 1)),
    ]
    return make_snapshot(
        officers,
        [a_line("P1", seats=3, title="Adviser, P-3"), a_line("P2", seats=4, priority=1)],
        MISSIONS,
        policy={**NO_LIMITS, "unknown": UnknownPolicy.CONDITIONAL},
        previous=(PreviousPair(officer_id="K1", post_id="P1"),),
        waivers=(
            Waiver(officer_id="W1", post_id="P2", rule="passport", authority="An assistant", expires_on=date(2026, 3, 1)),
            Waiver(officer_id="W1", post_id="P2", rule="passport", authority=authority, reason=reason, expires_on=date(2026, 6, 30)),
            Waiver(officer_id="W2", post_id="P2", rule="medical"),
        ),
        decisions=(Decision(officer_id="Z1", post_id="P2", decision=DecisionKind.PIN, reason=reason, decided_by=authority),),
        commitments=(Commitment(commitment="A1", kind=CommitmentKind.HEADQUARTERS_POSTS), Commitment(commitment="A2")),
        nominations=(
            Nomination(nomination="N1", officer_id="K1", commitment="A1", post_id="P2"),
            Nomination(nomination="N2", officer_id="Z2", commitment="A1"),
            Nomination(nomination="N3", officer_id="GONE", commitment="A1"),
            Nomination(nomination="N4", officer_id="W1", commitment="A1", state=NominationState.WITHDRAWN),
            Nomination(nomination="N5", officer_id="K1", commitment="A2"),
        ),
    )


def standing_of(snapshot: Snapshot) -> Standing:
    problem, _ = build_problem(snapshot)
    return Standing(snapshot=snapshot, problem=problem, result=solve(problem), rules=RULES, seed=0)
