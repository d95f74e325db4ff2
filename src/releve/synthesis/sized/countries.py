"""Which countries send officers, how many each, and how many women among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.synthesis.sized.draws import ColumnDraws
from releve.synthesis.sized.sizes import Extent, Settings
from releve.synthesis.sources import read_rows

FIRST_LANGUAGES: Final = ("en", "fr", "en", "ar", "fr", "en", "fr", "es")
"""Languages of the eight countries that send most: fixed, so that no seed leaves a mission's language without officers."""
ZIPF_OFFSET: Final = 4
"""The country of rank k has weight 1 / (k + 4), k from 0: the first one sends 7 % of all officers."""
WOMEN_SHARE: Final = 0.205
"""Expected share of women over all countries."""
WOMEN_SPREAD: Final = 0.6
"""A country's share of women lies up to this part below or above the expected one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Senders:
    """
    Countries by rank: the first one sends most.

    Attributes
    ----------
    codes, languages
        Alpha-3 codes; language of the service, ``other`` where it is none of the missions'.
    weights, women
        Shape ``(n_countries,)``: weight of a country among officers; share of women among its own, 0..1.
    """

    codes: tuple[str, ...]
    languages: tuple[str, ...]
    weights: NDArray[np.float64]
    women: NDArray[np.float64]


def draw_senders(draws: ColumnDraws, extent: Extent, settings: Settings) -> Senders:
    """Return the countries in an order that the seed draws; which country stands where says nothing of it."""
    ranked = _ranked(draws)[: settings.countries]
    weights = np.array([1 / (rank + ZIPF_OFFSET) for rank in range(len(ranked))])
    if settings.largest_share is not None:
        others = weights[1:]
        weights = np.concatenate(([settings.largest_share], others / np.cumsum(others)[-1] * (1 - settings.largest_share)))
    total = np.cumsum(weights)[-1]
    raw = 1 - WOMEN_SPREAD + 2 * WOMEN_SPREAD * draws.shares("women of a country", len(ranked))
    wanted = WOMEN_SHARE
    if settings.women_per_seat is not None:
        wanted = min(wanted, settings.women_per_seat * extent.seats / extent.officers)
    women = raw * wanted * total / np.cumsum(raw * weights)[-1]
    return Senders(codes=tuple(c for c, _ in ranked), languages=tuple(g for _, g in ranked), weights=weights, women=women)


def _ranked(draws: ColumnDraws) -> list[tuple[str, str]]:
    rows = [(row["country"], row["language"]) for row in read_rows("register_countries.csv")]
    shuffled = [rows[i] for i in draws.order("rank of a country", len(rows))]
    first = []
    for language in FIRST_LANGUAGES:
        chosen = next(row for row in shuffled if row[1] == language)
        shuffled.remove(chosen)
        first.append(chosen)
    return [*first, *shuffled]
