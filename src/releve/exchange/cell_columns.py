"""Columns of cells as texts and a number a row: what a sender repeats a million times is held, read and judged once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from releve.exchange.plain_texts import PlainTexts

Numbers = NDArray[np.integer[Any]]
"""Positions in a sequence, in as few bytes as do."""
_Value = TypeVar("_Value")


class Numbering(dict[str, int]):
    """Numbers texts in the order in which they are first asked for."""

    def __missing__(self, text: str) -> int:
        """Give a text that was never seen the next number."""
        number = self[text] = len(self)
        return number


@dataclass(frozen=True, kw_only=True, eq=False)
class CellColumn:
    """
    The cells of one column.

    Attributes
    ----------
    texts
        Texts without surrounding blanks, each held by some row and few of them more than once; the empty text is a blank cell.
    numbers
        Position of each row's text in ``texts``; shape ``(n_rows,)``.
    is_plain
        Whether no character of the texts needs to be looked at, as in `PlainTexts`.
    """

    texts: Sequence[str]
    numbers: Numbers
    is_plain: bool = False

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers)

    def cells(self) -> list[str]:
        """Return the text of every row."""
        return each_row(self.texts, self.numbers)

    def blank(self) -> NDArray[np.bool_]:
        """Return which rows hold a blank cell; shape ``(n_rows,)``."""
        return blank_texts(self.texts)[self.numbers]

    def where(self, kept: NDArray[np.bool_]) -> CellColumn:
        """Return the rows that are kept, and only the texts that these hold; ``kept`` has shape ``(n_rows,)``."""
        return only_used(replace(self, numbers=self.numbers[kept]))


def blank_texts(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Return which texts are empty; shape ``(n_texts,)``."""
    if isinstance(texts, PlainTexts):
        return texts.blank()
    return np.fromiter(map(len, texts), np.int64, len(texts)) == 0 if "" in texts else np.zeros(len(texts), np.bool_)


def each_row(values: Sequence[_Value], numbers: Numbers) -> list[_Value]:
    """Return the value of every row; ``numbers`` are positions in ``values``."""
    if len(numbers) == len(values) and (numbers == np.arange(len(numbers))).all():
        return list(values)
    return [values[number] for number in numbers.tolist()]


def stripped_column(texts: list[str], numbers: Numbers) -> CellColumn:
    """Return a column of texts as they were sent, some perhaps the same once the blanks around them are gone."""
    stripped = [text.strip() for text in texts]
    if stripped == texts:
        return CellColumn(texts=texts, numbers=packed(numbers, len(texts)))
    numbering = Numbering()
    merged = np.fromiter(map(numbering.__getitem__, stripped), np.int32, len(stripped))
    return CellColumn(texts=list(numbering), numbers=packed(merged, len(numbering))[numbers])


def packed(numbers: Numbers, n_texts: int) -> Numbers:
    """Return numbers below ``n_texts`` in as few bytes as do, with room for one text more."""
    return numbers.astype(np.min_scalar_type(n_texts + 1), copy=False)


def only_used(column: CellColumn) -> CellColumn:
    """Return the same cells without texts that no row holds."""
    used = np.zeros(len(column.texts), np.bool_)
    used[column.numbers] = True
    if used.all():
        return column
    renumbered = packed(np.cumsum(used) - 1, int(used.sum()))
    texts, at = column.texts, np.flatnonzero(used)
    kept = texts.take(at) if isinstance(texts, PlainTexts) else [texts[i] for i in at.tolist()]
    return replace(column, texts=kept, numbers=renumbered[column.numbers])


def cell_text(cell: object) -> str:
    """Return a typed cell as the text that a CSV file would hold: days as ISO, whole numbers without decimals."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - beyond it a float is no exact integer
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
