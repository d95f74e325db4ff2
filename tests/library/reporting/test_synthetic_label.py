"""A folder that says that its data are synthetic is labelled so in every report."""

from pathlib import Path

import pytest

from releve.reporting import read_synthetic_note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Synthetic: nobody is\nreal.\n\nMore.\n", "Synthetic: nobody is real."),
        ("# Heading\n\nDrawn from `officers.csv`.\n", "Drawn from officers.csv."),
        ("# Heading only\n", ""),
        ("", ""),
    ],
)
def test_the_first_paragraph_is_the_note(text: str, note: str, tmp_path: Path) -> None:
    (tmp_path / "SYNTHETIC.md").write_text(text, "utf-8")

    assert read_synthetic_note(tmp_path) == note


def test_a_folder_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert read_synthetic_note(tmp_path) is None


def test_the_note_beside_a_workbook_counts(tmp_path: Path) -> None:
    (tmp_path / "SYNTHETIC.md").write_text("Nobody is real.", "utf-8")

    assert read_synthetic_note(tmp_path / "folder.xlsx") == "Nobody is real."


def test_bytes_that_are_no_text_still_label_the_folder(tmp_path: Path) -> None:
    (tmp_path / "SYNTHETIC.md").write_bytes(b"\xff\xfe\x00")

    assert read_synthetic_note(tmp_path) is not None
