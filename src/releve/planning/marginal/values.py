"""What one more of everything is worth: bounds from prices for all, the best of each kind confirmed by solving again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.planning.marginal.change import Change, ChangeKind, Changes, Priced
from releve.planning.marginal.difference import NOTHING, Difference, Gain, difference
from releve.planning.marginal.limits import cap_changes, seat_changes, women_changes
from releve.planning.marginal.officers import officer_changes
from releve.planning.marginal.prices import bound_gains, bound_of, price_plan
from releve.planning.marginal.short_pairs import language_changes, waiver_changes
from releve.planning.problem import AssignmentProblem
from releve.planning.result import Result
from releve.planning.solve import solve
from releve.planning.standing import Standing

OnSolved = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class MarginalValue:
    """
    What one more of something is worth.

    Attributes
    ----------
    bound
        What it is worth at most, from prices, level by level up to the first that is not 0; nothing is known of those after it.
    gain
        From solving again with one more.
    one_less
        From solving again with one less, as a loss (negative); None where that was not done or has no meaning.
    """

    kind: ChangeKind
    data: Mapping[str, Datum]
    bound: Gain
    gain: Difference
    one_less: Difference | None

    @property
    def is_degenerate(self) -> bool:
        """Return whether what one less costs is not what one more brings: the worth of a unit is an interval then."""
        return self.one_less is not None and self.one_less.reversed() != self.gain


@dataclass(frozen=True, kw_only=True)
class KindValues:
    """
    The best changes of one kind.

    Attributes
    ----------
    values
        Those solved again, best first.
    n_ruled_out
        How many were looked at that prices prove worthless.
    n_bounded
        How many more prices allow something, though they were not solved again.
    rest_bound
        The largest bound among these; None where there are none.
    """

    kind: ChangeKind
    values: tuple[MarginalValue, ...]
    n_ruled_out: int
    n_bounded: int
    rest_bound: Gain | None


@dataclass(frozen=True, kw_only=True)
class AllValues:
    """The best changes of every kind, and how often that took solving again."""

    kinds: tuple[KindValues, ...]
    n_solved: int


class Resolver:
    """Solves changed problems again and counts how often."""

    def __init__(self, before: Result, *, n_expected: int, on_solved: OnSolved | None) -> None:
        self.before = before
        self.n_solved = 0
        self.n_expected = n_expected
        self._on_solved = on_solved

    def result_of(self, problem: AssignmentProblem) -> Result:
        """Return the best plan of a changed problem."""
        result = solve(problem)
        self.n_solved += 1
        self.n_expected = max(self.n_expected, self.n_solved)
        if self._on_solved is not None:
            self._on_solved(self.n_solved, self.n_expected)
        return result

    def difference_of(self, problem: AssignmentProblem) -> Difference:
        """Return what a changed problem's best plan is worth more."""
        return difference(self.before, self.result_of(problem))


def price_standing(standing: Standing) -> Priced:
    """Return a plan with prices for every level."""
    return Priced(standing=standing, prices=price_plan(standing.problem, standing.result))


def all_changes(priced: Priced) -> tuple[Changes, ...]:
    """Return every change of every kind; officers of all countries that the register names."""
    return (
        seat_changes(priced),
        officer_changes(priced, priced.standing.snapshot.officers.countries),
        language_changes(priced),
        waiver_changes(priced),
        cap_changes(priced),
        women_changes(priced),
    )


def value_changes(priced: Priced, *, most: int, on_solved: OnSolved | None = None) -> AllValues:
    """
    Return the most valuable changes of each kind, each confirmed by solving the changed problem again.

    Parameters
    ----------
    most
        How many of each kind to solve again, >= 1; those with the highest bounds.
    on_solved
        Called after each solving with how many are done and how many there are at most.
    """
    kinds = all_changes(priced)
    n_expected = sum(min(most, len(found.changes)) * (1 + any(change.less for change in found.changes)) for found in kinds)
    resolver = Resolver(priced.standing.result, n_expected=n_expected, on_solved=on_solved)
    return AllValues(kinds=tuple(_best(priced, found, most, resolver) for found in kinds), n_solved=resolver.n_solved)


def value_of(change: Change, bound: Gain, resolver: Resolver) -> MarginalValue:
    """Return what one change is worth, solved again with one more and, where that has a meaning, with one less."""
    gain = resolver.difference_of(change.more())
    less = None if change.less is None else change.less()
    one_less = None if less is None else resolver.difference_of(less)
    return MarginalValue(kind=change.kind, data=change.data, bound=bound, gain=gain, one_less=one_less)


def order_of_bounds(bounds: NDArray[np.int64], added: NDArray[np.int64]) -> list[int]:
    """
    Return the positions of changes, highest bound first.

    Equal bounds by what they add to that of the last level, whose prices weigh all levels; then as they stand.
    """
    keys = (np.arange(added.shape[1]), -added[-1], *(-bounds[level] for level in reversed(range(len(bounds)))))
    return [int(k) for k in np.lexsort(keys)]


def _best(priced: Priced, found: Changes, most: int, resolver: Resolver) -> KindValues:
    bounds = bound_gains(priced.prices, priced.standing.result, found.added)
    order = order_of_bounds(bounds, found.added)
    promising = [k for k in order if tuple(bounds[:, k]) > NOTHING]
    values = [value_of(found.changes[k], bound_of(bounds, k), resolver) for k in promising[:most]]
    rest = promising[most:]
    return KindValues(
        kind=found.kind,
        values=tuple(sorted(values, key=lambda value: value.gain.low, reverse=True)),
        n_ruled_out=found.n_ruled_out + len(order) - len(promising),
        n_bounded=len(rest),
        rest_bound=bound_of(bounds, rest[0]) if rest else None,
    )
