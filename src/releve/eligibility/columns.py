"""One column compared with one day; NaT is unknown."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.verdicts import verdicts_of
from releve.model import DayArray


def on_or_before(days: DayArray, limit: date) -> NDArray[np.int8]:
    """Return whether each day is not after ``limit``, as verdicts; shape as given."""
    return verdicts_of(days <= np.datetime64(limit, "D"), ~np.isnat(days))


def on_or_after(days: DayArray, limit: date) -> NDArray[np.int8]:
    """Return whether each day is not before ``limit``, as verdicts; shape as given."""
    return verdicts_of(days >= np.datetime64(limit, "D"), ~np.isnat(days))
