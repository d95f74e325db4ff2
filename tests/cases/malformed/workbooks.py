"""Workbooks that are wrong in a way that no CSV file can be: formulas, merged cells, archives that are none."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from cases.malformed.inputs import SOUND, WORKBOOK, Case, Expected, sound_tables, warning, workbook_beside_policy

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _book_case(name: str, change: Callable[[Workbook], object], *expected: Expected) -> Case:
    """Return a sound workbook after something was done to it in a spreadsheet program."""

    def make(home: Path) -> Path:
        path = workbook_beside_policy(home, sound_tables())
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return Case(f"workbook: {name}", make, expected, workbook=True)


def _bytes_case(name: str, change: Callable[[bytes], bytes], *expected: Expected, file: str = WORKBOOK) -> Case:
    """Return a workbook whose file holds other bytes."""

    def make(home: Path) -> Path:
        path = workbook_beside_policy(home, sound_tables())
        content = change(path.read_bytes())
        path.unlink()
        (home / file).write_bytes(content)
        return home / file

    return Case(f"workbook: {name}", make, expected, workbook=True)


def _part_case(name: str, part: str, change: Callable[[bytes], bytes], *expected: Expected) -> Case:
    """Return a workbook one part of whose archive holds other bytes."""

    def changed(content: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.infolist():
                body = old.read(entry)
                new.writestr(entry.filename, change(body) if entry.filename == part else body)
        return out.getvalue()

    return _bytes_case(name, changed, *expected)


def _bomb(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive, archive.open("xl/media/image1.png", "w") as stream:
        for _ in range(64):
            stream.write(bytes(1024 * 1024))
    return out.getvalue()


def _repeat_part(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("XL/Workbook.xml", archive.read("xl/workbook.xml"))
    return out.getvalue()


def _merge(book: Workbook) -> None:
    book["officers"].merge_cells("B2:B4")


def _hide_and_break(book: Workbook) -> None:
    book["waivers"].sheet_state = "hidden"
    book["posts"]["E4"] = 0


def _rename(old: str, new: str) -> Callable[[Workbook], object]:
    def change(book: Workbook) -> None:
        book[old].title = new

    return change


def _two_sheets_of_one_name(book: Workbook) -> None:
    book.create_sheet(" waivers")["A1"] = "officer_id"


def _whole(code: str) -> Expected:
    return Expected(f"exchange.{code}", WORKBOOK)


def _far_away(content: bytes) -> bytes:
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    return content.replace(b"</sheetData>", far)


BOOKS = (
    _book_case("a formula", lambda book: book["posts"].__setitem__("E2", "=1+1"), Expected("exchange.formula", "posts", 2, "seats")),
    _book_case(
        "a formula in a table that is not needed",
        lambda book: book["waivers"].__setitem__("E2", '=HYPERLINK("http://example.org")'),
        Expected("exchange.formula", "waivers", 2, "reason"),
    ),
    _book_case("merged cells", _merge, Expected("exchange.merged_cells", "officers", 2)),
    _book_case(
        "an error in a cell", lambda book: book["posts"].__setitem__("C2", "#N/A"), Expected("exchange.error_cell", "posts", 2, "title")
    ),
    _book_case(
        "a needed sheet under another name",
        _rename("officers", "Officer list"),
        Expected("exchange.missing_file", "officers"),
        warning("exchange.unknown_sheet", "Officer list"),
    ),
    _book_case("a needed sheet is missing", lambda book: book.remove(book["missions"]), Expected("exchange.missing_file", "missions")),
    _book_case("two sheets of one name", _two_sheets_of_one_name, Expected("exchange.repeated_sheet", " waivers")),
    _book_case(
        "a hidden sheet, beside an error",
        _hide_and_break,
        warning("exchange.hidden_sheet", "waivers"),
        Expected("exchange.out_of_range", "posts", 4, "seats"),
    ),
    _book_case(
        "a time of the day beside a day",
        lambda book: book["posts"].__setitem__("Q2", datetime(2026, 3, 1, 14, 30)),  # noqa: DTZ001 - spreadsheets know no zones
        Expected("exchange.date_proposal", "posts", 2, "starts_on"),
    ),
    _book_case(
        "a time where a day should stand",
        lambda book: book["posts"].__setitem__("Q2", time(14, 30)),
        Expected("exchange.not_a_date", "posts", 2, "starts_on"),
    ),
    _book_case(
        "a number that is formatted as no day",
        lambda book: book["posts"].__setitem__("Q2", 46082),
        Expected("exchange.date_proposal", "posts", 2, "starts_on"),
    ),
    _book_case("half a seat", lambda book: book["posts"].__setitem__("E2", 1.5), Expected("exchange.not_an_integer", "posts", 2, "seats")),
    _book_case(
        "a huge number", lambda book: book["posts"].__setitem__("E2", 1e30), Expected("exchange.not_an_integer", "posts", 2, "seats")
    ),
    _book_case("true for yes", lambda book: book["posts"].__setitem__("O2", True), Expected("exchange.not_yes_no", "posts", 2, "armed")),  # noqa: FBT003 - a cell
    _book_case("a sheet without cells", lambda book: book["posts"].delete_rows(1, 9), Expected("exchange.no_header", "posts", 1)),
    _part_case(
        "a cell at the end of the sheet", "xl/worksheets/sheet1.xml", _far_away, Expected("exchange.sparse_sheet", "commitments", 1048576)
    ),
    _part_case(
        "a document type in a sheet",
        "xl/worksheets/sheet1.xml",
        lambda body: body.replace(b"<worksheet", DOCTYPE + b"<worksheet"),
        _whole("not_a_workbook"),
    ),
    _part_case(
        "a document type in the shared texts",
        "xl/sharedStrings.xml",
        lambda body: body.replace(b"<sst", DOCTYPE + b"<sst"),
        _whole("not_a_workbook"),
    ),
    _part_case(
        "a document type in the workbook",
        "xl/workbook.xml",
        lambda body: body.replace(b"<workbook", DOCTYPE + b"<workbook"),
        _whole("not_a_workbook"),
    ),
    _part_case(
        "two sheets of exactly one name",
        "xl/workbook.xml",
        lambda body: body.replace(b'name="previous"', b'name="posts"'),
        _whole("not_a_workbook"),
    ),
    _part_case(
        "a sheet whose part is not there",
        "xl/_rels/workbook.xml.rels",
        lambda body: body.replace(b"sheet1.xml", b"Sheet1.XML"),
        _whole("not_a_workbook"),
    ),
    _part_case(
        "a text that is on no list of texts",
        "xl/worksheets/sheet1.xml",
        lambda body: body.replace(b't="s"><v>', b't="s"><v>99999'),
        _whole("not_a_workbook"),
    ),
    _part_case(
        "a cell that no sheet has",
        "xl/worksheets/sheet1.xml",
        lambda body: body.replace(b'r="A2"', b'r="2A"'),
        _whole("not_a_workbook"),
    ),
    _bytes_case("a part twice", _repeat_part, _whole("not_a_workbook")),
    _part_case("a sheet that is no XML", "xl/worksheets/sheet2.xml", lambda _: b"<worksheet><sheetData>", _whole("not_a_workbook")),
    _part_case("a list of sheets that is empty", "xl/workbook.xml", lambda _: b"", _whole("not_a_workbook")),
    _bytes_case("no archive", lambda _: b"officer_id,country\n", _whole("not_a_workbook")),
    _bytes_case("an empty file", lambda _: b"", _whole("not_a_workbook")),
    _bytes_case("half an archive", lambda content: content[: len(content) // 2], _whole("not_a_workbook")),
    _bytes_case("an archive of something else", lambda _: _archive({"word/document.xml": b"<x/>"}), _whole("not_a_workbook")),
    _bytes_case("a damaged archive", lambda content: content[:2000] + bytes(500) + content[2500:], _whole("not_a_workbook")),
    _bytes_case("an archive that unpacks to a thousand times its size", _bomb, _whole("too_large")),
    _bytes_case("a password", lambda content: OLE_MARK + content, _whole("encrypted")),
    _bytes_case(
        "an old kind of workbook", lambda content: OLE_MARK + content, Expected("exchange.not_a_workbook", "desk.xls"), file="desk.xls"
    ),
    _bytes_case(
        "a text file", lambda _: (SOUND / "posts.csv").read_bytes(), Expected("exchange.not_a_workbook", "desk.txt"), file="desk.txt"
    ),
)


def _archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()
