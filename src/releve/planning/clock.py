"""When to stop: a time limit, and a caller who asks."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from time import perf_counter
from typing import Final

CHECK_EVERY_S: Final = 0.02
"""How often ``should_stop`` is asked at most, seconds; solvers ask thousands of times a second."""


class Clock:
    """
    Counts seconds from its making and says when the work must stop.

    Parameters
    ----------
    time_limit_s
        Seconds >= 0 after which to stop; None = no limit.
    should_stop
        Asked about every 20 ms; True stops the work for good.
    """

    def __init__(self, time_limit_s: float | None = None, should_stop: Callable[[], bool] | None = None) -> None:
        self._started_at = perf_counter()
        self._limit_s = inf if time_limit_s is None else time_limit_s
        self._should_stop = should_stop
        self._asked_at = -inf
        self._is_over = False

    def elapsed_s(self) -> float:
        """Return the seconds since the clock was made."""
        return perf_counter() - self._started_at

    def is_over(self) -> bool:
        """Return whether to stop; once True, always True."""
        now = self.elapsed_s()
        if self._is_over or now - self._asked_at < CHECK_EVERY_S:
            return self._is_over
        self._asked_at = now
        self._is_over = now >= self._limit_s or (self._should_stop is not None and self._should_stop())
        return self._is_over

    def left_s(self) -> float:
        """Return the seconds left, >= 0; infinite without a limit."""
        return max(0.0, self._limit_s - self.elapsed_s())
