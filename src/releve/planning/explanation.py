"""The explanation of a whole plan: reasons, near misses, reserves and the findings behind them."""

from __future__ import annotations

from dataclasses import dataclass

from releve.errors import Problem, Severity
from releve.planning.codes import PlanningCode
from releve.planning.line_pass import pass_over_lines
from releve.planning.near_misses import NearMiss, group_near_misses, near_pairs
from releve.planning.not_placed import NotPlacedOfficers, officers_not_placed
from releve.planning.reasons import UnfilledSeats, unfilled_seats
from releve.planning.reserves import Reserve
from releve.planning.standing import Standing
from releve.planning.told_findings import PairFindings, findings_to_tell


@dataclass(frozen=True, kw_only=True, eq=False)
class Explanation:
    """
    Everything that is said of a plan.

    Attributes
    ----------
    n_pairs
        Pairs that may be planned: eligible, not forbidden, officer not serving.
    problems
        A warning where near misses of some lines are not told.
    not_placed, findings
        Made row by row when they are asked for: of a large register there are a million.
    """

    n_pairs: int
    problems: tuple[Problem, ...] = ()
    unfilled: tuple[UnfilledSeats, ...]
    not_placed: NotPlacedOfficers
    near_misses: tuple[NearMiss, ...]
    reserves: tuple[Reserve, ...]
    findings: PairFindings


def explain_plan(standing: Standing) -> Explanation:
    """Return why seats stayed open and officers were not placed, what would mend it, and who comes next."""
    lines = pass_over_lines(standing)
    near = near_pairs(standing)
    left_out = {"pairs": len(near.officer_idx), "lines": near.n_lines_left_out}
    warning = Problem(code=PlanningCode.NEAR_MISSES_LEFT_OUT, severity=Severity.WARNING, data=left_out)
    return Explanation(
        problems=(warning,) if near.n_lines_left_out else (),
        n_pairs=lines.n_pairs,
        unfilled=unfilled_seats(standing),
        not_placed=officers_not_placed(standing, lines.hindrances),
        near_misses=group_near_misses(standing, near),
        reserves=lines.reserves,
        findings=findings_to_tell(standing, lines.reserves, near),
    )
