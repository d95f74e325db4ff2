"""
The loop over the eligible officers of some lines that keeps the best ones of each line and gender.

Order within a line: higher fit first, then the place among equals (:mod:`releve.planning.engine.scramble`). All lines look at the same few
thousand officers before they go on to the next ones: the cards of these stay in the processor's cache.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from releve.planning.engine.card_loop import count_bits, fit_of_card
from releve.planning.engine.cards import WOMAN_SHIFT
from releve.planning.engine.compiled import Numbers, compiled
from releve.planning.engine.scramble import MULTIPLIER, PLACE_BITS, PLACE_MASK

WORDS_A_BLOCK: Final = 64
"""Words of 64 officers each that all lines look at before they go on; their cards take about a hundred kilobytes."""
AT_A_TIME: Final = 4
"""Bits that are taken from a word without asking whether there are so many."""
EVERY_KEY: Final = (1 << 63) - 1


@compiled
def _list_set_bits(bits: Numbers, first: int, last: int, officer: Numbers) -> int:
    """Write the positions of the bits set in the words ``first:last``, increasing, with up to `AT_A_TIME` more; return how many are set."""
    n = 0
    for w in range(first, last):
        word = bits[w]
        at = n
        n += count_bits(word)
        while at < n:
            for _ in range(AT_A_TIME):
                low = word & (~word + np.uint64(1))
                word ^= low
                officer[at] = w * 64 + count_bits(low - np.uint64(1))
                at += 1
    return n


@compiled
def _keep_best(key: Numbers, n: int, least: int, most: int, wanted: int) -> int:
    """
    Sort the first ``n`` keys; return how many of them a list can still be asked for, one more than it holds.

    It holds all below ``wanted``, but no fewer than ``least`` and no more than ``most``.
    """
    key[:n] = np.sort(key[:n])
    held: Numbers = np.searchsorted(key[:n], wanted)
    asked_for: int = min(n, min(most, max(least, held)) + 1)
    return asked_for


@compiled
def scan_lines(
    admitted: Numbers,
    cards: Numbers,
    term_start: Numbers,
    terms: Numbers,
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
    wanted: Numbers,
    room: Numbers,
    key: Numbers,
    n_kept: Numbers,
    n_eligible: Numbers,
) -> None:
    """
    Write the best keys of each line and gender into ``key[room[s]:]``, sorted, ``n_kept[s]`` of them; list ``s`` is ``2 * line + g``.

    A list keeps every key below ``wanted[s]``, but no fewer than ``least[s]`` and no more than ``most[s]``, and one more: the best one
    left out. A key is ``(top_fit - fit) << 32 | place``, so smaller is better.
    Row l of ``admitted`` has the bits of who may be planned in line l, ``cards`` and ``terms[term_start[l]:term_start[l + 1]]`` are laid
    out as in :mod:`releve.planning.engine.cards`, the rest are of the lines, as in :class:`releve.planning.scoring.LineScores`.
    ``room[s + 1] - room[s]`` is at least ``most[s] + 2``, or one more than there are officers. ``n_kept`` and ``n_eligible`` begin with 0;
    the latter counts whom the line could take.
    """
    n_words = admitted.shape[1]
    officer = np.empty(WORDS_A_BLOCK * 64 + AT_A_TIME, np.int64)
    limit = np.full(len(n_kept), EVERY_KEY, np.int64)
    for first in range(0, n_words, WORDS_A_BLOCK):
        last = min(n_words, first + WORDS_A_BLOCK)
        for line in range(len(admitted)):
            n = _list_set_bits(admitted[line], first, last, officer)
            # Taken out of the arrays once: each view costs more than the fit of an officer.
            own_terms = terms[term_start[line] : term_start[line + 1]]
            of_language, of_skills, of_years = language_points[line], skill_points[line], year_points[line]
            desired, first_day, years_asked = line_skills[line], start[line], asked[line]
            women: Numbers = 0
            for k in range(n):
                i = officer[k]
                fit = fit_of_card(cards, i, own_terms, of_language, of_skills, of_years, desired, first_day, years_asked)
                g: Numbers = np.int64(cards[i, 0] >> np.uint64(WOMAN_SHIFT))
                women += g
                s = 2 * line + g
                found = ((top_fit - fit) << PLACE_BITS) | ((i * MULTIPLIER + salt[line]) & PLACE_MASK)
                if found <= limit[s]:
                    begin = room[s]
                    end = room[s + 1]
                    if n_kept[s] == end - begin:
                        kept = _keep_best(key[begin:end], n_kept[s], least[s], most[s], wanted[s])
                        n_kept[s] = kept
                        # Nobody worse than the worst kept is asked for, unless the list is to hold all of a fit and has room.
                        limit[s] = key[begin + kept - 1]
                        if kept <= most[s]:
                            limit[s] = max(limit[s], wanted[s])
                    key[begin + n_kept[s]] = found
                    n_kept[s] += 1
            n_eligible[2 * line] += n - women
            n_eligible[2 * line + 1] += women
    for s in range(len(n_kept)):
        n_kept[s] = _keep_best(key[room[s] : room[s + 1]], n_kept[s], least[s], most[s], wanted[s])
