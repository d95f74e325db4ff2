"""The snapshot that a plan after some events is one of: what a solve from scratch is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from releve.model import Decision, DecisionKind, PreviousPair, Snapshot
from releve.planning.replanning.event import Event, NewLine, Pin, SeatChange, Withdrawal


def changed_snapshot(snapshot: Snapshot, events: Iterable[Event], previous: Iterable[tuple[str, str]]) -> Snapshot:
    """
    Return a snapshot after events, with another previous plan.

    Rows about officers who withdrew and lines that were cancelled go with them; who serves stays.

    Parameters
    ----------
    events
        In the order in which they came; none of them was refused.
    previous
        Officer and post line of each pair of the plan before the last event.
    """
    for event in events:
        snapshot = _after(snapshot, event)
    return replace(snapshot, previous=tuple(PreviousPair(officer_id=o, post_id=p) for o, p in previous))


def _after(snapshot: Snapshot, event: Event) -> Snapshot:
    if isinstance(event, Withdrawal):
        return _without_officer(snapshot, event.officer_id)
    if isinstance(event, NewLine):
        return replace(snapshot, posts=tuple(sorted((*snapshot.posts, event.post), key=lambda post: post.post_id)))
    if isinstance(event, SeatChange):
        return _with_seats(snapshot, event)
    kind = DecisionKind.PIN if isinstance(event, Pin) else DecisionKind.FORBID
    decision = Decision(officer_id=event.officer_id, post_id=event.post_id, decision=kind)
    return replace(snapshot, decisions=(*snapshot.decisions, decision))


def _with_seats(snapshot: Snapshot, event: SeatChange) -> Snapshot:
    if event.seats:
        return replace(snapshot, posts=tuple(replace(p, seats=event.seats) if p.post_id == event.post_id else p for p in snapshot.posts))
    return replace(
        snapshot,
        posts=tuple(post for post in snapshot.posts if post.post_id != event.post_id),
        decisions=tuple(row for row in snapshot.decisions if row.post_id != event.post_id),
        waivers=tuple(row for row in snapshot.waivers if row.post_id != event.post_id),
    )


def _without_officer(snapshot: Snapshot, officer_id: str) -> Snapshot:
    stays = np.array([known != officer_id for known in snapshot.officers.officer_id], np.bool_)
    return replace(
        snapshot,
        officers=snapshot.officers.take(np.flatnonzero(stays)),
        decisions=tuple(row for row in snapshot.decisions if row.officer_id != officer_id),
        waivers=tuple(row for row in snapshot.waivers if row.officer_id != officer_id),
        nominations=tuple(row for row in snapshot.nominations if row.officer_id != officer_id),
    )
