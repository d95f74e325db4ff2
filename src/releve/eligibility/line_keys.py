"""
One officer against all post lines: each rule is judged once for everything it reads of a line, not once a line.

The mirror image of :mod:`releve.eligibility.bits`, which judges a whole register for one line.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.bits import RegisterBits
from releve.eligibility.finding import Rule
from releve.model import Mission, OfficerTable, PostLine


@dataclass(frozen=True, kw_only=True, eq=False)
class LineKeys:
    """
    What each rule of a book reads of each of ``n_posts`` post lines, numbered.

    Attributes
    ----------
    lines
        The lines with their missions.
    number
        Shape ``(n_rules, n_posts)``, int32: lines with equal numbers are alike to the rule.
    first, keys
        By rule, then by number: the first line of that number, and what the rule reads of it.
    """

    rules: Sequence[Rule]
    lines: Sequence[tuple[PostLine, Mission]]
    number: NDArray[np.int32]
    first: Sequence[Sequence[int]]
    keys: Sequence[Sequence[Hashable]]

    def kept_out(self, officer_idx: int, bits: RegisterBits) -> NDArray[np.uint32]:
        """
        Return the rules that keep one officer out of each line, waivers not looked at, as bits; shape ``(n_posts,)``.

        Parameters
        ----------
        bits
            The verdicts on the register that the lines were numbered for. What it remembers is looked up; for the rest the officer alone
            is judged.
        """
        found = np.zeros(len(self.lines), np.uint32)
        for k, (rule, number, firsts, keys) in enumerate(zip(self.rules, self.number, self.first, self.keys, strict=True)):
            is_out = [not bits.lets_in(officer_idx, rule, key, self.lines[j]) for j, key in zip(firsts, keys, strict=True)]
            found |= np.array(is_out, np.bool_)[number].astype(np.uint32) << np.uint32(k)
        return found


def number_lines(officers: OfficerTable, lines: Iterable[tuple[PostLine, Mission]], *, rules: Sequence[Rule]) -> LineKeys:
    """Return the lines numbered for a register, by what each rule reads of them."""
    known = tuple(lines)
    number, firsts, keys = np.zeros((len(rules), len(known)), np.int32), list[list[int]](), list[list[Hashable]]()
    for k, rule in enumerate(rules):
        numbers: dict[Hashable, int] = {}
        first: list[int] = []
        for j, (post, mission) in enumerate(known):
            key = j if rule.reads is None else rule.reads(officers, post, mission)
            found = numbers.setdefault(key, len(first))
            if found == len(first):
                first.append(j)
            number[k, j] = found
        firsts.append(first)
        keys.append(list(numbers))
    return LineKeys(rules=rules, lines=known, number=number, first=firsts, keys=keys)
