"""
One source for loops that run compiled where Numba is installed (extra ``speed``) and as plain Python where it is not.

Loops only index and count in whole numbers, so both ways give the same result. Small assemblies run plain in any case:
loading the compiler takes longer than they do.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import Any, Final, TypeAlias

import numpy as np

Numbers: TypeAlias = Any
"""Whole numbers by position: an array in compiled loops, a list in plain ones."""

SWITCH: Final = "RELEVE_COMPILED"
"""Environment variable; ``0`` runs the plain Python loops although Numba is installed."""


@cache
def find_compiler() -> Callable[..., Any] | None:
    """Return Numba's decorator, None where it is missing or switched off."""
    if os.environ.get(SWITCH) == "0":
        return None
    try:
        from numba import njit  # noqa: PLC0415 - an extra: loading it takes most of a second, so only who needs it does
    except ImportError:
        return None
    found: Callable[..., Any] = njit
    return found


def numbers(values: list[int], *, is_compiled: bool) -> Numbers:
    """Return values in the form that the loops read fastest: an array, or the list itself."""
    return np.array(values, np.int64) if is_compiled else values
