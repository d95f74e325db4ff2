"""The explanation of a whole plan: reasons, near misses, reserves and the findings behind them."""

from __future__ import annotations

from dataclasses import dataclass

from releve.eligibility.bits import n_set
from releve.planning.hindrances import Hindrances
from releve.planning.near_misses import NearMiss, group_near_misses, near_pairs
from releve.planning.not_placed import NotPlacedOfficers, officers_not_placed
from releve.planning.reasons import UnfilledSeats, unfilled_seats
from releve.planning.reserves import Reserve, reserves_among
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
    not_placed, findings
        Made row by row when they are asked for: of a large register there are a million.
    """

    n_pairs: int
    unfilled: tuple[UnfilledSeats, ...]
    not_placed: NotPlacedOfficers
    near_misses: tuple[NearMiss, ...]
    reserves: tuple[Reserve, ...]
    findings: PairFindings


def explain_plan(standing: Standing) -> Explanation:
    """Return why seats stayed open and officers were not placed, what would mend it, and who comes next."""
    hindrances = Hindrances.none(len(standing.problem.officer_id))
    reserves: list[Reserve] = []
    n_pairs = 0
    for j in range(len(standing.problem.post_id)):
        admitted = standing.register.admitted(j)
        n_pairs += n_set(admitted)
        free = standing.free_pairs(j, admitted)
        reserves.extend(reserves_among(standing, free))
        hindrances.add(standing, free)
    near = near_pairs(standing)
    return Explanation(
        n_pairs=n_pairs,
        unfilled=unfilled_seats(standing),
        not_placed=officers_not_placed(standing, hindrances),
        near_misses=group_near_misses(standing, near),
        reserves=tuple(reserves),
        findings=findings_to_tell(standing, reserves, near),
    )
