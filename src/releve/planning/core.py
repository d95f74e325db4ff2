"""The core of a face: what is left of it when the fixed columns are taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.planning.relaxation import Face, LevelRow, Relaxation


@dataclass(frozen=True, kw_only=True, eq=False)
class Core:
    """
    The free columns of a face and the rows that they touch; what the fixed columns use is taken off the limits.

    Attributes
    ----------
    free
        Shape ``(n_free,)``, int64, increasing: positions of the columns in the relaxation.
    start, row
        The matrix by column as in :class:`Relaxation`, rows renumbered.
    lower, upper, row_lower, row_upper
        Int64, inclusive, as in :class:`Face`.
    level_rows, level_gain
        The further constraints, and what every free column gives to each of them.
    constant
        What the fixed columns give to the level that is maximised.
    """

    free: NDArray[np.int64]
    start: NDArray[np.int64]
    row: NDArray[np.int32]
    lower: NDArray[np.int64]
    upper: NDArray[np.int64]
    row_lower: NDArray[np.int64]
    row_upper: NDArray[np.int64]
    level_rows: tuple[LevelRow, ...]
    level_gain: tuple[NDArray[np.int64], ...]
    gain: NDArray[np.int64]
    constant: int


def reduce_face(relaxation: Relaxation, face: Face, gain: NDArray[np.int64]) -> Core | None:
    """Return the core of a face for one level, or None where the fixed columns alone break a constraint."""
    is_free = face.lower < face.upper
    free = np.flatnonzero(is_free)
    fixed_value = np.where(is_free, 0, face.lower)
    sizes = np.diff(relaxation.start)
    column = np.repeat(np.arange(relaxation.n_columns), sizes)
    n_rows = len(face.row_lower)
    used = np.bincount(relaxation.row, weights=fixed_value[column], minlength=n_rows).astype(np.int64)
    row_lower, row_upper = face.row_lower - used, face.row_upper - used
    row = relaxation.row[is_free[column]]
    touched = np.unique(row)
    idle = np.ones(n_rows, np.bool_)
    idle[touched] = False
    level_rows = tuple(_less(constraint, int((relaxation.gain[constraint.level] * fixed_value).sum())) for constraint in face.level_rows)
    level_gain = tuple(relaxation.gain[constraint.level][free] for constraint in face.level_rows)
    breaks_row = np.any((row_lower[idle] > 0) | (row_upper[idle] < 0))
    breaks_level = any(not np.any(g) and not c.low <= 0 <= c.high for c, g in zip(level_rows, level_gain, strict=True))
    if breaks_row or breaks_level:
        return None
    new_row = np.zeros(n_rows, np.int32)
    new_row[touched] = np.arange(len(touched))
    return Core(
        free=free,
        start=np.concatenate(([0], np.cumsum(sizes[free]))).astype(np.int64),
        row=new_row[row],
        lower=face.lower[free],
        upper=face.upper[free],
        row_lower=row_lower[touched],
        row_upper=row_upper[touched],
        level_rows=level_rows,
        level_gain=level_gain,
        gain=gain[free],
        constant=int((gain * fixed_value).sum()),
    )


def _less(constraint: LevelRow, given: int) -> LevelRow:
    return LevelRow(level=constraint.level, low=constraint.low - given, high=constraint.high - given)
