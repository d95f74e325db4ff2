"""
What the runs of a document come to: one row a solver, variant and kind of instance, medians with their spread.

A median counts each seed once (the median of its runs). Runs during which others were busy are left out where quiet ones exist.
A solver that did not prove every plan in the row has no ratio: a time-out is stated, never divided by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, TypeAlias

from benchmarks.planning.checker import shown
from benchmarks.planning.peers import ALL, OWN

Record: TypeAlias = Mapping[str, Any]
ORDER: Final = {peer.name: number for number, peer in enumerate(ALL)}
PROVEN: Final = "optimal"


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A median over seeds, the least and the most of them."""

    middle: float
    least: float
    most: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """
    One solver and variant on the instances of one size and knob.

    Attributes
    ----------
    answers
        How often each answer was given, by its word.
    inside_s, inside_cpu_s, whole_s
        Seconds, of the runs that proved every level; None where there is none. ``whole_s`` of our own comes from runs of the whole command.
    to_gap_s
        Seconds to each relative gap, None where no run reached it; ``reached`` counts the seeds that did.
    peak_mb
        Megabytes at most, over all runs.
    ratio
        Seconds inside over our own on the same instances, where both proved all of them.
    worse
        How often the plan was behind the best one known, and how on the first level that differs.
    refuted, broken
        Bounds that a plan made false; plans that break a hard constraint.
    """

    size: str
    knob: str
    solver: str
    variant: str
    side_rules: bool
    arcs_set: str
    n_seeds: int
    n_runs: int
    n_flagged: int
    answers: Counter[str]
    inside_s: Spread | None
    inside_cpu_s: Spread | None
    whole_s: Spread | None
    to_gap_s: dict[str, Spread | None]
    reached: dict[str, int]
    peak_mb: float
    stages: int | None
    ratio: Spread | None
    worse: tuple[str, ...]
    refuted: int
    broken: int
    side_rules_broken: str

    @property
    def all_proven(self) -> bool:
        """Whether every run proved every level."""
        return set(self.answers) == {PROVEN}


def rows_of(document: Mapping[str, Any]) -> list[Row]:
    """Return the rows of a document in the order of the tables: size, knob, side rules, solver, variant, arcs."""
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for record in document["runs"]:
        key = tuple(record[name] for name in ("size", "knob", "side_rules", "solver", "variant", "arcs_set"))
        groups.setdefault(key, []).append(record)
    best = best_values(document["runs"])
    sizes = list(dict.fromkeys(instance["size"] for instance in document["instances"]))
    knobs = list(dict.fromkeys(instance["knob"] for instance in document["instances"]))

    def place(key: tuple[Any, ...]) -> tuple[Any, ...]:
        size, knob, side_rules, solver, variant, arcs_set = key
        return sizes.index(size), not side_rules, knobs.index(knob), arcs_set, ORDER[solver], variant

    return [_row(key, groups, best, document["gaps"]) for key in sorted(groups, key=place)]


def best_values(records: Iterable[Record]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Return the best allowed value of each instance; "more is better", compared from left to right."""
    best: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for record in records:
        if record["allowed"]:
            key = _instance_key(record)
            best[key] = max(best.get(key, tuple(record["value"])), tuple(record["value"]))
    return best


def _row(
    key: tuple[Any, ...],
    groups: Mapping[tuple[Any, ...], Sequence[Record]],
    best: Mapping[tuple[Any, ...], tuple[int, ...]],
    gaps: Sequence[float],
) -> Row:
    size, knob, side_rules, solver, variant, arcs_set = key
    records = groups[key]
    inside = [record for record in records if record["clock"] == "inside"]
    whole = [record for record in records if record["clock"] == "whole"] if solver == OWN else inside
    proven = [record for record in inside if record["answer"] == PROVEN]
    own = groups.get((size, knob, side_rules, OWN, "", "all"), ())
    to_gap: dict[str, Spread | None] = {}
    reached: dict[str, int] = {}
    for gap in map(str, gaps):
        ends = [record for record in inside if record["seconds_to_gap"][gap] is not None]
        to_gap[gap] = _spread(ends, lambda record, gap=gap: record["seconds_to_gap"][gap])
        reached[gap] = len({record["seed"] for record in ends})
    return Row(
        size=size,
        knob=knob,
        solver=solver,
        variant=variant,
        side_rules=side_rules,
        arcs_set=arcs_set,
        n_seeds=len({record["seed"] for record in records}),
        n_runs=len(records),
        n_flagged=sum(record["flagged"] for record in records),
        answers=Counter(record["answer"] for record in records),
        inside_s=_spread(proven, lambda record: record["inside_s"]),
        inside_cpu_s=_spread(proven, lambda record: record["inside_cpu_s"]),
        whole_s=_spread([record for record in whole if record["answer"] == PROVEN], lambda record: record["wall_s"]),
        to_gap_s=to_gap,
        reached=reached,
        peak_mb=max(record["peak_mb"] for record in records),
        stages=max((record["stages"] for record in records if "stages" in record), default=None),
        ratio=None if solver == OWN or arcs_set != "all" else _ratio(inside, [record for record in own if record["clock"] == "inside"]),
        worse=tuple(behind for record in records if (behind := _behind(record, best.get(_instance_key(record))))),
        refuted=sum(record.get("bound_refuted_by") is not None for record in records),
        broken=sum(record["allowed"] is False for record in records),
        side_rules_broken=_side_rules_broken(records),
    )


def _by_seed(records: Iterable[Record], seconds: Callable[[Record], float]) -> dict[int, float]:
    """Return the median of each seed, of quiet runs where there are any."""
    by_seed: dict[int, list[Record]] = {}
    for record in records:
        by_seed.setdefault(record["seed"], []).append(record)
    return {
        seed: median(seconds(record) for record in ([r for r in group if not r["flagged"]] or group)) for seed, group in by_seed.items()
    }


def _spread(records: Iterable[Record], seconds: Callable[[Record], float]) -> Spread | None:
    middles = list(_by_seed(records, seconds).values())
    return Spread(middle=median(middles), least=min(middles), most=max(middles)) if middles else None


def _ratio(peer: Sequence[Record], own: Sequence[Record]) -> Spread | None:
    if not peer or any(record["answer"] != PROVEN for record in peer):
        return None
    seeds = {record["seed"] for record in peer}
    own_there = [record for record in own if record["seed"] in seeds]
    if {record["seed"] for record in own_there} != seeds or any(record["answer"] != PROVEN for record in own_there):
        return None
    ours = _by_seed(own_there, lambda record: record["inside_s"])
    ratios = [seconds / ours[seed] for seed, seconds in _by_seed(peer, lambda record: record["inside_s"]).items()]
    return Spread(middle=median(ratios), least=min(ratios), most=max(ratios))


def _behind(record: Record, best: tuple[int, ...] | None) -> str:
    """Return how a plan is behind the best one on the first level that differs; empty where it is not, or there is none."""
    if record["value"] is None or not record["allowed"] or best is None or tuple(record["value"]) == best or record["arcs_set"] != "all":
        return ""
    names = ("filled 1", "filled 2", "filled 3", "filled 4", "women missing", "kept", "fit")
    level = next(k for k, (v, b) in enumerate(zip(record["value"], best, strict=True)) if v != b)
    return f"{names[level]} {shown(record['value'])[level]:,} instead of {shown(best)[level]:,}"


def _side_rules_broken(records: Sequence[Record]) -> str:
    found = [record["side_rules_broken"] for record in records if "side_rules_broken" in record]
    if not found:
        return ""
    caps = [one.get("national_cap", 0) for one in found]
    women = [one["women_shortfall"] for one in found]
    return f"caps broken by {min(caps):,} to {max(caps):,}, {min(women):,} to {max(women):,} women missing"


def _instance_key(record: Record) -> tuple[Any, ...]:
    return record["size"], record["seed"], record["knob"], record["side_rules"]
