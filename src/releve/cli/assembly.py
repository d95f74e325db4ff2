"""`releve assembly plan FOLDER --out OUT`: the bilateral meetings of an assembly, from requests to a timetable that people can keep."""

from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Language
from releve.cli.groups import add_group
from releve.cli.options import existing_folder, json_option, lang_option
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the group and its command to the program."""
    example = "releve assembly plan examples/assembly-2025 --out out/assembly"
    group = add_group(
        app, catalogue, "assembly", help_text=catalogue.text("Bilateral meetings at an assembly: the timetable."), example=example
    )

    @group.command(
        help=catalogue.text("Turn requests for meetings into a timetable, with calendars, printed pages, and a reason for every one left."),
        epilog=catalogue.text("Example: {command}", command=example),
    )
    def plan(
        folder: Annotated[
            Path,
            typer.Argument(
                metavar="FOLDER",
                callback=existing_folder(catalogue),
                help=catalogue.text("Folder with assembly.toml, delegations.csv, requests.csv and further tables."),
            ),
        ],
        out: Annotated[
            Path, typer.Option("--out", metavar="OUT", help=catalogue.text("Folder for the timetable; an earlier timetable is replaced."))
        ],
        time_limit: Annotated[
            float | None,
            typer.Option(
                "--time-limit", metavar="S", min=0, help=catalogue.text("Stop after so many seconds, with the best timetable so far.")
            ),
        ] = None,
        seed: Annotated[
            int,
            typer.Option(
                "--seed", metavar="N", min=0, help=catalogue.text("Same seed, same timetable, where no time limit ends the search.")
            ),
        ] = 0,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        # Imported here: the scheduler, calendars and print are slow to load, and no other command needs them.
        from releve.cli.assembly_run import plan_assembly  # noqa: PLC0415

        plan_assembly(folder, out, time_limit_s=time_limit, seed=seed, as_json=as_json, speak=Catalogue.load(lang))
