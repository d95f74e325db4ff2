"""The curves side by side: who has the better timetable when, and how far from the best known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

LEVELS: Final = ("must", "priority 1", "priority 2", "priority 3", "moved", "breaks", "room changes")
Key = tuple[int, ...]
"""An objective as numbers of which fewer are better, from left to right."""


def at(curve: Sequence[Mapping[str, Any]], limit_s: float) -> Key | None:
    """Return the best of a curve within a limit; None where there is nothing yet."""
    keys = [tuple(point["key"]) for point in curve if point["at_s"] <= limit_s]
    return min(keys, default=None)


def shown(key: Key | None) -> str:
    """Return the levels as people count them: placed upwards, the others as they are."""
    if key is None:
        return "no timetable"
    return f"{-key[0]} must, {-key[1]}+{-key[2]}+{-key[3]} placed, {key[4]} moved, {key[5]} breaks, {key[6]} changes"


def verdict(own: Key | None, other: Key | None) -> str:
    """Return who is better and on which level; `equal` where nobody is."""
    if own == other:
        return "equal"
    if own is None or other is None:
        return "Relève" if other is None else "CP-SAT"
    level = next(number for number, pair in enumerate(zip(own, other, strict=True)) if pair[0] != pair[1])
    return f"{'Relève' if own < other else 'CP-SAT'} ({LEVELS[level]})"


def distance(own: Key | None, best: Key) -> str:
    """Return how far a timetable is from the best known, on the first level where they differ."""
    if own is None:
        return "no timetable"
    for name, mine, least in zip(LEVELS, own, best, strict=True):
        if mine != least:
            share = f"{100 * (mine - least) / abs(least):+.1f} %" if least else "none in the best"
            return f"{name} {abs(mine)} / {abs(least)} ({share})"
    return "equal"


def printed(document: Mapping[str, Any]) -> str:
    """Return the table of a whole measurement."""
    lines = []
    for size, measured in document["sizes"].items():
        lines.append(f"{size}: {measured['n_delegations']} delegations, {measured['n_requests']} requests; first timetable of Relève")
        lines[-1] += f" in {measured['first_s']:.2f} s: {shown(tuple(measured['first_key']))}"
        best = measured["best_known"]
        for row in measured["rows"]:
            own, other = (None if row[who] is None else tuple(row[who]) for who in ("releve", "cp_sat"))
            lines.append(f"  {row['limit_s']:>5g} s  Relève  {shown(own)} (answers in {row['releve_s']:.2f} s)")
            lines.append(f"           CP-SAT  {shown(other)}")
            lines.append(f"           better: {verdict(own, other)}")
            if best is not None:
                lines[-1] += f"; to the best known: {distance(own, tuple(best))}"
    return "\n".join(lines)
