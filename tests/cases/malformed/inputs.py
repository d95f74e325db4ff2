"""How a malformed input is made: a small sound folder, one thing wrong with it, and every problem that must be listed."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import xlsxwriter

SOUND = Path(__file__).with_name("sound")
WORKBOOK = "desk.xlsx"
Tables = dict[str, list[list[str]]]
"""Table -> rows of cells, the header first."""


@dataclass(frozen=True)
class Expected:
    """One problem that must be listed. ``table`` is a table, or a file name where it holds a dot; ``value`` None = not compared."""

    code: str
    table: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    severity: str = "error"

    def listed(self, *, workbook: bool) -> tuple[object, ...]:
        """Return severity, code, file, sheet, row and column as the program lists them."""
        is_table = self.table is not None and "." not in self.table
        if not is_table:
            return self.severity, self.code, self.table, None, self.row, self.column
        file, sheet = (WORKBOOK, self.table) if workbook else (f"{self.table}.csv", None)
        return self.severity, self.code, file, sheet, self.row, self.column


def warning(code: str, table: str | None = None, row: int | None = None, column: str | None = None, value: str | None = None) -> Expected:
    return Expected(code, table, row, column, value, severity="warning")


@dataclass(frozen=True)
class Case:
    """
    One malformed input.

    Attributes
    ----------
    make
        Writes the input below a new folder and returns what is given to the command.
    workbook
        Whether the tables are sheets of one workbook.
    """

    name: str
    make: Callable[[Path], Path]
    expected: tuple[Expected, ...]
    workbook: bool = False


def sound_tables() -> Tables:
    return {path.stem: list(csv.reader(path.read_text("utf-8").splitlines())) for path in sorted(SOUND.glob("*.csv"))}


def sound_folder(home: Path) -> Path:
    return Path(copytree(SOUND, home / "desk"))


def csv_folder(home: Path, tables: Tables) -> Path:
    folder = sound_folder(home)
    for path in folder.glob("*.csv"):
        path.unlink()
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return folder


def workbook_beside_policy(home: Path, tables: Mapping[str, list[list[str]]]) -> Path:
    """Write one workbook of text cells, ``policy.toml`` beside it."""
    (home / "policy.toml").write_bytes((SOUND / "policy.toml").read_bytes())
    path = home / WORKBOOK
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        for name, rows in tables.items():
            sheet = workbook.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, cell in enumerate(row):
                    if cell:
                        sheet.write_string(i, j, cell)
    return path


def table_cases(name: str, change: Callable[[Tables], object], *expected: Expected) -> tuple[Case, Case]:
    """Return one change of the tables as two inputs, a folder of CSV files and a workbook."""

    def changed() -> Tables:
        tables = sound_tables()
        change(tables)
        return tables

    return (
        Case(f"{name} (csv)", lambda home: csv_folder(home, changed()), expected),
        Case(f"{name} (xlsx)", lambda home: workbook_beside_policy(home, changed()), expected, workbook=True),
    )


def cell_cases(name: str, place: tuple[str, int, str], text: str, *codes: str, warn: tuple[str, ...] = ()) -> tuple[Case, Case]:
    """Return the inputs in which one cell is wrong: table, row (the header being row 1), column, and what stands there."""
    table, row, column = place
    listed = tuple(Expected(f"exchange.{code}", table, row, column, text or None) for code in codes)
    warned = tuple(warning(f"exchange.{code}", table, row, column, text or None) for code in warn)
    return table_cases(name, lambda tables: put(tables, table, row, column, text), *listed, *warned)


def put(tables: Tables, table: str, row: int, column: str, text: str) -> None:
    header = tables[table][0]
    tables[table][row - 1][header.index(column)] = text


def add_row(tables: Tables, table: str, **cells: str) -> None:
    header = tables[table][0]
    unknown = set(cells) - set(header)
    assert not unknown
    tables[table].append([cells.get(name, "") for name in header])


def drop_column(tables: Tables, table: str, column: str) -> None:
    at = tables[table][0].index(column)
    for row in tables[table]:
        del row[at]


def add_column(tables: Tables, table: str, column: str, text: str = "") -> None:
    for i, row in enumerate(tables[table]):
        row.append(column if i == 0 else text)


def file_case(name: str, change: Callable[[Path], object], *expected: Expected) -> Case:
    """Return a CSV folder after something was done to its files."""

    def make(home: Path) -> Path:
        folder = sound_folder(home)
        change(folder)
        return folder

    return Case(name, make, expected)


def bytes_case(name: str, file: str, change: Callable[[bytes], bytes], *expected: Expected) -> Case:
    """Return a CSV folder one of whose files holds other bytes."""
    return file_case(name, lambda folder: (folder / file).write_bytes(change((SOUND / file).read_bytes())), *expected)
