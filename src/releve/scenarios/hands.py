"""What changes hands between the base plan and that of a scenario: people, seats, lines, countries, as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Move:
    """One officer whose line is another: ``from_`` None = had no seat, ``to`` None = has none any more."""

    officer_id: str
    country: str | None
    from_: str | None
    to: str | None


@dataclass(frozen=True, kw_only=True)
class LineChange:
    """Seats and filled seats of one line before and after; 0 seats = the line is not there."""

    post_id: str
    mission: str
    title: str | None
    seats_before: int
    seats_after: int
    filled_before: int
    filled_after: int

    @property
    def by(self) -> int:
        """Return how many more seats are filled; negative when fewer."""
        return self.filled_after - self.filled_before


@dataclass(frozen=True, kw_only=True)
class MissionChange:
    """Seats filled in one mission before and after."""

    mission: str
    filled_before: int
    filled_after: int

    @property
    def by(self) -> int:
        """Return how many more seats are filled; negative when fewer."""
        return self.filled_after - self.filled_before


@dataclass(frozen=True, kw_only=True)
class CountryChange:
    """
    One country before and after.

    Attributes
    ----------
    placed_before, placed_after
        Officers with a seat.
    eligible_before, eligible_after
        Officers with at least one line that they may be planned in.
    pairs_gained, pairs_lost
        Pairs that may be planned now and could not before, and the reverse.
    """

    country: str | None
    placed_before: int
    placed_after: int
    eligible_before: int
    eligible_after: int
    pairs_gained: int
    pairs_lost: int

    @property
    def by(self) -> int:
        """Return how many more officers have a seat; negative when fewer."""
        return self.placed_after - self.placed_before


@dataclass(frozen=True, kw_only=True)
class NewlyEligible:
    """
    An officer who may be planned in lines that were closed before.

    Attributes
    ----------
    lines
        How many such lines there are, >= 1.
    was_eligible
        Whether there was any line before.
    placed_at, by_the_change
        The line that the plan gives, None = no seat; whether it is one of those newly open.
    """

    officer_id: str
    country: str | None
    lines: int
    was_eligible: bool
    placed_at: str | None
    by_the_change: bool


@dataclass(frozen=True, kw_only=True)
class Hands:
    """
    Everything that changes hands.

    Attributes
    ----------
    gained, lost, moved
        Officers with a seat who had none; without one who had; in another line. By officer.
    chains
        The same moves, each the consequence of the one before: who takes whose seat. The first of a chain takes a seat without
        leaving one that is taken; the last takes one that was open, or has none any more. Officers who only leave stand alone.
    lines, missions
        Those of which more or fewer seats are filled, or that have more or fewer seats; by key.
    countries
        Those with any difference; by code, unknown last.
    newly_eligible
        Officers with pairs gained, those placed first, then by officer.
    """

    gained: tuple[Move, ...]
    lost: tuple[Move, ...]
    moved: tuple[Move, ...]
    chains: tuple[tuple[Move, ...], ...]
    lines: tuple[LineChange, ...]
    missions: tuple[MissionChange, ...]
    countries: tuple[CountryChange, ...]
    newly_eligible: tuple[NewlyEligible, ...]
    pairs_gained: int
    pairs_lost: int
