"""
The search behind `solve`: level by level, on smaller and smaller faces of one linear program.

1. *Descend.* Each level is maximised over the face that the levels before it left. Weak duality, in whole numbers, gives its bound.
   The search then supposes that some plan reaches the bound, and goes on to the part of the face that holds all such plans.
2. If a plan in whole numbers reaches every bound, every supposition was right and every level is proven.
3. *Close.* Otherwise the last level is searched by branch and bound over the few columns that may still vary. A plan found there
   confirms all suppositions at once. If the face holds no plan, the first level that no known plan reaches is searched itself,
   which settles its true value, and the descent goes on from there.

Source: lexicographic optimisation by faces is complementary slackness (Schrijver, Theory of Linear and Integer Programming, 1986,
chapter 7); taking columns out by reduced cost: Wolsey, Integer Programming, 1998, chapter 7.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.planning.bounds import DualBound, narrow_face, prove_bound, restrict_face
from releve.planning.certificate import LevelProof, certify_levels
from releve.planning.clock import Clock
from releve.planning.greedy import complete_greedily, plan_greedily
from releve.planning.held_faces import WHOLE, held_faces
from releve.planning.leaf_proof import LeafProof
from releve.planning.nearest import nearest_equal_plan
from releve.planning.objective import N_PRIORITIES, evaluate_plan, is_feasible, trivial_bounds
from releve.planning.problem import AssignmentProblem
from releve.planning.relaxation import Face, Relaxation, columns_of_plan, level_value, relax
from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue
from releve.planning.solvers.highs import LinearProgram, SolverOutcome, search_core
from releve.planning.start_basis import StartBasis

Progress: TypeAlias = Callable[[str, int, int, float], None]

FIRST_CORE_SHARE: Final = 1000
"""The first core reaches down one hundredth of the largest gain; 1 where gains are 0 or 1."""
CORE_GROWTH: Final = 8
MANY_COLUMNS: Final = 5_000
"""With so many columns a plan is first looked for near the point of the linear program."""
WITHIN_REACH: Final = 8
REACH_SHARE: Final = 100
"""A hint that promises so much more than the best plan known reaches, or a hundredth more, is believed until a level after it says no."""


class Descent(Enum):
    """How a descent through the levels ended."""

    DONE = auto()
    EMPTY = auto()
    STOPPED = auto()


class Search:
    """
    One run of the method on one problem; `run` it once.

    ``hints`` are prices of the first levels, the prices of a level being its own only: where they bound a level as tightly as its linear
    program does, the faces of the levels after it follow from them. Whether they are good is always found out, never trusted.
    ``begin_with`` gives the basis that the first linear program begins with.

    Attributes
    ----------
    plan, value
        The best plan known, by comparing levels from left to right, and its value; always feasible. It begins as ``start``.
    target
        By level, larger is better: the value required of all plans on the later faces; None = not reached yet.
    bound
        By level: proven for all plans that reach the targets before it; None = not known.
    duals
        By level: the bound by prices over its face; None = not known.
    relaxation
        The constraint matrix; there once the search has run.
    basis
        Where the last linear program that was solved ended, if the first began with a basis; None = it did not, or it cannot be said.
    """

    def __init__(
        self,
        problem: AssignmentProblem,
        *,
        gap: float,
        clock: Clock,
        on_progress: Progress | None,
        start: NDArray[np.int64] | None = None,
        hints: Sequence[LeafProof] = (),
        begin_with: Callable[[Relaxation], StartBasis] | None = None,
    ) -> None:
        self.problem = problem
        self.plan = plan_greedily(problem) if start is None else start
        self.value = evaluate_plan(problem, self.plan)
        self.target: list[int | None] = [None] * len(LEVELS)
        self.bound: list[int | None] = [None] * len(LEVELS)
        self._gap = gap
        self._clock = clock
        self._hints = hints
        self._begin_with = begin_with
        self.basis: StartBasis | None = None
        self._on_progress = on_progress
        self.relaxation: Relaxation
        self._faces: list[Face]
        self.duals: list[DualBound | None] = [None] * len(LEVELS)
        self._points: list[NDArray[np.float64] | None] = [None] * len(LEVELS)

    def run(self) -> None:
        """Improve plan and bounds until every level is proven, the gap is small enough, or the clock is over."""
        if self._clock.is_over():
            return
        self.relaxation, first_face = relax(self.problem)
        self._faces = [first_face] * (len(LEVELS) + 1)
        level = 0
        while level < len(LEVELS):
            descent = self._descend(level)
            open_level = self._first_open_level()
            if descent is Descent.STOPPED or open_level is None:
                return
            if descent is Descent.EMPTY and self._hints:
                self._hints, level = (), open_level
                continue
            last = len(LEVELS) - 1
            if descent is Descent.DONE and open_level < last and self._close(last) is not SolverOutcome.INFEASIBLE:
                return
            if self._close(open_level) is not SolverOutcome.OPTIMAL:
                return
            level = open_level + 1

    def reaches_targets_before(self, level: int) -> bool:
        """Return whether the best plan reaches what was supposed of every level before one: only then does that one's bound speak of it."""
        open_level = self._first_open_level()
        return open_level is None or open_level >= level

    def approach(self, near: NDArray[np.int64]) -> None:
        """Once every level is proven, take the plan of the same value that shares most pairs with another (positions of pairs)."""
        if self._first_open_level() is None and not self._clock.is_over():
            face = self._faces[len(LEVELS)]
            self.plan = nearest_equal_plan(self.problem, self.relaxation, face, self.plan, near=near, clock=self._clock)

    def open_pairs(self, level: int) -> NDArray[np.int64]:
        """Return the pairs that the levels before one leave open, positions in ``problem.pairs``; the search has run."""
        return np.flatnonzero(self._faces[level].upper[: self.relaxation.n_pairs] > 0)

    def again(self, problem: AssignmentProblem, start: NDArray[np.int64]) -> Search:
        """Return the same search, already run, over more of the pairs of one whole problem, from the best plan known."""
        search = Search(problem, gap=self._gap, clock=self._clock, on_progress=None, start=start, hints=self._hints)
        search.run()
        return search

    def certificate(self) -> tuple[LevelProof, ...]:
        """Return for each level the proof of its bound, None where there is none; ask once the search has ended."""
        natural = self.value.compare_key()
        known = [bound is not None and self.reaches_targets_before(level) for level, bound in enumerate(self.bound)]
        if not any(known):
            return (None,) * len(LEVELS)
        bounds = [bound if is_known else None for bound, is_known in zip(self.bound, known, strict=True)]
        steps = list(zip(self._faces[: len(LEVELS)], self.duals, strict=True))
        return certify_levels(self.problem, self.relaxation, steps, values=natural, bounds=bounds, clock=self._clock)

    def bounds(self) -> ObjectiveValue:
        """Return for each level what is proven for all plans that reach this plan's values on the levels before it."""
        natural = [sign * value for sign, value in zip(_SIGNS, self.value.as_tuple(), strict=True)]
        proven = list(trivial_bounds(self.problem).as_tuple())
        for level, bound in enumerate(self.bound):
            if bound is not None:
                proven[level] = _SIGNS[level] * bound
            target = self.target[level]
            if target is None or natural[level] < target:
                break
        return ObjectiveValue(filled=(proven[0], proven[1], proven[2], proven[3]), women_shortfall=proven[4], kept=proven[5], fit=proven[6])

    def _descend(self, first: int) -> Descent:
        """Solve the linear programs of the levels from one on, each over the face that the one before it leaves."""
        program: LinearProgram | None = None
        for level in range(first, len(LEVELS)):
            if self._clock.is_over():
                return Descent.STOPPED
            face, gain = self._faces[level], self.relaxation.gain[level]
            row_price, level_price = np.zeros(len(face.row_lower)), np.zeros(len(face.level_rows))
            hinted = self._hinted_bound(level)
            believed = self._believed_bound(level, hinted)
            if believed is not None:
                self._settle(level, believed, value=believed.value, bound=believed.value)
                continue
            self.duals[level] = prove_bound(self.relaxation, face, gain, row_price, level_price)
            outcome = SolverOutcome.OPTIMAL
            if face.may_vary(gain):
                if program is None:
                    program = self._begin(face)
                else:
                    program.move(face)
                solution = program.maximise(gain, level=level)
                outcome = solution.outcome
                if outcome is SolverOutcome.INFEASIBLE:
                    return Descent.EMPTY
                if outcome is SolverOutcome.OPTIMAL:
                    self._remember(program)
                    row_price, level_price = solution.row_price, solution.level_price
                    self._points[level] = solution.columns
                    self._consider_columns(solution.columns)
            if outcome is SolverOutcome.STOPPED:
                return Descent.STOPPED
            dual = prove_bound(self.relaxation, face, gain, row_price, level_price)
            if hinted is not None and hinted.value <= dual.value:
                dual = hinted
            self._settle(level, dual, value=dual.value, bound=dual.value)
        return Descent.DONE

    def _begin(self, face: Face) -> LinearProgram:
        basis = None if self._begin_with is None else self._begin_with(self.relaxation)
        return LinearProgram(self.relaxation, face, self._clock, priced=basis)

    def _remember(self, program: LinearProgram) -> None:
        """Keep the basis where a program ended, for a search over more pairs; one over all pairs has none to come."""
        if self._begin_with is not None:
            self.basis = program.priced_basis() or self.basis

    def _believed_bound(self, level: int, hinted: DualBound | None) -> DualBound | None:
        """
        Return a bound of a level that is good enough to go on without its linear program.

        One that the best plan known reaches; or a hint within reach of it, supposed as the bound of any level is: should no plan reach
        it, the descent begins again without hints.
        """
        value = self.value.compare_key()[level]
        if self.reaches_targets_before(level):
            if hinted is not None and hinted.value == value:
                return hinted
            obvious = self._obvious_bound(level)
            if obvious.value == value:
                return obvious
        return hinted if hinted is not None and 0 <= hinted.value - value <= max(WITHIN_REACH, abs(hinted.value) // REACH_SHARE) else None

    def _hinted_bound(self, level: int) -> DualBound | None:
        """Return the bound that the hint of a level gives over its face."""
        if level >= len(self._hints):
            return None
        hint, names, face = self._hints[level], self.relaxation.names, self._faces[level]
        parts = (hint.officer[names.officer], hint.post[names.post], hint.cap.ravel()[names.cap], -hint.group[names.group])
        row_price = np.concatenate(parts) / (1 << hint.scale_bits)
        return prove_bound(self.relaxation, face, self.relaxation.gain[level], row_price, np.zeros(len(face.level_rows)))

    def _obvious_bound(self, level: int) -> DualBound:
        """
        Return a bound that takes no linear program.

        Of a level of filled seats: no line takes more than its seats, nor more than there are officers for it. Of the others: every
        woman found, every pair kept.
        """
        face, gain = self._faces[level], self.relaxation.gain[level]
        row_price = np.zeros(len(face.row_lower))
        if level < N_PRIORITIES:
            pairs, names = self.problem.pairs, self.relaxation.names
            open_pairs = np.bincount(pairs.post_idx, weights=face.upper[: len(pairs)], minlength=len(self.problem.post_id))
            is_scarce = (self.problem.priority == level + 1) & (open_pairs >= self.problem.seats)
            row_price[len(names.officer) : len(names.officer) + len(names.post)] = is_scarce[names.post]
        return prove_bound(self.relaxation, face, gain, row_price, np.zeros(len(face.level_rows)))

    def _settle(self, level: int, dual: DualBound, *, value: int, bound: int) -> None:
        """Record what is required of a level and proven for it, and make the next face; what was known of later levels is void."""
        self.duals[level] = dual
        nothing = [None] * (len(LEVELS) - level - 1)
        self._points[level + 1 :] = nothing
        self.target[level:], self.bound[level:] = [value, *nothing], [bound, *nothing]
        self._faces[level + 1] = restrict_face(self._faces[level], dual, level=level, value=value, best=bound)
        self._report(level)

    def _close(self, level: int) -> SolverOutcome:
        """Search one level over its face by branch and bound; OPTIMAL also where the gap asked for is reached."""
        face, gain, dual = self._faces[level], self.relaxation.gain[level], self.duals[level]
        if dual is None:
            raise AssertionError
        largest = max(int(np.abs(dual.reduced).max(initial=0)), int(np.abs(dual.row_price).max(initial=0)))
        start = columns_of_plan(self.problem, self.relaxation, self.plan) if self.reaches_targets_before(level) else None
        slack = max(1, int(np.abs(gain).max(initial=0)) // FIRST_CORE_SHARE) << dual.scale_bits
        if start is not None:
            # A plan made for the levels before may be far off on this one.
            slack = min(slack, dual.slack_to(level_value(gain, start)))
        if self._finds_whole_plan_near_point(level, dual):
            return SolverOutcome.OPTIMAL
        while True:
            core_face = narrow_face(face, dual, slack=slack)
            found = search_core(self.relaxation, core_face, gain, gap=self._gap, clock=self._clock)
            is_whole_face = slack >= largest
            if found.outcome is SolverOutcome.INFEASIBLE:
                if is_whole_face:
                    return SolverOutcome.INFEASIBLE
                slack = max(1, slack) * CORE_GROWTH
                continue
            # Plans outside the core lose more than the slack; outside the whole face there are none.
            outside = None if is_whole_face else dual.total - slack - 1 >> dual.scale_bits
            bound = dual.value if found.bound is None else min(dual.value, found.bound if outside is None else max(found.bound, outside))
            value = None if found.columns is None else self._consider_core_plan(found.columns, level)
            if value is not None and found.outcome is SolverOutcome.OPTIMAL:
                if bound - value <= self._gap * max(1, abs(bound)):
                    self._settle(level, dual, value=value, bound=max(value, bound))
                    return SolverOutcome.OPTIMAL
                wider = dual.slack_to(value)
                if not is_whole_face and wider > slack:
                    slack = wider
                    continue
            self.bound[level] = bound
            return SolverOutcome.STOPPED

    def _finds_whole_plan_near_point(self, level: int, dual: DualBound) -> bool:
        """Return whether a plan was found near the point of a large linear program that reaches the bound of its level."""
        point = self._points[level]
        if point is None or self.relaxation.n_pairs < MANY_COLUMNS:
            return False
        # Only columns that lose no whole unit can be in such a plan.
        face = narrow_face(self._faces[level], dual, slack=dual.slack_to(dual.value))
        for held in held_faces(self.problem, face, point):
            found = search_core(self.relaxation, held, self.relaxation.gain[level], gap=0.0, clock=self._clock)
            value = None if found.columns is None else self._consider_core_plan(found.columns, level)
            if value == dual.value:
                self._settle(level, dual, value=value, bound=value)
                return True
        return False

    def _consider_core_plan(self, columns: NDArray[np.int64], level: int) -> int | None:
        """Take a plan of a core if it is better than the best known; return its value on a level, None where it is no plan of the face."""
        plan = np.flatnonzero(columns[: self.relaxation.n_pairs]).astype(np.int64)
        # The solver keeps to its constraints within a tolerance: whether they hold is counted again here.
        if not is_feasible(self.problem, plan):
            return None
        self._take(plan)
        reached = evaluate_plan(self.problem, plan).compare_key()
        targets = self.target[:level]
        return reached[level] if all(target is not None and k >= target for k, target in zip(reached, targets, strict=False)) else None

    def _consider_columns(self, columns: NDArray[np.float64]) -> None:
        """Take a point of the relaxation for the plan, if it is whole, feasible and better than the best known."""
        values = columns[: self.relaxation.n_pairs]
        whole = np.rint(values)
        if len(values) and float(np.abs(values - whole).max()) > WHOLE:
            return
        plan = np.flatnonzero(whole > 0).astype(np.int64)
        if is_feasible(self.problem, plan):
            self._take(plan)

    def _take(self, plan: NDArray[np.int64]) -> None:
        """Hold a feasible plan if it is better than the best known, once the seats that no level has looked at yet are filled."""
        completed = complete_greedily(self.problem, plan)
        value = evaluate_plan(self.problem, completed)
        if value.compare_key() > self.value.compare_key():
            self.plan, self.value = completed, value

    def _first_open_level(self) -> int | None:
        """Return the first level whose target the best plan misses, None if it reaches them all."""
        for level, target in enumerate(self.target):
            if target is None or self.value.compare_key()[level] < target:
                return level
        return None

    def _report(self, level: int) -> None:
        bound = self.bound[level]
        if self._on_progress is not None and bound is not None:
            value = self.value.as_tuple()[level]
            self._on_progress(LEVELS[level], value, _SIGNS[level] * bound, self._clock.elapsed_s())


_SIGNS: Final = tuple(-1 if level in MINIMISED else 1 for level in LEVELS)
