"""
The loop over the eligible officers of one line that keeps the best ones of each gender.

Order within a line: higher fit first, then the place among equals (:mod:`releve.planning.engine.scramble`).
"""

from __future__ import annotations

import numpy as np

from releve.planning.engine.compiled import Numbers, compiled
from releve.planning.engine.scramble import MULTIPLIER, PLACE_BITS, PLACE_MASK
from releve.planning.fit import EXPERIENCE_YEARS, LANGUAGE_STEPS
from releve.planning.scoring import DAY_KEY_YEAR


@compiled
def scan_line(
    bits: Numbers,
    constant: Numbers,
    level: Numbers,
    skills: Numbers,
    since: Numbers,
    woman: Numbers,
    required: Numbers,
    desired: Numbers,
    language_points: Numbers,
    skill_points: Numbers,
    year_points: Numbers,
    line_skills: Numbers,
    start: Numbers,
    asked: Numbers,
    top_fit: Numbers,
    salt: Numbers,
    most: Numbers,
    key: Numbers,
    histogram: Numbers,
) -> tuple[int, int, int, int, int, int]:
    """
    Write the best ``most[g]`` keys of a line into ``key[g]``, sorted; g = 1 for women, 0 for all others.

    A key is ``(top_fit - fit) << 32 | place``, so smaller is better. ``key`` has room for every officer in each row, ``histogram`` has
    shape ``(2, top_fit + 1)``; both are overwritten. Returns for men and women: how many are eligible, how many were kept, and a key
    of the best fit left out (-1 = nobody was left out).
    """
    n: Numbers = np.zeros(2, np.int64)
    histogram[:] = 0
    for w in range(len(bits)):
        word = bits[w]
        while word != np.uint64(0):
            low = word & (~word + np.uint64(1))
            word ^= low
            # Position of the single bit: count the ones below it.
            x = low - np.uint64(1)
            x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
            x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
            x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
            i = w * 64 + np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))
            steps = 0
            for r in range(len(required)):
                above = level[i, required[r, 0]] - required[r, 1]
                if above > 0:
                    steps += above
            for r in range(len(desired)):
                if level[i, desired[r, 0]] >= desired[r, 1]:
                    steps += 1
            fit = constant[i] + language_points[min(LANGUAGE_STEPS, steps)]
            if len(skill_points) > 1:
                held = 0
                for s in range(len(line_skills)):
                    y = skills[i, s] & line_skills[s]
                    while y != np.uint64(0):
                        y &= y - np.uint64(1)
                        held += 1
                fit += skill_points[held]
            years = (start - since[i]) // DAY_KEY_YEAR - asked
            if years > 0:
                fit += year_points[min(EXPERIENCE_YEARS, years)]
            g = int(woman[i])
            key[g, n[g]] = ((top_fit - fit) << PLACE_BITS) | ((i * MULTIPLIER + salt) & PLACE_MASK)
            histogram[g, fit] += 1
            n[g] += 1
    kept: Numbers = np.zeros(2, np.int64)
    left = np.full(2, -1, np.int64)
    for g in range(2):
        if n[g] > most[g]:
            # The lowest fit of which some may be kept: all above it are.
            lowest = top_fit
            above = 0
            while above + histogram[g, lowest] < most[g]:
                above += histogram[g, lowest]
                lowest -= 1
            last = ((top_fit - lowest + 1) << PLACE_BITS) - 1
            for e in range(n[g]):
                if key[g, e] <= last:
                    key[g, kept[g]], key[g, e] = key[g, e], key[g, kept[g]]
                    kept[g] += 1
            found = np.sort(key[g, : kept[g]])
            key[g, : kept[g]] = found
            if kept[g] > most[g]:
                left[g] = key[g, most[g]]
                kept[g] = most[g]
            else:
                lowest -= 1
                while histogram[g, lowest] == 0:
                    lowest -= 1
                left[g] = (top_fit - lowest) << PLACE_BITS
        else:
            kept[g] = n[g]
            key[g, : n[g]] = np.sort(key[g, : n[g]])
    return n[0], n[1], kept[0], kept[1], left[0], left[1]
