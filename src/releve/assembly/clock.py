"""When a search must stop: a time limit, and a caller who asks."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from time import perf_counter


class Clock:
    """
    Counts seconds from its making and says when the work must stop.

    Parameters
    ----------
    time_limit_s
        Seconds >= 0 after which to stop; None = no limit.
    stop
        True stops the work for good.
    """

    def __init__(self, time_limit_s: float | None = None, stop: Callable[[], bool] | None = None) -> None:
        self._started_at = perf_counter()
        self._limit_s = inf if time_limit_s is None else time_limit_s
        self._stop = stop
        self._is_over = False

    def elapsed_s(self) -> float:
        """Return the seconds since the clock was made."""
        return perf_counter() - self._started_at

    def left_s(self) -> float:
        """Return the seconds left, >= 0; infinite without a limit."""
        return max(0.0, self._limit_s - self.elapsed_s())

    def part(self, share: float) -> Clock:
        """Return a clock that ends after a share of the time left, or when this one is stopped."""
        left_s = self.left_s()
        return Clock(None if left_s == inf else share * left_s, self.is_over)

    def is_over(self) -> bool:
        """Return whether to stop; once True, always True."""
        self._is_over = self._is_over or self.elapsed_s() >= self._limit_s or (self._stop is not None and self._stop())
        return self._is_over
