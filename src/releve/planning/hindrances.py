"""What stands between each free officer and a seat of the lines that would take the officer, gathered one line at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from releve.planning.displacement import LEVEL_WEIGHTS, NO_EXCHANGE, OPEN_LEVELS, exchanges_of_line, exchanges_of_officer
from releve.planning.line_pairs import LinePairs
from releve.planning.standing import NOWHERE, Standing

KEPT_WEIGHT, FIT_WEIGHT = (int(LEVEL_WEIGHTS[OPEN_LEVELS.index(level)]) for level in ("kept", "fit"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Hindrances:
    """
    Of every officer what the lines looked at so far say; each array has shape ``(n_officers,)``.

    Attributes
    ----------
    lines
        Int32: lines that would take the officer.
    pinned_line, open_line
        Int32: the first of them whose seats are all held by pins, and the first with an open seat; -1 = none.
    line, holder, loss
        The exchange with a holder whom no pin holds that loses least: its line and the holder (int32, -1 = none), the losses as one
        number (int64, :data:`releve.planning.displacement.LEVEL_WEIGHTS`). Of equal ones the line that comes first, then the
        holder with the lower key.
    """

    lines: NDArray[np.int32]
    pinned_line: NDArray[np.int32]
    open_line: NDArray[np.int32]
    line: NDArray[np.int32]
    holder: NDArray[np.int32]
    loss: NDArray[np.int64]

    @classmethod
    def none(cls, n_officers: int) -> Hindrances:
        """Return what is known before any line was looked at."""
        pinned_line, open_line, line, holder = (np.full(n_officers, NOWHERE, np.int32) for _ in range(4))
        return cls(
            lines=np.zeros(n_officers, np.int32),
            pinned_line=pinned_line,
            open_line=open_line,
            line=line,
            holder=holder,
            loss=np.full(n_officers, NO_EXCHANGE, np.int64),
        )

    @classmethod
    def of_officer(cls, standing: Standing, officer_idx: int, lines: NDArray[np.int64], fit: NDArray[np.int32]) -> Hindrances:
        """
        Return what all lines say of one officer; each array has one entry.

        ``lines`` are those that would take the officer, at least one, and ``fit`` the officer's fit there.
        """
        found = cls.none(1)
        found.lines[0] = len(lines)
        is_open = standing.filled[lines] < standing.problem.seats[lines]
        if is_open.any():
            found.open_line[0] = lines[is_open.argmax()]
        full = lines[~is_open]
        if len(full):
            loss, holder = exchanges_of_officer(standing, officer_idx, full, fit[~is_open])
            at = int(loss.argmin())
            if holder[at] == NOWHERE:
                found.pinned_line[0] = full[0]
            else:
                found.loss[0], found.line[0], found.holder[0] = loss[at], full[at], holder[at]
        return found

    def add(self, standing: Standing, pairs: LinePairs) -> None:
        """Take in the free officers of one more line; lines may come in any order."""
        officers, post_idx = pairs.officer_idx, pairs.post_idx
        self.lines[officers] += 1
        if is_open(standing, post_idx):
            _lower(self.open_line, officers, post_idx)
            return
        exchanges = exchanges_of_line(standing, post_idx)
        if exchanges is None:
            _lower(self.pinned_line, officers, post_idx)
            return
        woman, country = standing.problem.woman[officers].astype(np.intp), standing.problem.country[officers]
        loss = exchanges.loss[woman, country] - FIT_WEIGHT * pairs.fit
        loss[np.isin(officers, standing.kept.get(post_idx, ()))] -= KEPT_WEIGHT
        known = self.loss[officers]
        nearer = np.flatnonzero((loss < known) | ((loss == known) & (post_idx < self.line[officers])))
        chosen = officers[nearer]
        self.loss[chosen] = loss[nearer]
        self.line[chosen] = post_idx
        self.holder[chosen] = exchanges.holder[woman[nearer], country[nearer]]

    def join(self, other: Hindrances) -> None:
        """Take in what other lines say."""
        self.lines[:] += other.lines
        for mine, others in ((self.pinned_line, other.pinned_line), (self.open_line, other.open_line)):
            earlier = (others != NOWHERE) & ((mine == NOWHERE) | (others < mine))
            mine[earlier] = others[earlier]
        nearer = (other.loss < self.loss) | ((other.loss == self.loss) & (other.line < self.line))
        self.loss[nearer] = other.loss[nearer]
        self.line[nearer], self.holder[nearer] = other.line[nearer], other.holder[nearer]


def is_open(standing: Standing, post_idx: int) -> bool:
    """Return whether a line has a seat that stayed open."""
    return bool(standing.filled[post_idx] < standing.problem.seats[post_idx])


def _lower(line: NDArray[np.int32], officers: NDArray[np.int64], post_idx: int) -> None:
    """Set the line of some officers to one that comes before it; -1 = none is known."""
    known = line[officers]
    line[officers[(known == NOWHERE) | (known > post_idx)]] = post_idx
