"""
The loop over the eligible officers of one line that keeps the best ones of each gender.

Order within a line: higher fit first, then the place among equals (:mod:`releve.planning.engine.scramble`).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from releve.planning.engine.card_loop import fit_of_card, position
from releve.planning.engine.cards import WOMAN_SHIFT
from releve.planning.engine.compiled import Numbers, compiled
from releve.planning.engine.scramble import MULTIPLIER, PLACE_BITS, PLACE_MASK

ROUND_MASK: Final = 255
"""Every 256th key that is written the floor is looked for anew."""


@compiled
def _floor(histogram: Numbers, g: int, floor: int, top_fit: int, most: int) -> int:
    """Return the highest fit that at least ``most`` officers seen so far reach, ``floor`` where there is none above it."""
    reached = 0
    for fit in range(top_fit, floor, -1):
        reached += histogram[g, fit]
        if reached >= most:
            return fit
    return floor


@compiled
def scan_line(
    bits: Numbers,
    cards: Numbers,
    language_points: Numbers,
    skill_points: Numbers,
    year_points: Numbers,
    line_skills: Numbers,
    start: Numbers,
    asked: Numbers,
    top_fit: Numbers,
    salt: Numbers,
    least: Numbers,
    most: Numbers,
    lowest: Numbers,
    key: Numbers,
    histogram: Numbers,
) -> tuple[int, int, int, int, int, int]:
    """
    Write the best keys of a line into ``key[g]``, sorted; g = 1 for women, 0 for all others.

    Everybody of a fit of at least ``lowest[g]`` is kept, but no fewer than ``least[g]`` and no more than ``most[g]`` officers.
    ``cards`` are laid out as in :mod:`releve.planning.engine.cards`, ``language_points`` those of each class of languages.
    A key is ``(top_fit - fit) << 32 | place``, so smaller is better. ``key`` has room for every officer in each row, ``histogram`` has
    shape ``(2, top_fit + 1)``; both are overwritten. Returns for men and women: how many are eligible, how many were kept, and a key
    of the best fit left out (-1 = nobody was left out).
    """
    written: Numbers = np.zeros(2, np.int64)
    floor: Numbers = np.zeros(2, np.int64)
    histogram[:] = 0
    for w in range(len(bits)):
        word = bits[w]
        while word != np.uint64(0):
            low = word & (~word + np.uint64(1))
            word ^= low
            i = position(w, low)
            fit = fit_of_card(cards, i, language_points, skill_points, year_points, line_skills, start, asked)
            g = int(cards[i, 0] >> np.uint64(WOMAN_SHIFT))
            histogram[g, fit] += 1
            if fit >= floor[g]:
                at = written[g]
                key[g, at] = ((top_fit - fit) << PLACE_BITS) | ((i * MULTIPLIER + salt) & PLACE_MASK)
                written[g] = at + 1
                if at & ROUND_MASK == ROUND_MASK:
                    # So many officers are at least as good as the floor that nobody below it can be kept.
                    floor[g] = _floor(histogram, g, floor[g], top_fit, most[g])
    n: Numbers = np.zeros(2, np.int64)
    kept: Numbers = np.zeros(2, np.int64)
    left = np.full(2, -1, np.int64)
    for g in range(2):
        wanted = 0
        for fit in range(top_fit + 1):
            n[g] += histogram[g, fit]
            if fit >= lowest[g]:
                wanted += histogram[g, fit]
        room = min(most[g], max(least[g], wanted))
        if n[g] > room:
            # The lowest fit of which some may be kept: all above it are.
            end = top_fit
            above = 0
            while above + histogram[g, end] < room:
                above += histogram[g, end]
                end -= 1
            last = ((top_fit - end + 1) << PLACE_BITS) - 1
            for e in range(written[g]):
                if key[g, e] <= last:
                    key[g, kept[g]], key[g, e] = key[g, e], key[g, kept[g]]
                    kept[g] += 1
            found = np.sort(key[g, : kept[g]])
            key[g, : kept[g]] = found
            if kept[g] > room:
                left[g] = key[g, room]
                kept[g] = room
            else:
                end -= 1
                while histogram[g, end] == 0:
                    end -= 1
                left[g] = (top_fit - end) << PLACE_BITS
        else:
            kept[g] = n[g]
            key[g, : n[g]] = np.sort(key[g, : n[g]])
    return n[0], n[1], kept[0], kept[1], left[0], left[1]
