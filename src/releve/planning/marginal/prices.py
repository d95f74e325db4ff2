"""
What one more could be worth at most, from prices, computed in whole numbers: weak duality with the officers solved one by one.

For any prices >= 0 of seats, caps, women and of the levels before, no plan that reaches the values of those levels exceeds

    sum over officers of the best they could earn (a pinned one: what the pin earns)
    + seats @ post + cap_left @ cap - need @ women + sum over groups of need * max(0, women - what a missing woman costs)
    - multipliers @ values of the levels before

where a pair earns its gain (and multipliers @ its gains on the levels before) less the prices of its line and cap, plus that of a woman.
Every term is a sum over one officer, line, cap or group, so what a change adds to the bound is the change of a few terms.
Source: Lagrangian (weak) duality; Wolsey, Integer Programming, 1998, chapter 10.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, log2
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from releve.exchange.interruptions import interruptions_held
from releve.planning.marginal.difference import Gain
from releve.planning.objective import SHORTFALL_LEVEL
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS, Result

if TYPE_CHECKING:
    from releve.planning.solvers.price_program import FloatPrices

MAX_SCALE_BITS: Final = 24
SUM_BITS: Final = 60
"""Sums stay below 2**60, well within int64."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LevelPrices:
    """
    Prices of one level in whole numbers, in units of ``2 ** -scale_bits``, and the bound that they prove for the problem as it is.

    Attributes
    ----------
    post, cap, group
        Shapes ``(n_posts,)``, ``(n_missions, n_countries)`` and ``(n_groups,)``, int64, all >= 0.
    level_price
        Multiplier of each level before this one; 0 from it on.
    earned
        Shape ``(n_officers,)``, int64: the most that each officer could earn, >= 0; of a pinned one, what the pin earns.
    total
        The bound, scaled.
    """

    level: int
    scale_bits: int
    post: NDArray[np.int64]
    cap: NDArray[np.int64]
    group: NDArray[np.int64]
    level_price: tuple[int, ...]
    earned: NDArray[np.int64]
    total: int

    @property
    def missing_woman(self) -> int:
        """Return what one woman missing costs on this level and on those before it, scaled."""
        return (int(self.level == SHORTFALL_LEVEL) + self.level_price[SHORTFALL_LEVEL]) << self.scale_bits

    def need_terms(self, need: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return what the need of each group adds to the bound; shape as ``need``, whose last axis is the groups."""
        source = np.maximum(0, self.group - np.int64(self.missing_woman))
        terms: NDArray[np.int64] = need * (source - self.group)
        return terms

    def earns(
        self, problem: AssignmentProblem, *, post_idx: NDArray[np.integer], country: NDArray[np.integer], woman: NDArray[np.bool_],
        kept: NDArray[np.bool_], fit: NDArray[np.integer],
    ) -> NDArray[np.int64]:  # fmt: skip
        """Return what pairs earn, scaled; all arrays of one shape, whether or not the pairs are among those of the problem."""
        gain = self.level_gain(problem.priority[post_idx].astype(np.int64), kept, fit) << self.scale_bits
        women = np.where(woman, self.group[problem.group[post_idx]], 0)
        earned: NDArray[np.int64] = gain - self.post[post_idx] - self.cap[problem.mission[post_idx], country] + women
        return earned

    def level_gain(self, priority: NDArray[np.int64], kept: NDArray[np.bool_], fit: NDArray[np.integer]) -> NDArray[np.int64]:
        """Return what pairs bring to this level and, by their multipliers, to those before it."""
        weights = [*self.level_price]
        weights[self.level] = 1
        by_priority = np.array([0, *weights[:4]], np.int64)
        gain: NDArray[np.int64] = by_priority[priority] + weights[-2] * kept.astype(np.int64) + weights[-1] * fit.astype(np.int64)
        return gain


def price_plan(problem: AssignmentProblem, result: Result, *, n_levels: int = len(LEVELS)) -> tuple[LevelPrices, ...]:
    """Return prices for the first levels, proving a bound on each for plans that reach the values of the levels before it."""
    # Imported here, for it loads the solver, which `import releve.planning` must not; Ctrl-C that falls into the loading of a compiled
    # module can be lost there.
    with interruptions_held():
        from releve.planning.solvers.price_program import price_levels  # noqa: PLC0415

    value = result.objective.compare_key()
    return tuple(_in_whole_numbers(problem, found, value) for found in price_levels(problem, n_levels))


def _in_whole_numbers(problem: AssignmentProblem, found: FloatPrices, value: tuple[int, ...]) -> LevelPrices:
    bits = _scale_bits(problem, found, value)
    prices = _rounded(found, bits)
    earns = _earns_of_pairs(problem, prices)
    earned = np.zeros(len(problem.officer_id), np.int64)
    np.maximum.at(earned, problem.pairs.officer_idx, earns)
    pinned = np.flatnonzero(problem.pairs.pinned)
    earned[problem.pairs.officer_idx[pinned]] = earns[pinned]
    total = int(earned.sum()) + int((prices.post * problem.seats).sum()) + int((prices.cap * problem.cap_left).sum())
    total += int(prices.need_terms(problem.group_need).sum())
    total -= sum(price * reached for price, reached in zip(found.level_price, value, strict=True)) << bits
    return replace(prices, earned=earned, total=total)


def _rounded(found: FloatPrices, bits: int) -> LevelPrices:
    post, cap, group = (np.rint(prices * float(1 << bits)).astype(np.int64) for prices in (found.post, found.cap, found.group))
    return LevelPrices(
        level=found.level,
        scale_bits=bits,
        post=post,
        cap=cap,
        group=group,
        level_price=found.level_price,
        earned=np.zeros(0, np.int64),
        total=0,
    )


def _earns_of_pairs(problem: AssignmentProblem, prices: LevelPrices) -> NDArray[np.int64]:
    """Return what the pairs of a problem earn, scaled; shape ``(n_pairs,)``."""
    pairs = problem.pairs
    country, woman = problem.country[pairs.officer_idx], problem.woman[pairs.officer_idx]
    return prices.earns(problem, post_idx=pairs.post_idx, country=country, woman=woman, kept=pairs.kept, fit=pairs.fit)


def _scale_bits(problem: AssignmentProblem, found: FloatPrices, value: tuple[int, ...]) -> int:
    """Return the finest scale at which no sum made here leaves the whole numbers that an array holds."""
    earned = np.zeros(len(problem.officer_id))
    np.maximum.at(earned, problem.pairs.officer_idx, np.abs(_earns_of_pairs(problem, _rounded(found, 0))))
    sums = float(earned.sum()) + float(found.post @ problem.seats) + float((found.cap * problem.cap_left).sum())
    sums += float((found.group + sum(found.level_price) + 1) @ problem.group_need) + float(np.dot(found.level_price, np.abs(value)))
    return max(0, min(MAX_SCALE_BITS, SUM_BITS - ceil(log2(sums + len(earned) + 2))))


def bound_gains(
    prices: tuple[LevelPrices, ...], result: Result, added: NDArray[np.int64], *, zero_to: NDArray[np.int64] | None = None
) -> NDArray[np.int64]:
    """
    Return what changes could bring at most, level by level.

    Parameters
    ----------
    added
        Shape ``(n_levels, n_changes)``, int64: what each change adds to the bound of each level, scaled as that level.
    zero_to
        Shape ``(n_changes,)``, int64: the last level up to which a change is known to bring nothing, by solving again; -1 = none.

    Returns
    -------
    NDArray[np.int64]
        Shape ``(n_levels, n_changes)``, larger is better. A level's figure holds where those before it are 0; what comes after the
        first that is not 0 is set to 0, for nothing is known of it.
    """
    value = result.objective.compare_key()
    rows = [((p.total + added[p.level]) >> p.scale_bits) - value[p.level] for p in prices]
    gains = np.array(rows, np.int64).reshape(added.shape)
    if zero_to is not None:
        gains[np.arange(len(gains))[:, None] <= zero_to] = 0
    is_before = np.cumsum(gains != 0, axis=0) - (gains != 0) == 0
    return np.where(is_before, gains, 0)


def bound_of(gains: NDArray[np.int64], change: int) -> Gain:
    """Return the bound on one change up to the first level that is not 0; all levels that have prices where it is worth nothing."""
    column = gains[:, change].tolist()
    last = next((level for level, gain in enumerate(column) if gain), len(column) - 1)
    return tuple(column[: last + 1])
