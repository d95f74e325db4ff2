"""Moves in the order of their consequences: who takes the seat of whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from releve.scenarios.hands import Move


def chains_of(moves: Sequence[Move]) -> tuple[tuple[Move, ...], ...]:
    """
    Return the moves as chains, each move taking the seat that the next one leaves; every move stands in exactly one of them.

    Where several officers leave a line and several come, the first by key takes the seat of the first. Circles begin with their
    first officer by key. Chains that nobody begins by leaving a seat come in the order of their first officer.

    Parameters
    ----------
    moves
        One an officer, ``from_`` and ``to`` different.
    """
    leaving: defaultdict[str, list[Move]] = defaultdict(list)
    for move in sorted(moves, key=_order):
        if move.from_ is not None:
            leaving[move.from_].append(move)
    next_of: dict[str, Move] = {}
    for move in sorted(moves, key=_order):
        if move.to is not None and leaving[move.to]:
            next_of[move.officer_id] = leaving[move.to].pop(0)
    followers = {follower.officer_id for follower in next_of.values()}
    starts = sorted((move for move in moves if move.officer_id not in followers), key=_order)
    seen: set[str] = set()
    # What is left after the open chains are circles.
    found = [_follow(move, next_of, seen) for move in (*starts, *sorted(moves, key=_order)) if move.officer_id not in seen]
    return tuple(chain for chain in found if chain)


def _follow(start: Move, next_of: dict[str, Move], seen: set[str]) -> tuple[Move, ...]:
    chain: list[Move] = []
    move: Move | None = start
    while move is not None and move.officer_id not in seen:
        seen.add(move.officer_id)
        chain.append(move)
        move = next_of.get(move.officer_id)
    return tuple(chain)


def _order(move: Move) -> str:
    return move.officer_id
