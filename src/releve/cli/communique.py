"""`releve communique read FILE...`: what a press text says of a meeting, as a draft for a person to confirm."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Final

import typer

from releve.cli.console import Language
from releve.cli.groups import add_group
from releve.cli.options import json_option, lang_option
from releve.text import Catalogue

DAY_FORM: Final = "YYYY-MM-DD"


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the group and its command to the program."""
    group = add_group(
        app,
        catalogue,
        "communique",
        help_text=catalogue.text("Read press texts about meetings."),
        example="releve communique read examples/marrakech-2025/communique.fr.txt",
    )

    @group.command(
        help=catalogue.text(
            "Read press texts and print what each says of a meeting: a draft to be confirmed by a person. "
            "Each value comes with the place where it was read; no text leaves this machine."
        ),
        epilog=catalogue.text(
            "Example: {command}", command="releve communique read examples/marrakech-2025/communique.fr.txt --published-on 2025-11-26"
        ),
    )
    def read(
        files: Annotated[
            list[str],
            typer.Argument(metavar="FILE", help=catalogue.text("Text files in UTF-8; - reads the standard input.")),
        ],
        published_on: Annotated[
            str | None,
            typer.Option(
                "--published-on",
                metavar="DATE",
                callback=_checked_day(catalogue),
                help=catalogue.text("Day of publication, where the text gives a weekday only or no year; written year-month-day."),
            ),
        ] = None,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        # Imported here: the reader's library of days and its tables of names are slow to load, and no other command needs them.
        from releve.cli.communique_run import read_communiques  # noqa: PLC0415

        day = None if published_on is None else date.fromisoformat(published_on)
        read_communiques(files, published_on=day, as_json=as_json, speak=Catalogue.load(lang))


def _checked_day(catalogue: Catalogue) -> Callable[[str | None], str | None]:
    def check(value: str | None) -> str | None:
        try:
            if value is not None:
                date.fromisoformat(value)
        except ValueError:
            said = catalogue.text("{value} is no day. Expected: {form:form}.", value=value, form=DAY_FORM)
            raise typer.BadParameter(said) from None
        return value

    return check
