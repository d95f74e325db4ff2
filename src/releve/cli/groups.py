"""Commands of two words: `releve assembly plan` is the command `plan` of the group `assembly`."""

from typing import Annotated

import typer

from releve.cli.console import Language
from releve.cli.options import lang_option
from releve.text import Catalogue


def add_group(app: typer.Typer, catalogue: Catalogue, name: str, *, help_text: str, example: str) -> typer.Typer:
    """Return a group of commands that was added to the program; its help ends in an example, as that of a command."""
    group = typer.Typer(
        name=name, help=help_text, epilog=catalogue.text("Example: {command}", command=example), no_args_is_help=True, rich_markup_mode=None
    )

    # A callback keeps the names of the commands even where only one is registered.
    @group.callback()
    def only_a_group(_lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang)) -> None:
        pass

    app.add_typer(group)
    return group
