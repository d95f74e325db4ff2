"""
What fit reads of an officer, in a few neighbouring words: a scan touches one place in memory for each officer, not five.

Word 0 of a card holds the constant points (bits 0-15), the first day of service as a day key (bits 16-47) and whether the officer is a
woman (bit 48); word 1 the class of languages, officers with the same levels being of one class; the others hold skills, as in
:class:`releve.planning.scoring.OfficerScores`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.scoring import LineScores, OfficerScores, language_points_of

CONSTANT_MASK: Final = (1 << 16) - 1
SINCE_SHIFT: Final = 16
SINCE_MASK: Final = (1 << 32) - 1
WOMAN_SHIFT: Final = 48
SKILLS_FROM: Final = 2
"""The first word of a card that holds skills."""


@dataclass(frozen=True, kw_only=True, eq=False)
class OfficerCards:
    """
    Cards of a register.

    Attributes
    ----------
    words
        Shape ``(n_officers, 2 + n_skill_words)``, uint64.
    class_level
        Shape ``(n_classes, n_tags)``, int8: the levels of each class of languages.
    """

    words: NDArray[np.uint64]
    class_level: NDArray[np.int8]

    def language_points(self, line: LineScores) -> NDArray[np.int32]:
        """Return the points that each class of languages brings in a line; shape ``(n_classes,)``."""
        return language_points_of(self.class_level, line)


def officer_cards(scores: OfficerScores, woman: NDArray[np.bool_]) -> OfficerCards:
    """Return the cards of a register; weights of fit are 10,000 at most, so that the constant points fit into their bits."""
    words = np.zeros((len(scores.constant), SKILLS_FROM + scores.skills.shape[1]), np.uint64)
    words[:, 0] = scores.constant.astype(np.uint64)
    words[:, 0] |= scores.since.astype(np.uint64) << np.uint64(SINCE_SHIFT)
    words[:, 0] |= woman.astype(np.uint64) << np.uint64(WOMAN_SHIFT)
    class_level, class_of = _classes(scores.level)
    words[:, 1] = class_of.astype(np.uint64)
    words[:, SKILLS_FROM:] = scores.skills
    return OfficerCards(words=words, class_level=class_level)


def _classes(level: NDArray[np.int8]) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    """Return the different rows of levels and which of them each officer has."""
    n_officers, n_tags = level.shape
    class_of = np.zeros(n_officers, np.int64)
    for tag in range(n_tags):
        # Classes stay fewer than officers, and a level below 16.
        class_of = np.unique(class_of * 16 + level[:, tag], return_inverse=True)[1]
    _, first = np.unique(class_of, return_index=True)
    return np.ascontiguousarray(level[first]), class_of
