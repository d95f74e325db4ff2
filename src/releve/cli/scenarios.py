"""`releve scenarios FOLDER`: what-ifs as a batch, a change of a rule, and which plans trade one good for another."""

import json
from pathlib import Path
from typing import Annotated, Final

import typer

from releve.cli.console import Language, print_json, print_problems, progress_of_batch
from releve.cli.interruption import stop_if_interrupted
from releve.cli.options import existing, folder_argument, json_option, lang_option
from releve.cli.scenario_summary import print_exploration
from releve.exchange.writers import json_text, write_folder
from releve.model import Category
from releve.pipeline import ExploredFolder, explore_folder
from releve.reporting import SCENARIOS_FILE, render_scenarios, scenario_document
from releve.scenarios import SolveOptions, tree_of_options
from releve.text import Catalogue

PAGE_NAME: Final = "scenarios.html"
DEFAULT_STEPS: Final = 3


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text(
            "Plan what-ifs, a change of a rule, or the trade-off of fit, women and concentration, and say what changes hands."
        ),
        epilog=catalogue.text("Example: {command}", command="releve scenarios examples/marrakech-2025 --file examples/what-ifs.toml"),
    )
    def scenarios(
        folder: Annotated[Path, folder_argument(catalogue)],
        file: Annotated[
            Path | None,
            typer.Option("--file", metavar="WHATIFS.toml", callback=existing(catalogue), help=catalogue.text("A file of scenarios.")),
        ] = None,
        change: Annotated[
            list[str] | None,
            typer.Option(
                "--change",
                metavar="CHANGE",
                help=catalogue.text(
                    "A column of the post lines and what it becomes: “languages_required fr:B2->fr:B1”; may be given again."
                ),
            ),
        ] = None,
        setting: Annotated[
            list[str] | None,
            typer.Option(
                "--set", metavar="KEY=VALUE", help=catalogue.text("A setting of the policy: thresholds.age_max=65; may be given again.")
            ),
        ] = None,
        post: Annotated[
            list[str] | None,
            typer.Option("--post", metavar="P", help=catalogue.text("With --change: only this post line; may be given again.")),
        ] = None,
        mission: Annotated[
            list[str] | None,
            typer.Option("--mission", metavar="M", help=catalogue.text("With --change: only lines of this mission; may be given again.")),
        ] = None,
        category: Annotated[
            list[Category] | None,
            typer.Option("--category", metavar="C", help=catalogue.text("With --change: only lines of this category; may be given again.")),
        ] = None,
        pareto: Annotated[
            bool,
            typer.Option("--pareto", help=catalogue.text("Sweep cap and targets: fit against women missing against concentration.")),
        ] = False,
        steps: Annotated[
            int, typer.Option("--steps", metavar="N", min=1, max=20, help=catalogue.text("Steps of the sweep; N x (N + 1) plans."))
        ] = DEFAULT_STEPS,
        out: Annotated[
            Path | None,
            typer.Option(
                "--out", metavar="OUT", help=catalogue.text("Folder for scenarios.html and scenarios.json; earlier ones are replaced.")
            ),
        ] = None,
        workers: Annotated[
            int | None, typer.Option("--workers", metavar="N", min=1, help=catalogue.text("Processes; one for each core if not given."))
        ] = None,
        cluster: Annotated[
            str | None,
            typer.Option(
                "--cluster",
                metavar="ADDRESS|local",
                help=catalogue.text("A Dask scheduler, or “local” to make one; needs releve[cluster]."),
            ),
        ] = None,
        time_limit: Annotated[
            float | None,
            typer.Option(
                "--time-limit", metavar="S", min=0, help=catalogue.text("Stop each plan after so many seconds, as good as it is then.")
            ),
        ] = None,
        seed: Annotated[
            int, typer.Option("--seed", metavar="N", min=0, help=catalogue.text("Decides ties that nothing else decides."))
        ] = 0,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        rule_change = None
        selectors = {"post": post or (), "mission": mission or (), "category": [member.value for member in category or ()]}
        if change or setting:
            rule_change = tree_of_options(change or (), setting or (), selectors)
        if any(selectors.values()) and not change:
            raise typer.BadParameter(
                speak.text("It says where a change applies; none is given."), param_hint="--post, --mission, --category"
            )
        if file is None and rule_change is None and not pareto:
            raise typer.BadParameter(speak.text("One of them at least must be given."), param_hint="--file, --change, --set, --pareto")
        with progress_of_batch(speak.text("Scenarios")) as on_done:
            explored = explore_folder(
                folder,
                file=file,
                rule_change=rule_change,
                pareto_steps=steps if pareto else None,
                options=SolveOptions(seed=seed, time_limit_s=time_limit),
                workers=workers,
                cluster=cluster,
                on_done=on_done,
            )
        stop_if_interrupted()
        document = json_text(scenario_document(explored.snapshot, explored.batch, explored.frontier, seed=seed))
        if out is not None:
            write_folder(out, {SCENARIOS_FILE: document, PAGE_NAME: _page(explored, lang)}, is_ours=_holds_scenarios)
        if as_json:
            print_json(json.loads(document))
            return
        if explored.problems:
            print_problems(explored.problems, speak, as_json=False)
        print_exploration(explored, folder=folder, page=None if out is None else out / PAGE_NAME, speak=speak)


def _page(explored: ExploredFolder, lang: str) -> str:
    return render_scenarios(explored.snapshot, explored.batch, explored.frontier, synthetic_note=explored.synthetic_note, lang=lang)


def _holds_scenarios(folder: Path) -> bool:
    """Return whether a folder is the output of this command and nothing else, so that another may replace it."""
    return {found.name for found in folder.iterdir()} == {SCENARIOS_FILE, PAGE_NAME}
