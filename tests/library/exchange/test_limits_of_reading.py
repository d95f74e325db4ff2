"""What is too much for one input, and what the system itself refuses to give."""

from pathlib import Path

import pytest

from cases.malformed.inputs import SOUND, sound_folder
from releve.exchange import csv_files, raw, read_folder, records
from releve.exchange.workbook_outline import cell_name, cell_place

READABLE_BY_NOBODY = Path("/proc/self/mem")
"""A file of Linux whose first byte nobody can read."""
LONGER_THAN_IT_SAYS = Path("/proc/self/status")
"""A file of Linux that says it is empty, and is not."""


def listed(folder: Path) -> list[tuple[str, str | None, int | None]]:
    return [(problem.code, problem.file, problem.row) for problem in read_folder(folder).problems if problem.is_error]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sound_folder(tmp_path)


def replace_by_link(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def test_a_file_that_cannot_be_read_is_reported_with_what_the_system_says(folder: Path) -> None:
    replace_by_link(folder / "posts.csv", READABLE_BY_NOBODY)

    (problem,) = read_folder(folder).problems

    assert (problem.code, problem.file, problem.data) == ("exchange.unreadable", "posts.csv", {"detail": "Input/output error"})


def test_a_file_longer_than_it_says_is_not_read_further_than_any_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_by_link(folder / "previous.csv", LONGER_THAN_IT_SAYS)
    # Every other table of the folder is smaller than this.
    monkeypatch.setattr(csv_files, "MOST_FILE_BYTES", 800)

    assert LONGER_THAN_IT_SAYS.stat().st_size == 0
    assert listed(folder) == [("exchange.too_large", "previous.csv", None)]


def test_a_table_of_more_rows_than_are_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_ROWS", 2)
    (folder / "posts.csv").write_text((SOUND / "posts.csv").read_text("utf-8").replace("P3", "P4"), "utf-8")

    assert listed(folder) == [
        ("exchange.too_many_rows", "missions.csv", 4),
        ("exchange.too_many_rows", "officers.csv", 4),
        ("exchange.too_many_rows", "partners.csv", 4),
        ("exchange.too_many_rows", "posts.csv", 4),
    ]


def test_a_long_value_is_shown_in_short(folder: Path) -> None:
    (folder / "previous.csv").write_text(f"officer_id,post_id\n{'x' * 300},P1\n", "utf-8")

    (problem,) = (found for found in read_folder(folder).problems if found.code == "exchange.bad_id")

    assert problem.value == "x" * (raw.SHOWN_TEXT - 1) + "…"


@pytest.mark.parametrize(("place", "name"), [((0, 0), "A1"), ((8, 25), "Z9"), ((9, 26), "AA10"), ((1048575, 16383), "XFD1048576")])
def test_places_of_cells_have_the_names_of_spreadsheets(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name
    assert cell_place(name) == place
    assert cell_place(name.lower()) == place
