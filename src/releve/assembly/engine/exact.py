"""Level after level to the proven best: a timetable better by one is sought, the earlier levels as they are, until there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final

from releve.assembly.clock import Clock
from releve.assembly.engine.draft import Draft, count_draft
from releve.assembly.engine.model import TimetableModel, add_breaks, build_model
from releve.assembly.engine.program import round_up
from releve.assembly.engine.room_model import add_changes, name_rooms
from releve.assembly.engine.rooms import assign_rooms
from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem
from releve.assembly.timetable import Objective

MOVED, BREAKS, CHANGES = 4, 5, 6
"""Levels of `Objective.key` after must and the three priorities."""
WORK: Final = 300_000
"""Columns times nodes of the search tree at most for a level, so that a large one ends in half a minute or so."""
MOST_BROKEN: Final = 1500
"""Starts at most for breaks to be searched: beyond, their relaxation is far too weak to prove anything in minutes."""
MOST_NAMED: Final = 1500
"""Columns of starts by room at most for changes of room to be searched: their relaxation proves little beyond."""


@dataclass(kw_only=True)
class LevelSearch:
    """
    A timetable and its bounds as they come closer, both as keys: smaller is better.

    ``loose`` are bounds that hold whatever the earlier levels are; the others hold for the values at hand only.
    """

    problem: AssemblyProblem
    draft: Draft
    bounds: list[int]
    loose: list[int]
    clock: Clock
    polish: Callable[[Draft], Draft]
    values: list[int] = field(init=False)
    is_rough: bool = False

    def __post_init__(self) -> None:
        """Count what the draft reaches."""
        self.values = list(count_draft(self.problem, self.draft).key())

    def run(self) -> None:
        """Improve and bound the levels from left to right; what is at its bound is passed over."""
        model: TimetableModel | None = None
        for level in range(CHANGES + 1):
            if self.values[level:] == self.bounds[level:] or self.clock.is_over():
                return
            if model is None:
                model = build_model(self.problem)
                if self.problem.needs_named_rooms:
                    name_rooms(model)
            if level == BREAKS and self.is_rough:
                self._keep(self.polish(self.draft))
            if level == BREAKS and len(model.start) > MOST_BROKEN:
                return
            if level == CHANGES and len(model.start) * self.problem.n_rooms > MOST_NAMED:
                return
            cost = self._cost(model, level)
            if self.values[level] > self.bounds[level]:
                self._search(model, level, cost)
            model.program.add_row(cost, upper=self.values[level] - self._constant(level))

    def _cost(self, model: TimetableModel, level: int) -> Mapping[int, float]:
        requests = self.problem.requests
        if level < MOVED:
            return model.placed_cost(
                [number for number, request in enumerate(requests) if (request.must if level == 0 else request.priority == level)]
            )
        if level == MOVED:
            return model.moved_cost()
        if level == BREAKS:
            add_breaks(model)
            return dict.fromkeys(model.breaks, 1.0)
        name_rooms(model)
        add_changes(model)
        return dict.fromkeys(model.changes, 1.0)

    def _constant(self, level: int) -> int:
        """Return what a level counts beyond its cost: moved meetings are those of before that are not kept."""
        return sum(before != NO_PREVIOUS for before in self.problem.previous) if level == MOVED else 0

    def _search(self, model: TimetableModel, level: int, cost: Mapping[int, float]) -> None:
        """Ask for a timetable that is better on a level: its bound rises, and its value falls where there is one."""
        constant = self._constant(level)
        model.program.add_row(cost, upper=self.values[level] - 1 - constant)
        answer = model.program.solve(cost, clock=self.clock, n_nodes=max(50, WORK // len(model.program.uppers)))
        model.program.drop_last_row()
        proven = round_up(answer.bound) + constant
        bound = self.values[level] if proven == inf else max(self.bounds[level], proven)
        if answer.columns is not None:
            self._take(model, answer.columns)
        self.bounds[level] = int(min(bound, self.values[level])) if bound > -inf else self.bounds[level]

    def _take(self, model: TimetableModel, columns: tuple[float, ...]) -> None:
        """Keep the timetable of a solution if it is better than ours."""
        starts = model.read_starts(columns)
        rooms = model.read_helpers(model.room, columns)
        if not model.room:
            rooms = assign_rooms(self.problem, starts, rooms, clock=self.clock, seed=0, is_compiled=False)
        self._keep(Draft(starts=starts, talkers=model.read_helpers(model.talk, columns), rooms=rooms))

    def _keep(self, draft: Draft) -> None:
        values = list(count_draft(self.problem, draft).key())
        if values < self.values:
            self.is_rough = self.is_rough or values[:BREAKS] < self.values[:BREAKS]
            risen = next(level for level, pair in enumerate(zip(values, self.values, strict=True)) if pair[0] != pair[1])
            self.bounds[risen + 1 :] = self.loose[risen + 1 :]
            self.draft, self.values = draft, values


def prove_levels(
    problem: AssemblyProblem, draft: Draft, bound: Objective, *, loose: Objective, clock: Clock, polish: Callable[[Draft], Draft]
) -> tuple[Draft, Objective]:
    """
    Return the draft, or a better one, and its bounds.

    Parameters
    ----------
    bound
        Proven already for timetables equal to the draft at all earlier levels.
    loose
        Proven whatever the earlier levels are.
    clock
        Ends the search; what is proven by then is returned.
    polish
        Returns a draft, or one with fewer breaks; asked once the levels before have risen, for their solutions break at random.
    """
    search = LevelSearch(problem=problem, draft=draft, bounds=list(bound.key()), loose=list(loose.key()), clock=clock, polish=polish)
    search.run()
    return search.draft, Objective.of_key(search.bounds)
