"""What a general solver must do for the benchmark, and the one loop that drives all of them from level to level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Any, ClassVar, Protocol

import numpy as np
from benchmarks.planning.checker import whole_bound
from benchmarks.planning.instance import Instance
from benchmarks.planning.model import Model, build_model
from benchmarks.planning.recorder import Recorder
from benchmarks.planning.stages import Stage, level_bounds, level_values, stages_of
from numpy.typing import NDArray


class OnProgress(Protocol):
    """Called with the value of the best plan of this solve and the bound, both "more is better"."""

    def __call__(self, value: float, bound: float, columns: NDArray[np.float64] | None = None, /) -> None:
        """Note both, and the plan itself where the solver hands it over: a run that is killed later has it to show."""
        ...


WHOLE: float = 1e-6
"""A column this near to a whole number counts as whole."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """
    How one solve ended.

    ``ended`` is ``optimal`` where the solver says that it is proven, ``limit`` at the limit of time, else the solver's own word;
    ``columns`` has shape ``(n_columns,)``, None where it found nothing; ``bound`` is None where it has none.
    """

    ended: str
    columns: NDArray[np.float64] | None
    bound: float | None


class Backend(Protocol):
    """A solver that holds a model and is told one objective after another."""

    exact_integers: ClassVar[bool]
    """Whether it counts in 64-bit whole numbers; else in floating point."""
    relaxation: ClassVar[bool]
    """Whether it leaves columns fractional."""
    options: dict[str, Any]
    """Options as the solver accepted them."""

    def maximise(self, gain: NDArray[np.int64], limit_s: float, on_progress: OnProgress) -> Outcome:
        """Solve for one objective; ``gain`` has shape ``(n_columns,)``."""
        ...

    def hold(self, gain: NDArray[np.int64], at_least: int) -> None:
        """Add the constraint that an objective reaches a value."""
        ...


def drive(make: Callable[[Model], Backend], instance: Instance, recorder: Recorder, *, variant: str, limit_s: float) -> None:
    """Solve an instance stage by stage within a limit of seconds for the whole, and record what came of it."""
    model = build_model(instance)
    backend = make(model)
    built_s = recorder.elapsed_s()
    stages = stages_of(model, variant, exact_integers=backend.exact_integers)
    ended, solves, fractional = "optimal", 0, 0
    for stage in stages:
        left = limit_s - recorder.elapsed_s()
        if left <= 0:
            ended = "limit"
            break
        outcome = backend.maximise(stage.gain, left, _Progress(model, stage, recorder))
        solves += 1
        recorder.options = backend.options
        ended = outcome.ended
        if outcome.columns is None:
            break
        fractional = _fractional(outcome.columns)
        if fractional:
            if ended != "optimal" or outcome.bound is None:
                break
            # A relaxation goes on, held at what its own bound allows a whole plan to reach.
            most = whole_bound(outcome.bound)
            backend.hold(stage.gain, most)
            if stage.first == stage.last:
                recorder.note({}, {stage.first: most}, last=True)
            ended = "fractional"
            continue
        _keep(model, stage, outcome, recorder)
        if ended != "optimal":
            break
        # Held level by level, whatever the weights: a row of large weights would only strain the solver.
        for level in range(stage.first, stage.last + 1):
            backend.hold(model.gains[level], _known(recorder.value[level]))
    recorder.finish(ended, solves=solves, stages=len(stages), build_s=round(built_s, 6), fractional=fractional)


def _keep(model: Model, stage: Stage, outcome: Outcome, recorder: Recorder) -> None:
    """Record the plan that a solve ended with, and what it proved."""
    instance = model.instance
    assert outcome.columns is not None
    arcs = model.plan_of(outcome.columns)
    recorder.keep_plan(instance.officer[arcs], instance.post[arcs])
    columns = model.columns_of(arcs)
    total = int(stage.gain @ columns)
    values = {level: int(model.gains[level] @ columns) for level in range(stage.last + 1)}
    bounds = {}
    if outcome.bound is not None and isfinite(outcome.bound):
        bounds = level_bounds(instance, stage, total, whole_bound(outcome.bound))
    recorder.note(values, bounds, last=True)


def _known(value: int | None) -> int:
    assert value is not None
    return value


class _Progress:
    """Turns a solver's value and bound of a stage into levels."""

    def __init__(self, model: Model, stage: Stage, recorder: Recorder) -> None:
        self._model, self._stage, self._recorder = model, stage, recorder
        self._most = float(np.abs(stage.gain).sum(dtype=np.float64))

    def __call__(self, value: float, bound: float, columns: NDArray[np.float64] | None = None, /) -> None:
        instance = self._model.instance
        if columns is not None:
            arcs = self._model.plan_of(columns)
            self._recorder.keep_plan(instance.officer[arcs], instance.post[arcs])
        if not (abs(value) <= self._most and abs(bound) <= self._most):
            return  # solvers in floating point write "none yet" as a very large number, or as not a number
        total = round(value)
        self._recorder.note(level_values(instance, self._stage, total), level_bounds(instance, self._stage, total, whole_bound(bound)))


def _fractional(columns: NDArray[np.float64]) -> int:
    return int(np.count_nonzero(np.abs(columns - np.round(columns)) > WHOLE))
