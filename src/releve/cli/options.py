"""Options that several commands share, in the catalogue's language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from releve.text import Catalogue


def folder_argument(catalogue: Catalogue) -> Any:  # noqa: ANN401 - typer takes its parameter objects inside Annotated
    """Return the argument FOLDER: a folder of CSV files, or one XLSX workbook."""
    return typer.Argument(
        metavar="FOLDER",
        callback=existing(catalogue),
        help=catalogue.text("Folder of CSV or Parquet files, or one XLSX workbook with policy.toml beside it."),
    )


def output_argument(catalogue: Catalogue) -> Any:  # noqa: ANN401 - as above
    """Return the argument OUT: the output folder of a plan."""
    return typer.Argument(metavar="OUT", callback=existing_folder(catalogue), help=catalogue.text("Output folder of a plan."))


def existing(catalogue: Catalogue) -> Callable[[Path | None], Path | None]:
    """Return a check that there is something at a path; none given is none."""

    def check(path: Path | None) -> Path | None:
        if path is not None and not path.exists():
            raise typer.BadParameter(catalogue.text("{path} does not exist.", path=str(path)))
        return path

    return check


def existing_folder(catalogue: Catalogue) -> Callable[[Path | None], Path | None]:
    """Return a check that there is a folder at a path; none given is none."""

    def check(path: Path | None) -> Path | None:
        if path is not None and path.exists() and not path.is_dir():
            raise typer.BadParameter(catalogue.text("{path} is not a folder.", path=str(path)))
        return existing(catalogue)(path)

    return check


def json_option(catalogue: Catalogue) -> Any:  # noqa: ANN401 - as above
    """Return the option --json."""
    return typer.Option("--json", help=catalogue.text("Print JSON for other programs."))


def lang_option(catalogue: Catalogue) -> Any:  # noqa: ANN401 - as above
    """Return the option --lang."""
    return typer.Option("--lang", help=catalogue.text("Language of the texts."), show_default=True)


def return_option(catalogue: Catalogue) -> Any:  # noqa: ANN401 - as above
    """Return the option --return FILE.xlsx."""
    return typer.Option(
        "--return",
        metavar="FILE.xlsx",
        callback=_a_workbook(catalogue),
        help=catalogue.text("Write the sender's own workbook with coloured cells, a verdict for each row, and the reasons."),
    )


def _a_workbook(catalogue: Catalogue) -> Callable[[Path | None], Path | None]:
    def check(path: Path | None) -> Path | None:
        if path is not None and path.suffix.lower() != ".xlsx":
            raise typer.BadParameter(catalogue.text("The name must end in .xlsx."))
        return path

    return check


def shown(path: Path) -> str:
    """Return a path as people would type it: relative to where they are, when it lies below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
