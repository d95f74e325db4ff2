"""The work of `releve assembly plan`: read, plan, explain, check, write, tell."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import Final

from releve.assembly import explain_unplaced, plan_timetable
from releve.assembly.output import all_unplaced, write_timetable
from releve.assembly.reading import read_assembly
from releve.cli.assembly_summary import print_timetable, print_unplaced, print_written_timetable
from releve.cli.assembly_words import output_words, unplaced_sentences
from releve.cli.console import print_json, print_problems, progress_of_steps
from releve.cli.interruption import stop_if_interrupted
from releve.errors import InputError
from releve.text import Catalogue

STEPS: Final = 100
"""Parts of the search that the bar tells apart."""


def plan_assembly(path: Path, out: Path, *, time_limit_s: float | None, seed: int, as_json: bool, speak: Catalogue) -> None:
    """
    Plan the folder of an assembly, write the timetable and tell what it holds.

    Raises
    ------
    InputError
        If the folder holds an error; nothing is written.
    """
    reading = read_assembly(path)
    if reading.folder is None:
        raise InputError(reading.problems)
    folder, began_at = reading.folder, perf_counter()
    with progress_of_steps(speak.text("Planning")) as on_step:
        timetable = plan_timetable(folder, time_limit_s=time_limit_s, seed=seed, progress=lambda share: on_step(int(share * STEPS), STEPS))
    runtime_s = perf_counter() - began_at
    with progress_of_steps(speak.text("Writing the timetable")):
        unplaced = all_unplaced(folder, timetable, explain_unplaced(folder, timetable))
        sentences = unplaced_sentences(unplaced, speak)
        run = _run_facts(path, runtime_s=runtime_s, seed=seed, time_limit_s=time_limit_s)
        stop_if_interrupted()
        document = write_timetable(out, folder, timetable, unplaced, words=output_words(speak), sentences=sentences, run=run)
    if as_json:
        print_json(document)
        return
    if reading.problems:
        print_problems(reading.problems, speak, as_json=False)
    print_timetable(folder, timetable, path=path, runtime_s=runtime_s, speak=speak)
    print_unplaced(folder, unplaced, sentences, speak)
    print_written_timetable(out, speak)


def _run_facts(path: Path, *, runtime_s: float, seed: int, time_limit_s: float | None) -> Mapping[str, object]:
    """Return what differs from run to run and machine to machine: time, host, and where the inputs lie."""
    return {
        "runtime_s": round(runtime_s, 3),
        "host": platform.node(),
        "seed": seed,
        "time_limit_s": time_limit_s,
        "releve": version("releve"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "system": platform.system(),
        "folder": str(path.resolve()),
    }
