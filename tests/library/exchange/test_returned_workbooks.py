"""The sender's own workbook back: what is marked, what stays as it was, and that nothing in it runs."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from releve.exchange.returned import Labels, Remark, Returned, Tone, returned_workbook, visible
from releve.exchange.returned_sources import MOST_KEPT_CELLS

LABELS = Labels(
    verdict="Verdict",
    reasons="Reasons",
    summary="Summary",
    place="Place",
    tones={tone: tone.value.capitalize() for tone in Tone},
    shortened="Only rows with a remark.",
)


def marked(files: dict[str, bytes], *remarks: Remark, sheets: tuple[str, ...] = ("officers",)) -> Workbook:
    content = returned_workbook(files, Returned(labels=LABELS, sheets=sheets, remarks=remarks, lines=(("Errors", str(len(remarks))),)))
    return openpyxl.load_workbook(io.BytesIO(content))


def sender_workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "officers"
    for row in rows:
        sheet.append(row)
    sheet["A1"].font = Font(italic=True)
    sheet.column_dimensions["A"].width = 44
    book.create_sheet("Notes")["B2"] = "kept"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheets_formats_and_order_are_kept() -> None:
    content = sender_workbook(("officer_id", "gender"), ("O-1", "F"), ("O-2", "X"))

    book = marked({"sent.xlsx": content}, Remark(tone=Tone.ERROR, text="F or M", sheet="officers", row=3, column="gender"))

    sheet = book["officers"]
    assert book.sheetnames == ["officers", "Notes", "Summary"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["officer_id", "gender", "Verdict", "Reasons"],
        ["O-1", "F", "Sound", None],
        ["O-2", "X", "Error", "F or M"],
    ]
    assert (sheet["A1"].font.italic, sheet.column_dimensions["A"].width, book["Notes"]["B2"].value) == (True, 44, "kept")
    assert sheet["B3"].comment is not None
    assert (sheet["B3"].comment.text, sheet["B3"].fill.start_color.rgb, sheet["B2"].comment) == ("F or M", "00F8C9C4", None)


def test_headings_for_people_and_blank_rows_get_no_verdict() -> None:
    content = sender_workbook(("officer_id", "gender"), ("# Officer no.", "Gender"), (None, None), ("O-1", "F"))

    book = marked({"sent.xlsx": content})

    assert [cell.value for cell in book["officers"]["C"]] == ["Verdict", None, None, "Sound"]


def test_formulas_come_back_as_texts() -> None:
    content = sender_workbook(("officer_id", "gender"), ("=1+1", '=HYPERLINK("http://example.org")'))

    book = marked({"sent.xlsx": content}, Remark(tone=Tone.ERROR, text="=2+2", sheet="officers", row=2, column="officer_id"))

    types = {cell.data_type for row in book["officers"] for cell in row if cell.value is not None}
    assert types == {"s"}
    assert [cell.value for cell in book["officers"][2]] == ["=1+1", '=HYPERLINK("http://example.org")', "Error", "=2+2"]


def test_tables_of_a_folder_become_sheets_of_text() -> None:
    files = {"officers.csv": b'officer_id,remark\n=cmd,"two\nlines"\nO-2,+33\n', "policy.csv": "caf\xe9,\xe9\n".encode("latin-1")}

    book = marked(files, Remark(tone=Tone.WARNING, text="odd", sheet="officers", row=2, column="remark"))

    cells = [(cell.value, cell.data_type) for cell in book["officers"][2]]
    assert cells == [("=cmd", "s"), ("two\nlines", "s"), ("Warning", "s"), ("odd", "s")]
    assert book.sheetnames == ["officers", "policy", "Summary"]


def test_what_belongs_to_no_cell_stands_in_the_summary() -> None:
    book = marked({"officers.csv": b"officer_id\n"}, Remark(tone=Tone.ERROR, text="No such \u202efile\u202c", place="posts.csv"))

    assert [[cell.value for cell in row][:3] for row in book["Summary"]] == [
        ["Errors", "1", None],
        [" ", None, None],
        ["Verdict", "Place", "Reasons"],
        ["Error", "posts.csv", "No such [U+202E]file[U+202C]"],
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"\xd0\xcf\x11\xe0 encrypted"])
def test_unreadable_workbook_comes_back_as_a_list_of_what_is_wrong(content: bytes) -> None:
    book = marked({"sent.xlsx": content}, Remark(tone=Tone.ERROR, text="Not a workbook", place="sent.xlsx"))

    assert (book.sheetnames, book["Summary"]["C4"].value) == (["Summary"], "Not a workbook")


def test_of_a_large_file_only_rows_with_a_remark_come_back() -> None:
    n_rows = MOST_KEPT_CELLS // 50 + 10
    content = ("a" + ",b" * 49 + "\n" + ("1" + "," * 49 + "\n") * n_rows).encode()

    book = marked({"officers.csv": content}, Remark(tone=Tone.ERROR, text="last", sheet="officers", row=n_rows + 1, column="a"))

    sheet = book["officers"]
    assert (sheet.max_row < n_rows, sheet.cell(row=sheet.max_row, column=52).value) == (True, "last")
    assert book["Summary"]["A2"].value == "Only rows with a remark."


def test_characters_that_turn_a_text_are_named() -> None:
    assert visible("a\u202eb\x07") == "a[U+202E]b[U+0007]"
