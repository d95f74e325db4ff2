"""`Replanner`: a solved plan that answers events at once, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES
from releve.eligibility.finding import Rule
from releve.model import Snapshot, SolveStatus
from releve.planning.clock import Clock
from releve.planning.decided import Decided
from releve.planning.listing import Listing, list_problem, solve_listing
from releve.planning.problem import AssignmentProblem
from releve.planning.register import Register, register_of
from releve.planning.replanning.answer import find_plan
from releve.planning.replanning.apply import Shaken, shaken_by
from releve.planning.replanning.changed import changed_snapshot
from releve.planning.replanning.event import Event
from releve.planning.replanning.state import NOWHERE, PlanState, state_of
from releve.planning.result import LEVELS, MINIMISED, ObjectiveValue, Result


@dataclass(frozen=True, kw_only=True)
class Move:
    """An officer whose seat an event changed: the line before and the line after, None = no seat."""

    officer_id: str
    from_post: str | None
    to_post: str | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Replan:
    """
    The answer to one event: a feasible plan, and what is proven of it.

    Attributes
    ----------
    status
        ``optimal`` when every level is proven.
    objective, bound
        As in :class:`releve.planning.Result`, for the changed problem whose previous plan is the one before the event.
    moves
        By officer: everybody whose seat changed.
    runtime_s
        Seconds from the event to the answer.
    replanner
        The plan after the event, for the next one.
    """

    event: Event
    status: SolveStatus
    objective: ObjectiveValue
    bound: ObjectiveValue
    moves: tuple[Move, ...]
    runtime_s: float
    replanner: Replanner

    @property
    def proven(self) -> tuple[bool, ...]:
        """Return for each of ``LEVELS`` whether no plan as good on the levels before it is better there."""
        return tuple(v == b for v, b in zip(self.objective.as_tuple(), self.bound.as_tuple(), strict=True))

    @property
    def relative_gap(self) -> tuple[float, ...]:
        """Return for each of ``LEVELS`` |bound - value| / max(1, |bound|)."""
        return tuple(abs(b - v) / max(1, abs(b)) for v, b in zip(self.objective.as_tuple(), self.bound.as_tuple(), strict=True))


@dataclass(frozen=True, kw_only=True, eq=False)
class Replanner:
    """
    A plan that answers events: a value, each answer holds the next one.

    Attributes
    ----------
    snapshot
        Of the last solve; `events` came after it.
    before
        Shape ``(n_officers,)``, int64: the plan before the last event, positions of lines, -1 = no seat.
    """

    snapshot: Snapshot
    rules: Sequence[Rule]
    state: PlanState
    events: tuple[Event, ...] = ()
    before: NDArray[np.int64]
    seed: int = 0

    @classmethod
    def from_listing(cls, listing: Listing, result: Result, *, seed: int = 0) -> Replanner:
        """
        Return the plan of a listed register, as :func:`releve.planning.listing.solve_listing` returns it.

        Parameters
        ----------
        seed
            Enters the rule for ties only.
        """
        return cls._of(listing.register, listing.problem, result, seed)

    @classmethod
    def from_problem(
        cls, snapshot: Snapshot, problem: AssignmentProblem, result: Result, *, rules: Sequence[Rule] = RULES, seed: int = 0
    ) -> Replanner:
        """Return the plan of a problem of all pairs, as :func:`releve.planning.solve` returns it; ``rules`` are those it was built by."""
        register = register_of(snapshot, rules=rules, forbidden=Decided.from_snapshot(snapshot).forbidden_by_post())
        for line in range(len(snapshot.posts)):
            # What each rule says of the register is remembered, as it is in a listing that was solved.
            register.admitted(line)
        return cls._of(register, problem, result, seed)

    @classmethod
    def _of(cls, register: Register, problem: AssignmentProblem, result: Result, seed: int) -> Replanner:
        state = state_of(register, problem, result)
        # Whatever the first answer would have to load or work out is loaded and worked out here.
        find_plan(Shaken(state=state, touched=()), state.post_of, seed=seed)
        return cls(snapshot=register.snapshot, rules=register.rules, state=state, before=state.post_of, seed=seed)

    @property
    def assignments(self) -> tuple[tuple[str, str], ...]:
        """Return officer and post line of each assignment, by line, then by officer."""
        return _pairs_of(self.state, self.state.post_of)

    def answer(self, event: Event) -> Replan:
        """
        Return the plan after an event; the present plan is the previous one of the changed problem.

        Raises
        ------
        EventRefusedError
            If the event cannot be.
        """
        clock = Clock()
        before = self.state.post_of
        found = find_plan(shaken_by(event, self.state), before, seed=self.seed)
        value, bound = _objective_of(found.value), _objective_of(found.bound)
        return Replan(
            event=event,
            status=SolveStatus.OPTIMAL if value == bound else SolveStatus.FEASIBLE,
            objective=value,
            bound=bound,
            moves=_moves(found.state, before),
            replanner=replace(self, state=found.state, events=(*self.events, event), before=before),
            runtime_s=clock.elapsed_s(),
        )

    def changed_snapshot(self) -> Snapshot:
        """Return the snapshot after all events, with the plan before the last one as its previous plan."""
        return changed_snapshot(self.snapshot, self.events, _pairs_of(self.state, self.before))

    def prove(
        self,
        *,
        time_limit_s: float | None = None,
        on_progress: Callable[[str, int, int, float], None] | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> tuple[Listing, Result]:
        """
        Return the best plan after all events as a solve from scratch finds and proves it; parameters are those of `solve`.

        The previous plan is the one before the last event, as it was for the answer. A new replanner of what is returned goes on from it.
        """
        listing = list_problem(self.changed_snapshot(), rules=self.rules)
        return solve_listing(listing, time_limit_s=time_limit_s, seed=self.seed, on_progress=on_progress, should_stop=should_stop)


def _pairs_of(state: PlanState, post_of: NDArray[np.int64]) -> tuple[tuple[str, str], ...]:
    placed = np.flatnonzero(post_of >= 0)
    named = [
        (state.lines.posts[j].post_id, state.problem.officer_id[i]) for i, j in zip(placed.tolist(), post_of[placed].tolist(), strict=True)
    ]
    return tuple((officer_id, post_id) for post_id, officer_id in sorted(named))


def _moves(state: PlanState, before: NDArray[np.int64]) -> tuple[Move, ...]:
    def named(line: int) -> str | None:
        return None if line == NOWHERE else state.lines.posts[line].post_id

    return tuple(
        Move(officer_id=state.problem.officer_id[i], from_post=named(int(before[i])), to_post=named(int(state.post_of[i])))
        for i in np.flatnonzero(before != state.post_of).tolist()
    )


def _objective_of(value: tuple[int, ...]) -> ObjectiveValue:
    signed = [-v if level in MINIMISED else v for level, v in zip(LEVELS, value, strict=True)]
    return ObjectiveValue(filled=(signed[0], signed[1], signed[2], signed[3]), women_shortfall=signed[4], kept=signed[5], fit=signed[6])
