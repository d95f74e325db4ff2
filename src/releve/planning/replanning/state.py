"""A plan in the form that events change: who sits where, within which limits, and what the last proof still says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from releve.model import DayArray
from releve.planning.objective import N_PRIORITIES
from releve.planning.problem import AssignmentProblem
from releve.planning.register import Register
from releve.planning.replanning.lines import Eligible, Lines, lines_of
from releve.planning.replanning.priced import Leaves, PairFacts, PricedLeaf, PricedPairs, priced_proofs
from releve.planning.result import LEVELS, Result

NOWHERE = -1


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """What no plan exceeds on a level that has these values, larger being better, on the levels before it; told by the last solve."""

    bound: int
    earlier: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class PlanState:
    """
    A plan between two events. Arrays are never written to.

    Attributes
    ----------
    problem
        The solved one: its listed pairs are where chains are looked for.
    post_of, fit_of
        Shape ``(n_officers,)``, int64: the line of each officer, -1 = none, and the fit there, 0 = none.
    pinned, gone
        Shape ``(n_officers,)``, bool: pinned to the line that they have; withdrawn.
    forbidden
        Pairs, officer and line, forbidden since the solve.
    stood_officer, stood_post
        Shape ``(n,)``: pairs of the plan before the solve, as the last proof's prices count them.
    proofs
        By level: what its proofs add up to by now; none = the level was not certified.
    ceilings
        By level; None where an event may have made more plans possible.
    n_eligible
        Shape ``(n_lines,)``, int64: no more officers may be planned in the line.
    """

    problem: AssignmentProblem
    register: Register
    eligible: Eligible
    lines: Lines
    country: NDArray[np.int64]
    clearance: DayArray
    post_of: NDArray[np.int64]
    fit_of: NDArray[np.int64]
    pinned: NDArray[np.bool_]
    gone: NDArray[np.bool_]
    forbidden: frozenset[tuple[int, int]]
    stood_officer: NDArray[np.int64]
    stood_post: NDArray[np.int64]
    proofs: tuple[tuple[Leaves, ...], ...]
    ceilings: tuple[Ceiling | None, ...]
    n_eligible: NDArray[np.int64]

    @property
    def woman(self) -> NDArray[np.bool_]:
        """Return who is declared F."""
        return self.problem.woman

    def with_leaves(self, change: Callable[[PricedLeaf], PricedLeaf]) -> PlanState:
        """Return the state with every leaf changed."""
        changed = tuple(tuple(tuple(change(leaf) for leaf in leaves) for leaves in proofs) for proofs in self.proofs)
        return replace(self, proofs=changed)

    def proven_bound(self, level: int, values: tuple[int, ...]) -> int | None:
        """Return what the proofs of a level say of plans with these values on earlier levels, larger being better; None = nothing."""
        return min((max(leaf.bound(values) for leaf in leaves) for leaves in self.proofs[level]), default=None)

    def facts(self, officer_idx: int, line: int, fit: int) -> PairFacts:
        """Return what prices read of a pair."""
        stood = bool(np.any((self.stood_officer == officer_idx) & (self.stood_post == line)))
        return PairFacts(
            officer_idx=officer_idx,
            fit=fit,
            is_woman=bool(self.woman[officer_idx]),
            country=int(self.country[officer_idx]),
            stood=stood,
        )

    def pairs_of(self, line: int) -> PricedPairs:
        """Return what prices read of all pairs of a line that may be planned."""
        officers, fit = self.candidates(line)
        stood = np.isin(officers, self.stood_officer[self.stood_post == line])
        return PricedPairs(officer_idx=officers, fit=fit, is_woman=self.woman[officers], country=self.country[officers], stood=stood)

    def with_known_line(self, line: int) -> PlanState:
        """Return the state with bounds that know who may be planned in a line by now."""
        pairs = self.pairs_of(line)
        n_eligible = self.n_eligible.copy()
        n_eligible[line] = len(pairs.officer_idx)
        known = replace(self, n_eligible=n_eligible)
        if np.any(self.pinned & (self.post_of == line)):
            return known
        return known.with_leaves(lambda leaf: leaf if leaf.proof.branches else leaf.repriced(self.lines, line, pairs))

    def candidates(self, line: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return who may be planned in a line after all events so far, increasing, and the fits; shape ``(n,)``."""
        officers, fit = self.eligible.of(self.lines.posts[line])
        may = ~self.gone[officers]
        out = [i for i, j in self.forbidden if j == line]
        if out:
            may &= ~np.isin(officers, out)
        return officers[may], fit[may].astype(np.int64)

    def value(self, before: NDArray[np.int64]) -> tuple[int, ...]:
        """
        Return the value of the plan by level, larger being better everywhere.

        Parameters
        ----------
        before
            Shape ``(n_officers,)``: the plan that counts as the previous one.
        """
        placed = np.flatnonzero(self.post_of >= 0)
        posts = self.post_of[placed]
        filled = np.bincount(self.lines.priority[posts], minlength=N_PRIORITIES + 1)
        women = np.bincount(self.lines.group[posts[self.woman[placed]]], minlength=len(self.lines.group_need))
        missing = int(np.maximum(self.lines.group_need - women, 0).sum())
        kept = int((before[placed] == posts).sum())
        return (*filled[1 : N_PRIORITIES + 1].tolist(), -missing, kept, int(self.fit_of.sum()))


def state_of(register: Register, problem: AssignmentProblem, result: Result) -> PlanState:
    """Return the plan of a solve as a state; ``problem`` is one of the register's snapshot, and ``result`` is its."""
    pairs, n_officers = problem.pairs, len(problem.officer_id)
    officers, posts = pairs.officer_idx[result.chosen], pairs.post_idx[result.chosen]
    post_of, fit_of, pinned = np.full(n_officers, NOWHERE, np.int64), np.zeros(n_officers, np.int64), np.zeros(n_officers, np.bool_)
    post_of[officers], fit_of[officers] = posts, pairs.fit[result.chosen]
    pinned[pairs.officer_idx[pairs.pinned]] = True
    stood = np.flatnonzero(pairs.kept)
    bounds, values = result.bound.compare_key(), result.objective.compare_key()
    whole = np.diff(pairs.post_start) if problem.left_out is None else problem.left_out.n_eligible.reshape(-1, 2).sum(axis=1)
    return PlanState(
        problem=problem,
        register=register,
        eligible=Eligible(register),
        lines=lines_of(register.snapshot, problem),
        country=problem.country.astype(np.int64),
        clearance=problem.clearance_expires_on,
        post_of=post_of,
        fit_of=fit_of,
        pinned=pinned,
        gone=np.zeros(n_officers, np.bool_),
        forbidden=frozenset(),
        stood_officer=pairs.officer_idx[stood].astype(np.int64),
        stood_post=pairs.post_idx[stood].astype(np.int64),
        proofs=priced_proofs(problem, result.certificate, values),
        ceilings=tuple(Ceiling(bound=bounds[k], earlier=values[:k]) for k in range(len(LEVELS))),
        n_eligible=whole.astype(np.int64),
    )
