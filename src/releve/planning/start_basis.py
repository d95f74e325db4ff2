"""A basis to begin the simplex method with, in words that no solver owns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, eq=False)
class StartBasis:
    """
    A basis of the relaxation with some elastic columns.

    Attributes
    ----------
    column_is_basic, column_is_upper
        Shape ``(n_columns,)``, bool; neither: at the lower end.
    row_is_basic, row_is_upper
        Shape ``(n_rows,)``, bool; not basic: at the upper or the lower end.
    elastic_row
        Shape ``(n_elastic,)``: rows that get a column of their own, which takes up what they are violated by and is 0 in every solution.
    elastic_price
        Shape ``(n_levels, n_elastic)``: the price of such a row on each level as long as its column is basic.
    """

    column_is_basic: NDArray[np.bool_]
    column_is_upper: NDArray[np.bool_]
    row_is_basic: NDArray[np.bool_]
    row_is_upper: NDArray[np.bool_]
    elastic_row: NDArray[np.int64]
    elastic_price: NDArray[np.float64]
