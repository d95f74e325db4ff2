"""One rule waived for one pair, one level more in one language of one officer: changes of who may serve where, and how well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import Level, OfficerTable, PostLine
from releve.planning.decided import Decided
from releve.planning.fit import fit_of_post
from releve.planning.marginal.change import Change, ChangeKind, Changes, Priced
from releve.planning.marginal.changed import MorePairs, with_pairs
from releve.planning.marginal.prices import bound_gains
from releve.planning.problem import AssignmentProblem
from releve.planning.standing import Standing

_NOT_PINNED: Final = -1


@dataclass(frozen=True, kw_only=True, eq=False)
class _Found:
    """Pairs that a change opens or makes better; arrays of shape ``(n_found,)``."""

    officer_idx: NDArray[np.int64]
    post_idx: NDArray[np.int64]
    fit: NDArray[np.int64]
    kept: NDArray[np.bool_]


def waiver_changes(priced: Priced) -> Changes:
    """Return a waiver for every pair that one rule alone keeps apart; one of nationality does not lift a cap."""
    standing = priced.standing
    kept = _kept_by_post(standing)
    parts, rules = [], []
    for j, post in enumerate(standing.snapshot.posts):
        blocked = standing.screen(post, standing.snapshot.officers)[0]
        chosen = np.flatnonzero((np.bitwise_count(blocked) == 1) & _may_be_planned(standing, j))
        parts.append(_found(j, chosen, fit_of_post(standing.snapshot.officers, post, standing.snapshot.policy)[chosen], kept))
        rules.append(np.bitwise_count(blocked[chosen] - np.uint32(1)).astype(np.int64))
    found, rule = _joined(parts), np.concatenate([np.zeros(0, np.int64), *rules])
    added = _added_by_pairs(priced, found)
    promising = np.flatnonzero(bound_gains(priced.prices, standing.result, added).any(axis=0))
    changes = [_waiver(standing, found, int(k), int(rule[k])) for k in promising]
    return Changes(kind=ChangeKind.WAIVER, changes=changes, added=added[:, promising], n_ruled_out=len(rule) - len(promising))


def language_changes(priced: Priced) -> Changes:
    """Return one level more for every officer in every language that the officer lists below C2."""
    standing = priced.standing
    table = standing.snapshot.officers
    free = ~standing.serving
    kept = _kept_by_post(standing)
    changes: list[Change] = []
    added: list[NDArray[np.int64]] = []
    n_all = 0
    for column in range(len(table.language_tags)):
        level = table.language_level[:, column]
        raised = np.flatnonzero((level >= Level.A1) & (level < Level.C2) & table.languages_known & free)
        n_all += len(raised)
        found = _opened_by_level(standing, raised, column, kept)
        by_pair = _added_by_pairs(priced, found)
        # An officer takes one seat at most, so of all pairs that a level opens or betters only the best one counts.
        best = np.zeros((len(priced.prices), len(table)), np.int64)
        for k in range(len(priced.prices)):
            np.maximum.at(best[k], found.officer_idx, by_pair[k])
        promising = np.flatnonzero(
            bound_gains(priced.prices, standing.result, best).any(axis=0) & free & np.isin(np.arange(len(table)), raised)
        )
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for row in np.flatnonzero(np.isin(found.officer_idx, promising)):
            rows[int(found.officer_idx[row])].append(int(row))
        for i in promising:
            changes.append(_language(standing, found, rows[int(i)], int(i), column))
            added.append(best[:, i])
    columns = np.array(added, np.int64).reshape(-1, len(priced.prices)).T
    return Changes(kind=ChangeKind.LANGUAGE_LEVEL, changes=changes, added=columns, n_ruled_out=n_all - len(changes))


def _waiver(standing: Standing, found: _Found, row: int, rule: int) -> Change:
    snapshot = standing.snapshot
    post = snapshot.posts[int(found.post_idx[row])]
    data = {
        "officer_id": snapshot.officers.officer_id[int(found.officer_idx[row])],
        "post_id": post.post_id,
        "mission": post.mission,
        "rule": standing.rules[rule].code,
    }
    return Change(kind=ChangeKind.WAIVER, data=data, more=partial(_with_rows, standing.problem, found, [row]))


def _language(standing: Standing, found: _Found, rows: list[int], officer_idx: int, column: int) -> Change:
    table = standing.snapshot.officers
    level = Level(int(table.language_level[officer_idx, column]))
    country = int(table.country[officer_idx])
    data = {
        "officer_id": table.officer_id[officer_idx],
        "country": table.countries[country] if country >= 0 else None,
        "language": table.language_tags[column],
        "from": level.name,
        "to": Level(level + 1).name,
    }
    return Change(kind=ChangeKind.LANGUAGE_LEVEL, data=data, more=partial(_with_rows, standing.problem, found, rows))


def _with_rows(problem: AssignmentProblem, found: _Found, rows: list[int]) -> AssignmentProblem:
    added = MorePairs(
        officer_idx=found.officer_idx[rows].astype(np.int32),
        post_idx=found.post_idx[rows].astype(np.int32),
        fit=found.fit[rows].astype(np.int32),
        kept=found.kept[rows],
    )
    return with_pairs(problem, added)


def _opened_by_level(standing: Standing, raised: NDArray[np.int64], column: int, kept: dict[int, set[int]]) -> _Found:
    """Return the pairs that one level more in one language opens or gives a better fit."""
    table = standing.snapshot.officers
    tag, level = table.language_tags[column], table.language_level[:, column]
    return _joined(list(_by_post(standing, raised, column, [p for p in standing.snapshot.posts if _asks(p, tag)], level, kept)))


def _by_post(
    standing: Standing, raised: NDArray[np.int64], column: int, posts: list[PostLine], level: NDArray[np.int8], kept: dict[int, set[int]]
) -> Iterator[_Found]:
    table = standing.snapshot.officers
    tag = table.language_tags[column]
    for post in posts:
        j = standing.snapshot.post_idx[post.post_id]
        required, desired = post.languages_required.get(tag), post.languages_desired.get(tag)
        counts = np.zeros(len(raised), np.bool_)
        if required is not None:
            counts |= level[raised] + 1 >= required
        if desired is not None:
            counts |= level[raised] + 1 == desired
        chosen = raised[counts & _may_be_planned(standing, j)[raised]]
        better = _raised(table, chosen, column)
        blocked = standing.screen(post, better)[0]
        yield _found(j, chosen[blocked == 0], fit_of_post(better, post, standing.snapshot.policy)[blocked == 0], kept)


def _asks(post: PostLine, tag: str) -> bool:
    return tag in post.languages_required or tag in post.languages_desired


def _raised(table: OfficerTable, officer_idx: NDArray[np.int64], column: int) -> OfficerTable:
    """Return the rows of some officers, each one level better in one language."""
    part = table.take(officer_idx)
    level = part.language_level.copy()
    level[:, column] += 1
    return replace(part, language_level=level)


def _may_be_planned(standing: Standing, post_idx: int) -> NDArray[np.bool_]:
    """Return who neither serves nor is forbidden in a line; shape ``(n_officers,)``."""
    forbidden = standing.forbidden.get(post_idx)
    free: NDArray[np.bool_] = ~standing.serving if forbidden is None else ~standing.serving & ~forbidden
    return free


def _kept_by_post(standing: Standing) -> dict[int, set[int]]:
    """Return the officers whom the plan before had in each line: opened again, such a pair counts as kept."""
    kept: defaultdict[int, set[int]] = defaultdict(set)
    for officer_idx, post_idx in Decided.from_snapshot(standing.snapshot).previous:
        kept[post_idx].add(officer_idx)
    return kept


def _found(post_idx: int, officer_idx: NDArray[np.int64], fit: NDArray[np.int64], kept: dict[int, set[int]]) -> _Found:
    before = kept.get(post_idx, set())
    return _Found(
        officer_idx=officer_idx,
        post_idx=np.full(len(officer_idx), post_idx, np.int64),
        fit=fit.astype(np.int64),
        kept=np.array([int(i) in before for i in officer_idx], np.bool_) if before else np.zeros(len(officer_idx), np.bool_),
    )


def _joined(parts: list[_Found]) -> _Found:
    empty = np.zeros(0, np.int64)
    return _Found(
        officer_idx=np.concatenate([empty, *(part.officer_idx for part in parts)]),
        post_idx=np.concatenate([empty, *(part.post_idx for part in parts)]),
        fit=np.concatenate([empty, *(part.fit for part in parts)]),
        kept=np.concatenate([empty.astype(np.bool_), *(part.kept for part in parts)]),
    )


def _added_by_pairs(priced: Priced, found: _Found) -> NDArray[np.int64]:
    """Return what each pair adds to the bound of each level: what it earns more than the best its officer could earn before."""
    problem = priced.standing.problem
    pairs = problem.pairs
    pinned_at = np.full(len(problem.officer_id), _NOT_PINNED, np.int64)
    pinned_at[pairs.officer_idx[pairs.pinned]] = pairs.post_idx[pairs.pinned]
    # A pinned officer can take no other seat, but may suit this one better.
    counts = (pinned_at[found.officer_idx] == _NOT_PINNED) | (pinned_at[found.officer_idx] == found.post_idx)
    rows = []
    for prices in priced.prices:
        earns = prices.earns(
            problem,
            post_idx=found.post_idx,
            country=problem.country[found.officer_idx],
            woman=problem.woman[found.officer_idx],
            kept=found.kept,
            fit=found.fit,
        )
        rows.append(np.where(counts, np.maximum(0, earns - prices.earned[found.officer_idx]), 0))
    return np.array(rows, np.int64).reshape(len(priced.prices), -1)
