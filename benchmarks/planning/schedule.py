"""Which runs, in which order: broad first, so that a budget of minutes cuts depth and never a whole solver; peer and own in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.planning import peers
from benchmarks.planning.child import ALL_ARCS, PRUNED_ARCS
from benchmarks.planning.peers import BY_NAME, OWN
from benchmarks.planning.registers import PLAIN, Source

OWN_TIMES: Final = 5
"""Own runs of one instance beside its peers: medians of five; more would only lengthen the benchmark."""
WITH_PEERS: Final = frozenset({"example", "S", "M"})
"""Sizes at which peers run unless everything is asked for."""
INSIDE, WHOLE = "inside", "whole"


@dataclass(frozen=True, kw_only=True)
class Run:
    """
    One run of one solver on one instance.

    ``clock`` is ``whole`` for the whole command of this repository; all other runs are ``inside``, and those of peers give both clocks.
    ``side_rules`` is False in the table of solvers that know none. ``arcs`` is ``all`` or ``pruned``.
    """

    source: Source
    solver: str
    variant: str = ""
    side_rules: bool = True
    arcs: str = ALL_ARCS
    clock: str = INSIDE


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was asked for on the command line; ``arcs`` lists the sets of arcs, ``full`` runs peers at every size."""

    sizes: Sequence[str]
    seeds: Sequence[int]
    solvers: Sequence[str]
    knobs: Sequence[str]
    arcs: Sequence[str] = (ALL_ARCS,)
    full: bool = False


def runs_of(wanted: Wanted) -> list[Run]:
    """Return the runs in the order in which they are done."""
    runs = [
        *(run for size in wanted.sizes for run in _own_alone(wanted, size)),
        *(run for size in wanted.sizes if size in WITH_PEERS or wanted.full for run in _with_peers(wanted, size)),
    ]
    return list(_in_turn(runs, own=OWN in wanted.solvers))


def _own_alone(wanted: Wanted, size: str) -> Iterator[Run]:
    """Every seed once by both clocks, then the hard knobs: this is what must not be cut."""
    if OWN not in wanted.solvers:
        return
    for knob in (PLAIN, *wanted.knobs):
        for seed in wanted.seeds:
            source = Source(size=size, seed=seed, knob=knob)
            yield Run(source=source, solver=OWN)
            if knob == PLAIN:
                yield Run(source=source, solver=OWN, clock=WHOLE)


def _with_peers(wanted: Wanted, size: str) -> Iterator[Run]:
    """Seed after seed; within a seed all peers by the first variant before any by the second."""
    chosen = [peer for peer in peers.ALL if peer.name in wanted.solvers and peer.name != OWN]
    depth = max((len(peer.variants) for peer in chosen), default=0)
    for seed in wanted.seeds:
        source = Source(size=size, seed=seed)
        for number in range(depth):
            for peer in chosen:
                if number < len(peer.variants):
                    for arcs in wanted.arcs if peer.side_rules else (ALL_ARCS,):
                        yield Run(source=source, solver=peer.name, variant=peer.variants[number], side_rules=peer.side_rules, arcs=arcs)


def _in_turn(runs: Sequence[Run], *, own: bool) -> Iterator[Run]:
    """Put a run of our own before that of each peer on the same instance, up to five."""
    done: dict[tuple[Source, bool], int] = {}
    for run in runs:
        key = (run.source, run.side_rules)
        if own and run.solver != OWN and done.get(key, 0) < OWN_TIMES:
            done[key] = done.get(key, 0) + 1
            yield Run(source=run.source, solver=OWN, side_rules=run.side_rules)
        elif run.solver == OWN and run.clock == INSIDE:
            done[key] = done.get(key, 0) + 1
        yield run


def known_solvers(names: Sequence[str]) -> list[str]:
    """Return names in the order of the tables; ValueError for one that is not known."""
    unknown = [name for name in names if name not in BY_NAME]
    if unknown:
        raise ValueError(", ".join(unknown))
    return [peer.name for peer in peers.ALL if peer.name in names]


__all__ = ["ALL_ARCS", "INSIDE", "PRUNED_ARCS", "WHOLE", "Run", "Wanted", "known_solvers", "runs_of"]
