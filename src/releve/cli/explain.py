"""`releve explain OUT`: why this pair, this post line, this officer."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, IntEnum
from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Language, print_json
from releve.cli.explain_officer import print_officer
from releve.cli.explain_pair import print_pair
from releve.cli.explain_post import print_post
from releve.cli.options import existing, json_option, lang_option, output_argument
from releve.eligibility import rule_book, rule_packages
from releve.exchange import read_folder_or_raise
from releve.planning import explain_officer, explain_pair, explain_post, read_plan, restore_plan
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Say why an officer got a post or did not, why a seat stays open, and what would mend it."),
        epilog=catalogue.text("Example: {command}", command="releve explain out/plan --officer MAR-0007 --post UNHQ-001"),
    )
    def explain(
        out: Annotated[Path, output_argument(catalogue)],
        officer: Annotated[str | None, typer.Option("--officer", metavar="O", help=catalogue.text("Key of an officer."))] = None,
        post: Annotated[str | None, typer.Option("--post", metavar="P", help=catalogue.text("Key of a post line."))] = None,
        folder: Annotated[
            Path | None,
            typer.Option(
                "--folder",
                metavar="FOLDER",
                callback=existing(catalogue),
                help=catalogue.text("Where the inputs lie now, if they were moved since."),
            ),
        ] = None,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        if officer is None and post is None:
            raise typer.BadParameter(speak.text("Name an officer, a post line, or both."), param_hint="--officer / --post")
        written = read_plan(out)
        inputs = folder or written.folder
        if not inputs.exists():
            raise typer.BadParameter(
                speak.text("The inputs are no longer at {path}; say with --folder where they are.", path=str(inputs)), param_hint="--folder"
            )
        snapshot = read_folder_or_raise(inputs).snapshot
        standing = restore_plan(written, snapshot, rules=rule_book(), rule_versions=rule_packages())
        if officer is not None and post is not None:
            found = explain_pair(standing, officer, post)
            print_json(as_data(found)) if as_json else print_pair(found, standing, speak)
        elif post is not None:
            about_post = explain_post(standing, post)
            print_json(as_data(about_post)) if as_json else print_post(about_post, standing, speak)
        elif officer is not None:
            about_officer = explain_officer(standing, officer)
            print_json(as_data(about_officer)) if as_json else print_officer(about_officer, standing, speak)


def as_data(value: object) -> object:
    """Return an explanation as JSON values: dataclasses as objects, enumerations by value (verdicts by name), days as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.name if isinstance(value, IntEnum) else value.value
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return {str(key): as_data(item) for key, item in value.items()} if hasattr(value, "items") else value
