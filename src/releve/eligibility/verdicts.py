"""How conditions make a verdict: one that fails decides, else one that is unknown, else the rule is met."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import Verdict

_UNKNOWN: Final = np.int8(Verdict.UNKNOWN)
_NOT_MET: Final = np.int8(Verdict.NOT_MET)


def worst(conditions: Iterable[bool | None]) -> Verdict:
    """
    Return the verdict of a rule with several conditions; None is a condition that a blank cell leaves open.

    NOT_MET as soon as one known condition fails, else UNKNOWN when one is open (planning contract, "UNKNOWN, exactly").
    """
    found = tuple(conditions)
    if any(condition is False for condition in found):
        return Verdict.NOT_MET
    return Verdict.UNKNOWN if None in found else Verdict.MET


def margin_for(verdict: Verdict, room: int | None) -> int | None:
    """
    Return the room of the measured condition where it is that which decided: 0 or more when met, below 0 when not met; else None.

    A licence that is old enough is no margin of an officer who failed the driving test.
    """
    if room is None or verdict is Verdict.UNKNOWN:
        return None
    return room if (room >= 0) == (verdict is Verdict.MET) else None


def verdicts_of(met: NDArray[np.bool_], known: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return the verdicts of one condition: shape as given; where it is not known, ``met`` is not looked at."""
    # MET is 0. Sums of flags take a twentieth of the time of choosing officer by officer.
    fails = np.logical_and(~met, known).view(np.int8)
    verdicts: NDArray[np.int8] = fails * _NOT_MET + (~known).view(np.int8) * _UNKNOWN
    return verdicts


def worst_of(conditions: Iterable[NDArray[np.int8]]) -> NDArray[np.int8]:
    """Return :func:`worst` of several conditions, officer by officer; the values of :class:`Verdict` are ordered for this."""
    return reduce(np.maximum, conditions)


def everyone(n_officers: int, verdict: Verdict) -> NDArray[np.int8]:
    """Return one verdict for all officers, shape ``(n_officers,)``."""
    return np.full(n_officers, verdict, np.int8)
