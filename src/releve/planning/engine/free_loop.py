"""
The loop over the free officers of one line that tells what the line says of each: an open seat, or the holder nearest to giving way.

Does in one pass, compiled, what :meth:`releve.planning.hindrances.Hindrances.add` does with arrays; the results are the same.
"""

from __future__ import annotations

import numpy as np

from releve.planning.engine.card_loop import fit_of_card, position
from releve.planning.engine.compiled import Numbers, compiled

OPEN, FULL, PINNED = 0, 1, 2
"""What a line is: it has an open seat; holders, of whom some may give way; holders, all held by pins."""


@compiled
def look_at_line(
    bits: Numbers,
    cards: Numbers,
    group: Numbers,
    terms: Numbers,
    language_points: Numbers,
    skill_points: Numbers,
    year_points: Numbers,
    line_skills: Numbers,
    start: Numbers,
    asked: Numbers,
    post: Numbers,
    kind: Numbers,
    exchange_loss: Numbers,
    exchange_holder: Numbers,
    fit_weight: Numbers,
    kept: Numbers,
    kept_weight: Numbers,
    may_join: Numbers,
    lines: Numbers,
    pinned_line: Numbers,
    open_line: Numbers,
    line: Numbers,
    holder: Numbers,
    loss: Numbers,
    joiner: Numbers,
    joiner_fit: Numbers,
) -> int:
    """
    Take one line in; write the officers whose country may join it, increasing, and their fit, and return how many they are.

    ``bits`` are the free officers who may be planned there; ``cards`` and ``terms`` as in :mod:`releve.planning.engine.cards`; ``group`` is
    gender (1 = women) times ``n_countries + 1`` plus the country's column. ``exchange_loss``, ``exchange_holder`` and ``may_join`` are by
    group, the six columns of what is known so far are those of ``Hindrances``, ``kept`` are officers, increasing.
    """
    n = 0
    k = 0
    for w in range(len(bits)):
        word = bits[w]
        while word != np.uint64(0):
            low = word & (~word + np.uint64(1))
            word ^= low
            i = position(w, low)
            fit = fit_of_card(cards, i, terms, language_points, skill_points, year_points, line_skills, start, asked)
            g = group[i]
            if may_join[g]:
                joiner[n] = i
                joiner_fit[n] = fit
                n += 1
            lines[i] += 1
            if kind == OPEN and (open_line[i] < 0 or open_line[i] > post):
                open_line[i] = post
            if kind == PINNED and (pinned_line[i] < 0 or pinned_line[i] > post):
                pinned_line[i] = post
            if kind == FULL:
                lost = exchange_loss[g] - fit_weight * fit
                while k < len(kept) and kept[k] < i:
                    k += 1
                if k < len(kept) and kept[k] == i:
                    lost -= kept_weight
                if lost < loss[i] or (lost == loss[i] and post < line[i]):
                    loss[i] = lost
                    line[i] = post
                    holder[i] = exchange_holder[g]
    return n
