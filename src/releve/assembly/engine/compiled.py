"""
One source for loops that run compiled where Numba is installed (extra ``speed``) and as plain Python where it is not.

Loops only index and count in whole numbers, so both ways give the same result. Small assemblies run plain in any case:
loading the compiler takes longer than they do.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any, Final, TypeAlias

import numpy as np

Numbers: TypeAlias = Any
"""Whole numbers by position: an array in compiled loops, a list in plain ones."""

SWITCH: Final = "RELEVE_COMPILED"
"""Environment variable; ``0`` runs the plain Python loops although Numba is installed."""


def may_compile() -> bool:
    """Return whether Numba is installed and not switched off, without loading it."""
    return os.environ.get(SWITCH) != "0" and find_spec("numba") is not None


@cache
def find_compiler() -> Callable[..., Any] | None:
    """Return Numba's decorator, None where it is missing or switched off."""
    if not may_compile():
        return None
    from numba import njit  # noqa: PLC0415 - an extra: loading it takes most of a second, so only who needs it does

    found: Callable[..., Any] = njit
    return found


def numbers(values: list[int], *, is_compiled: bool) -> Numbers:
    """Return values in the form that the loops read fastest: an array, or the list itself."""
    return np.array(values, np.int64) if is_compiled else values
