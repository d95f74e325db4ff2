"""
What a run leaves behind while it goes on: progress line by line, and the best plan of each solve, so that a killed run is not lost.

The clock inside the solver is kept here: it starts with the arrays in memory and the solver loaded, and ends with the plan as an array.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from benchmarks.planning.instance import LEVELS
from numpy.typing import NDArray

BEGUN: Final = "begun"
PROGRESS: Final = "progress.jsonl"
PLAN: Final = "plan.npz"
RESULT: Final = "result.json"
LEAST_S: Final = 0.02
"""Progress of one solve is written at most this often, in seconds; its end always."""


class Recorder:
    """Writes progress, plans and the result of one run into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._began = time.perf_counter()
        self._cpu = cpu_s()
        self._written = -1.0
        self.options: dict[str, Any] = {}
        self.value: list[int | None] = [None] * len(LEVELS)
        self.bound: list[int | None] = [None] * len(LEVELS)

    def begin(self) -> None:
        """Start the clock: everything before it is reading and loading."""
        (self._folder / BEGUN).touch()
        self._began, self._cpu = time.perf_counter(), cpu_s()

    def elapsed_s(self) -> float:
        """Return the seconds since the clock started."""
        return time.perf_counter() - self._began

    def note(self, value: Mapping[int, int], bound: Mapping[int, int], *, at_s: float | None = None, last: bool = False) -> None:
        """Record the values of some levels and what is proven of them, "more is better"; levels are positions in ``LEVELS``."""
        now = self.elapsed_s() if at_s is None else at_s
        for levels, new in ((self.value, value), (self.bound, bound)):
            for level, number in new.items():
                levels[level] = number
        if last or now - self._written >= LEAST_S:
            self._written = now
            line = {"at_s": round(now, 6), "value": self.value, "bound": self.bound}
            with (self._folder / PROGRESS).open("a", encoding="ascii") as file:
                file.write(json.dumps(line) + "\n")

    def keep_plan(self, officer: NDArray[np.int64], post: NDArray[np.int64]) -> None:
        """Write the plan in hand, in place of the one before."""
        fresh = self._folder / "plan.part.npz"
        np.savez(fresh, officer=officer, post=post)
        fresh.replace(self._folder / PLAN)

    def finish(self, ended: str, **more: object) -> None:
        """Stop the clock and write the result; ``ended`` says how: optimal, limit, fractional, no plan, or the solver's own word."""
        wall, cpu = self.elapsed_s(), cpu_s() - self._cpu
        result = {
            "ended": ended,
            "inside_s": round(wall, 6),
            "inside_cpu_s": round(cpu, 6),
            "value": self.value,
            "bound": self.bound,
            "options": self.options,
            **more,
        }
        (self._folder / RESULT).write_text(json.dumps(result), "utf-8")


def cpu_s() -> float:
    """Return the processor seconds of this process and of its children that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def seconds_to_gap(events: Iterable[Mapping[str, Any]], gap: float) -> float | None:
    """
    Return when a run had proven every level before the last and was within a relative gap of the last, for good; None = never.

    The relative gap is |bound - value| / max(1, |bound|). Levels before the last count in whole seats, women and pairs: a later level means
    nothing while one of them is open, so these must be closed exactly.
    """
    reached: float | None = None
    for event in events:
        if not _within(event["value"], event["bound"], gap):
            reached = None
        elif reached is None:
            reached = event["at_s"]
    return reached


def _within(value: Sequence[int | None], bound: Sequence[int | None], gap: float) -> bool:
    if None in value or None in bound:
        return False
    *earlier, last = zip(value, bound, strict=True)
    return all(v == b for v, b in earlier) and abs(last[1] - last[0]) <= gap * max(1, abs(last[1]))
