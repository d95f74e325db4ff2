"""
One officer against all post lines: each rule is judged once for everything it reads of a line, not once a line.

The mirror image of :mod:`releve.eligibility.bits`, which judges a whole register for one line.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Rule
from releve.eligibility.screening import screen_rule
from releve.model import Mission, OfficerTable, PostLine, Thresholds, Verdict


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
    first
        By rule, then by number: the first line of that number.
    """

    rules: Sequence[Rule]
    lines: Sequence[tuple[PostLine, Mission]]
    number: NDArray[np.int32]
    first: Sequence[Sequence[int]]

    def kept_out(self, officers: OfficerTable, thresholds: Thresholds, *, admits_unknown: bool) -> NDArray[np.uint32]:
        """
        Return the rules that keep the one officer of a table out of each line, waivers not looked at, as bits; shape ``(n_posts,)``.

        Parameters
        ----------
        officers
            One row of the register that the lines were numbered for.
        admits_unknown
            As of :class:`releve.eligibility.bits.RegisterBits`.
        """
        found = np.zeros(len(self.lines), np.uint32)
        passing = (Verdict.MET, Verdict.UNKNOWN) if admits_unknown else (Verdict.MET,)
        for k, (rule, number, first) in enumerate(zip(self.rules, self.number, self.first, strict=True)):
            verdicts = np.array([int(screen_rule(rule, officers, *self.lines[j], thresholds)[0]) for j in first], np.int8)
            is_out = ~np.isin(verdicts, np.array(passing, np.int8))
            found |= is_out[number].astype(np.uint32) << np.uint32(k)
        return found


def number_lines(officers: OfficerTable, lines: Iterable[tuple[PostLine, Mission]], *, rules: Sequence[Rule]) -> LineKeys:
    """Return the lines numbered for a register, by what each rule reads of them."""
    known = tuple(lines)
    number, firsts = np.zeros((len(rules), len(known)), np.int32), list[list[int]]()
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
    return LineKeys(rules=rules, lines=known, number=number, first=firsts)
