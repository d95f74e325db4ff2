"""The missions of a synthetic register: field missions of falling size, and one headquarters office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import Mission, MissionKind
from releve.synthesis.sized.countries import Senders
from releve.synthesis.sized.draws import ColumnDraws

HEADQUARTERS: Final = "HQ"
HEADQUARTERS_SHARE: Final = 0.04
"""Share of lines at headquarters."""
LANGUAGE_WEIGHTS: Final = {"en": 0.50, "fr": 0.32, "es": 0.05, "ar": 0.10, "pt": 0.03}
FIRST_LANGUAGES: Final = ("en", "fr", "en", "ar")
"""Languages of the four largest missions."""
FIRST_HOST: Final = 8
"""Hosts are drawn from this rank on: a mission in the country that sends most would be another instance."""


@dataclass(frozen=True, kw_only=True, eq=False)
class MissionSettings:
    """
    Missions sorted by key, the headquarters office last.

    Attributes
    ----------
    languages
        The main language of each.
    weights
        Shape ``(n_missions,)``: weight of a mission among lines and among those who serve.
    """

    missions: tuple[Mission, ...]
    languages: tuple[str, ...]
    weights: NDArray[np.float64]


def draw_missions(draws: ColumnDraws, n_missions: int, senders: Senders) -> MissionSettings:
    """Return ``n_missions`` missions, the last one a headquarters office."""
    n_field = n_missions - 1
    known = tuple(LANGUAGE_WEIGHTS)
    drawn = [known[i] for i in draws.picks("language of a mission", n_field, tuple(LANGUAGE_WEIGHTS.values()))]
    languages = [*FIRST_LANGUAGES, *drawn[len(FIRST_LANGUAGES) :]]
    hosts = draws.integers("host", n_field, FIRST_HOST, len(senders.codes) - 1)
    has_excluded = draws.chances("has excluded", n_field, 0.3)
    excluded = draws.integers("excluded", n_field, FIRST_HOST, len(senders.codes) - 1)
    field = tuple(
        Mission(
            mission=f"FIELD{k + 1:02d}",
            kind=MissionKind.FIELD,
            host_countries=(senders.codes[hosts[k]],),
            working_languages=(languages[k],) if languages[k] == "en" else (languages[k], "en"),
            excluded_nationalities=(senders.codes[excluded[k]],) if has_excluded[k] else (),
        )
        for k in range(n_field)
    )
    office = Mission(mission=HEADQUARTERS, kind=MissionKind.HEADQUARTERS, working_languages=("en", "fr"))
    weights = np.array([1 / (k + 2) for k in range(n_field)])
    at_office = np.cumsum(weights)[-1] * HEADQUARTERS_SHARE / (1 - HEADQUARTERS_SHARE)
    return MissionSettings(missions=(*field, office), languages=(*languages, "en"), weights=np.append(weights, at_office))
