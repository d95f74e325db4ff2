"""
How many rules keep each officer out of a line, counted on packed bits: 64 officers at a time.

A count is held by its binary digits, one row of bits a digit, lowest first. Adding three rows of one digit gives a row of that digit and
one of the next (a full adder), so seventeen rules are counted with some fifteen additions of whole rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]


def count_kept_out(rows: Sequence[Bits | None], n_words: int) -> list[Bits]:
    """
    Return by how many rules each officer is kept out, as binary digits, lowest first; each shape ``(n_words,)``.

    Parameters
    ----------
    rows
        For each rule whom it does not keep out, as :meth:`releve.eligibility.bits.RegisterBits.rows` gives them; None = nobody.
        Bits past the last officer come out as officers whom every such rule keeps out.
    """
    column: list[Bits] = [np.invert(row) for row in rows if row is not None]
    digits: list[Bits] = []
    while column:
        carried: list[Bits] = []
        while len(column) > 1:
            a, b = column.pop(), column.pop()
            either: Bits = a ^ b
            if column:
                c = column.pop()
                carried.append((a & b) | (either & c))
                column.append(either ^ c)
            else:
                carried.append(a & b)
                column.append(either)
        digits.append(column[0])
        column = carried
    return digits or [np.zeros(n_words, np.uint64)]


def are_between(digits: Sequence[Bits], low: int, high: int) -> Bits:
    """Return as bits whose count lies between two numbers >= 0, both inclusive; shape ``(n_words,)``."""
    found = np.zeros_like(digits[0])
    for count in range(low, high + 1):
        found |= are_equal(digits, number_digits(count, digits[0]))
    return found


def number_digits(number: int, like: Bits) -> list[Bits]:
    """Return one number for all officers as binary digits, lowest first; shapes as ``like``."""
    every = np.iinfo(np.uint64).max
    return [np.full_like(like, every if number >> k & 1 else 0) for k in range(number.bit_length())]


def are_equal(some: Sequence[Bits], others: Sequence[Bits]) -> Bits:
    """Return as bits whose two counts are equal; digits that a count does not have are 0."""
    differs = np.zeros_like(some[0])
    for k in range(max(len(some), len(others))):
        differs |= _digit(some, k, differs) ^ _digit(others, k, differs)
    return ~differs


def are_below(some: Sequence[Bits], others: Sequence[Bits]) -> Bits:
    """Return as bits whose count is lower than the other one; digits that a count does not have are 0."""
    below = np.zeros_like(some[0])
    for k in range(max(len(some), len(others))):
        a, b = _digit(some, k, below), _digit(others, k, below)
        # A higher digit decides before the lower ones do.
        below = (~a & b) | (~(a ^ b) & below)
    return below


def _digit(digits: Sequence[Bits], k: int, like: Bits) -> Bits:
    return digits[k] if k < len(digits) else np.zeros_like(like)
