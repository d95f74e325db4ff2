"""`releve verify OUT`: whether a plan is allowed, worth what it says, and proven, without the planner."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Annotated, Final

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from releve.cli.console import (
    PROGRESS_AFTER_S,
    Column,
    Language,
    make_console,
    print_json,
    print_lines,
    print_table,
    problem_as_data,
)
from releve.cli.interruption import stop_if_interrupted
from releve.cli.options import existing, json_option, lang_option, output_argument
from releve.text import Catalogue
from releve.verification import LevelCheck, Verification, verify_plan

EXIT_REFUSED: Final = 1


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Check a plan and its certificate against the inputs, without the planner and without a solver."),
        epilog=catalogue.text("Example: {command}", command="releve verify out/plan"),
    )
    def verify(
        out: Annotated[Path, output_argument(catalogue)],
        folder: Annotated[
            Path | None,
            typer.Option(
                "--folder",
                metavar="FOLDER",
                callback=existing(catalogue),
                help=catalogue.text("Where the inputs lie now, if they were moved since."),
            ),
        ] = None,
        strict: Annotated[bool, typer.Option("--strict", help=catalogue.text("Refuse a plan with a level that is not certified."))] = False,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        with _progress(speak.text("Checking")) as on_progress:
            checked = verify_plan(out, folder, workers=os.cpu_count() or 1, on_progress=on_progress)
        stop_if_interrupted()
        _print_as_json(checked, speak) if as_json else _print_check(checked, speak)
        if checked.problems or (strict and not checked.certified):
            raise typer.Exit(EXIT_REFUSED)


def _print_as_json(checked: Verification, speak: Catalogue) -> None:
    levels = [{**vars(level), "certified": level.certified} for level in checked.levels]
    problems = [problem_as_data(problem, speak) for problem in checked.problems]
    print_json({"sound": not problems, "certified": checked.certified, "levels": levels, "problems": problems})


def _print_check(checked: Verification, speak: Catalogue) -> None:
    if checked.levels:
        columns = [
            Column(speak.text("Level")),
            Column(speak.text("Value"), number=True),
            Column(speak.text("Bound"), number=True),
            Column(speak.text("Certified")),
        ]
        rows = [(speak.level_name(of.level), speak.number(of.value), speak.number(of.bound), _how(of, speak)) for of in checked.levels]
        print_table(columns, rows)
        print_lines([""])
    if checked.problems:
        _print_refusal(checked, speak)
    elif checked.certified:
        print_lines([speak.text("The plan keeps every rule and is worth what it says; its certificate proves every bound.")])
    elif not any(of.certified for of in checked.levels):
        print_lines([speak.text("The plan keeps every rule and is worth what it says. No level is certified.")])
    else:
        open_levels = [speak.level_name(of.level) for of in checked.levels if not of.certified]
        print_lines([speak.text("The plan keeps every rule and is worth what it says. Not certified: {levels}.", levels=open_levels)])


def _print_refusal(checked: Verification, speak: Catalogue) -> None:
    console = make_console(stderr=True)
    for problem in checked.problems:
        console.print(Text("  ").join([Text(speak.place(problem), style="bold"), Text(speak.problem(problem))]))
    refused = speak.plural("The plan is refused: {n} discrepancy.", "The plan is refused: {n} discrepancies.", len(checked.problems))
    console.print(Text(refused, style="bold red"))


def _how(of: LevelCheck, speak: Catalogue) -> str:
    if of.certified:
        return speak.text("yes") if of.leaves == 1 else speak.plural("yes, {n} leaf", "yes, {n} leaves", of.leaves)
    if of.replayed is not None:
        return speak.text("no: the certificate proves {replayed}", replayed=of.replayed)
    return speak.text("no: no prices") if of.leaves == 0 else speak.text("no: prices too large to add up")


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback that shows the lines replayed, on a terminal and past one second only."""
    console = make_console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    task, began = bar.add_task(label, total=None), monotonic()

    def advance(done: int, of: int) -> None:
        if not bar.live.is_started and monotonic() - began >= PROGRESS_AFTER_S:
            bar.start()
        bar.update(task, completed=done, total=of)

    try:
        yield advance
    finally:
        bar.stop()
