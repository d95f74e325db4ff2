"""The program itself: collects the commands, turns errors into sentences and exit codes."""

import os
import sys
from importlib.metadata import entry_points, version
from typing import Annotated, Final

import typer

from releve.cli.console import DEFAULT_LANGUAGE, LANGUAGES, let_every_letter_through, print_error, print_lines, print_problems
from releve.cli.frame import WRONG_CALL, print_wrong_call, speak_through
from releve.cli.interruption import listen, stop_listening
from releve.errors import InputError, ReleveError
from releve.exchange.interruptions import interruptions_held
from releve.text import Catalogue

COMMAND_GROUP: Final = "releve.commands"
EXIT_INPUT_ERRORS: Final = 1
EXIT_CALLED_WRONGLY: Final = 2
EXIT_INTERRUPTED: Final = 130
CODES_OF_THE_INPUTS: Final = frozenset(
    {
        "planning.inputs_changed",
        "planning.rules_changed",
        "planning.too_many_pairs",
        "assembly.timetable_broken",
        "service.port_taken",
        "service.already_running",
        "backup.not_a_backup",
        "backup.damaged",
        "backup.newer",
        "backup.newer_server",
    }
)
"""Codes of single errors that speak of what a command finds, not of the call."""


def build_app(catalogue: Catalogue) -> typer.Typer:
    """Return the program with every registered command, its help in the catalogue's language."""
    app = typer.Typer(
        name="releve",
        help=catalogue.text("Police force generation: from a request for officers to a proven and explained plan."),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    # A callback keeps the names of the commands even where only one is registered.
    @app.callback()
    def releve(
        *,
        _version: Annotated[
            bool, typer.Option("--version", is_eager=True, callback=_print_version, help=catalogue.text("Print the version and leave."))
        ] = False,
    ) -> None:
        pass

    for command in sorted(entry_points(group=COMMAND_GROUP), key=lambda found: found.name):
        command.load()(app, catalogue)
    speak_through(app, catalogue)
    return app


def main(arguments: list[str] | None = None) -> None:
    """
    Run one command and leave with its exit code.

    0 done, 1 the inputs hold errors (all listed, nothing written), 2 called wrongly, 130 interrupted.
    """
    given = sys.argv[1:] if arguments is None else arguments
    let_every_letter_through()
    listen()
    try:
        _run(given, Catalogue.load(language_of(given)))
    except KeyboardInterrupt:
        # Before a command has begun; inside one, the framework leaves with the same code.
        sys.exit(EXIT_INTERRUPTED)
    finally:
        stop_listening()


def _run(given: list[str], catalogue: Catalogue) -> None:
    try:
        # Ctrl-C that falls into the loading of a compiled module can be lost there.
        with interruptions_held():
            app = build_app(catalogue)
        code = app(args=given, prog_name="releve", standalone_mode=False)
    except WRONG_CALL as found:
        print_wrong_call(found, catalogue, as_json="--json" in given)
        sys.exit(EXIT_CALLED_WRONGLY)
    except InputError as found:
        print_problems(found.problems, catalogue, as_json="--json" in given)
        sys.exit(EXIT_INPUT_ERRORS)
    except ReleveError as found:
        print_error(found, catalogue, as_json="--json" in given)
        sys.exit(EXIT_INPUT_ERRORS if found.code in CODES_OF_THE_INPUTS else EXIT_CALLED_WRONGLY)
    # The code that a command leaves with; nothing where it runs to its end.
    sys.exit(code or 0)


def language_of(arguments: list[str]) -> str:
    """Return the language asked for by ``--lang`` or ``RELEVE_LANG``; help is written before the arguments are parsed."""
    asked = os.environ.get("RELEVE_LANG", DEFAULT_LANGUAGE)
    for i, argument in enumerate(arguments):
        if argument == "--lang" and i + 1 < len(arguments):
            asked = arguments[i + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def _print_version(asked: bool) -> None:  # noqa: FBT001 - the signature is typer's
    if asked:
        print_lines([f"releve {version('releve')}"])
        raise typer.Exit
