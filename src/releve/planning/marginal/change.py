"""One more of something: what it is, the problem with it, and the problem with one less."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.planning.marginal.prices import LevelPrices
from releve.planning.problem import AssignmentProblem
from releve.planning.standing import Standing


class ChangeKind(StrEnum):
    """What there may be one more of."""

    SEAT = "seat"
    OFFICER = "officer"
    LANGUAGE_LEVEL = "language_level"
    WAIVER = "waiver"
    CAP_POINT = "cap_point"
    WOMEN_POINT = "women_point"


CHANGE_DATA: Mapping[ChangeKind, tuple[str, ...]] = {
    ChangeKind.SEAT: ("post_id", "mission", "priority", "from", "to"),
    ChangeKind.OFFICER: (
        "country", "countries_alike", "gender", "category", "languages", "skills", "rank_min", "rank_max", "service_years", "education",
        "armed", "driving", "posts", "missions",
    ),
    ChangeKind.LANGUAGE_LEVEL: ("officer_id", "country", "language", "from", "to"),
    ChangeKind.WAIVER: ("officer_id", "post_id", "mission", "rule"),
    ChangeKind.CAP_POINT: ("mission", "country", "from", "to"),
    ChangeKind.WOMEN_POINT: ("mission", "category", "from", "to"),
}  # fmt: skip
"""
Names in ``Change.data`` by kind.

``from`` and ``to`` are what stands in the folder and what would stand there: seats, a level, officers of one country, women needed;
shares as text where ``mission`` is None, for then the policy's own number is meant. ``gender`` None: a man and a woman alike.
"""


@dataclass(frozen=True, kw_only=True, eq=False)
class Change:
    """
    One more of something.

    Attributes
    ----------
    more
        Makes the problem with one more.
    less
        Makes the problem with one less; None where that has no meaning, and its answer is None where nothing could be planned then.
    """

    kind: ChangeKind
    data: Mapping[str, Datum]
    more: Callable[[], AssignmentProblem]
    less: Callable[[], AssignmentProblem | None] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Changes:
    """
    All changes of one kind that prices do not rule out, and what each adds to the bounds.

    Attributes
    ----------
    added
        Shape ``(n_levels, n_changes)``, int64, as :func:`releve.planning.marginal.prices.bound_gains` takes it.
    n_ruled_out
        How many more were looked at whose bound is 0 on every level: worth nothing, whatever the solver would say.
    """

    kind: ChangeKind
    changes: Sequence[Change]
    added: NDArray[np.int64]
    n_ruled_out: int = 0


@dataclass(frozen=True, kw_only=True, eq=False)
class Priced:
    """A plan with prices for every level: what all changes start from."""

    standing: Standing
    prices: tuple[LevelPrices, ...]
