"""`releve plan FOLDER --out OUT`: the plan, explained, with its figures."""

import platform
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import typer

from releve.cli.console import Language, print_json, print_problems, progress_of_levels
from releve.cli.interruption import stop_if_interrupted
from releve.cli.options import folder_argument, json_option, lang_option
from releve.cli.plan_summary import print_nearness, print_plan, print_written
from releve.eligibility import rule_packages
from releve.pipeline import PlannedFolder, plan_folder
from releve.planning import LEVELS, read_plan, write_plan
from releve.reporting import figures_json
from releve.text import Catalogue

DISTRIBUTIONS: Final = ("releve", "numpy", "highspy")
"""Distributions whose versions a plan names, beside those that bring rules: what decides verdicts and optimum."""
KIB_PER_MIB: Final = 1024
"""Linux counts the peak in KiB,"""
BYTES_PER_MIB: Final = 1024 * 1024
"""macOS in bytes."""


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
        near: Annotated[
            Path | None,
            typer.Option(
                "--near",
                metavar="OUT",
                exists=True,
                file_okay=False,
                help=catalogue.text("Another plan; of all plans that are equal on every level, take the one that changes least of it."),
            ),
        ] = None,
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
                near=near,
                on_progress=on_progress,
            )
        run = _run_facts(planned, folder)
        stop_if_interrupted()
        write_plan(
            out,
            planned.standing,
            planned.explanation,
            fulfilments=planned.fulfilments,
            versions={**{name: version(name) for name in DISTRIBUTIONS}, **rule_packages()},
            problems=planned.problems,
            run=run,
            extra_files={"figures.json": figures_json(planned.figures)},
        )
        if as_json:
            print_json(read_plan(out).document)
            return
        if planned.problems:
            print_problems(planned.problems, speak, as_json=False)
        print_plan(planned.figures, folder=folder, run=run, speak=speak)
        print_nearness(planned.standing.near, near, speak)
        print_written(out, speak)


def _run_facts(planned: PlannedFolder, folder: Path) -> Mapping[str, object]:
    """Return what differs from run to run and machine to machine: time, memory, machine, and where the inputs lie."""
    return {
        "runtime_s": round(planned.standing.result.runtime_s, 3),
        "memory_peak_mib": _memory_peak_mib(),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "folder": str(folder.resolve()),
    }


def _memory_peak_mib() -> int | None:
    """Return the most memory that this process has held, in MiB; None where the system does not tell."""
    try:
        # Imported here, for it is a module of Unix alone.
        import resource  # noqa: PLC0415
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / KIB_PER_MIB if sys.platform != "darwin" else peak / BYTES_PER_MIB)
