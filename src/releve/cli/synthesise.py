"""`releve synthesise OUT`: a labelled synthetic folder, the example or a register of a size."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Language, print_json, print_lines, progress_of_steps
from releve.cli.interruption import stop_if_interrupted
from releve.cli.options import json_option, lang_option, shown
from releve.exchange.writers import write_folder
from releve.synthesis import (
    DEFAULT_SEED,
    EXTENTS,
    Knob,
    RegisterFacts,
    Size,
    TableFormat,
    marrakech_files,
    register_files,
    synthesise_register,
)
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""
    officers = {size.value: catalogue.number(extent.officers) for size, extent in EXTENTS.items()}

    @app.command(
        help=catalogue.text("Make a synthetic folder, labelled as such: the shipped example, or a register of any size."),
        epilog=catalogue.text("Example: {command}", command="releve synthesise out/synthetic --size M --seed 7 --knob caps"),
    )
    def synthesise(
        out: Annotated[Path, typer.Argument(metavar="OUT", help=catalogue.text("Folder to write; it must be new or empty."))],
        size: Annotated[
            Size | None,
            typer.Option(
                "--size",
                metavar="|".join(Size),
                help=catalogue.text("A register of {S}, {M}, {L} or {XL} officers in place of the example.", **officers),
            ),
        ] = None,
        seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help=catalogue.text("Same seed, same folder."))] = DEFAULT_SEED,
        knob: Annotated[
            Knob | None,
            typer.Option(
                "--knob",
                metavar="|".join(Knob),
                help=catalogue.text("What is made hard about the register; {plain} is nothing.", plain=Knob.PLAIN.value),
            ),
        ] = None,
        table_format: Annotated[
            TableFormat | None,
            typer.Option(
                "--format",
                metavar="|".join(TableFormat),
                help=catalogue.text("Form of the tables of the register; {csv} where not given.", csv=TableFormat.CSV.value),
            ),
        ] = None,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise typer.BadParameter(speak.text("{path} is not an empty folder.", path=shown(out)), param_hint="OUT")
        for option, value in (("--knob", knob), ("--format", table_format)):
            if size is None and value is not None:
                raise typer.BadParameter(speak.text("only with {option}.", option="--size"), param_hint=option)
        if size is None:
            write_folder(out, marrakech_files(seed), is_ours=_never)
            _print_written(out, {"seed": seed, "synthetic": True}, [], speak, as_json=as_json)
            return
        knob, table_format = knob or Knob.PLAIN, table_format or TableFormat.CSV
        facts = _write_register(out, size, seed=seed, knob=knob, table_format=table_format, speak=speak)
        told = {"seed": seed, "synthetic": True, "size": size, "knob": knob, "format": table_format, **asdict(facts)}
        _print_written(out, told, [_facts_line(facts, speak)], speak, as_json=as_json)


def _write_register(out: Path, size: Size, *, seed: int, knob: Knob, table_format: TableFormat, speak: Catalogue) -> RegisterFacts:
    """Write a register; return what it holds."""
    with progress_of_steps(speak.text("Making the register")) as on_step:
        made = synthesise_register(size, seed=seed, knob=knob)
        files = register_files(made, size=size, seed=seed, knob=knob, table_format=table_format)
        on_step(1, len(files) + 1)
        stop_if_interrupted()
        write_folder(out, _told(files, on_step), is_ours=_never)
    return RegisterFacts.of(made)


def _told(files: Mapping[str, str | Iterator[bytes]], on_step: Callable[[int, int], None]) -> dict[str, str | Iterator[bytes]]:
    """Return the same files, each saying when it has been written."""

    def parts(content: Iterator[bytes], step: int) -> Iterator[bytes]:
        yield from content
        on_step(step, len(files) + 1)

    return {
        name: content if isinstance(content, str) else parts(content, step) for step, (name, content) in enumerate(files.items(), start=2)
    }


def _facts_line(facts: RegisterFacts, speak: Catalogue) -> str:
    return speak.text(
        "{officers}, {lines}, {seats}.",
        officers=speak.plural("{n} officer", "{n} officers", facts.officers),
        lines=speak.plural("{n} post line", "{n} post lines", facts.lines),
        seats=speak.plural("{n} open seat", "{n} open seats", facts.seats),
    )


def _print_written(out: Path, told: Mapping[str, object], lines: list[str], speak: Catalogue, *, as_json: bool) -> None:
    if as_json:
        print_json({"written": str(out), **told})
    else:
        print_lines([speak.text("Written: {path} (synthetic; no real officer).", path=shown(out)), *lines])


def _never(folder: Path) -> bool:
    """Return that a folder which is not empty is never replaced, whatever it holds."""
    del folder
    return False
