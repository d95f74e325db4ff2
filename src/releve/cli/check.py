"""`releve check FOLDER [--return FILE.xlsx]`: all problems of the inputs, and the sender's workbook back with them."""

from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Language, print_json, print_lines, print_problems, problem_as_data
from releve.cli.options import folder_argument, json_option, lang_option, return_option, shown
from releve.eligibility import rule_book
from releve.exchange import at_their_sheets, read_folder
from releve.model import Snapshot
from releve.planning import problems_of_decisions
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("List everything that is wrong with a folder or workbook, all at once."),
        epilog=catalogue.text("Example: {command}", command="releve check examples/marrakech-2025"),
    )
    def check(
        folder: Annotated[Path, folder_argument(catalogue)],
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
        returned: Annotated[Path | None, return_option(catalogue)] = None,
    ) -> None:
        speak = Catalogue.load(lang)
        if returned is not None and folder.is_file() and returned.resolve() == folder.resolve():
            raise typer.BadParameter(speak.text("This is the file to check; give another name."), param_hint="--return")
        if (folder / "assembly.toml").exists():
            if returned is not None:
                raise typer.BadParameter(speak.text("An assembly is no workbook to hand back."), param_hint="--return")
            from releve.cli.assembly_check import check_assembly  # noqa: PLC0415 -- the scheduler is slow to load, and seldom needed

            check_assembly(folder, as_json=as_json, speak=speak)
            return
        _check_register(folder, returned, as_json=as_json, speak=speak)


def _check_register(folder: Path, returned: Path | None, *, as_json: bool, speak: Catalogue) -> None:
    """Print all problems of a register, and hand its workbook back where that is asked for; leave with 1 where one is an error."""
    reading = read_folder(folder)
    problems = reading.problems
    snapshot = reading.snapshot
    if snapshot is not None:
        # Pins on pairs that no plan may hold show only once eligibility is known.
        problems = (*problems, *at_their_sheets(problems_of_decisions(snapshot, rules=rule_book()), folder))
    if returned is not None:
        from releve.cli.returned import write_returned  # noqa: PLC0415 -- openpyxl is slow to load, and seldom needed

        write_returned(returned, folder, problems, speak)
    if as_json:
        written = {} if returned is None else {"returned": str(returned)}
        print_json({"problems": [problem_as_data(problem, speak) for problem in problems], **written})
    elif problems:
        print_problems(problems, speak, as_json=False)
    if returned is not None and not as_json:
        print_lines([speak.text("Written: {path}", path=shown(returned))])
    if any(problem.is_error for problem in problems):
        raise typer.Exit(1)
    if snapshot is not None and not as_json:
        print_lines([_answer(snapshot, speak, folder=folder)])


def _answer(snapshot: Snapshot, speak: Catalogue, *, folder: Path) -> str:
    """Return what sound inputs are good for."""
    n_seats = sum(post.seats for post in snapshot.posts)
    counted = {
        "folder": shown(folder),
        "officers": speak.plural("{n} officer", "{n} officers", len(snapshot.officers)),
        "lines": speak.plural("{n} post line", "{n} post lines", len(snapshot.posts)),
        "seats": speak.plural("{n} open seat", "{n} open seats", n_seats),
    }
    if len(snapshot.officers) == 0 or n_seats == 0:
        return speak.text("{folder} holds no error, and there is nothing to plan yet: {officers}, {lines}, {seats}.", **counted)
    return speak.text("{folder} can be planned: {officers}, {lines}, {seats}.", **counted)
