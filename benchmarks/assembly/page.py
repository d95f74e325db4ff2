"""The page of the reference on timetables measured: `docs/reference/assembly-benchmarks.md`, from the published figures alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.assembly.instance import SIZES
from benchmarks.assembly.tables import printed

HEAD = """# Timetables measured

`python -m benchmarks.assembly` (part of `make bench`) plans assemblies of four sizes with Relève and with CP-SAT, the constraint solver of
OR-Tools, and shows what each has after {limits} seconds.
This page is written by `python -m benchmarks.assembly --publish` from `benchmarks/results/assembly.json`: change the figures by measuring
again, not here.

## What is compared

* The [contract of the timetable](assembly.md): the levels are compared from left to right, requests placed before breaks, breaks before
  changes of room.
* CP-SAT has a straight model of the same contract (`benchmarks/assembly/cp_sat.py`): a boolean for each possible start, two workers.
  Half of the time is for what is placed, the rest for the breaks, from the timetable that the first half met.
  Its rooms are counted in the model and named afterwards, so its changes of room are not searched for.
* Relève runs on one processor. Either is run anew for each limit, and what it answers more than a twentieth too late counts for the next
  limit only.
* Time begins with the tables in memory. CP-SAT's includes the building of its model, and on large assemblies it spends the first limits
  on preparing it.
* Every timetable of either passes the independent checker; one that does not stops the measurement.
* Best known, where it stands: the best of five seeds, ten minutes each, by Relève itself (`--best-known`).

The instances are drawn from one seed (`benchmarks/assembly/instance.py`): lunch every day, ceremonies, late arrivals, side events, two
meetings in ten bound to one half of a day, a few delegations asked by many.

| size | delegations | requests | days x slots | rooms | interpreters |
|---|---|---|---|---|---|
{sizes}

## Figures

Measured on {cores} processors with a load of {load_before} before and {load_after} after; a load above 2 means that others used them, too.

```text
{figures}
```
"""


def page_of(document: Mapping[str, Any]) -> str:
    """Return the page of a measurement."""
    sizes = "\n".join(
        f"| {name} | {size.n_delegations} | {size.n_requests} | {size.n_days} x {size.n_slots} | {size.n_rooms} | {size.n_interpreters} |"
        for name, size in SIZES.items()
    )
    rows = next(iter(document["sizes"].values()))["rows"]
    *limits, last = [f"{row['limit_s']:g}" for row in rows]
    machine = document["machine"]
    return HEAD.format(
        limits=f"{', '.join(limits)} and {last}" if limits else last,
        sizes=sizes,
        cores=machine["cores"],
        load_before=f"{machine['load_before']:.1f}",
        load_after=f"{machine['load_after']:.1f}",
        figures=printed(document),
    )
