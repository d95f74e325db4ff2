"""`releve report OUT`: report.html of a plan, alone or compared with an earlier one."""

from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Column, Language, print_json, print_lines, print_table, print_title, signed
from releve.cli.options import existing_folder, json_option, lang_option, output_argument, shown
from releve.exchange.writers import write_text_file
from releve.model import Priority
from releve.reporting import Changes, compare_figures, read_figures, render_report
from releve.text import Catalogue

REPORT_NAME = "report.html"


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Write report.html into the folder of a plan: one page for the screen, the phone and the printer."),
        epilog=catalogue.text("Example: {command}", command="releve report out/plan --lang fr"),
    )
    def report(
        out: Annotated[Path, output_argument(catalogue)],
        baseline: Annotated[
            Path | None,
            typer.Option(
                "--baseline",
                metavar="OUT",
                callback=existing_folder(catalogue),
                help=catalogue.text("Another plan; the report says what changed since."),
            ),
        ] = None,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        figures = read_figures(out)
        changes = compare_figures(read_figures(baseline), figures) if baseline is not None else None
        page = out / REPORT_NAME
        write_text_file(page, render_report(figures, changes=changes, lang=lang))
        if as_json:
            print_json({"written": str(page)})
            return
        if changes is not None:
            _print_changes(changes, speak)
        print_lines([*([] if changes is None else [""]), speak.text("Written: {path}", path=shown(page))])


def _print_changes(changes: Changes, speak: Catalogue) -> None:
    print_title(speak.text("What changes"))
    rows = [
        (speak.text("Seats filled"), changes.filled),
        *((speak.level_name(change.key), change) for change in changes.objective[: len(Priority)]),
        (speak.text("Seats filled at Headquarters"), changes.headquarters),
        (speak.text("Seats filled in field missions"), changes.field),
        (speak.text("Women whom the plan sends"), changes.women_assigned),
        *(
            (speak.text("Officers sent who speak {language} at B2 or above", language=speak.language(change.key)), change)
            for change in changes.languages
            if change.by
        ),
        *((speak.text("Seats filled in {mission}", mission=change.key), change) for change in changes.missions if change.by),
        *((speak.level_name(change.key), change) for change in changes.objective[len(Priority) :]),
    ]
    print_table(
        [
            Column(""),
            Column(speak.text("Before"), number=True),
            Column(speak.text("After"), number=True),
            Column(speak.text("Change"), number=True),
        ],
        [(name, speak.number(change.before), speak.number(change.after), signed(change.by, speak)) for name, change in rows],
    )
    if changes.newcomers:
        print_title(speak.text("Where the officers of the answer go"))
        print_table(
            [
                Column(speak.text("Post line")),
                Column(speak.text("Mission")),
                Column(speak.text("Title")),
                Column(speak.text("Officers"), number=True),
            ],
            [(line.post_id, line.mission, line.title or "", speak.number(line.officers)) for line in changes.newcomers],
        )
