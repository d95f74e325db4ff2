"""Why an officer was not placed: reason codes with numbers (decision 0006), held by column for a register of any size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.model import Reason
from releve.planning.displacement import DISPLACEMENT_LEVELS, levels_of
from releve.planning.hindrances import Hindrances
from releve.planning.nowhere import Nowhere, nearest_lines
from releve.planning.standing import NOWHERE, Standing


@dataclass(frozen=True, kw_only=True)
class NotPlaced:
    """
    One officer without a seat, and why.

    ``data`` holds, by reason: ``away`` and ``lines`` (rules away from the nearest line, and how many lines are as near);
    ``lines`` (lines the officer is eligible for); ``mission``, ``country``, ``cap``, ``held`` and ``cap_left``; ``level``, ``fit``,
    ``holder`` and ``holder_fit`` (whom the officer comes nearest to replacing, and what that would lose, see `Displacement`).
    """

    officer_id: str
    reason: Reason
    blocking_rule: str | None
    post_id: str | None
    data: Mapping[str, Datum]


REASONS: Final = tuple(Reason)
ROWS_AT_ONCE: Final = 1 << 17
"""Officers whose levels are compared at a time, which bounds the memory it takes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class NotPlacedColumns:
    """
    What is told of ``n`` officers without a seat; each array has shape ``(n,)``, and -1 stands for what is not told.

    Attributes
    ----------
    officer_idx
        Int64, increasing.
    reason, rule, level
        Int8: positions in ``REASONS``, in the rule book and in ``DISPLACEMENT_LEVELS``.
    post_idx, lines, away, fit, holder, holder_fit
        Int32, as in `NotPlaced`; officers and lines by position.
    """

    officer_idx: NDArray[np.int64]
    reason: NDArray[np.int8]
    rule: NDArray[np.int8]
    level: NDArray[np.int8]
    post_idx: NDArray[np.int32]
    lines: NDArray[np.int32]
    away: NDArray[np.int32]
    fit: NDArray[np.int32]
    holder: NDArray[np.int32]
    holder_fit: NDArray[np.int32]

    @classmethod
    def without_reason(cls, officer_idx: NDArray[np.int64]) -> NotPlacedColumns:
        """Return so many officers with no seat to be had, of whom nothing else is told."""
        n = len(officer_idx)
        reason, rule, level = np.full(n, REASONS.index(Reason.NO_SEAT), np.int8), np.full(n, -1, np.int8), np.full(n, -1, np.int8)
        post_idx, lines, away, fit, holder, holder_fit = (np.full(n, -1, np.int32) for _ in range(6))
        return cls(
            officer_idx=officer_idx,
            reason=reason,
            rule=rule,
            level=level,
            post_idx=post_idx,
            lines=lines,
            away=away,
            fit=fit,
            holder=holder,
            holder_fit=holder_fit,
        )


class NotPlacedOfficers(Sequence[NotPlaced]):
    """The officers without a seat, by officer; each is made when it is asked for."""

    def __init__(self, standing: Standing, columns: NotPlacedColumns) -> None:
        self._standing, self.columns = standing, columns

    def __len__(self) -> int:
        """Return the number of officers."""
        return len(self.columns.officer_idx)

    @overload
    def __getitem__(self, place: int) -> NotPlaced: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[NotPlaced]: ...
    def __getitem__(self, place: int | slice) -> NotPlaced | Sequence[NotPlaced]:
        """Return one officer, or some."""
        if isinstance(place, slice):
            return tuple(self[k] for k in range(*place.indices(len(self))))
        return next(self._told(np.array([range(len(self))[place]])))

    def __iter__(self) -> Iterator[NotPlaced]:
        """Yield the officers one by one."""
        for start in range(0, len(self), ROWS_AT_ONCE):
            yield from self._told(np.arange(start, min(start + ROWS_AT_ONCE, len(self))))

    def counts(self) -> Mapping[tuple[Reason, str | None], int]:
        """Return how many officers have no seat for each reason and rule."""
        n_rules = len(self._standing.rules) + 1
        keys, counts = np.unique(self.columns.reason.astype(np.int64) * n_rules + self.columns.rule + 1, return_counts=True)
        return {
            (REASONS[key // n_rules], self._standing.rules[key % n_rules - 1].code if key % n_rules else None): n
            for key, n in zip(keys.tolist(), counts.tolist(), strict=True)
        }

    def of(self, officer_idx: Sequence[int]) -> Iterator[NotPlaced]:
        """Yield those of some officers who have no seat; officers by position."""
        return self._told(np.flatnonzero(np.isin(self.columns.officer_idx, officer_idx)))

    def _told(self, rows: NDArray[np.intp]) -> Iterator[NotPlaced]:
        """Yield what is told of some rows; as lists, which Python reads several times faster than arrays."""
        standing, found = self._standing, self.columns
        officer_id, post_id = standing.problem.officer_id, standing.problem.post_id
        rules = (*(rule.code for rule in standing.rules), None)
        columns = (column[rows].tolist() for column in vars(found).values())
        for officer, reason, rule, level, post, *numbers in zip(*columns, strict=True):
            yield NotPlaced(
                officer_id=officer_id[officer],
                reason=REASONS[reason],
                blocking_rule=rules[rule],
                post_id=None if post < 0 else post_id[post],
                data=self._data(officer, post, level, numbers),
            )

    def _data(self, officer: int, post: int, level: int, numbers: Sequence[int]) -> Mapping[str, Datum]:
        """Return the data of a reason; ``numbers`` are the last five columns."""
        lines, away, fit, holder, holder_fit = numbers
        if post < 0:
            return {}
        if away >= 0:
            return {"away": away, "lines": lines}
        if level < 0:
            return {"lines": lines, **self._cap_data(post, officer)}
        who, how_fit = (None, None) if holder < 0 else (self._standing.problem.officer_id[holder], holder_fit)
        return {"lines": lines, "level": DISPLACEMENT_LEVELS[level], "fit": fit, "holder": who, "holder_fit": how_fit}

    def _cap_data(self, post_idx: int, officer_idx: int) -> dict[str, Datum]:
        """Return the national cap of a line's mission as it stands for the country of one officer."""
        standing = self._standing
        mission, column = int(standing.problem.mission[post_idx]), int(standing.problem.country[officer_idx])
        name = standing.snapshot.missions[mission].mission
        return {
            "mission": name,
            "country": standing.country_of(column),
            "cap": standing.caps[name],
            "held": standing.held_by_country(mission, column),
            "cap_left": int(standing.cap_left[mission, column]),
        }


def officers_not_placed(standing: Standing, hindrances: Hindrances) -> NotPlacedOfficers:
    """Return every officer without a seat, and why; ``hindrances`` are those of all lines."""
    found = NotPlacedColumns.without_reason(np.flatnonzero(standing.placed_at == NOWHERE))
    has_lines = hindrances.lines[found.officer_idx] > 0
    hindered = np.flatnonzero(has_lines)
    _tell_hindered(standing, found, hindered, hindrances, found.officer_idx[hindered])
    nowhere = np.flatnonzero(~has_lines & standing.free[found.officer_idx])
    _tell_nowhere(found, nowhere, nearest_lines(standing, found.officer_idx[nowhere]))
    return NotPlacedOfficers(standing, found)


def explain_one_officer(
    standing: Standing, officer_idx: int, blocked: NDArray[np.uint32], lines: NDArray[np.int64], fit: NDArray[np.int32]
) -> NotPlaced:
    """
    Return why one officer without a seat was not placed.

    Parameters
    ----------
    blocked
        As :meth:`releve.planning.register.Register.blocking_everywhere` returns it.
    lines, fit
        The lines in which the officer may be planned, increasing, and the officer's fit there.
    """
    found = NotPlacedColumns.without_reason(np.array([officer_idx]))
    row = np.array([0])
    if len(lines):
        _tell_hindered(standing, found, row, Hindrances.of_officer(standing, officer_idx, lines, fit), row)
    elif standing.free[officer_idx]:
        _tell_nowhere(found, row, Nowhere.of_officer(standing, blocked))
    return NotPlacedOfficers(standing, found)[0]


def _tell_hindered(
    standing: Standing, found: NotPlacedColumns, rows: NDArray[np.intp], hindrances: Hindrances, at: NDArray[np.int64]
) -> None:
    """Tell why officers whom some lines would take have no seat; ``at`` says where each stands in ``hindrances``."""
    found.lines[rows] = hindrances.lines[at]
    open_line = hindrances.open_line[at]
    is_capped = open_line != NOWHERE
    # An open seat and an eligible officer: in a plan that is best on every level only the cap stands between them.
    # In one that was stopped early it may be less, and ``cap_left`` says so.
    found.post_idx[rows[is_capped]] = open_line[is_capped]
    found.reason[rows[is_capped]] = REASONS.index(Reason.NATIONAL_CAP)
    rows, at = rows[~is_capped], at[~is_capped]
    holder = hindrances.holder[at]
    is_pinned = holder == NOWHERE
    found.post_idx[rows] = np.where(is_pinned, hindrances.pinned_line[at], hindrances.line[at])
    found.reason[rows] = np.where(is_pinned, REASONS.index(Reason.PINNED_OUT), REASONS.index(Reason.BETTER_PLACED))
    found.fit[rows] = standing.fit_of_pairs(found.officer_idx[rows], found.post_idx[rows].astype(np.int64))
    found.holder[rows] = holder
    found.holder_fit[rows[~is_pinned]] = standing.problem.pairs.fit[standing.pair_of[holder[~is_pinned]]]
    for some in np.array_split(rows, 1 + len(rows) // ROWS_AT_ONCE):
        lines, fit, held = (column[some].astype(np.int64) for column in (found.post_idx, found.fit, found.holder))
        found.level[some] = levels_of(standing, found.officer_idx[some], lines, fit, held)


def _tell_nowhere(found: NotPlacedColumns, rows: NDArray[np.intp], nowhere: Nowhere) -> None:
    """Tell why officers whom no line would take have no seat."""
    is_line = nowhere.nearest != NOWHERE
    reason = np.where(nowhere.away == 0, REASONS.index(Reason.FORBIDDEN), REASONS.index(Reason.NO_ELIGIBLE))
    found.reason[rows] = np.where(is_line, reason, REASONS.index(Reason.NO_SEAT))
    found.rule[rows], found.post_idx[rows] = nowhere.rule, nowhere.nearest
    found.away[rows] = np.where(is_line, nowhere.away, -1)
    found.lines[rows] = np.where(is_line, nowhere.lines, -1)
