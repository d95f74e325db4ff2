"""
One source for loops that run compiled where Numba is installed (extra ``speed``) and as plain Python where it is not.

A function marked `compiled` only indexes and counts in whole numbers, so both ways give the same result.
Plain Python indexes lists several times faster than arrays, hence `buffer` and `sequence`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = Any
"""Whole numbers by position: an array in compiled loops, a list in plain ones."""

_Function = TypeVar("_Function", bound=Callable[..., Any])

SWITCH: Final = "RELEVE_COMPILED"
"""Environment variable; ``0`` runs the plain Python loops although Numba is installed."""


def _find_compiler() -> Callable[..., Any] | None:
    """Return Numba's decorator, None where it is missing or switched off."""
    if os.environ.get(SWITCH) == "0":
        return None
    try:
        from numba import njit  # noqa: PLC0415 - an extra: loading it takes most of a second, so only who needs it does
    except ImportError:
        return None
    found: Callable[..., Any] = njit
    return found


_COMPILER: Final = _find_compiler()
IS_COMPILED: Final = _COMPILER is not None
"""Whether loops marked `compiled` run as machine code in this process."""


def compiled(function: _Function) -> _Function:
    """Return the function compiled on its first call, without the lock of the interpreter, or as it is."""
    if _COMPILER is None:
        return function
    made: _Function = _COMPILER(cache=True, nogil=True)(function)
    return made


def inlined(function: _Function) -> _Function:
    """Return the function compiled into each loop that calls it: a call that passes views of arrays on costs more than a little sum."""
    if _COMPILER is None:
        return function
    made: _Function = _COMPILER(nogil=True, inline="always")(function)
    return made


def sequence(values: NDArray[Any]) -> Numbers:
    """Return values in the form that the loops read fastest: the array itself, or a list of Python's own numbers."""
    return values if IS_COMPILED else values.tolist()


def buffer(size: int, fill: int) -> Numbers:
    """Return ``size`` whole numbers that a loop may write to, all equal to ``fill``."""
    return np.full(size, fill, np.int64) if IS_COMPILED else [fill] * size


def as_array(values: Numbers) -> NDArray[np.int64]:
    """Return what a loop has written as an array; shape ``(size,)``."""
    return np.asarray(values, np.int64)


def n_threads() -> int:
    """Return how many threads are worth starting: one a processor of this process where loops are compiled, else one."""
    if not IS_COMPILED:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
