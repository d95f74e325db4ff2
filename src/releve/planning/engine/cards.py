"""
What fit reads of an officer, in a few neighbouring words: a scan touches one place in memory for each officer, not five.

Word 0 of a card holds the constant points (bits 0-15), the first day of service as a day key (bits 16-47) and whether the officer is a
woman (bit 48). Then come the levels of languages, four bits each, sixteen a word, and at the end skills, as in
:class:`releve.planning.scoring.OfficerScores`.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from releve.planning.scoring import LineScores, OfficerScores

CONSTANT_MASK: Final = (1 << 16) - 1
SINCE_SHIFT: Final = 16
SINCE_MASK: Final = (1 << 32) - 1
WOMAN_SHIFT: Final = 48
LEVELS_FROM: Final = 1
"""The first word of a card that holds levels of languages."""
LEVEL_BITS: Final = 4
LEVELS_A_WORD: Final = 16

Cards: TypeAlias = NDArray[np.uint64]
"""The cards of a register, shape ``(n_officers, 1 + n_level_words + n_skill_words)``, uint64."""


def officer_cards(scores: OfficerScores, woman: NDArray[np.bool_]) -> Cards:
    """Return the cards of a register; weights of fit are 10,000 at most, so that the constant points fit into their bits."""
    n_officers, n_tags = scores.level.shape
    n_level_words = -(-n_tags // LEVELS_A_WORD)
    words = np.zeros((n_officers, LEVELS_FROM + n_level_words + scores.skills.shape[1]), np.uint64)
    words[:, 0] = scores.constant.astype(np.uint64)
    words[:, 0] |= scores.since.astype(np.uint64) << np.uint64(SINCE_SHIFT)
    words[:, 0] |= woman.astype(np.uint64) << np.uint64(WOMAN_SHIFT)
    for tag in range(n_tags):
        shift = np.uint64(tag % LEVELS_A_WORD * LEVEL_BITS)
        words[:, LEVELS_FROM + tag // LEVELS_A_WORD] |= scores.level[:, tag].astype(np.uint64) << shift
    words[:, LEVELS_FROM + n_level_words :] = scores.skills
    return words


def language_terms(line: LineScores) -> NDArray[np.int64]:
    """
    Return the languages that a line reads of a card, shape ``(n, 4)``, int64: word, shift, level, and 1 where the line requires it.

    A required language counts the steps above its level, a desired one whether its level is reached.
    """
    both = np.concatenate((line.required, line.desired))
    terms = np.empty((len(both), 4), np.int64)
    terms[:, 0] = LEVELS_FROM + both[:, 0] // LEVELS_A_WORD
    terms[:, 1] = both[:, 0] % LEVELS_A_WORD * LEVEL_BITS
    terms[:, 2] = both[:, 1]
    terms[:, 3] = np.arange(len(both)) < len(line.required)
    return terms
