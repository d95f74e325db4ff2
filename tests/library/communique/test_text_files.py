"""Press texts from files: what is taken as text, and where it stops being one."""

from pathlib import Path

import pytest

from releve.communique.files import FILE_DATA, MOST_BYTES, FileCode, decoded, read_text
from releve.errors import Problem


def test_line_ends_and_a_byte_order_mark_are_no_part_of_the_text() -> None:
    assert decoded(b"\xef\xbb\xbfun\r\ndeux\rtrois\n", file="a.txt") == "un\ndeux\ntrois\n"


def test_nothing_is_a_text_too() -> None:
    assert decoded(b"", file="a.txt") == ""


def test_the_row_of_the_first_letter_that_cannot_be_read_is_named() -> None:
    found = decoded(b"une\ndeux\n" + "été".encode("latin-1"), file="a.txt")

    assert found == Problem(code=FileCode.WRONG_ENCODING, file="a.txt", row=3, data={"byte": 0xE9})


def test_the_largest_text_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * MOST_BYTES)
    (tmp_path / "b.txt").write_bytes(b"a" * (MOST_BYTES + 1))

    read, refused = read_text(tmp_path / "a.txt"), read_text(tmp_path / "b.txt")

    assert isinstance(read, str)
    assert len(read) == MOST_BYTES
    assert refused == Problem(code=FileCode.TOO_LARGE, file=(tmp_path / "b.txt").as_posix(), data={"most_mib": 16})


@pytest.mark.parametrize(("name", "code"), [("gone.txt", FileCode.MISSING), (".", FileCode.NOT_A_FILE), ("a" * 300, FileCode.UNREADABLE)])
def test_what_is_no_file_is_a_problem(name: str, code: FileCode, tmp_path: Path) -> None:
    found = read_text(tmp_path / name)

    assert isinstance(found, Problem)
    assert (found.code, sorted(found.data)) == (code, sorted(FILE_DATA[code]))


def test_a_picture_is_no_text() -> None:
    found = decoded(b"\x89PNG\r\n\x1a\n\x00\x00", file="a.png")

    assert found == Problem(code=FileCode.NOT_A_TEXT, file="a.png")
