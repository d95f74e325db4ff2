"""What the commands share: options, printing of tables, problems and JSON, a progress bar past one second."""

import codecs
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from threading import Timer
from time import perf_counter
from typing import Final

from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from releve.errors import Problem, ReleveError
from releve.text import Catalogue

DEFAULT_LANGUAGE: Final = "en"
LANGUAGES: Final = ("en", "fr", "ar", "es")
WIDTH_WITHOUT_TERMINAL: Final = 120
"""Columns of text where the output goes to a file or a pipe."""
PROGRESS_AFTER_S: Final = 1.0
INDENT: Final = "  "
"""Before what is wrong, under the line that says where."""


class Language(StrEnum):
    """Languages of the texts."""

    EN = "en"
    FR = "fr"
    AR = "ar"
    ES = "es"


@dataclass(frozen=True)
class Column:
    """One column of a table: its heading and whether it holds numbers, which align at their end."""

    heading: str
    number: bool = False


def make_console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or 120 columns where there is none; colours follow the terminal and NO_COLOR."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else WIDTH_WITHOUT_TERMINAL, highlight=False, soft_wrap=False)


def print_lines(lines: Iterable[str]) -> None:
    """Print plain lines, wrapped at words."""
    console = make_console()
    for line in lines:
        console.print(Text(line))


def print_title(title: str) -> None:
    """Print one bold line with an empty line before it."""
    console = make_console()
    console.print()
    console.print(Text(title, style="bold"))


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print a quiet table: no frame, one rule under the headings."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column.heading, justify="right" if column.number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = make_console()
    with console.capture() as drawn:
        console.print(table)
    # Without the blanks that fill the last column: in a file or a message they are only in the way.
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in drawn.get().splitlines()))


def print_json(value: object) -> None:
    """Print one JSON document, keys in the order given; letters that the output cannot hold are escaped as JSON does."""
    sys.stdout.write(json.dumps(value, ensure_ascii=_ascii_only(), indent=2) + "\n")


def print_json_lines(values: Iterable[object]) -> None:
    """Print JSON documents, one on each line."""
    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=_ascii_only()) + "\n")


def _ascii_only() -> bool:
    return codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8"


def let_every_letter_through() -> None:
    """Escape letters that the standard output cannot hold, as Python does for the standard error: an old code page is no reason to stop."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_problems(problems: Sequence[Problem], catalogue: Catalogue, *, as_json: bool) -> None:
    """Print every problem of the inputs: to standard output as JSON, else to standard error as lines, errors first."""
    if as_json:
        print_json({"problems": [problem_as_data(problem, catalogue) for problem in problems]})
        return
    console = make_console(stderr=True)
    n_errors = sum(problem.is_error for problem in problems)
    for problem in sorted(problems, key=lambda found: not found.is_error):
        severity = Text(catalogue.severity(problem.severity), style="bold red" if problem.is_error else "bold yellow")
        console.print(Text("  ").join([severity, Text(catalogue.place(problem), style="bold")]))
        for line in Text(catalogue.problem(problem)).wrap(console, console.width - len(INDENT)):
            line.rstrip()
            console.print(Text(INDENT).append_text(line))
    errors = catalogue.plural("{n} error", "{n} errors", n_errors)
    warnings = catalogue.plural("{n} warning", "{n} warnings", len(problems) - n_errors)
    if n_errors:
        console.print(Text(catalogue.text("{errors}, {warnings}. Nothing was written.", errors=errors, warnings=warnings), style="bold"))
    else:
        console.print(Text(catalogue.text("{errors}, {warnings}.", errors=errors, warnings=warnings), style="bold"))


def problem_as_data(problem: Problem, catalogue: Catalogue) -> dict[str, object]:
    """Return one problem for JSON: codes and data for machines, the sentence for people."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": problem.file,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "data": dict(problem.data),
        "message": catalogue.problem(problem),
    }


def print_error(error: ReleveError, catalogue: Catalogue, *, as_json: bool) -> None:
    """Print one error: to standard output as JSON, else to standard error as a sentence."""
    if as_json:
        print_json({"error": {"code": error.code, "data": dict(error.data), "message": catalogue.error(error)}})
        return
    make_console(stderr=True).print(Text(catalogue.error(error), style="bold red"))


def signed(number: int, catalogue: Catalogue) -> str:
    """Return a difference with its sign; nothing for 0, so that what changed stands out."""
    return "" if number == 0 else f"{'+' if number > 0 else ''}{catalogue.number(number)}"


@contextmanager
def progress_of_levels(label: str, level_names: Sequence[str]) -> Iterator[Callable[[str, int, int, float], None]]:
    """
    Yield a callback for `solve` that shows the levels proven so far, on a terminal and past one second only.

    The callback takes the level, its value, its bound and the seconds elapsed.
    """
    bar = _quiet_bar()
    task = bar.add_task(label, total=len(level_names))

    def advance(level: str, value: int, bound: int, elapsed_s: float) -> None:
        if elapsed_s >= PROGRESS_AFTER_S and not bar.live.is_started:
            bar.start()
        done = level_names.index(level) + (1 if value == bound else 0) if level in level_names else 0
        bar.update(task, completed=done)

    try:
        yield advance
    finally:
        bar.stop()


@contextmanager
def progress_of_batch(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a callback that shows how many parts of a batch are done, on a terminal and past one second only."""
    bar = _quiet_bar()
    task = bar.add_task(label, total=None)
    began_at = perf_counter()

    def advance(n_done: int, n_all: int) -> None:
        if perf_counter() - began_at >= PROGRESS_AFTER_S and not bar.live.is_started:
            bar.start()
        bar.update(task, completed=n_done, total=n_all)

    try:
        yield advance
    finally:
        bar.stop()


def _quiet_bar() -> Progress:
    """Return a bar on the standard error that leaves nothing behind, and shows nothing where that is no terminal."""
    console = make_console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


@contextmanager
def progress_of_steps(label: str) -> Iterator[Callable[[int, int], None]]:
    """
    Yield a callback that takes the steps done and the steps in all; a bar shows them on a terminal, past one second only.

    The bar comes by itself, for a first step may take longer than a second.
    """
    console = make_console(stderr=True)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    task = bar.add_task(label, total=None)
    comes = Timer(PROGRESS_AFTER_S, bar.start)
    if console.is_terminal:
        comes.start()
    try:
        yield lambda done, total: bar.update(task, completed=done, total=total)
    finally:
        comes.cancel()
        if console.is_terminal:
            comes.join()
            bar.stop()
