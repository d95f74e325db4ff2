"""
What the loops over a register share: from one bit of a word to the officer, and from the officer's card to the fit for one line.

The result is that of :func:`releve.planning.scoring.fit_of_officers`; without a branch that depends on the officer, for a wrong guess of
the processor costs more than all the rest.
"""

from __future__ import annotations

import numpy as np

from releve.planning.engine.cards import CONSTANT_MASK, SINCE_MASK, SINCE_SHIFT
from releve.planning.engine.compiled import Numbers, compiled, inlined
from releve.planning.fit import EXPERIENCE_YEARS, LANGUAGE_STEPS
from releve.planning.scoring import DAY_KEY_YEAR_BITS


@compiled
def count_bits(x: Numbers) -> int:
    """Return how many bits of a uint64 are set."""
    x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))  # type: ignore[return-value]  # a number either way


@compiled
def position(word_idx: int, bit: Numbers) -> int:
    """Return the officer of one bit of a word: as many bits lie below it as officers of the word come before."""
    return word_idx * 64 + count_bits(bit - np.uint64(1))


@inlined
def fit_of_card(
    cards: Numbers,
    i: int,
    terms: Numbers,
    language_points: Numbers,
    skill_points: Numbers,
    year_points: Numbers,
    line_skills: Numbers,
    start: Numbers,
    asked: Numbers,
) -> int:
    """
    Return the fit of officer ``i`` for a line.

    ``cards`` are laid out as in :mod:`releve.planning.engine.cards`, ``terms`` are the line's languages as told there; the other six are
    of the line, as in :class:`releve.planning.scoring.LineScores`.
    """
    head = cards[i, 0]
    steps: Numbers = 0
    for t in range(len(terms)):
        level = np.int64((cards[i, terms[t, 0]] >> np.uint64(terms[t, 1])) & np.uint64(15)) - terms[t, 2]
        steps += max(0, level) if terms[t, 3] else np.int64(level >= 0)
    held = 0
    skills_from = cards.shape[1] - len(line_skills)
    for s in range(len(line_skills)):
        held += count_bits(cards[i, skills_from + s] & line_skills[s])
    years = ((start - np.int64((head >> np.uint64(SINCE_SHIFT)) & np.uint64(SINCE_MASK))) >> DAY_KEY_YEAR_BITS) - asked
    fit = np.int64(head & np.uint64(CONSTANT_MASK)) + language_points[min(LANGUAGE_STEPS, steps)] + skill_points[held]
    return fit + year_points[min(EXPERIENCE_YEARS, max(0, years))]  # type: ignore[no-any-return]  # a number of the loop's own type
