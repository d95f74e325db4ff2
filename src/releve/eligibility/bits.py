"""
Who may serve in a line, as packed bits: one bit an officer, 64 officers a word.

What a rule says of a register depends on little of a post line: its first day, its languages, its grades.
So each rule is judged once for everything it reads (:attr:`Rule.reads`), and a line is the conjunction of seventeen remembered rows.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Rule
from releve.eligibility.rule_book import RULES
from releve.eligibility.screening import screen_rule
from releve.model import Mission, OfficerTable, PostLine, Thresholds, Verdict

WORD_BITS: Final = 64
REMEMBERED_BYTES: Final = 256 << 20
"""Rows that are remembered at a time, in bytes; beyond it those used longest ago are judged anew."""


class RegisterBits:
    """
    The verdicts of a rule book on one register, remembered rule by rule.

    Parameters
    ----------
    admits_unknown
        True: a rule that is UNKNOWN does not keep an officer out, only NOT_MET does.
    """

    def __init__(
        self, officers: OfficerTable, thresholds: Thresholds, *, rules: Sequence[Rule] = RULES, admits_unknown: bool = False
    ) -> None:
        self.officers = officers
        self._thresholds = thresholds
        self._rules = rules
        self._admits_unknown = admits_unknown
        self._rows: dict[tuple[str, Hashable], NDArray[np.uint64] | None] = {}
        self._alone: dict[int, OfficerTable] = {}
        self._most_rows = max(len(rules), REMEMBERED_BYTES // max(1, 8 * n_words(len(officers))))

    def admitted(self, post: PostLine, mission: Mission) -> NDArray[np.uint64]:
        """Return who is kept out by no rule, waivers not looked at; shape ``(n_words,)``, a new array, bits past the last officer 0."""
        found = None
        for row in self.rows(post, mission):
            if row is None:
                continue
            if found is None:
                found = row.copy()
            else:
                np.bitwise_and(found, row, out=found)
        return everyone_bits(len(self.officers)) if found is None else found

    def rows(self, post: PostLine, mission: Mission) -> list[NDArray[np.uint64] | None]:
        """
        Return for each rule of the book whom it does not keep out, waivers not looked at; None = nobody is kept out.

        Each has shape ``(n_words,)`` and is not to be written to.
        """
        return [self.row(rule, post, mission) for rule in self._rules]

    def row(self, rule: Rule, post: PostLine, mission: Mission) -> NDArray[np.uint64] | None:
        """Return whom one rule does not keep out; None = nobody is kept out."""
        if rule.reads is None:
            return self._judge(rule, post, mission)
        key = (rule.code, rule.reads(self.officers, post, mission))
        # The order of a dictionary is that of insertion: what is used again goes to its end. Lines are looked at on several threads, and
        # a row that another one has in hand at this moment is judged once more.
        row = self._rows.pop(key, self)
        if isinstance(row, RegisterBits):
            row = self._judge(rule, post, mission)
            while len(self._rows) >= self._most_rows:
                self._rows.pop(next(iter(self._rows)), None)
        self._rows[key] = row
        return row

    def lets_in(self, officer_idx: int, rule: Rule, key: Hashable, line: tuple[PostLine, Mission]) -> bool:
        """Return whether one rule does not keep one officer out of a line, of which it reads ``key``; nobody else is judged for it."""
        row = self._rows.get((rule.code, key), self)
        if not isinstance(row, RegisterBits):
            return row is None or bool(row[officer_idx // WORD_BITS] >> np.uint64(officer_idx % WORD_BITS) & np.uint64(1))
        if officer_idx not in self._alone:
            self._alone = {officer_idx: self.officers.take(np.array([officer_idx], np.intp))}
        return bool(self._admitted(rule, self._alone[officer_idx], *line)[0])

    def _judge(self, rule: Rule, post: PostLine, mission: Mission) -> NDArray[np.uint64] | None:
        admitted = self._admitted(rule, self.officers, post, mission)
        return None if admitted.all() else pack_bits(admitted)

    def _admitted(self, rule: Rule, officers: OfficerTable, post: PostLine, mission: Mission) -> NDArray[np.bool_]:
        verdicts = screen_rule(rule, officers, post, mission, self._thresholds)
        admitted: NDArray[np.bool_] = verdicts != int(Verdict.NOT_MET) if self._admits_unknown else verdicts == int(Verdict.MET)
        return admitted


def n_words(n_officers: int) -> int:
    """Return how many words hold one bit an officer."""
    return -(-n_officers // WORD_BITS)


def pack_bits(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return flags as bits, officer i at bit ``i % 64`` of word ``i // 64``; shape ``(n_words,)``."""
    packed = np.zeros(n_words(len(flags)) * 8, np.uint8)
    found = np.packbits(flags, bitorder="little")
    packed[: len(found)] = found
    return packed.view("<u8").astype(np.uint64, copy=False)


def unpack_bits(bits: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the positions of the bits that are set, increasing."""
    words = np.flatnonzero(bits)
    spread = np.unpackbits(bits[words].astype("<u8", copy=False).view(np.uint8), bitorder="little").reshape(-1, WORD_BITS)
    row, bit = np.nonzero(spread)
    return words[row] * WORD_BITS + bit


def let_in(rows: list[NDArray[np.uint64] | None], waived: Iterable[tuple[int, int]]) -> list[NDArray[np.uint64] | None]:
    """Return the rows of a book's rules with rules set aside for some officers: each by position, with its rules as bits."""
    found = list(rows)
    for position, mask in waived:
        for k, row in enumerate(found):
            if row is not None and mask >> k & 1:
                found[k] = changed = row.copy()
                changed[position // WORD_BITS] |= np.uint64(1) << np.uint64(position % WORD_BITS)
    return found


def are_set(bits: NDArray[np.uint64], positions: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return whether the bits at some positions are set; shape as ``positions``."""
    found: NDArray[np.bool_] = (bits[positions // WORD_BITS] >> (positions % WORD_BITS).astype(np.uint64) & np.uint64(1)).astype(np.bool_)
    return found


def n_set(bits: NDArray[np.uint64]) -> int:
    """Return how many bits are set."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def everyone_bits(n_officers: int) -> NDArray[np.uint64]:
    """Return bits that are set for every officer and for nobody else."""
    return pack_bits(np.ones(n_officers, np.bool_))
