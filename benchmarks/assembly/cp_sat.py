"""
A straight CP-SAT model of the assembly contract: a boolean for each start, what is placed first, then the breaks, two workers.

Rooms are counted in the model and named afterwards by the first that is free, near a side's last one; so its changes of room are no
search's, but every level before them is its own.
"""

from __future__ import annotations

from collections import defaultdict
from time import perf_counter
from typing import Final

from ortools.sat.python import cp_model

from releve.assembly.engine.draft import Draft
from releve.assembly.engine.rooms import seat_rooms
from releve.assembly.problem import NO_PREVIOUS, AssemblyProblem, build_problem
from releve.assembly.records import AssemblyFolder

WORKERS: Final = 2
PLACED_SHARE: Final = 0.5
"""Share of the time for what is placed; the rest is for breaks. Both levels in one sum place far less in the same time."""
Found = tuple[float, Draft]
"""Seconds since the beginning, the building of the model included, and the timetable met."""


def solve(folder: AssemblyFolder, *, limit_s: float, seed: int) -> list[Found]:
    """Return each better timetable that CP-SAT meets within a limit."""
    began_at = perf_counter()
    model = _Model(build_problem(folder))
    recorder = _Recorder(model, began_at)
    for stage, share in ((model.ask_for_placed, PLACED_SHARE), (model.ask_for_few_breaks, 1.0)):
        stage(recorder.found[-1][1] if recorder.found else None)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        solver.parameters.random_seed = seed
        # Measured: probing and symmetries take half a minute at a thousand requests, before any timetable.
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        left_s = limit_s - (perf_counter() - began_at)
        if left_s <= 0:
            break
        solver.parameters.max_time_in_seconds = share * left_s
        solver.solve(model.model, recorder)
    return recorder.found


class _Model:
    """``starts[request, slot]`` and ``talkers[request, interpreter]`` are the variables that a timetable is read from."""

    def __init__(self, problem: AssemblyProblem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.starts: dict[tuple[int, int], cp_model.IntVar] = {}
        self.talkers: dict[tuple[int, int], cp_model.IntVar] = {}
        self._covering: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        self._by_slot: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for request, starts in enumerate(problem.starts):
            agreed = problem.fixed_start[request]
            mine = []
            for slot in starts if agreed is None else (agreed,):
                start = self.model.new_bool_var("")
                self.starts[request, slot] = start
                mine.append(start)
                for busy in range(slot, slot + problem.requests[request].slots):
                    self._by_slot[busy].append(start)
            _ = self.model.add_at_most_one(mine) if agreed is None else self.model.add_exactly_one(mine)
        self._delegations_meet_one_at_a_time()
        self._rooms_suffice()
        self._order_is_kept()
        self._interpreters_serve_one_at_a_time()

    def _delegations_meet_one_at_a_time(self) -> None:
        problem = self.problem
        rested: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (request, slot), start in self.starts.items():
            last = slot + problem.requests[request].slots - 1
            for side in problem.sides[request]:
                rest = problem.gap if problem.parallel[side] == 1 else 0
                for busy in range(slot, last + 1):
                    self._covering[side, busy].append(start)
                for busy in range(slot, min(problem.grid.last[slot], last + rest) + 1):
                    rested[side, busy].append(start)
        for (side, _), starts in rested.items():
            if problem.parallel[side] == 1:
                self.model.add_at_most_one(starts)
            else:
                self.model.add(cp_model.LinearExpr.sum(starts) <= problem.parallel[side])

    def _rooms_suffice(self) -> None:
        for starts in self._by_slot.values():
            if len(starts) > self.problem.n_rooms:
                self.model.add(cp_model.LinearExpr.sum(starts) <= self.problem.n_rooms)

    def _order_is_kept(self) -> None:
        problem = self.problem
        for before, after in problem.order:
            for slot in problem.starts[after]:
                late = [self.starts[before, one] for one in problem.starts[before] if one + problem.requests[before].slots > slot]
                if late:
                    early = [self.starts[after, one] for one in problem.starts[after] if one <= slot]
                    self.model.add_at_most_one([*late, *early])

    def _interpreters_serve_one_at_a_time(self) -> None:
        problem = self.problem
        served: dict[int, list[cp_model.IntervalVar]] = defaultdict(list)
        for request, talkers in enumerate(problem.talkers):
            if talkers is None or not problem.starts[request]:
                continue
            mine = [(slot, self.starts[request, slot]) for slot in problem.starts[request] if (request, slot) in self.starts]
            length = problem.requests[request].slots
            begin = self.model.new_int_var_from_domain(cp_model.Domain.from_values([slot for slot, _ in mine]), "")
            for slot, start in mine:
                self.model.add(begin == slot).only_enforce_if(start)
            chosen = []
            for talker in talkers:
                serves = self.model.new_bool_var("")
                self.talkers[request, talker] = serves
                chosen.append(serves)
                served[talker].append(self.model.new_optional_fixed_size_interval_var(begin, length, serves, ""))
                for slot, start in mine:
                    if not all(problem.present[talker][busy] for busy in range(slot, slot + length)):
                        self.model.add_at_most_one([serves, start])
            self.model.add(cp_model.LinearExpr.sum(chosen) == cp_model.LinearExpr.sum([start for _, start in mine]))
        for intervals in served.values():
            self.model.add_no_overlap(intervals)

    def ask_for_placed(self, _: Draft | None) -> None:
        """Ask for the levels before breaks, as one sum in which a unit of a level outweighs all that those after it can hold."""
        self.model.maximize(self._placed())

    def ask_for_few_breaks(self, before: Draft | None) -> None:
        """Ask for few breaks among the timetables that place as much as one that is known, from which the search begins."""
        self.model.clear_objective()
        if before is None:
            self.model.maximize(self._placed())
            return
        weights, kept = self._weights(), 0
        for (request, slot), start in self.starts.items():
            is_placed = before.starts[request] == slot
            self.model.add_hint(start, is_placed)
            kept += weights[request, slot] if is_placed else 0
        for (request, talker), serves in self.talkers.items():
            self.model.add_hint(serves, before.talkers[request] == talker)
        self.model.add(self._placed() >= kept)
        self.model.minimize(cp_model.LinearExpr.sum(self._breaks()))

    def _placed(self) -> cp_model.LinearExprT:
        weights = self._weights()
        return cp_model.LinearExpr.weighted_sum(list(self.starts.values()), [weights[key] for key in self.starts])

    def _weights(self) -> dict[tuple[int, int], int]:
        """Return what each start is worth: kept as published, placed of priority 3, 2, 1, and must, each above all before it."""
        problem, requests = self.problem, self.problem.requests
        moved = sum(before != NO_PREVIOUS for before in problem.previous) + 1
        of_priority, weight = {}, moved
        for priority in (3, 2, 1):
            of_priority[priority] = weight
            weight *= sum(request.priority == priority for request in requests) + 1
        return {
            (request, slot): of_priority[requests[request].priority] + weight * requests[request].must + (problem.previous[request] == slot)
            for request, slot in self.starts
        }

    def _breaks(self) -> list[cp_model.IntVar]:
        """Return for each day of a delegation its breaks: blocks of meetings less one."""
        problem, breaks = self.problem, []
        for side, requests in enumerate(problem.by_delegation):
            if problem.parallel[side] > 1:
                continue
            for first in sorted(set(problem.grid.first)):
                slots = [slot for slot in range(first, problem.grid.last[first] + 1) if problem.usable[side][slot]]
                opened = []
                for position, slot in enumerate(slots):
                    here = self._covering.get((side, slot))
                    if not here:
                        continue
                    near = [
                        start
                        for one in slots[max(0, position - problem.gap - 1) : position]
                        for start in self._covering.get((side, one), ())
                    ]
                    opens = self.model.new_bool_var("")
                    self.model.add(opens >= cp_model.LinearExpr.sum(here) - cp_model.LinearExpr.sum(near))
                    opened.append(opens)
                if len(opened) > 1:
                    count = self.model.new_int_var(0, len(requests), "")
                    self.model.add(count >= cp_model.LinearExpr.sum(opened) - 1)
                    breaks.append(count)
        return breaks


class _Recorder(cp_model.CpSolverSolutionCallback):
    """Keeps each solution with the time at which it was met."""

    def __init__(self, model: _Model, began_at: float) -> None:
        super().__init__()
        self._model, self._began_at = model, began_at
        self.found: list[Found] = []

    def on_solution_callback(self) -> None:
        """Read the starts and interpreters, and name the rooms."""
        at_s = perf_counter() - self._began_at
        model = self._model
        n = len(model.problem.requests)
        starts, talkers = [-1] * n, [-1] * n
        for (request, slot), variable in model.starts.items():
            if self.boolean_value(variable):
                starts[request] = slot
        for (request, talker), variable in model.talkers.items():
            if self.boolean_value(variable):
                talkers[request] = talker
        draft = Draft(starts=tuple(starts), talkers=tuple(talkers), rooms=(-1,) * n)
        rooms = tuple(seat_rooms(model.problem, draft.starts, draft.rooms))
        self.found.append((at_s, Draft(starts=draft.starts, talkers=draft.talkers, rooms=rooms)))
