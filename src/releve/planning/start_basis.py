"""A basis to begin the simplex method with, in words that no solver owns."""

from __future__ import annotations

from dataclasses import dataclass, replace

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

    def spread(self, columns: NDArray[np.int64], rows: NDArray[np.int64], *, n_columns: int, n_rows: int) -> StartBasis:
        """Return the basis of a larger relaxation: these are its old columns and rows; new columns are at the lower end, new rows basic."""
        is_basic, is_upper = np.zeros(n_columns, np.bool_), np.zeros(n_columns, np.bool_)
        is_basic[columns], is_upper[columns] = self.column_is_basic, self.column_is_upper
        row_is_basic, row_is_upper = np.ones(n_rows, np.bool_), np.ones(n_rows, np.bool_)
        row_is_basic[rows], row_is_upper[rows] = self.row_is_basic, self.row_is_upper
        return replace(
            self,
            column_is_basic=is_basic,
            column_is_upper=is_upper,
            row_is_basic=row_is_basic,
            row_is_upper=row_is_upper,
            elastic_row=rows[self.elastic_row],
        )
