"""The part of the page on registers whose pairs are too many for a peer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, Final

METHOD: Final = """
## Large registers

`python -m benchmarks.planning.large` measures ours alone, one process a run: the best pairs of every line are listed, searched, and proven
against all eligible pairs (decision 0015). The clock runs from the register in memory to the plan with its certificate. The plan is counted
again by the checker. Middle of the seeds, least and most in brackets; memory is the peak of the process, the register with it.
"""


TIMES: Final = ("listed s", "solved s", "together s")
HEADER: Final = ("size", "knob", "seeds", "officers", "eligible pairs", *TIMES, "MB", "all levels proven", "certified")


def large_section(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the section: one table, one row a size and knob."""
    machine = document["machine"]
    yield METHOD
    yield f"{machine['cpu']}, {machine['cores']} cores, {machine['memory_gb']} GB.\n"
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for run in document["runs"]:
        groups.setdefault((run["size"], run["knob"]), []).append(run)
    yield "| " + " | ".join(HEADER) + " |"
    yield "| " + " | ".join("---" for _ in HEADER) + " |"
    for (size, knob), runs in groups.items():
        yield "| " + " | ".join(_cells(size, knob, runs)) + " |"
    yield ""
    for run in document["runs"]:
        if run["status"] != "optimal":
            named = zip(document["levels"], run["gap"], strict=True)
            gaps = ", ".join(f"{level} {gap:.1e}" for level, gap in named if gap)
            yield f"- {run['size']} {run['knob']}, seed {run['seed']}: open at its limit of {run['limit_s']:g} s, relative gap {gaps}."
    flagged = sum(run["flagged"] for run in document["runs"])
    if flagged:
        yield f"- Others were busy during {flagged} of {len(document['runs'])} runs."
    yield ""


def _cells(size: str, knob: str, runs: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    levels = len(runs[0]["certified"])
    proven = sum(run["status"] == "optimal" for run in runs)
    certified = sum(all(run["certified"]) for run in runs)
    some = f"; {levels - 1} of {levels} levels in the others" if certified < len(runs) else ""
    return (
        size,
        knob,
        str(len(runs)),
        f"{runs[0]['officers']:,}",
        _spread([run["eligible"] for run in runs], "{:,.0f}"),
        *(_spread([run[name] for run in runs], "{:.1f}") for name in ("listed_s", "solved_s", "inside_s")),
        _spread([run["peak_mb"] for run in runs], "{:,.0f}"),
        f"{proven} of {len(runs)}",
        f"{certified} of {len(runs)}" + (some if all(sum(run["certified"]) >= levels - 1 for run in runs) else ""),
    )


def _spread(values: Sequence[float], form: str) -> str:
    middle = form.format(median(values))
    return middle if len(values) == 1 else f"{middle} ({form.format(min(values))}-{form.format(max(values))})"
