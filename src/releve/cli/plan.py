"""`releve plan FOLDER --out OUT`: the plan, explained, with its figures."""

import platform
import resource
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import typer

from releve.cli.console import Column, Language, print_json, print_lines, print_problems, print_table, print_title, progress_of_levels
from releve.cli.options import folder_argument, json_option, lang_option, shown
from releve.model import Priority, SolveStatus
from releve.pipeline import PlannedFolder, plan_folder
from releve.planning import LEVELS, read_plan, write_plan
from releve.reporting import Figures, figures_json
from releve.text import Catalogue

DISTRIBUTIONS: Final = ("releve", "numpy", "highspy")
"""Distributions whose versions a plan names: what decides verdicts and optimum."""
BYTES_PER_KIB: Final = 1024
MIB: Final = 1024 * 1024


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Plan a folder: who goes where, proven level by level, with a reason for everything that is left."),
        epilog=catalogue.text("Example: {command}", command="releve plan examples/marrakech-2025 --out out/plan"),
    )
    def plan(
        folder: Annotated[Path, folder_argument(catalogue)],
        out: Annotated[
            Path, typer.Option("--out", metavar="OUT", help=catalogue.text("Folder for the plan; an earlier plan is replaced."))
        ],
        time_limit: Annotated[
            float | None,
            typer.Option("--time-limit", metavar="S", min=0, help=catalogue.text("Stop after so many seconds, with the best plan so far.")),
        ] = None,
        gap: Annotated[
            float, typer.Option("--gap", metavar="G", min=0, max=1, help=catalogue.text("Relative gap with which a level is good enough."))
        ] = 0.0,
        seed: Annotated[
            int, typer.Option("--seed", metavar="N", min=0, help=catalogue.text("Decides ties that nothing else decides."))
        ] = 0,
        without_commitment: Annotated[
            list[str] | None,
            typer.Option(
                "--without-commitment",
                metavar="ID",
                help=catalogue.text("Leave out the officers nominated only in answer to this commitment; may be given again."),
            ),
        ] = None,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        with progress_of_levels(speak.text("Planning"), LEVELS) as on_progress:
            planned = plan_folder(
                folder,
                without_commitments=tuple(without_commitment or ()),
                time_limit_s=time_limit,
                gap=gap,
                seed=seed,
                on_progress=on_progress,
            )
        write_plan(
            out,
            planned.standing,
            planned.explanation,
            fulfilments=planned.fulfilments,
            versions={name: version(name) for name in DISTRIBUTIONS},
            problems=planned.problems,
            run=_run_facts(planned, folder),
            extra_files={"figures.json": figures_json(planned.figures)},
        )
        if as_json:
            print_json(read_plan(out).document)
            return
        if planned.problems:
            print_problems(planned.problems, speak, as_json=False)
        _print_plan(planned.figures, planned, out, speak)


def _run_facts(planned: PlannedFolder, folder: Path) -> Mapping[str, object]:
    """Return what differs from run to run and machine to machine: time, memory, machine, and where the inputs lie."""
    return {
        "runtime_s": round(planned.standing.result.runtime_s, 3),
        "memory_peak_mib": round(_peak_bytes() / MIB),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "folder": str(folder.resolve()),
    }


def _peak_bytes() -> int:
    """Return the most memory that this process has held; Linux counts KiB, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * BYTES_PER_KIB


def _print_plan(figures: Figures, planned: PlannedFolder, out: Path, speak: Catalogue) -> None:
    totals = figures.totals
    if figures.status is SolveStatus.OPTIMAL:
        print_title(speak.text("Proven: no plan is better on any level."))
    else:
        print_title(speak.text("Stopped early: the plan holds, and the bounds say how much better another could be."))
    print_lines(
        [
            speak.text(
                "{pairs} among {officers} for {seats}; {seconds} s, {mebibytes} MiB of memory.",
                pairs=speak.plural("{n} eligible pair", "{n} eligible pairs", totals.pairs),
                officers=speak.plural("{n} officer", "{n} officers", totals.officers),
                seats=speak.plural("{n} open seat", "{n} open seats", totals.seats),
                seconds=speak.number(round(planned.standing.result.runtime_s, 1)),
                mebibytes=speak.number(round(_peak_bytes() / MIB)),
            )
        ]
    )
    print_table(
        [
            Column(speak.text("Level")),
            Column(speak.text("Seats"), number=True),
            Column(speak.text("Reached"), number=True),
            Column(speak.text("Bound"), number=True),
        ],
        [
            (
                speak.level_name(proof.level),
                speak.number(totals.seats_by_priority[i]) if i < len(Priority) else "",
                speak.number(proof.value),
                speak.number(proof.bound),
            )
            for i, proof in enumerate(figures.proof)
        ],
    )
    _print_unfilled(figures, speak)
    binding = [share for share in figures.shares if share.is_binding]
    if binding:
        print_title(speak.text("National caps that keep officers out"))
        print_lines(
            speak.text(
                "{country} in {mission}: {held} of at most {cap}.",
                country=speak.country(share.country),
                mission=share.mission,
                held=share.held,
                cap=share.cap,
            )
            for share in binding
        )
    print_title(speak.text("Written: {path}", path=shown(out)))


def _print_unfilled(figures: Figures, speak: Catalogue) -> None:
    if not figures.unfilled:
        return
    seats = sum(line.seats for line in figures.unfilled)
    print_title(speak.plural("{n} seat stays open", "{n} seats stay open", seats))
    by_reason: dict[str, tuple[int, int]] = {}
    for line in figures.unfilled:
        n_lines, n_seats = by_reason.get(line.reason, (0, 0))
        by_reason[line.reason] = (n_lines + 1, n_seats + line.seats)
    print_table(
        [Column(speak.text("Why")), Column(speak.text("Post lines"), number=True), Column(speak.text("Seats"), number=True)],
        [
            (speak.reason_name(reason), speak.number(n_lines), speak.number(n_seats))
            for reason, (n_lines, n_seats) in sorted(by_reason.items(), key=lambda entry: -entry[1][1])
        ],
    )
