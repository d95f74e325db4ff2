"""`releve up`: the web system on this machine, from nothing to an address in one command."""

from typing import Annotated, Final

import typer

from releve.cli.console import Column, Language, make_console, print_json, print_lines, print_table
from releve.cli.options import json_option, lang_option
from releve.text import Catalogue
from releve.text.marks import mark
from releve_web.commands.extra import require_web
from releve_web.commands.service import Service
from releve_web.commands.serving import Serving, Wish, serve
from releve_web.postgres import data_folder
from releve_web.postgres.roles import script_for_administrators

DEFAULT_HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 8000
LAST_PORT: Final = 65_535
STEPS: Final = {
    "database": mark("Starting the database ..."),
    "migrations": mark("Bringing the database up to date ..."),
    "example": mark("Loading the example ..."),
    "pages": mark("Starting the pages ..."),
}
ROLES: Final = {
    "selection_desk": mark("selection desk"),
    "mission_desk": mark("mission desk"),
    "contributing_country": mark("contributing country"),
    "auditor": mark("auditor"),
    "administrator": mark("administrator"),
}
"""The desks, by the code of their role."""


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Start the web system on this machine: database, pages and jobs. Ctrl-C stops it."),
        epilog=catalogue.text("Example: {command}", command="releve up"),
    )
    def up(
        port: Annotated[
            int, typer.Option("--port", metavar="P", min=1, max=LAST_PORT, help=catalogue.text("Port of the pages."))
        ] = DEFAULT_PORT,
        host: Annotated[
            str,
            typer.Option("--host", metavar="HOST", help=catalogue.text("Address to serve on; by default only this machine reaches it.")),
        ] = DEFAULT_HOST,
        empty: Annotated[bool, typer.Option("--empty", help=catalogue.text("Begin without the example."))] = False,
        print_sql: Annotated[
            bool,
            typer.Option(
                "--print-sql",
                help=catalogue.text("Only print what the administrator of a server of your own runs once to make its roles."),
            ),
        ] = False,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        require_web()
        if print_sql:
            _print_sql(as_json=as_json)
            return
        _serve(host, port, speak, with_example=not empty, as_json=as_json)


def _print_sql(*, as_json: bool) -> None:
    script = script_for_administrators()
    print_json({"sql": script}) if as_json else typer.echo(script, nl=False)


def _serve(host: str, port: int, speak: Catalogue, *, with_example: bool, as_json: bool) -> None:
    def on_step(step: str) -> None:
        if not as_json:
            make_console(stderr=True).print(speak.text(STEPS[step]), style="dim")

    def on_ready(serving: Serving) -> None:
        if as_json:
            print_json({"address": serving.address, "first_run": serving.is_first_run, "accounts": serving.accounts})
        else:
            _print_ready(serving.address, serving.accounts, speak)
        # Whoever reads through a pipe waits for it.
        typer.get_text_stream("stdout").flush()

    serve(Service(data_folder()), Wish(host=host, port=port, with_example=with_example), on_step=on_step, on_ready=on_ready)
    if not as_json:
        print_lines([speak.text("Stopped.")])


def _print_ready(address: str, accounts: list[dict[str, str]], speak: Catalogue) -> None:
    print_lines(["", speak.text("Relève is ready: {address}", address=address), ""])
    if accounts:
        print_lines([speak.text("Accounts of the example, whose officers are all invented:"), ""])
        columns = [Column(speak.text("Desk")), Column(speak.text("E-mail")), Column(speak.text("Password"))]
        print_table(columns, [(speak.text(ROLES.get(of["role"], of["role"])), of["email"], of["password"]) for of in accounts])
        print_lines([""])
    print_lines([speak.text("Ctrl-C stops it.")])
