"""
Write the page of the docs on the commands, `docs/reference/commands.md`, from the commands themselves.

Run by hand after a command or an option has changed: ``python tools/command_page.py``. A test keeps the page up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import typer

from releve.cli.app import EXIT_CALLED_WRONGLY, EXIT_INPUT_ERRORS, EXIT_INTERRUPTED, build_app
from releve.text import Catalogue

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
INTRODUCTION: Final = f"""# Commands

Every command prints for people; with `--json` it prints one JSON document on standard output, and nothing else there.
Inputs that hold errors give `{{"problems": [...]}}`, each as [described here](problems.md); anything else that stops the work gives
`{{"error": {{"code": ..., "data": {{...}}, "message": ...}}}}`, `cli.called_wrongly` being the code of a wrong call.
`releve COMMAND --help` says the same as this page. Installed nowhere, the program also starts with `python -m releve`.

| exit code | means |
| --- | --- |
| 0 | done |
| {EXIT_INPUT_ERRORS} | [errors](problems.md) in the inputs, all listed, nothing written; inputs or rules changed since; a plan refused |
| {EXIT_CALLED_WRONGLY} | called wrongly: an option, a key or a place that does not exist, or a place that is not ours to write to |
| {EXIT_INTERRUPTED} | interrupted: nothing is written, what stood there before stands there still |

| environment | means |
| --- | --- |
| `RELEVE_LANG` | language where `--lang` is not given: `en`, `fr`, `ar` or `es` |
| `NO_COLOR` | no colours on the terminal |
| `RELEVE_DATA`, `DATABASE_URL`, `RELEVE_PG_BIN` | [where the web system keeps its data](../how-to/run-the-web-system.md) |

This page is written by `tools/command_page.py`: change the commands, not the page.
"""


def command_reference() -> str:
    """Return the page: what all commands share, and a section for each, by name."""
    program = typer.main.get_command(build_app(Catalogue.load("en")))
    # Any: commands and parameters are the framework's own, which it names nowhere public.
    commands = _commands(program)
    return "\n".join([INTRODUCTION, *(_section(name, command) for name, command in commands)]).rstrip() + "\n"


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a group of the framework
    """Yield the commands of a group by name, those of groups inside it with the names of both."""
    for name, command in sorted(vars(group)["commands"].items()):
        if "commands" in vars(command):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _section(name: str, command: Any) -> str:  # noqa: ANN401 - a command of the framework
    arguments = " ".join(parameter.metavar for parameter in command.params if parameter.param_type_name == "argument")
    example = command.epilog.removeprefix("Example: ")
    rows = (_parameter(parameter) for parameter in command.params)
    return f"## releve {name} {arguments}\n\n{command.help}\n\n```sh\n{example}\n```\n\n{_table(('', '', 'default'), rows)}"


def _parameter(parameter: Any) -> tuple[str, ...]:  # noqa: ANN401 - a parameter of the framework
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar}`", parameter.help, "needed"
    metavar = "en|fr|ar|es" if parameter.name == "lang" else parameter.metavar or ""
    name = f"`{parameter.opts[0]} {metavar}`".replace(" `", "`").replace("|", "\\|")
    flag_or_none = parameter.default is None or parameter.default is False
    default = "needed" if parameter.required else "" if flag_or_none else f"`{getattr(parameter.default, 'value', parameter.default)}`"
    return name, parameter.help + _bounds(parameter), default


def _bounds(parameter: Any) -> str:  # noqa: ANN401 - a parameter of the framework
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is None:
        return ""
    return f" {low} or more." if high is None else f" From {low} to {high}."


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(command_reference(), "utf-8")
