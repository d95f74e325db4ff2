"""`releve synthesise OUT`: a labelled synthetic folder."""

from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Language, print_json, print_lines
from releve.cli.options import json_option, lang_option, shown
from releve.exchange.writers import write_folder
from releve.synthesis import DEFAULT_SEED, marrakech_files
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Make a synthetic folder, labelled as such: the shipped example, or another one with another seed."),
        epilog=catalogue.text("Example: {command}", command="releve synthesise out/synthetic --seed 7"),
    )
    def synthesise(
        out: Annotated[Path, typer.Argument(metavar="OUT", help=catalogue.text("Folder to write; it must be new or empty."))],
        seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help=catalogue.text("Same seed, same folder."))] = DEFAULT_SEED,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise typer.BadParameter(speak.text("{path} is not an empty folder.", path=shown(out)), param_hint="OUT")
        write_folder(out, marrakech_files(seed), is_ours=_never)
        if as_json:
            print_json({"written": str(out), "seed": seed, "synthetic": True})
        else:
            print_lines([speak.text("Written: {path} (synthetic; no real officer).", path=shown(out))])


def _never(folder: Path) -> bool:
    """Return that a folder which is not empty is never replaced, whatever it holds."""
    del folder
    return False
