"""Files that cannot be read as tables, or that stand in the wrong place."""

import os
from pathlib import Path

from cases.malformed.inputs import SOUND, Case, Expected, bytes_case, file_case, warning
from releve.exchange.raw import MOST_FILE_BYTES


def _of(name: str) -> bytes:
    return (SOUND / name).read_bytes()


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _replace_by_broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.csv")


def _replace_by_device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _make_huge(path: Path, size: int) -> None:
    with path.open("r+b") as stream:
        stream.truncate(size)


def _reference(folder: Path, name: str, content: bytes) -> None:
    (folder / "reference").mkdir()
    (folder / "reference" / name).write_bytes(content)


def _reference_folder(folder: Path, name: str) -> None:
    (folder / "reference" / name).mkdir(parents=True)


def _reference_pipe(folder: Path, name: str) -> None:
    (folder / "reference").mkdir()
    os.mkfifo(folder / "reference" / name)


def _file_given_as_folder(home: Path) -> Path:
    path = home / "posts.csv"
    path.write_bytes(_of("posts.csv"))
    return path


def _empty_folder(home: Path) -> Path:
    folder = home / "desk"
    folder.mkdir()
    return folder


BROKEN_ROW = b'P4,"ALPHA" Adviser,,IPO,1,1,,,,,,,,,no,no,2026-03-01,12\n'

FILES = (
    # needed tables
    *(
        file_case(f"{name}.csv is missing", lambda folder, name=name: (folder / f"{name}.csv").unlink(), *expected)
        for name, expected in (
            ("officers", (Expected("exchange.missing_file", "officers"),)),
            ("posts", (Expected("exchange.missing_file", "posts"),)),
            ("missions", (Expected("exchange.missing_file", "missions"),)),
        )
    ),
    Case(
        "a folder without any table",
        _empty_folder,
        tuple(Expected("exchange.missing_file", name) for name in ("missions", "officers", "posts")),
    ),
    file_case(
        "a needed table under a wrong name",
        lambda folder: (folder / "officers.csv").rename(folder / "officer.csv"),
        Expected("exchange.missing_file", "officers"),
        warning("exchange.unknown_file", "officer.csv"),
    ),
    file_case(
        "an optional table under a wrong name, beside an error",
        lambda folder: ((folder / "deployments.csv").rename(folder / "Deployment.csv"), (folder / "posts.csv").unlink()),
        Expected("exchange.missing_file", "posts"),
        warning("exchange.unknown_file", "Deployment.csv"),
    ),
    Case("a table given as the folder", _file_given_as_folder, (Expected("exchange.not_a_workbook", "posts.csv"),)),
    # what stands where a table should
    file_case(
        "a folder named posts.csv", lambda folder: _replace_by_folder(folder / "posts.csv"), Expected("exchange.not_a_file", "posts")
    ),
    file_case("a pipe named posts.csv", lambda folder: _replace_by_pipe(folder / "posts.csv"), Expected("exchange.not_a_file", "posts")),
    file_case(
        "a broken link named waivers.csv",
        lambda folder: _replace_by_broken_link(folder / "waivers.csv"),
        Expected("exchange.not_a_file", "waivers"),
    ),
    file_case("a link to a device", lambda folder: _replace_by_device(folder / "posts.csv"), Expected("exchange.not_a_file", "posts")),
    file_case(
        "a table too large to read",
        lambda folder: _make_huge(folder / "officers.csv", MOST_FILE_BYTES + 1),
        Expected("exchange.too_large", "officers"),
    ),
    file_case(
        "a table of 500 MB",
        lambda folder: _make_huge(folder / "officers.csv", 500_000_000),
        Expected("exchange.too_large", "officers"),
    ),
    # bytes
    bytes_case("an empty file", "posts.csv", lambda _: b"", Expected("exchange.no_header", "posts", 1)),
    bytes_case("a file of line breaks", "posts.csv", lambda _: b"\n\n\n", Expected("exchange.no_header", "posts", 1)),
    bytes_case(
        "a NUL byte",
        "officers.csv",
        lambda content: content.replace(b"O2,", b"O2\0,"),
        Expected("exchange.nul_byte", "officers", 3),
    ),
    bytes_case("zeros only", "officers.csv", lambda _: bytes(4096), Expected("exchange.nul_byte", "officers", 1)),
    bytes_case(
        "UTF-16 with a mark",
        "officers.csv",
        lambda content: content.decode().encode("utf-16"),
        Expected("exchange.wrong_encoding", "officers", 1),
    ),
    bytes_case(
        "UTF-16 without a mark",
        "officers.csv",
        lambda content: content.decode().encode("utf-16-le"),
        Expected("exchange.nul_byte", "officers", 1),
    ),
    bytes_case(
        "Latin-1",
        "partners.csv",
        lambda content: content.replace(b"Morocco,", b"Morocco,Maroc \xe9"),
        Expected("exchange.wrong_encoding", "partners", 2),
    ),
    bytes_case(
        "half a surrogate",
        "officers.csv",
        lambda content: content.replace(b"O3,", b"O3\xed\xa0\x80,"),
        Expected("exchange.wrong_encoding", "officers", 4),
    ),
    bytes_case("a picture", "posts.csv", lambda _: b"\x89PNG\r\n\x1a\n\xff\xd8", Expected("exchange.wrong_encoding", "posts", 1)),
    bytes_case(
        "semicolons between the cells",
        "previous.csv",
        lambda content: content.replace(b",", b";"),
        Expected("exchange.wrong_delimiter", "previous", 1),
    ),
    bytes_case(
        "tabs between the cells",
        "posts.csv",
        lambda content: content.replace(b",", b"\t"),
        Expected("exchange.wrong_delimiter", "posts", 1),
    ),
    bytes_case(
        "quotation marks that are not closed",
        "posts.csv",
        lambda content: content.replace(b"Planning Officer", b'"Planning Officer'),
        Expected("exchange.malformed_csv", "posts", 3),
    ),
    bytes_case(
        "text after closing quotation marks",
        "posts.csv",
        lambda content: content + BROKEN_ROW,
        Expected("exchange.malformed_csv", "posts", 5),
    ),
    bytes_case(
        "a row with a cell too few",
        "officers.csv",
        lambda content: content.replace(b"O2,SEN,", b"O2,"),
        Expected("exchange.too_few_cells", "officers", 3),
    ),
    bytes_case(
        "a thousand columns",
        "officers.csv",
        lambda content: content.replace(b"assessment_score\n", b"assessment_score" + b",x" * 1000 + b"\n"),
        Expected("exchange.too_many_cells", "officers", 1),
    ),
    bytes_case(
        "a control character",
        "officers.csv",
        lambda content: content.replace(b"bachelor", b"bach\x07elor"),
        Expected("exchange.control_character", "officers", 2, "education"),
        Expected("exchange.unknown_choice", "officers", 2, "education"),
    ),
    bytes_case(
        "an error among lines that end in carriage returns",
        "posts.csv",
        lambda content: content.replace(b"12\n", b"0\n").replace(b"\n", b"\r"),
        Expected("exchange.out_of_range", "posts", 2, "tour_months"),
        Expected("exchange.out_of_range", "posts", 4, "tour_months"),
    ),
    bytes_case(
        "an error after a mark of UTF-8",
        "posts.csv",
        lambda content: b"\xef\xbb\xbf" + content.replace(b"IPO,1,1", b"IPO,1,7"),
        Expected("exchange.out_of_range", "posts", 2, "priority"),
    ),
    bytes_case(
        "a workbook named officers.csv",
        "officers.csv",
        lambda _: b"PK\x03\x04\x14\0\0\0\x08\0",
        Expected("exchange.nul_byte", "officers", 1),
    ),
    # the desk's own reference tables
    file_case(
        "a reference table with an unknown kind of skill",
        lambda folder: _reference(folder, "skills.csv", b"code,kind\ndrones,gadget\n"),
        Expected("reference.invalid_value", "reference/skills.csv", 2, "kind"),
    ),
    file_case(
        "a reference table without its key",
        lambda folder: _reference(folder, "ceilings.csv", b"mission,police\nALPHA,100\n"),
        Expected("reference.missing_column", "reference/ceilings.csv", 1, "entry"),
    ),
    file_case(
        "a reference table with a key twice",
        lambda folder: _reference(folder, "skills.csv", b"code,kind\ndrones,profile\ndrones,profile\n"),
        Expected("reference.repeated_key", "reference/skills.csv", 3, "code"),
    ),
    file_case(
        "a reference mission in an unknown country",
        lambda folder: _reference(folder, "missions.csv", b"mission,kind,host_countries\nALPHA,field,ZZZ\n"),
        Expected("reference.unknown_country", "reference/missions.csv", 2, "host_countries"),
    ),
    file_case(
        "a reference table that is no UTF-8",
        lambda folder: _reference(folder, "skills.csv", b"code,kind\n\xff,profile\n"),
        Expected("reference.unreadable_file", "reference/skills.csv"),
    ),
    file_case(
        "a reference table with a NUL byte",
        lambda folder: _reference(folder, "skills.csv", b"code,kind\n\0,profile\n"),
        Expected("reference.unreadable_file", "reference/skills.csv"),
    ),
    file_case(
        "an empty reference table",
        lambda folder: _reference(folder, "skills.csv", b""),
        Expected("reference.empty_file", "reference/skills.csv"),
    ),
    file_case(
        "a folder in the place of a reference table",
        lambda folder: _reference_folder(folder, "skills.csv"),
        Expected("reference.unreadable_file", "reference/skills.csv"),
    ),
    file_case(
        "a pipe in the place of a reference table",
        lambda folder: _reference_pipe(folder, "skills.csv"),
        Expected("reference.unreadable_file", "reference/skills.csv"),
    ),
    file_case(
        "an unknown reference table, beside an error",
        lambda folder: (_reference(folder, "skill.csv", b"code,kind\n"), (folder / "posts.csv").unlink()),
        Expected("exchange.missing_file", "posts"),
        warning("reference.unknown_file", "reference/skill.csv"),
    ),
)
