"""
The pass over all post lines of a large register, by compiled loops on all processors where Numba is installed.

What it gives is what plain arrays give (:mod:`releve.planning.line_pass`, :mod:`releve.planning.nowhere`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.planning.displacement import exchanges_of_line
from releve.planning.engine.cards import language_terms
from releve.planning.engine.compiled import IS_COMPILED, n_threads
from releve.planning.engine.free_loop import FULL, OPEN, PINNED, look_at_line
from releve.planning.engine.nearest_loop import find_nearest
from releve.planning.hindrances import FIT_WEIGHT, KEPT_WEIGHT, is_open
from releve.planning.line_pairs import LinePairs
from releve.planning.line_pass import LinePass, Looker, joined
from releve.planning.nowhere import Nowhere, scan_for_nearest
from releve.planning.register_part import RegisterPart
from releve.planning.reserves import Reserve, countries_that_may_join, reserves_of_joiners
from releve.planning.standing import Standing
from releve.planning.tie_order import line_order

LINES_A_TURN: Final = 64
"""Lines that one thread looks at before the next turn is dealt out."""


def pass_on_threads(standing: Standing) -> LinePass:
    """Return what all lines say of free officers."""
    lines = range(len(standing.problem.post_id))
    turns = [lines[start : start + LINES_A_TURN] for start in range(0, len(lines), LINES_A_TURN)]
    lookers = [CompiledLooker(standing) if IS_COMPILED else Looker(standing) for _ in range(n_threads())]
    reserves: list[Reserve] = []
    with ThreadPoolExecutor(len(lookers)) as pool:
        for start in range(0, len(turns), len(lookers)):
            for found in pool.map(Looker.look_at, lookers, turns[start : start + len(lookers)]):
                reserves.extend(found)
    return joined(lookers, reserves)


class CompiledLooker(Looker):
    """Looks at lines one after the other in a compiled loop."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        n_columns = standing.problem.cap_left.shape[1]
        self._group = (standing.problem.woman * n_columns + standing.problem.country).astype(np.int32)
        n_officers = standing.register.n_officers
        self._joiner, self._joiner_fit = np.empty(n_officers, np.int64), np.empty(n_officers, np.int32)

    def _look(self, post_idx: int, admitted: NDArray[np.uint64]) -> tuple[Reserve, ...]:
        standing, told = self._standing, self.hindrances
        cards, line = standing.register.cards, standing.register.line(post_idx)
        open_seats = is_open(standing, post_idx)
        exchanges = None if open_seats else exchanges_of_line(standing, post_idx)
        kind = OPEN if open_seats else PINNED if exchanges is None else FULL
        nothing, may_join = np.zeros(0, np.int64), countries_that_may_join(standing, post_idx)
        n = look_at_line(
            admitted & standing.free_bits,
            *(cards, self._group),
            *(language_terms(line), line.language_points, line.skill_points, line.year_points, line.skills),
            *(line.start, line.years_asked, post_idx, kind),
            *((nothing, nothing) if exchanges is None else (exchanges.loss.ravel(), exchanges.holder.ravel())),
            *(FIT_WEIGHT, standing.kept.get(post_idx, nothing), KEPT_WEIGHT, np.tile(may_join, 2)),
            *(told.lines, told.pinned_line, told.open_line, told.line, told.holder, told.loss, self._joiner, self._joiner_fit),
        )
        joiners = LinePairs(post_idx=post_idx, officer_idx=self._joiner[:n], fit=self._joiner_fit[:n])
        return reserves_of_joiners(standing, joiners)


def find_nearest_on_threads(standing: Standing, officer_idx: NDArray[np.int64]) -> Nowhere:
    """Return the lines nearest to some officers, increasing, whom none would take; each thread takes some of the officers."""
    if not IS_COMPILED:
        return scan_for_nearest(standing, officer_idx)
    part = RegisterPart(standing.register, officer_idx)
    n_words, n_rules, order = len(part.everyone), len(standing.rules), line_order(standing.problem)
    rows, row_of = part.table()
    away, lines, nearest, rule = (np.zeros(len(officer_idx), np.int32) for _ in range(4))
    edges = np.linspace(0, n_words, n_threads() + 1).astype(np.int64).tolist()

    def find(first: int, last: int) -> None:
        find_nearest(first, last, part.everyone, rows, row_of, order, n_rules, away, lines, nearest, rule)

    with ThreadPoolExecutor(n_threads()) as pool:
        for _ in pool.map(find, edges, edges[1:]):
            pass
    return Nowhere(away=away, lines=lines, nearest=nearest, rule=rule)
