"""
What a partner should be asked for: officers of which profiles, how many, for which lines, and what they bring.

Round after round, always on the level that is compared first among those on which prices still allow a gain. The officers of a round
are added together and the problem is solved again. Where each of them is one seat of the same priority more, nothing is left to
tell apart: an officer fills one seat at most, so each brings exactly that one. Where they bring less, the round is halved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from releve.errors import Datum, ReleveError
from releve.model import Gender
from releve.planning.marginal.change import Priced
from releve.planning.marginal.difference import Difference, decisive_level, difference
from releve.planning.marginal.officers import (
    MadeOfficers,
    add_made,
    added_by_made,
    country_column,
    earns_of_made,
    make_officers,
    missions_closed_to,
    profile_data,
)
from releve.planning.marginal.prices import LevelPrices, bound_gains, bound_of, price_plan
from releve.planning.marginal.values import OnSolved, Resolver, order_of_bounds
from releve.planning.objective import N_PRIORITIES, SHORTFALL_LEVEL, women_assigned
from releve.planning.problem import AssignmentProblem
from releve.planning.result import LEVELS, Result
from releve.planning.standing import Standing

MOST_SOLVED: Final = 40
"""Most times that the rounds solve again; a register of 6,000 officers needs about twenty."""

NONE_TRIED: Final = -1


class UnknownPartnerError(ReleveError):
    """A partner is no country of the reference tables; ``data`` holds ``country``."""

    code = "planning.unknown_partner"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """
    Officers of one profile to ask for.

    Attributes
    ----------
    gender
        F where a woman is missing; None where a man will do, and a woman as well.
    number
        How many, >= 1.
    data
        The profile, with the lines that ask it and their missions, as for a change of the kind ``officer``.
    woman, man
        What one such officer is worth alone, on top of the plan as it is, solved again; None where that was not done.
    """

    gender: Gender | None
    number: int
    data: Mapping[str, Datum]
    woman: Difference | None = None
    man: Difference | None = None


@dataclass(frozen=True, kw_only=True)
class Round:
    """
    Officers asked for together.

    Attributes
    ----------
    level
        Position in ``LEVELS`` of the first level that they make better.
    gain
        What they bring together, on top of the rounds before, solved again.
    is_each
        Whether every single one of them is proven to bring exactly one on that level, in whatever order they come.
    """

    level: int
    asks: tuple[Ask, ...]
    gain: Difference
    is_each: bool


@dataclass(frozen=True, kw_only=True)
class PartnerAsks:
    """
    The brief for one partner.

    Attributes
    ----------
    closed
        Missions to which no officer of the partner may go, and why: ``host_country``, ``excluded`` or ``national_cap``.
    total
        What all rounds together bring, solved again.
    n_profiles
        Profiles looked at, each as a woman and as a man.
    n_refused
        Officers made for trial that solving again showed to fill no seat and to bring no woman who is missing.
    is_complete
        Whether the rounds ended because no officer more of any profile fills a seat or brings a woman who is missing: proven, for
        each profile, by prices or by solving again with that officer, alone or among others.
    """

    country: str
    closed: Mapping[str, str]
    rounds: tuple[Round, ...]
    total: Difference
    n_profiles: int
    n_refused: int
    n_solved: int
    is_complete: bool


def ask_partner(priced: Priced, country: str, *, most: int, on_solved: OnSolved | None = None) -> PartnerAsks:
    """
    Return what a partner should be asked for.

    Parameters
    ----------
    country
        Alpha-3 code of the partner.
    most
        Of how many asks to solve again what one such officer alone is worth, as a woman and as a man; the first ones, >= 0.
    on_solved
        Called after each solving with how many are done and how many are expected.
    """
    standing = priced.standing
    made = make_officers(standing, country)
    resolver = Resolver(standing.result, n_expected=2 * most + N_PRIORITIES, on_solved=on_solved)
    search = _Rounds(standing, made, priced.prices, resolver)
    search.run()
    rounds = _with_alone(standing, made, search.rounds, most, resolver)
    return PartnerAsks(
        country=country,
        closed=missions_closed_to(standing, country),
        rounds=rounds,
        total=difference(standing.result, search.result),
        n_profiles=len(made) // 2,
        n_refused=search.n_refused,
        n_solved=resolver.n_solved,
        is_complete=search.is_complete,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Accepted:
    """The rows of made officers of one round, each as often as asked for, and what they bring."""

    level: int
    rows: tuple[int, ...]
    gain: Difference
    is_each: bool


class _Rounds:
    """One run over the rounds; holds the problem with everybody asked for so far, its best plan and its prices."""

    def __init__(self, standing: Standing, made: MadeOfficers, prices: tuple[LevelPrices, ...], resolver: Resolver) -> None:
        self.standing, self.made = standing, made
        self.problem, self.result, self.prices = standing.problem, standing.result, prices
        self.rounds: list[_Accepted] = []
        self.is_complete = False
        self._resolver = resolver
        self._worthless_to = np.full(len(made), NONE_TRIED, np.int64)
        self._stale: set[int] = set()

    def run(self) -> None:
        """Add officers until none is left that prices allow to fill a seat or to bring a woman who is missing."""
        while self._resolver.n_solved < MOST_SOLVED:
            candidates, level = self._candidates()
            if level is not None and level <= SHORTFALL_LEVEL:
                self._add(level, self._batch(level, candidates))
            elif self._stale:
                # What was tried before the last ones came may be worth something now.
                self._worthless_to[list(self._stale)] = NONE_TRIED
                self._stale.clear()
            else:
                self.is_complete = True
                return

    @property
    def n_refused(self) -> int:
        """Return how many made officers solving again showed to fill no seat and to bring no woman who is missing, alone or together."""
        return int((self._worthless_to > NONE_TRIED).sum())

    def _candidates(self) -> tuple[list[int], int | None]:
        """Return whom prices allow to make the first level better that anybody can, best first, and that level."""
        added = added_by_made(self.prices, self.problem, self.standing.snapshot, self.made)
        bounds = bound_gains(self.prices, self.result, added, zero_to=self._worthless_to)
        # A woman whom prices cannot tell from a man is not asked for as a woman.
        is_alike = np.repeat((added[:, 0::2] == added[:, 1::2]).all(axis=0), 2) & self.made.woman
        order = [k for k in order_of_bounds(bounds, added) if not is_alike[k]]
        level = decisive_level(bound_of(bounds, order[0])) if order else None
        return [k for k in order if decisive_level(bound_of(bounds, k)) == level], level

    def _batch(self, level: int, candidates: Sequence[int]) -> list[int]:
        """
        Return whom to add together: for every open seat one officer of the profile that its line asks, else all candidates, one each.

        Who would take which seat is a guess from prices. Solving again says whether it was right. Where the cap of a mission is reached
        by officers of the partner, one more may still free another of them for a seat elsewhere.
        """
        earns = earns_of_made(self.prices[level], self.problem, self.standing.snapshot, self.made)
        for beyond_cap in (False, True):
            room = _Room(self.standing, self.made, self.problem, self.result, beyond_cap=beyond_cap)
            batch = []
            for row in candidates:
                lines = [j for j in self.made.profile[row][1] if earns[row, j] > 0]
                batch += [row] * room.take(row, lines, level)
            if batch and level < N_PRIORITIES:
                return batch
            if batch:
                # Women come to where they are needed by many ways: whoever brings nothing among all others is done with.
                return [*batch, *(row for row in candidates if row not in batch)]
        return list(candidates)

    def _add(self, level: int, rows: Sequence[int]) -> None:
        """
        Add officers and solve again; where they bring less than one each, add them half by half.

        Nobody makes a plan worse, so where all together bring nothing on a level, none of them does.
        """
        problem = add_made(self.problem, self.standing.snapshot, self.made, rows)
        result = self._resolver.result_of(problem)
        gain = difference(self.result, result)
        first = decisive_level(gain.high)
        if gain.is_exact and (first is None or first > level):
            self._worthless_to[list(rows)] = len(LEVELS) if first is None else first - 1
            return
        if level == SHORTFALL_LEVEL and 0 < gain.low[level] < len(rows):
            useful = self._useful(problem, result, rows)[: gain.low[level]]
            if 0 < len(useful) < len(rows):
                self._add(level, useful)
                return
        if gain.low[level] < len(rows) and not any(gain.low[:level]) and len(rows) > 1:
            half = (len(rows) + 1) // 2
            self._add(level, rows[:half])
            self._add(level, rows[half:])
            return
        self.problem, self.result = problem, result
        self.prices = price_plan(problem, result, n_levels=SHORTFALL_LEVEL + 1)
        self._stale.update(np.flatnonzero(self._worthless_to > NONE_TRIED).tolist())
        is_each = level < N_PRIORITIES and gain.is_exact and not any(gain.low[:level]) and gain.low[level] == len(rows)
        self.rounds.append(_Accepted(level=level, rows=tuple(rows), gain=gain, is_each=is_each))

    def _useful(self, problem: AssignmentProblem, result: Result, rows: Sequence[int]) -> list[int]:
        """Return the rows of those added last whom a plan seats where women are needed."""
        pairs, first = problem.pairs, len(problem.officer_id) - len(rows)
        seated = result.chosen[pairs.officer_idx[result.chosen] >= first]
        needed = problem.group_need[problem.group[pairs.post_idx[seated]]] > 0
        return [rows[int(i) - first] for i in np.sort(pairs.officer_idx[seated[needed]])]


class _Room:
    """Seats, caps and women's needs that a plan leaves open for officers of one country, and that a round uses up."""

    def __init__(self, standing: Standing, made: MadeOfficers, problem: AssignmentProblem, result: Result, *, beyond_cap: bool) -> None:
        pairs, chosen = problem.pairs, result.chosen
        posts = pairs.post_idx[chosen]
        self._woman, self._problem = made.woman, problem
        self._seats = problem.seats - np.bincount(posts, minlength=len(problem.seats))
        self._women = np.maximum(0, problem.group_need - women_assigned(problem, chosen))
        column = country_column(standing.snapshot, made.country)
        held = posts[problem.country[pairs.officer_idx[chosen]] == column]
        self._ceiling = made.ceiling.astype(np.int64)
        if not beyond_cap:
            self._ceiling -= np.bincount(problem.mission[held], minlength=len(made.ceiling))

    def take(self, row: int, posts: Sequence[int], level: int) -> int:
        """Use up what officers of one row would take in some lines, and return how many that are."""
        n_taken = 0
        for j in posts:
            if level < N_PRIORITIES and self._problem.priority[j] != level + 1:
                continue
            mission, group = int(self._problem.mission[j]), int(self._problem.group[j])
            n = min(int(self._ceiling[mission]), int(self._seats[j]) if level < N_PRIORITIES else int(self._women[group]))
            n = min(n, int(self._women[group])) if self._woman[row] else n
            if n > 0:
                self._ceiling[mission] -= n
                self._seats[j] -= n
                self._women[group] -= n if self._woman[row] else 0
                n_taken += n
        return n_taken


def _with_alone(standing: Standing, made: MadeOfficers, accepted: Sequence[_Accepted], most: int, resolver: Resolver) -> tuple[Round, ...]:
    """Return the rounds, their officers counted by profile, the first of them with what one alone is worth."""
    rounds: list[Round] = []
    n_asks = 0
    for found in accepted:
        asks = []
        for row, number in Counter(found.rows).items():
            gender = Gender.F if made.woman[row] else None
            profile, lines = made.profile[row]
            # Of the lines that ask the profile, those whose priority the round is about.
            about = [j for j in lines if standing.problem.priority[j] == found.level + 1] or lines
            ask = Ask(gender=gender, number=number, data=profile_data(standing.snapshot, profile, about))
            if n_asks < most:
                woman, man = (resolver.difference_of(add_made(standing.problem, standing.snapshot, made, [k])) for k in _woman_and_man(row))
                ask = replace(ask, woman=woman, man=man)
            asks.append(ask)
            n_asks += 1
        rounds.append(Round(level=found.level, asks=tuple(asks), gain=found.gain, is_each=found.is_each))
    return tuple(rounds)


def _woman_and_man(row: int) -> tuple[int, int]:
    """Return the rows of the woman and the man of the profile of a row."""
    return row - row % 2, row - row % 2 + 1
