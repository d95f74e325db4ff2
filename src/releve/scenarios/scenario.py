"""A scenario: what it changes in a snapshot, already checked against it; and the snapshot that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from releve.model import OfficerTable, Policy, PostLine, Snapshot, Waiver
from releve.scenarios.registers import rebuild_register


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """
    One what-if. Values are those after the change, so that no order of steps is left to remember.

    Attributes
    ----------
    asks
        What was asked for, one ``key = value`` each, as written.
    policy
        The whole policy in force; None = that of the folder.
    lines, lines_gone
        Post lines changed or new, and keys of those without a seat left.
    officers_gone, arrivals
        Keys of nominated officers withdrawn; officers nominated in addition.
    waivers
        Waivers in addition.
    cap_spares_pins
        Whether a pin holds even where the cap of ``policy`` would not allow it: of that country the cap then keeps out everybody else.
    """

    name: str
    asks: tuple[str, ...] = ()
    policy: Policy | None = None
    lines: tuple[PostLine, ...] = ()
    lines_gone: frozenset[str] = frozenset()
    officers_gone: frozenset[str] = frozenset()
    arrivals: tuple[OfficerTable, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    cap_spares_pins: bool = False


def derive_snapshot(snapshot: Snapshot, scenario: Scenario) -> Snapshot:
    """
    Return the snapshot that reading would give had the folder been edited so; nothing is read again.

    What was decided about officers and lines that are gone goes with them. Who serves stays as counted.
    """
    gone, lines_gone = scenario.officers_gone, scenario.lines_gone
    lines = {post.post_id: post for post in snapshot.posts if post.post_id not in lines_gone}
    lines |= {post.post_id: post for post in scenario.lines}
    officers = snapshot.officers
    if gone or scenario.arrivals:
        officers = rebuild_register((officers, *scenario.arrivals), without=gone)
    return replace(
        snapshot,
        policy=snapshot.policy if scenario.policy is None else scenario.policy,
        posts=tuple(lines[post_id] for post_id in sorted(lines)),
        officers=officers,
        previous=tuple(p for p in snapshot.previous if p.officer_id not in gone and p.post_id not in lines_gone),
        decisions=tuple(d for d in snapshot.decisions if d.officer_id not in gone and d.post_id not in lines_gone),
        waivers=tuple(w for w in (*snapshot.waivers, *scenario.waivers) if w.officer_id not in gone and w.post_id not in lines_gone),
        nominations=tuple(n for n in snapshot.nominations if n.officer_id not in gone),
    )
