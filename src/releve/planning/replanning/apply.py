"""What an event does to a plan before anybody is moved: pairs that cannot be any more fall away, limits and proofs follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial, singledispatch

import numpy as np
from numpy.typing import NDArray

from releve.planning.objective import SHORTFALL_LEVEL
from releve.planning.replanning.event import Event, Forbid, NewLine, Pin, Refusal, SeatChange, Withdrawal, refused
from releve.planning.replanning.lines import Lines
from releve.planning.replanning.priced import PairFacts, PricedLeaf
from releve.planning.replanning.state import NOWHERE, Ceiling, PlanState


@dataclass(frozen=True, kw_only=True, eq=False)
class Shaken:
    """
    A plan after an event; its officers may be more than seats or caps allow.

    Attributes
    ----------
    touched
        Lines whose seats or officers the event changed.
    """

    state: PlanState
    touched: tuple[int, ...]


def shaken_by(event: Event, state: PlanState) -> Shaken:
    """
    Return the plan after an event, with bounds that know whom it touched.

    Raises
    ------
    EventRefusedError
        If the event cannot be.
    """
    shaken = apply_event(event, state)
    after = shaken.state
    for line in shaken.touched:
        after = after.with_known_line(line)
    return replace(shaken, state=after)


@singledispatch
def apply_event(event: Event, state: PlanState) -> Shaken:
    """
    Return the plan after an event.

    Raises
    ------
    EventRefusedError
        If the event cannot be.
    """
    raise TypeError(event, state)


@apply_event.register
def _(event: Withdrawal, state: PlanState) -> Shaken:
    officer_idx = _officer(state, event.officer_id)
    line = int(state.post_of[officer_idx])
    if state.pinned[officer_idx]:
        state = _unpinned(state, [officer_idx])
    left = state.with_leaves(lambda leaf: leaf.without_officer(officer_idx))
    gone = state.gone.copy()
    gone[officer_idx] = True
    return Shaken(state=_moved(replace(left, gone=gone), officer_idx, NOWHERE, 0), touched=() if line == NOWHERE else (line,))


@apply_event.register
def _(event: NewLine, state: PlanState) -> Shaken:
    post, before = event.post, state.lines
    if any(known.post_id == post.post_id for known in before.posts):
        raise refused(Refusal.REPEATED_POST, post_id=post.post_id)
    if post.mission not in before.mission_idx:
        raise refused(Refusal.UNKNOWN_MISSION, post_id=post.post_id)
    line, after = len(before.posts), before.plus(post)
    _check_pins_within_caps(state, after, line)
    empty = replace(after, seats=np.append(before.seats, 0), group_need=_padded(before, after), cap_left=before.cap_left)
    grown = replace(state, lines=after, n_eligible=np.append(state.n_eligible, 0), ceilings=(None,) * len(state.ceilings))
    pairs = grown.pairs_of(line)
    grown = grown.with_leaves(lambda leaf: leaf.with_line(after, line, pairs).moved(empty, after, line))
    return Shaken(state=grown, touched=(line,))


@apply_event.register
def _(event: SeatChange, state: PlanState) -> Shaken:
    before = state.lines
    line = _line(state, event.post_id)
    if event.seats < 0:
        raise refused(Refusal.SEATS_BELOW_ZERO, post_id=event.post_id)
    there = np.flatnonzero(state.post_of == line)
    pinned = there[state.pinned[there]]
    if 0 < event.seats < len(pinned):
        raise refused(Refusal.PINS_OVER_SEATS, post_id=event.post_id)
    after = before.with_seats(line, event.seats)
    is_cancelled = event.seats == 0
    _check_pins_within_caps(state, after, line, spared=pinned.tolist() if is_cancelled else ())
    ceilings = _ceilings_of_fewer_seats(state, before, after) if event.seats <= before.seats[line] else (None,) * len(state.ceilings)
    changed = replace(state, ceilings=ceilings)
    if is_cancelled and len(pinned):
        changed = _unpinned(changed, pinned.tolist())
    changed = replace(changed, lines=after).with_leaves(lambda leaf: leaf.moved(before, after, line))
    if is_cancelled:
        for officer_idx in there.tolist():
            changed = _moved(changed, officer_idx, NOWHERE, 0)
    return Shaken(state=changed, touched=(line,))


@apply_event.register
def _(event: Pin, state: PlanState) -> Shaken:
    officer_idx, line = _officer(state, event.officer_id), _line(state, event.post_id)

    def no(reason: Refusal) -> Exception:
        return refused(reason, officer_id=event.officer_id, post_id=event.post_id)

    at = int(state.post_of[officer_idx])
    if state.pinned[officer_idx]:
        if at == line:
            return Shaken(state=state, touched=())
        raise no(Refusal.PINNED)
    officers, fits = state.candidates(line)
    position = int(np.searchsorted(officers, officer_idx))
    if position == len(officers) or officers[position] != officer_idx:
        raise no(_why_not(state, officer_idx, line))
    pinned = np.flatnonzero(state.pinned)
    posts = state.post_of[pinned]
    mission = state.lines.mission
    if np.sum(posts == line) >= state.lines.seats[line]:
        raise no(Refusal.PINS_OVER_SEATS)
    same_cap = (mission[posts] == mission[line]) & (state.country[pinned] == state.country[officer_idx])
    if np.sum(same_cap) >= state.lines.cap_left[mission[line], state.country[officer_idx]]:
        raise no(Refusal.PINS_OVER_NATIONAL_CAP)
    facts = state.facts(officer_idx, line, int(fits[position]))
    flags = state.pinned.copy()
    flags[officer_idx] = True
    changed = replace(state, pinned=flags).with_leaves(lambda leaf: leaf.plus(leaf.loss_by_pin(state.lines, line, facts)))
    touched = (line,) if at in {NOWHERE, line} else (line, at)
    return Shaken(state=_moved(changed, officer_idx, line, int(fits[position])), touched=touched)


@apply_event.register
def _(event: Forbid, state: PlanState) -> Shaken:
    officer_idx, line = _officer(state, event.officer_id), _line(state, event.post_id)
    is_there = state.post_of[officer_idx] == line
    if is_there and state.pinned[officer_idx]:
        raise refused(Refusal.PINNED, officer_id=event.officer_id, post_id=event.post_id)
    changed = replace(state, forbidden=state.forbidden | {(officer_idx, line)})
    return Shaken(state=_moved(changed, officer_idx, NOWHERE, 0), touched=(line,)) if is_there else Shaken(state=changed, touched=())


def _officer(state: PlanState, officer_id: str) -> int:
    officer_idx = state.register.snapshot.officer_idx.get(officer_id)
    if officer_idx is None or state.gone[officer_idx]:
        raise refused(Refusal.UNKNOWN_OFFICER, officer_id=officer_id)
    return officer_idx


def _line(state: PlanState, post_id: str) -> int:
    line = state.lines.idx.get(post_id)
    if line is None:
        raise refused(Refusal.UNKNOWN_POST, post_id=post_id)
    return line


def _why_not(state: PlanState, officer_idx: int, line: int) -> Refusal:
    if state.register.serving[officer_idx]:
        return Refusal.SERVING
    never = state.register.never.get(line, np.zeros(0, np.int64))
    return Refusal.FORBIDDEN if (officer_idx, line) in state.forbidden or officer_idx in never else Refusal.NOT_ELIGIBLE


def _moved(state: PlanState, officer_idx: int, line: int, fit: int) -> PlanState:
    post_of, fit_of = state.post_of.copy(), state.fit_of.copy()
    post_of[officer_idx], fit_of[officer_idx] = line, fit
    return replace(state, post_of=post_of, fit_of=fit_of)


def _unpinned(state: PlanState, officers: Sequence[int]) -> PlanState:
    """Return the state without the pins of these officers: what a pin cost is given back, and more plans are possible."""
    for officer_idx in officers:
        line = int(state.post_of[officer_idx])
        facts = state.facts(officer_idx, line, int(state.fit_of[officer_idx]))
        state = state.with_leaves(partial(_given_back, lines=state.lines, line=line, facts=facts))
    pinned = state.pinned.copy()
    pinned[list(officers)] = False
    return replace(state, pinned=pinned, ceilings=(None,) * len(state.ceilings))


def _given_back(leaf: PricedLeaf, *, lines: Lines, line: int, facts: PairFacts) -> PricedLeaf:
    return leaf.plus(-leaf.loss_by_pin(lines, line, facts))


def _check_pins_within_caps(state: PlanState, after: Lines, line: int, *, spared: Sequence[int] = ()) -> None:
    """Refuse an event that leaves a cap below the pins that it must hold; ``spared`` are officers whose pins the event drops."""
    mission = after.mission[line]
    pinned = np.setdiff1d(np.flatnonzero(state.pinned), np.array(spared, np.int64))
    pinned = pinned[after.mission[state.post_of[pinned]] == mission]
    held = np.bincount(state.country[pinned], minlength=after.cap_left.shape[1])
    if np.any(held > after.cap_left[mission]):
        raise refused(Refusal.PINS_OVER_NATIONAL_CAP, post_id=after.posts[line].post_id)


def _ceilings_of_fewer_seats(state: PlanState, before: Lines, after: Lines) -> tuple[Ceiling | None, ...]:
    """Return the ceilings where seats were taken away: targets shrink with them, which may spare missing women."""
    spared = int(np.maximum(before.group_need - after.group_need, 0).sum())
    found = list(state.ceilings)
    shortfall = found[SHORTFALL_LEVEL]
    if shortfall is not None:
        found[SHORTFALL_LEVEL] = replace(shortfall, bound=min(0, shortfall.bound + spared))
    if spared:
        found[SHORTFALL_LEVEL + 1 :] = [None] * (len(found) - SHORTFALL_LEVEL - 1)
    return tuple(found)


def _padded(before: Lines, after: Lines) -> NDArray[np.int64]:
    return np.append(before.group_need, np.zeros(len(after.group_need) - len(before.group_need), np.int64))
