"""How large a synthetic register is, and what is made hard about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Size(StrEnum):
    """Sizes of the performance targets; see :data:`EXTENTS`."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


@dataclass(frozen=True, kw_only=True)
class Extent:
    """Numbers of officers, post lines, open seats, and missions; one of the missions is a headquarters office."""

    officers: int
    lines: int
    seats: int
    missions: int


EXTENTS: Final = MappingProxyType(
    {
        Size.S: Extent(officers=1_000, lines=200, seats=600, missions=8),
        Size.M: Extent(officers=10_000, lines=1_000, seats=4_000, missions=12),
        Size.L: Extent(officers=100_000, lines=5_000, seats=20_000, missions=16),
        Size.XL: Extent(officers=1_000_000, lines=20_000, seats=80_000, missions=24),
    },
)


class Knob(StrEnum):
    """
    What is made hard about a register; ``PLAIN`` changes nothing.

    Attributes
    ----------
    SCARCE
        Six lines in ten ask for what few officers have; more seats than can be filled.
    PLENTY
        Lines ask for little: about three times as many eligible pairs.
    TIES
        Fit is nearly equal everywhere: one desired skill that all hold, two scores, no desired language.
    ONE_COUNTRY
        One country sends half of the officers.
    CAPS
        Few countries and a low national cap: together the caps are below the seats, so all of them bind.
    WOMEN
        A target of 60 % women, and fewer women than half of that.
    SPARSE_LANGUAGES
        Six lines in ten also require a language that few speak.
    """

    PLAIN = "plain"
    SCARCE = "scarce"
    PLENTY = "plenty"
    TIES = "ties"
    ONE_COUNTRY = "one_country"
    CAPS = "caps"
    WOMEN = "women"
    SPARSE_LANGUAGES = "sparse_languages"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    What a knob sets; shares and chances 0..1.

    Attributes
    ----------
    countries
        How many countries send officers, at most 120.
    largest_share
        Share of all officers whom the first country sends; None = as the Zipf weights have it.
    national_cap, women_target
        Of the policy; None = as shipped.
    women_per_seat
        Women per open seat at most; None = as the shares of the countries have it.
    hard_lines
        Share of lines that ask for a rare profile.
    rare_language_lines
        Share of lines that require a rare language as well.
    easy
        Whether lines ask for little.
    level_fit
        Whether everything that fit looks at is nearly equal.
    """

    countries: int = 120
    largest_share: float | None = None
    national_cap: Decimal | None = None
    women_target: Decimal | None = None
    women_per_seat: float | None = None
    hard_lines: float = 0.0
    rare_language_lines: float = 0.0
    easy: bool = False
    level_fit: bool = False


SETTINGS: Final = MappingProxyType(
    {
        Knob.PLAIN: Settings(),
        Knob.SCARCE: Settings(hard_lines=0.6),
        Knob.PLENTY: Settings(easy=True),
        Knob.TIES: Settings(level_fit=True),
        Knob.ONE_COUNTRY: Settings(largest_share=0.5),
        Knob.CAPS: Settings(countries=20, national_cap=Decimal("0.04")),
        Knob.WOMEN: Settings(women_target=Decimal("0.60"), women_per_seat=0.3),
        Knob.SPARSE_LANGUAGES: Settings(rare_language_lines=0.6),
    },
)
