"""What a pair rests on: every finding, waivers and decisions in force, conditions that are still open, the previous plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from releve.eligibility import Finding
from releve.model import UnknownPolicy, Verdict
from releve.planning.explained import Footing
from releve.planning.standing import Standing


def findings_of(standing: Standing, officer_idx: int, post_idx: int) -> tuple[Finding, ...]:
    """Return what every rule finds on one pair, in the order of the book; waived ones are marked."""
    snapshot = standing.snapshot
    officer, post = snapshot.officers.officer(officer_idx), snapshot.posts[post_idx]
    waived = standing.waived_mask(post_idx, officer_idx)
    found = []
    for k, rule in enumerate(standing.rules):
        finding = rule.judge(officer, post, snapshot.mission_of(post), snapshot.policy.thresholds)
        is_waived = bool(waived >> k & 1) and finding.verdict is not Verdict.MET
        found.append(replace(finding, waived=is_waived))
    return tuple(found)


def footing_of(standing: Standing, officer_idx: int, post_idx: int, *, findings: Sequence[Finding]) -> Footing:
    """Return what one pair rests on; ``findings`` are those of the pair."""
    snapshot = standing.snapshot
    officer_id, post = snapshot.officers.officer_id[officer_idx], snapshot.posts[post_idx]
    pair = officer_id, post.post_id
    waived = {finding.rule for finding in findings if finding.waived}
    may_be_unknown = snapshot.policy.unknown is UnknownPolicy.CONDITIONAL
    return Footing(
        decision=standing.decisions.get(pair),
        waivers=tuple(
            w for w in standing.waivers_of(post_idx) if w.officer_id == officer_id and w.rule in waived and w.holds_on(post.starts_on)
        ),
        conditions=tuple(f for f in findings if f.verdict is Verdict.UNKNOWN and not f.waived) if may_be_unknown else (),
        previous=pair in standing.previous,
    )
