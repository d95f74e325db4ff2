"""Some pairs of one line: what is looked at when a plan is told line by line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class LinePairs:
    """
    Some pairs of one line.

    Attributes
    ----------
    officer_idx
        Shape ``(n_pairs,)``, int64, increasing.
    fit
        Shape ``(n_pairs,)``, int32, points >= 0.
    """

    post_idx: int
    officer_idx: NDArray[np.int64]
    fit: NDArray[np.int32]
