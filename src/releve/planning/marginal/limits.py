"""One more seat, one more officer under a cap, one woman less needed: changes of what limits the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.errors import Datum
from releve.model import Category, PostLine, Snapshot
from releve.planning.build import build_problem
from releve.planning.limits import caps_left, parity_groups
from releve.planning.marginal.change import Change, ChangeKind, Changes, Priced
from releve.planning.marginal.prices import LevelPrices
from releve.planning.objective import is_feasible
from releve.planning.problem import AssignmentProblem
from releve.planning.standing import Standing

POINT: Final = Decimal("0.01")


def seat_changes(priced: Priced) -> Changes:
    """
    Return one more seat in every line, as the folder would hold it.

    A seat more also counts in the base of its mission's cap and of its group's target, so it may allow an officer more, need a woman
    more, and cost something where nobody takes it. The last seat of a line is taken away with the line.
    """
    standing = priced.standing
    snapshot = standing.snapshot

    @cache
    def limits(mission: str, category: Category) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return caps and needs with one seat more, wherever in the group it is: lines of one group have them alike."""
        post_idx = next(j for j, post in enumerate(snapshot.posts) if (post.mission, post.category) == (mission, category))
        changed = _with_seats(snapshot, post_idx, 1)
        return caps_left(changed), parity_groups(changed).need

    changes, added = [], []
    for j, post in enumerate(snapshot.posts):
        caps, need = limits(post.mission, post.category)
        seats = standing.problem.seats.copy()
        seats[j] += 1
        data: Mapping[str, Datum] = {
            "post_id": post.post_id,
            "mission": post.mission,
            "priority": post.priority,
            "from": post.seats,
            "to": post.seats + 1,
        }
        more = partial(replace, standing.problem, seats=seats, cap_left=caps, group_need=need)
        changes.append(Change(kind=ChangeKind.SEAT, data=data, more=more, less=partial(_one_seat_less, standing, j)))
        added.append([int(p.post[j]) + _of_limits(p, standing.problem, caps, need) for p in priced.prices])
    return _changes(ChangeKind.SEAT, changes, added, priced)


def cap_changes(priced: Priced) -> Changes:
    """Return one officer more of each country in each mission that its officers could go to, and a hundredth more of the policy's cap."""
    standing = priced.standing
    snapshot, problem = standing.snapshot, standing.problem
    changes, added = [], []
    pairs = problem.pairs
    n_countries = problem.cap_left.shape[1]
    wanted = np.unique(problem.mission[pairs.post_idx].astype(np.int64) * n_countries + problem.country[pairs.officer_idx])
    names = (*snapshot.officers.countries, None)
    for m, c in zip(*np.divmod(wanted, n_countries), strict=True):
        more = problem.cap_left.copy()
        more[m, c] += 1
        left = int(problem.cap_left[m, c])
        data = {"mission": snapshot.missions[m].mission, "country": names[c], "from": left, "to": left + 1}
        change = _of_caps(standing, data, more, _less_cap(problem.cap_left, m, c))
        changes.append(change)
        added.append([int(p.cap[m, c]) for p in priced.prices])
    share = snapshot.policy.national_cap
    if share + POINT <= 1:
        more = caps_left(_with_cap(snapshot, share + POINT))
        less = caps_left(_with_cap(snapshot, share - POINT)) if share >= POINT else None
        data = {"mission": None, "country": None, "from": str(share), "to": str(share + POINT)}
        changes.append(_of_caps(standing, data, more, less))
        added.append([_of_limits(p, problem, more, problem.group_need) for p in priced.prices])
    return _changes(ChangeKind.CAP_POINT, changes, added, priced)


def women_changes(priced: Priced) -> Changes:
    """Return one woman less needed in each group that needs any, and a hundredth less of each category's target."""
    standing = priced.standing
    snapshot, problem = standing.snapshot, standing.problem
    groups = parity_groups(snapshot)
    changes, added = [], []
    for (mission, category), g in zip(groups.names, range(len(groups.names)), strict=True):
        need = int(problem.group_need[g])
        if need:
            less_need, more_need = problem.group_need.copy(), problem.group_need.copy()
            less_need[g] -= 1
            more_need[g] += 1
            data = {"mission": mission, "category": category.value, "from": need, "to": need - 1}
            changes.append(_of_needs(problem, data, less_need, more_need))
            added.append([_of_limits(p, problem, problem.cap_left, less_need) for p in priced.prices])
    for category, target in sorted(snapshot.policy.women_target.items(), key=lambda item: item[0].value):
        lower = max(Decimal(0), target - POINT)
        if target > 0 and any(name[1] is category for name in groups.names):
            lower_need = parity_groups(_with_target(snapshot, category, lower)).need
            higher_need = parity_groups(_with_target(snapshot, category, target + POINT)).need if target + POINT <= 1 else None
            names: Mapping[str, Datum] = {"mission": None, "category": category.value, "from": str(target), "to": str(lower)}
            changes.append(_of_needs(problem, names, lower_need, higher_need))
            added.append([_of_limits(p, problem, problem.cap_left, lower_need) for p in priced.prices])
    return _changes(ChangeKind.WOMEN_POINT, changes, added, priced)


def _changes(kind: ChangeKind, changes: list[Change], added: list[list[int]], priced: Priced) -> Changes:
    return Changes(kind=kind, changes=changes, added=np.array(added, np.int64).reshape(-1, len(priced.prices)).T)


def _of_limits(prices: LevelPrices, problem: AssignmentProblem, caps: NDArray[np.int32], need: NDArray[np.int64]) -> int:
    """Return what other caps and needs add to the bound of one level."""
    of_caps = int((prices.cap * (caps.astype(np.int64) - problem.cap_left)).sum())
    return of_caps + int((prices.need_terms(need) - prices.need_terms(problem.group_need)).sum())


def _of_caps(standing: Standing, data: Mapping[str, Datum], more: NDArray[np.int32], less: NDArray[np.int32] | None) -> Change:
    problem = standing.problem
    return Change(
        kind=ChangeKind.CAP_POINT,
        data=data,
        more=partial(replace, problem, cap_left=more),
        less=None if less is None else partial(_if_pins_hold, partial(replace, problem, cap_left=less)),
    )


def _of_needs(
    problem: AssignmentProblem, data: Mapping[str, Datum], less_need: NDArray[np.int64], more_need: NDArray[np.int64] | None
) -> Change:
    return Change(
        kind=ChangeKind.WOMEN_POINT,
        data=data,
        more=partial(replace, problem, group_need=less_need),
        less=None if more_need is None else partial(replace, problem, group_need=more_need),
    )


def _less_cap(cap_left: NDArray[np.int32], mission: int, country: int) -> NDArray[np.int32] | None:
    if cap_left[mission, country] == 0:
        return None
    less = cap_left.copy()
    less[mission, country] -= 1
    return less


def _one_seat_less(standing: Standing, post_idx: int) -> AssignmentProblem | None:
    snapshot, problem = standing.snapshot, standing.problem
    if snapshot.posts[post_idx].seats > 1:
        changed = _with_seats(snapshot, post_idx, -1)
        seats = problem.seats.copy()
        seats[post_idx] -= 1
        return _if_pins_hold(partial(replace, problem, seats=seats, cap_left=caps_left(changed), group_need=parity_groups(changed).need))
    if bool(problem.pairs.pinned[problem.pairs.post_idx == post_idx].any()):
        return None
    without, problems = build_problem(_without_line(snapshot, post_idx), rules=standing.rules)
    return None if any(found.is_error for found in problems) else without


def _if_pins_hold(make: Callable[[], AssignmentProblem]) -> AssignmentProblem | None:
    problem = make()
    return problem if is_feasible(problem, np.flatnonzero(problem.pairs.pinned)) else None


def _with_seats(snapshot: Snapshot, post_idx: int, more: int) -> Snapshot:
    posts = tuple(_more_seats(snapshot, post_idx, more))
    return replace(snapshot, posts=posts)


def _more_seats(snapshot: Snapshot, post_idx: int, more: int) -> Iterator[PostLine]:
    for j, post in enumerate(snapshot.posts):
        yield replace(post, seats=post.seats + more) if j == post_idx else post


def _without_line(snapshot: Snapshot, post_idx: int) -> Snapshot:
    """Return a snapshot without one line, and without what was decided about it."""
    gone = snapshot.posts[post_idx].post_id
    return replace(
        snapshot,
        posts=(*snapshot.posts[:post_idx], *snapshot.posts[post_idx + 1 :]),
        previous=tuple(row for row in snapshot.previous if row.post_id != gone),
        decisions=tuple(row for row in snapshot.decisions if row.post_id != gone),
        waivers=tuple(row for row in snapshot.waivers if row.post_id != gone),
    )


def _with_cap(snapshot: Snapshot, share: Decimal) -> Snapshot:
    return replace(snapshot, policy=replace(snapshot.policy, national_cap=share))


def _with_target(snapshot: Snapshot, category: Category, target: Decimal) -> Snapshot:
    targets = {**snapshot.policy.women_target, category: target}
    return replace(snapshot, policy=replace(snapshot.policy, women_target=targets))
