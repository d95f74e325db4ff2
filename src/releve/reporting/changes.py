"""What may differ between two plans, as values: codes and numbers before and after."""

from __future__ import annotations

from dataclasses import dataclass

from releve.model import Category


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number before and after; ``key`` is its priority, mission, language, level or group."""

    key: str
    before: int
    after: int

    @property
    def by(self) -> int:
        """Return how much it grew; negative when it fell."""
        return self.after - self.before


@dataclass(frozen=True, kw_only=True)
class GroupChange:
    """Women in one parity group before and after, with the shortfall left."""

    mission: str
    category: Category
    women_before: int
    women_after: int
    shortfall_before: int
    shortfall_after: int


@dataclass(frozen=True, kw_only=True)
class SeatChange:
    """Seats of one line filled before and after."""

    post_id: str
    mission: str
    title: str | None
    priority: int
    seats: int
    filled_before: int
    filled_after: int


@dataclass(frozen=True, kw_only=True)
class CountryMove:
    """Officers of one country who changed their line (or lost it: ``to`` None; or gained one: ``from_`` None)."""

    country: str | None
    from_: str | None
    to: str | None
    officers: int


@dataclass(frozen=True, kw_only=True)
class Newcomers:
    """Officers of the answered commitments placed in one line, women among them."""

    post_id: str
    mission: str
    title: str | None
    priority: int
    officers: int
    women: int


@dataclass(frozen=True, kw_only=True)
class NearMissChange:
    """One row of the near-miss board before and after; None = the row does not stand in that plan."""

    rule: str
    before: str | None
    after: str | None
    officers_before: int
    officers_after: int
    posts_before: int
    posts_after: int


@dataclass(frozen=True, kw_only=True)
class Changes:
    """
    Everything that differs between two plans of the same post lines.

    Attributes
    ----------
    commitments
        Commitments left out of the first plan and taken into the second.
    objective
        The seven levels, in their order, changed or not: the first four are the seats filled by priority.
    missions
        Seats filled by mission, every mission with open seats; ``headquarters`` the sum over headquarters.
    women_assigned, women_after, strength_after
        Women whom the plan sends; women and strength once it is carried out.
    languages
        Officers sent who speak each language at B2 or above.
    lines
        Post lines of which more or fewer seats are filled.
    newcomers
        Where the officers of ``commitments`` go; ``moved``, ``lost`` and ``gained`` are all other officers.
    """

    commitments: tuple[str, ...]
    objective: tuple[Change, ...]
    filled: Change
    missions: tuple[Change, ...]
    headquarters: Change
    field: Change
    women_assigned: Change
    women_after: Change
    strength_after: Change
    languages: tuple[Change, ...]
    groups: tuple[GroupChange, ...]
    lines: tuple[SeatChange, ...]
    newcomers: tuple[Newcomers, ...]
    moved: tuple[CountryMove, ...]
    lost: tuple[CountryMove, ...]
    gained: tuple[CountryMove, ...]
    near_misses: tuple[NearMissChange, ...]
