"""
The page of the docs on the benchmark: how it is done, what came of it, and where a peer is better.

Written from a document of results; the sentences on who is better are found in the figures, not chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.planning.large_page import large_section
from benchmarks.planning.peers import OWN
from benchmarks.planning.registers import PLAIN
from benchmarks.planning.summary import Row, Spread, rows_of
from benchmarks.planning.tables import name_of, seconds, tables_of

METHOD: Final = Path(__file__).with_name("method.md").read_text("utf-8")
"""How it is measured, in words: the head of the page."""
NOTHING: Final = """
## Results

None are published yet: the tables stand here once they have been measured on a quiet machine.
"""
MUCH_LESS: Final = 0.9
"""Memory of a peer below this share of ours is worth a sentence."""


def benchmark_page(published: Mapping[str, Any] | None, large: Mapping[str, Any] | None = None) -> str:
    """Return the page, with the results of a document or with none, and with those of large registers where there are any."""
    if published is None:
        return METHOD + NOTHING
    parts = (_where, _tables, _peers_better)
    lines = [METHOD, *(line for part in parts for line in part(published))]
    if large is not None:
        lines += large_section(large)
    return "\n".join([*lines, *_instances(published), *_options(published)])


def _where(document: Mapping[str, Any]) -> Iterator[str]:
    machine, protocol, versions = document["machine"], document["protocol"], document["versions"]
    solvers = ", ".join(f"{name} {version or 'not installed'}" for name, version in versions.items())
    yield "## Results\n"
    yield f"{machine['cpu']}, {len(protocol['cores'])} of {machine['cores']} cores, {machine['memory_gb']} GB, Python {machine['python']}."
    yield f"Limit: {protocol['limit_s']:g} s inside a solver. Versions: {solvers}.\n"


def _tables(document: Mapping[str, Any]) -> Iterator[str]:
    for title, lines in tables_of(document):
        yield f"### {title}\n"
        yield markdown(lines)
    if document["left_out"]:
        reasons = sorted({one["why"] for one in document["left_out"]})
        yield f"{len(document['left_out'])} runs were left out: {', '.join(reasons)}.\n"


def _peers_better(document: Mapping[str, Any]) -> Iterator[str]:
    yield "## Where another solver is better\n"
    found = list(better_peers(rows_of(document)))
    yield from found or ["Nowhere in these runs."]
    yield ""


def better_peers(rows: Sequence[Row]) -> Iterator[str]:
    """Yield one line for each respect in which a peer did better than our planner on instances of the same kind."""
    ours = {(row.size, row.knob, row.side_rules): row for row in rows if row.solver == OWN}
    for row in rows:
        own = ours.get((row.size, row.knob, row.side_rules))
        if row.solver == OWN or own is None or row.arcs_set != "all":
            continue
        where = f"size {row.size}" + ("" if row.side_rules else " without side rules")
        for gap, spread in row.to_gap_s.items():
            label = "every level proven" if float(gap) == 0 else f"a gap of {float(gap):.0e}"
            if _sooner(spread, own.to_gap_s[gap]):
                yield f"- {name_of(row)}, {where}: {label} after {seconds(spread)} s, ours {_ours(own.to_gap_s[gap])}."
        if _sooner(row.whole_s, own.whole_s) and (own.whole_s is not None or not own.all_proven):
            yield f"- {name_of(row)}, {where}: whole in {seconds(row.whole_s)} s; ours, which writes more, {_ours(own.whole_s)}."
        if row.peak_mb < MUCH_LESS * own.peak_mb:
            yield f"- {name_of(row)}, {where}: {row.peak_mb:,.0f} MB at most, ours {own.peak_mb:,.0f} MB."
        if row.all_proven and not own.all_proven:
            yield f"- {name_of(row)}, {where}: proved every plan, ours did not."
        if own.worse and not row.worse and not row.broken:
            yield f"- {name_of(row)}, {where}: never behind the best plan known, ours was ({own.worse[-1]})."


def _sooner(peer: Spread | None, own: Spread | None) -> bool:
    return peer is not None and (own is None or peer.middle < own.middle)


def _ours(own: Spread | None) -> str:
    return "never" if own is None else f"{seconds(own)} s"


def _instances(document: Mapping[str, Any]) -> Iterator[str]:
    yield "## Registers\n"
    header = ("size", "knob", "seed", "officers", "lines", "seats", "pairs", "SHA-256 of the arrays")
    plain_first = sorted(document["instances"], key=lambda one: (one["size"], one["knob"] != PLAIN, one["knob"], one["seed"]))
    counts = ("officers", "lines", "seats", "arcs")
    lines = [
        (one["size"], one["knob"], str(one["seed"]), *(f"{one[name]:,}" for name in counts), f"`{one['instance_sha256'][:16]}`")
        for one in plain_first
    ]
    yield markdown([header, *lines])


def _options(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the options that each solver accepted, once."""
    yield "## Options as the solvers accepted them\n"
    options = {record["solver"]: record["options"] for record in document["runs"] if record.get("options")}
    lines = [(f"`{solver}`", ", ".join(f"`{name}` {value}" for name, value in accepted.items())) for solver, accepted in options.items()]
    yield markdown([("solver", "options"), *lines])


def markdown(lines: Sequence[tuple[str, ...]]) -> str:
    """Return a table; the first line is the header."""
    header, *rows = lines
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (header, tuple("---" for _ in header), *rows))
