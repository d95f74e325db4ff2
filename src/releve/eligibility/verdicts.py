"""How conditions make a verdict: one that fails decides, else one that is unknown, else the rule is met."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from releve.model import Verdict


def worst(conditions: Iterable[bool | None]) -> Verdict:
    """
    Return the verdict of a rule with several conditions; None is a condition that a blank cell leaves open.

    NOT_MET as soon as one known condition fails, else UNKNOWN when one is open (planning contract, "UNKNOWN, exactly").
    """
    found = tuple(conditions)
    if any(condition is False for condition in found):
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if None in found else Verdict.MET


def verdicts_of(met: NDArray[np.bool_], known: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return the verdicts of one condition: shape as given; where it is not known, ``met`` is not looked at."""
    decided = np.where(met, Verdict.MET, Verdict.NOT_MET)
    return np.where(known, decided, Verdict.UNKNOWN).astype(np.int8)


def worst_of(conditions: Iterable[NDArray[np.int8]]) -> NDArray[np.int8]:
    """Return :func:`worst` of several conditions, officer by officer; the values of :class:`Verdict` are ordered for this."""
    return reduce(np.maximum, conditions)


def everyone(n_officers: int, verdict: Verdict) -> NDArray[np.int8]:
    """Return one verdict for all officers, shape ``(n_officers,)``."""
    return np.full(n_officers, verdict, np.int8)
