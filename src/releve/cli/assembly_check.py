"""`releve check FOLDER` of an assembly: everything that is wrong with its tables, or what they hold."""

from __future__ import annotations

from pathlib import Path

import typer

from releve.assembly.reading import read_assembly
from releve.cli.console import print_json, print_lines, print_problems, problem_as_data
from releve.cli.options import shown
from releve.text import Catalogue


def check_assembly(folder: Path, *, as_json: bool, speak: Catalogue) -> None:
    """Print all problems of an assembly's folder; leave with 1 where one is an error."""
    reading = read_assembly(folder)
    if as_json:
        print_json({"problems": [problem_as_data(problem, speak) for problem in reading.problems]})
    elif reading.problems:
        print_problems(reading.problems, speak, as_json=False)
    if reading.folder is None:
        raise typer.Exit(1)
    if not as_json:
        counted = {
            "delegations": speak.plural("{n} delegation", "{n} delegations", len(reading.folder.delegations)),
            "requests": speak.plural("{n} request", "{n} requests", len(reading.folder.requests)),
        }
        print_lines([speak.text("{folder} can be planned: {delegations}, {requests}.", folder=shown(folder), **counted)])
