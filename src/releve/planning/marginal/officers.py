"""One officer more of a profile: who could go where, and what that adds to the bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.eligibility import RULES
from releve.errors import Datum
from releve.model import Gender, Mission, OfficerTable, Snapshot
from releve.planning.fit import fit_of_post
from releve.planning.limits import caps_left
from releve.planning.marginal.change import Change, ChangeKind, Changes, Priced
from releve.planning.marginal.changed import MoreOfficers, MorePairs, with_officers
from releve.planning.marginal.prices import LevelPrices, bound_gains
from releve.planning.marginal.profiles import Profile, make_officer, profiles_of
from releve.planning.problem import AssignmentProblem
from releve.planning.standing import Standing

GENDERS_MADE: Final = (Gender.F, Gender.M)
NO_COUNTRY: Final = "ZZZ"
"""Assigned to no country by ISO 3166-1: neither host of a mission nor excluded from one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class MadeOfficers:
    """
    Officers who do not exist: one woman and one man of each profile, all of one country.

    Attributes
    ----------
    country
        Alpha-3.
    profile
        Profile and positions of its lines, two rows each: the woman's, then the man's.
    fit
        Shape ``(n_rows, n_posts)``, int64: -1 where the officer may not be planned.
    ceiling
        Shape ``(n_missions,)``, int32: officers of the country that each mission may still take.
    """

    country: str
    profile: tuple[tuple[Profile, tuple[int, ...]], ...]
    woman: NDArray[np.bool_]
    fit: NDArray[np.int64]
    ceiling: NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of officers."""
        return len(self.woman)


def make_officers(standing: Standing, country: str) -> MadeOfficers:
    """Return a woman and a man of every profile that the lines of a folder ask, and where the rules would let them serve."""
    snapshot = standing.snapshot
    thresholds = snapshot.policy.thresholds
    profiles = [found for found in profiles_of(snapshot) for _ in GENDERS_MADE]
    people = [
        make_officer(
            profile, [snapshot.posts[j] for j in lines], thresholds, officer_id=f"+{row:08d}", country=country, gender=GENDERS_MADE[row % 2]
        )
        for row, (profile, lines) in enumerate(profiles)
    ]
    table = OfficerTable.from_officers(people)
    fit = np.full((len(people), len(snapshot.posts)), -1, np.int64)
    for j, post in enumerate(snapshot.posts):
        may_serve = standing.screen(post, table)[0] == 0
        fit[may_serve, j] = fit_of_post(table, post, snapshot.policy)[may_serve]
    return MadeOfficers(
        country=country,
        profile=tuple(profiles),
        woman=np.array([person.gender is Gender.F for person in people], np.bool_),
        fit=fit,
        ceiling=ceiling_of(snapshot, country),
    )


def ceiling_of(snapshot: Snapshot, country: str) -> NDArray[np.int32]:
    """Return how many officers of a country each mission may still take, whether or not the register names the country."""
    countries = snapshot.officers.countries
    named = countries if country in countries else (*countries, country)
    left = caps_left(replace(snapshot, officers=replace(snapshot.officers, countries=named)))
    column: NDArray[np.int32] = left[:, named.index(country)]
    return column


def add_made(problem: AssignmentProblem, snapshot: Snapshot, made: MadeOfficers, rows: Sequence[int]) -> AssignmentProblem:
    """Return a problem with officers of a table of made ones added, a row as often as it is named."""
    problem, column = _with_country(problem, snapshot, made)
    fit = made.fit[list(rows)].reshape(len(rows), -1)
    officer_idx, post_idx = np.nonzero(fit >= 0)
    pairs = MorePairs(
        officer_idx=officer_idx.astype(np.int32),
        post_idx=post_idx.astype(np.int32),
        fit=fit[officer_idx, post_idx].astype(np.int32),
        kept=np.zeros(len(officer_idx), np.bool_),
    )
    woman = made.woman[list(rows)]
    return with_officers(problem, MoreOfficers(woman=woman, country=np.full(len(rows), column, np.int32), pairs=pairs))


def country_column(snapshot: Snapshot, country: str) -> int:
    """Return the column of the caps for a country; one of which the register names no officer gets a column behind all others."""
    countries = snapshot.officers.countries
    return countries.index(country) if country in countries else len(countries) + 1


def earns_of_made(level: LevelPrices, problem: AssignmentProblem, snapshot: Snapshot, made: MadeOfficers) -> NDArray[np.int64]:
    """Return what each made officer could earn in each line, scaled; shape ``(n_rows, n_posts)``, 0 where the officer may not go."""
    posts = np.arange(made.fit.shape[1])
    mission, column = problem.mission[posts], country_column(snapshot, made.country)
    # A country has no price before it has a column: nobody of it stands under any cap.
    cap = level.cap[mission, column] if column < level.cap.shape[1] else np.zeros(len(posts), np.int64)
    women = np.where(made.woman[:, None], level.group[problem.group[posts]], 0)
    priority = np.broadcast_to(problem.priority[posts].astype(np.int64), made.fit.shape)
    gain = level.level_gain(priority, np.zeros(made.fit.shape, np.bool_), made.fit) << level.scale_bits
    return np.where((made.fit >= 0) & (made.ceiling[mission] > 0), gain - level.post[posts] - cap + women, 0)


def added_by_made(prices: Sequence[LevelPrices], problem: AssignmentProblem, snapshot: Snapshot, made: MadeOfficers) -> NDArray[np.int64]:
    """Return what one more officer of each row adds to the bound of each level; shape ``(n_levels, n_rows)``."""
    rows = [earns_of_made(level, problem, snapshot, made).max(axis=1, initial=0) for level in prices]
    return np.array(rows, np.int64).reshape(len(prices), -1)


def officer_changes(priced: Priced, countries: Sequence[str]) -> Changes:
    """
    Return one officer more of every profile, as a woman and as a man, of the countries given.

    Countries that the prices cannot tell apart stand together, and the first of them is the one that is made. So do a woman and a man:
    the man is made then, for with a woman everything is at least as good.
    """
    standing = priced.standing
    first: dict[tuple[object, ...], tuple[MadeOfficers, int]] = {}
    alike: dict[tuple[object, ...], list[str]] = {}
    n_ruled_out = 0
    anyone = None if _may_ask_for_countries(standing) or not countries else make_officers(standing, NO_COUNTRY)
    for country in countries:
        made = make_officers(standing, country) if anyone is None else _of_country(standing, anyone, country)
        added = added_by_made(priced.prices, standing.problem, standing.snapshot, made)
        is_worth = bound_gains(priced.prices, standing.result, added).any(axis=0)
        is_alike = (added[:, 0::2] == added[:, 1::2]).all(axis=0)
        n_ruled_out += int((~is_worth).sum())
        for row in np.flatnonzero(is_worth):
            if made.woman[row] and is_alike[row // 2]:
                continue
            gender = None if is_alike[row // 2] else bool(made.woman[row])
            key = (made.profile[row], gender, *added[:, row].tolist())
            first.setdefault(key, (made, int(row)))
            alike.setdefault(key, []).append(country)
    columns = np.array([key[2:] for key in first], np.int64).reshape(-1, len(priced.prices)).T
    changes = [_officer(standing, made, row, alike[key], is_any=key[1] is None) for key, (made, row) in first.items()]
    return Changes(kind=ChangeKind.OFFICER, changes=changes, added=columns, n_ruled_out=n_ruled_out)


def _may_ask_for_countries(standing: Standing) -> bool:
    """Return whether rules of third parties are in force: any of them may look at a country."""
    return any(rule not in RULES for rule in standing.rules)


def _of_country(standing: Standing, anyone: MadeOfficers, country: str) -> MadeOfficers:
    """Return made officers of no country as those of one: of the rules of the contract only that of nationality asks for it."""
    posts = standing.snapshot.posts
    closed = np.array([_is_refused(standing.snapshot.mission_of(post), country) for post in posts], np.bool_)
    fit = np.where(closed, -1, anyone.fit)
    return replace(anyone, country=country, fit=fit, ceiling=ceiling_of(standing.snapshot, country))


def _is_refused(mission: Mission, country: str) -> bool:
    return country in mission.host_countries or country in mission.excluded_nationalities


def _officer(standing: Standing, made: MadeOfficers, row: int, countries_alike: Sequence[str], *, is_any: bool) -> Change:
    gender = None if is_any else (Gender.F if made.woman[row] else Gender.M).value
    data: dict[str, Datum] = {
        "country": made.country,
        "countries_alike": tuple(countries_alike),
        "gender": gender,
        **profile_data(standing.snapshot, *made.profile[row]),
    }
    return Change(kind=ChangeKind.OFFICER, data=data, more=partial(add_made, standing.problem, standing.snapshot, made, [row]))


def profile_data(snapshot: Snapshot, profile: Profile, lines: Sequence[int]) -> dict[str, Datum]:
    """Return a profile as named values, with the lines that ask it and their missions."""
    posts = [snapshot.posts[j] for j in lines]
    return {
        "category": profile.category.value,
        "languages": tuple(f"{tag}:{level.name}" for tag, level in profile.languages),
        "skills": profile.skills,
        "rank_min": profile.rank_min,
        "rank_max": profile.rank_max,
        "service_years": profile.service_years,
        "education": None if profile.education is None else profile.education.name.lower(),
        "armed": profile.armed,
        "driving": profile.driving,
        "posts": tuple(post.post_id for post in posts),
        "missions": tuple(dict.fromkeys(post.mission for post in posts)),
    }


def missions_closed_to(standing: Standing, country: str) -> dict[str, str]:
    """Return why officers of a country cannot go to a mission: ``host_country``, ``excluded`` or ``national_cap``; open ones left out."""
    snapshot = standing.snapshot
    left = ceiling_of(snapshot, country)
    found = {mission.mission: _why_closed(mission, country, int(left[m])) for m, mission in enumerate(snapshot.missions)}
    return {mission: why for mission, why in found.items() if why is not None}


def _why_closed(mission: Mission, country: str, left: int) -> str | None:
    if country in mission.host_countries:
        return "host_country"
    if country in mission.excluded_nationalities:
        return "excluded"
    return "national_cap" if left == 0 else None


def _with_country(problem: AssignmentProblem, snapshot: Snapshot, made: MadeOfficers) -> tuple[AssignmentProblem, int]:
    """Return a problem whose caps have a column for the country of made officers, and which column that is."""
    column = country_column(snapshot, made.country)
    if column < problem.cap_left.shape[1]:
        return problem, column
    return replace(problem, cap_left=np.column_stack((problem.cap_left, made.ceiling)).astype(np.int32)), column
