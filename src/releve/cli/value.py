"""`releve value FOLDER [--partner ISO3]`: what one more of everything is worth, or what a partner should be asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from releve.cli.console import Language, make_console, print_json, print_problems, progress_of_levels
from releve.cli.options import folder_argument, json_option, lang_option
from releve.cli.value_tables import print_asks, print_values
from releve.eligibility import rule_book
from releve.errors import InputError
from releve.exchange import at_their_sheets, read_folder_or_raise
from releve.planning import LEVELS, Standing, build_problem, solve
from releve.planning.marginal import UnknownPartnerError, ask_partner, asks_as_data, price_standing, value_changes, values_as_data
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text(
            "Say what one more seat, officer, language level, waiver, point of a cap or of a target is worth, or what to ask a partner for."
        ),
        epilog=catalogue.text("Example: {command}", command="releve value examples/marrakech-2025 --partner MAR"),
    )
    def value(
        folder: Annotated[Path, folder_argument(catalogue)],
        partner: Annotated[
            str | None,
            typer.Option(
                "--partner",
                metavar="ISO3",
                help=catalogue.text("Alpha-3 code of a country: rank the officers that it should be asked for."),
            ),
        ] = None,
        most: Annotated[
            int,
            typer.Option(
                "--most",
                metavar="N",
                min=1,
                help=catalogue.text("So many of each kind are solved again; with --partner, one officer alone of so many requests."),
            ),
        ] = 2,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        country = None if partner is None else partner.upper()
        if country is not None and country not in speak.reference.countries:
            raise UnknownPartnerError(country=country)
        standing = _planned(folder, speak, as_json=as_json)
        priced = price_standing(standing)
        with _progress_of_solving(speak.text("Solving again")) as on_solved:
            if country is None:
                values = value_changes(priced, most=most, on_solved=on_solved)
            else:
                asks = ask_partner(priced, country, most=most, on_solved=on_solved)
        if country is None:
            print_json(values_as_data(values, standing.result)) if as_json else print_values(values, standing, folder, speak)
        else:
            print_json(asks_as_data(asks, standing.result)) if as_json else print_asks(asks, standing, folder, speak)


def _planned(folder: Path, speak: Catalogue, *, as_json: bool) -> Standing:
    """Return the plan of a folder; what is odd about the inputs is printed, what is wrong with them is raised."""
    rules = rule_book()
    reading = read_folder_or_raise(folder)
    problem, build_problems = build_problem(reading.snapshot, rules=rules)
    problems = (*reading.problems, *at_their_sheets(build_problems, folder))
    if any(found.is_error for found in build_problems):
        raise InputError(problems)
    with progress_of_levels(speak.text("Planning"), LEVELS) as on_progress:
        result = solve(problem, on_progress=on_progress)
    if problems and not as_json:
        print_problems(problems, speak, as_json=False)
    return Standing(snapshot=reading.snapshot, problem=problem, result=result, rules=rules, seed=0)


@contextmanager
def _progress_of_solving(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback that shows how many of the expected solvings are done, on a terminal only."""
    console = make_console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, expected: bar.update(task, completed=done, total=expected)
