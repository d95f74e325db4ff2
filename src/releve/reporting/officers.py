"""What becomes of each officer: who goes where and on what terms, and why the others have no seat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from releve.eligibility import Finding
from releve.model import UNKNOWN, Decision, DecisionKind, NominationState, Reason, Snapshot, Waiver
from releve.planning import AssignmentProblem, Explanation
from releve.planning.near_misses import mend
from releve.reporting.plan_rows import WOMAN, PlanRows, country_of


@dataclass(frozen=True, kw_only=True)
class OpenRule:
    """A rule of which it is not known whether it is met; ``state`` is ``unknown``, or ``pending`` where a check is under way."""

    rule: str
    state: str


@dataclass(frozen=True, kw_only=True)
class WaivedRule:
    """A rule that holds only by waiver, and the waiver: who granted it, why, until when (None = not stated, or without an end)."""

    rule: str
    authority: str | None
    reason: str | None
    expires_on: date | None


@dataclass(frozen=True, kw_only=True)
class PinDecision:
    """The decision that holds a seat for an officer; None = not stated."""

    reason: str | None
    decided_by: str | None


@dataclass(frozen=True, kw_only=True)
class Placement:
    """
    One officer in one seat.

    Attributes
    ----------
    woman
        None = the cell is blank.
    fit
        Points, >= 0, higher is better; ``score_known`` False = the assessment score is blank and counts no point.
    conditional, waived
        Rules that hold on condition and by waiver, in the order of the book: those of ``plan.json``.
    pinned
        The decision that holds the seat; None = the plan chose the officer.
    kept
        Whether the pair stands in the previous plan.
    commitments
        Commitments that the officer's nominations answer, those withdrawn left out.
    """

    officer_id: str
    post_id: str
    country: str | None
    woman: bool | None
    fit: int
    score_known: bool
    conditional: tuple[OpenRule, ...] = ()
    waived: tuple[WaivedRule, ...] = ()
    pinned: PinDecision | None = None
    kept: bool = False
    commitments: tuple[str, ...] = ()

    @property
    def needs_a_second_look(self) -> bool:
        """Return whether the seat is held on condition, by waiver or by decision."""
        return bool(self.conditional or self.waived or self.pinned)


@dataclass(frozen=True, kw_only=True)
class NotPlacedCount:
    """Officers without a seat for one reason; ``blocking_rule`` is None where no rule blocks."""

    reason: Reason
    blocking_rule: str | None
    officers: int


def placements_of(snapshot: Snapshot, problem: AssignmentProblem, explanation: Explanation, rows: PlanRows) -> tuple[Placement, ...]:
    """Return who goes where, by post, then officer."""
    answered: defaultdict[str, list[str]] = defaultdict(list)
    for commitment, officers in sorted(answering_officers(snapshot).items()):
        for officer_id in officers:
            answered[officer_id].append(commitment)
    findings = _findings_of_placed(explanation)
    waivers = _waivers(snapshot)
    pins = {(d.officer_id, d.post_id): d for d in snapshot.decisions if d.decision is DecisionKind.PIN}
    placements = []
    for i, j, pair in zip(rows.officer_idx.tolist(), rows.post_idx.tolist(), rows.pair_idx.tolist(), strict=True):
        key = snapshot.officers.officer_id[i], snapshot.posts[j].post_id
        gender = int(snapshot.officers.gender[i])
        placements.append(
            Placement(
                officer_id=key[0],
                post_id=key[1],
                country=country_of(snapshot, i),
                woman=None if gender == UNKNOWN else gender == WOMAN,
                fit=int(problem.pairs.fit[pair]),
                score_known=int(snapshot.officers.assessment_score[i]) != UNKNOWN,
                conditional=tuple(OpenRule(rule=f.rule, state=mend(f)[0]) for f in findings.get(key, ()) if not f.waived),
                waived=tuple(_waived(f.rule, waivers.get((*key, f.rule), ())) for f in findings.get(key, ()) if f.waived),
                pinned=_pin(pins.get(key)) if problem.pairs.pinned[pair] else None,
                kept=bool(problem.pairs.kept[pair]),
                commitments=tuple(answered.get(key[0], ())),
            )
        )
    return tuple(placements)


def answering_officers(snapshot: Snapshot) -> Mapping[str, Mapping[str, tuple[str | None, ...]]]:
    """Return the officers nominated in answer to each commitment with the lines named, None = any; those withdrawn left out."""
    answers: defaultdict[str, defaultdict[str, tuple[str | None, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for nomination in snapshot.nominations:
        if nomination.commitment is not None and nomination.state is not NominationState.WITHDRAWN:
            answers[nomination.commitment][nomination.officer_id] += (nomination.post_id,)
    return answers


def not_placed_counts(counts: Mapping[tuple[Reason, str | None], int]) -> tuple[NotPlacedCount, ...]:
    """Return officers without a seat by reason and rule, most first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0][0].value, item[0][1] or ""))
    return tuple(NotPlacedCount(reason=reason, blocking_rule=rule, officers=n) for (reason, rule), n in ordered)


def _findings_of_placed(explanation: Explanation) -> Mapping[tuple[str, str], list[Finding]]:
    """Return what is not plainly met of the placed pairs, by officer and post."""
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for told in explanation.findings.of_assigned():
        found[told.officer_id, told.post_id].append(told.finding)
    return found


def _waivers(snapshot: Snapshot) -> Mapping[tuple[str, str, str], list[Waiver]]:
    """Return the waivers in force on the first day of duty, by officer, post and rule."""
    found: defaultdict[tuple[str, str, str], list[Waiver]] = defaultdict(list)
    for waiver in snapshot.waivers:
        if waiver.holds_on(snapshot.posts[snapshot.post_idx[waiver.post_id]].starts_on):
            found[waiver.officer_id, waiver.post_id, waiver.rule].append(waiver)
    return found


def _waived(rule: str, waivers: Sequence[Waiver]) -> WaivedRule:
    """Return the waiver that holds longest: the first without an end, else the one that ends last."""
    longest = max(waivers, key=lambda waiver: waiver.expires_on or date.max)
    return WaivedRule(rule=rule, authority=longest.authority, reason=longest.reason, expires_on=longest.expires_on)


def _pin(decision: Decision | None) -> PinDecision:
    return PinDecision(reason=decision.reason, decided_by=decision.decided_by) if decision else PinDecision(reason=None, decided_by=None)
