"""`releve template TABLE.xlsx`: an empty workbook with headings, lists and notes."""

from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Language, print_json, print_lines
from releve.cli.options import json_option, lang_option, shown
from releve.exchange import TABLES, write_template
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Write an empty workbook with headings, lists to choose from, and notes."),
        epilog=catalogue.text("Example: {command}", command="releve template tables.xlsx --lang fr"),
    )
    def template(
        table: Annotated[Path, typer.Argument(metavar="TABLE.xlsx", help=catalogue.text("The workbook to write; it must not exist yet."))],
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        if table.suffix.lower() != ".xlsx":
            raise typer.BadParameter(speak.text("The name must end in .xlsx."), param_hint="TABLE.xlsx")
        if table.exists():
            raise typer.BadParameter(speak.text("{path} exists; it is not overwritten.", path=shown(table)), param_hint="TABLE.xlsx")
        places = [(form.name, column.name) for form in TABLES.values() for column in form.columns]
        write_template(
            table,
            headings={place: speak.column(*place) for place in places},
            notes={place: speak.column_note(*place) for place in places},
            country_names={code: speak.country(code) for code in speak.reference.countries},
            right_to_left=speak.direction == "rtl",
        )
        if as_json:
            print_json({"written": str(table)})
        else:
            print_lines([speak.text("Written: {path}", path=shown(table))])
