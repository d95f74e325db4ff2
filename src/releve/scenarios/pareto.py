"""Fit against women's shortfall against concentration: which plans give more of one only for less of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from releve.model import Policy, SolveStatus
from releve.scenarios.outcome import Outcome
from releve.scenarios.scenario import Scenario

TWELVE_DECIMALS: Final = Decimal("1e-12")
"""Shares are exact and hold no more decimals than ``policy.toml`` may."""


@dataclass(frozen=True, kw_only=True)
class ParetoPoint:
    """
    A proven plan that no other plan found beats.

    Attributes
    ----------
    national_cap
        The cap under which the plan is the best one.
    target_part
        The part of each target for women that was asked for under it, 0..1.
    filled
        Seats filled by priority 1, 2, 3, 4.
    women_shortfall
        By the targets of the folder.
    """

    national_cap: Decimal
    target_part: Fraction
    filled: tuple[int, int, int, int]
    women_shortfall: int
    fit: int
    concentration: Fraction
    plan: tuple[tuple[str, str], ...]

    def dominates(self, other: ParetoPoint) -> bool:
        """
        Return whether this plan is as good in every respect and better in one.

        The respects are the seats filled, compared by priority as the objective does, women's shortfall, fit and concentration.
        """
        mine, theirs = self.respects(), other.respects()
        is_as_good = mine[0] >= theirs[0] and mine[1] >= theirs[1] and mine[2] >= theirs[2] and mine[3] >= theirs[3]
        return is_as_good and mine != theirs

    def respects(self) -> tuple[tuple[int, ...], int, int, Fraction]:
        """Return what counts, each larger for a better plan."""
        return self.filled, -self.women_shortfall, self.fit, -self.concentration


@dataclass(frozen=True, kw_only=True)
class Frontier:
    """
    The points that no other one found dominates, fewest women missing first, then by concentration.

    ``tried`` counts the policies swept, the folder's own included; ``unproven`` those that a limit of time left open.
    """

    points: tuple[ParetoPoint, ...]
    tried: int
    unproven: int


def sweep_policies(policy: Policy, *, steps: int) -> tuple[Scenario, ...]:
    """
    Return the policies to sweep as scenarios, the folder's own one left out: it is the base.

    Caps of 1/steps, 2/steps … of the folder's cap, each with targets for women of 0, 1/steps, 2/steps … of the folder's: the
    constraint that is tightened step by step is the cap, and the target decides how much fit may be paid for it. No cap is wider than
    the folder's, so that every plan found is one that the folder's own policy allows; pins hold all the same.

    Parameters
    ----------
    steps
        Integer >= 1.
    """
    found = []
    for k in range(steps, 0, -1):
        for t in range(steps, -1, -1):
            if (k, t) != (steps, steps):
                swept = _policy_at(policy, cap_part=Fraction(k, steps), target_part=Fraction(t, steps))
                found.append(Scenario(name=f"{k}/{t}/{steps}", policy=swept, cap_spares_pins=True))
    return tuple(found)


def frontier_of(policy: Policy, base: Outcome, outcomes: Sequence[Outcome]) -> Frontier:
    """
    Return the points of the base and of the outcomes of `sweep_policies` that none of the others dominates.

    Of equal points the first is kept, which is the one nearest to the folder's own policy.
    """
    proven = [outcome for outcome in (base, *outcomes) if outcome.status is SolveStatus.OPTIMAL]
    points = [_point(policy, outcome) for outcome in proven]
    first = {point.respects(): point for point in reversed(points)}
    kept = [point for point in first.values() if not any(other.dominates(point) for other in first.values())]
    return Frontier(
        points=tuple(sorted(kept, key=lambda p: (p.women_shortfall, p.concentration, -p.fit, p.filled))),
        tried=1 + len(outcomes),
        unproven=1 + len(outcomes) - len(proven),
    )


def _policy_at(policy: Policy, *, cap_part: Fraction, target_part: Fraction) -> Policy:
    targets = {category: _share(share, target_part) for category, share in policy.women_target.items()}
    return replace(policy, national_cap=_share(policy.national_cap, cap_part), women_target=MappingProxyType(targets))


def _share(share: Decimal, part: Fraction) -> Decimal:
    exact = Fraction(share) * part
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(TWELVE_DECIMALS, ROUND_DOWN).normalize()


def _point(policy: Policy, outcome: Outcome) -> ParetoPoint:
    k, t, steps = (int(part) for part in outcome.name.split("/")) if outcome.name else (1, 1, 1)
    return ParetoPoint(
        national_cap=_share(policy.national_cap, Fraction(k, steps)) if outcome.name else policy.national_cap,
        target_part=Fraction(t, steps),
        filled=outcome.objective.filled,
        women_shortfall=outcome.shortfall_by_folder_targets,
        fit=outcome.objective.fit,
        concentration=outcome.concentration,
        plan=outcome.plan,
    )
