"""A sender's own workbook: their headings and words become ours, and what is dangerous is refused with its place."""

import io
import zipfile

import pytest
from openpyxl.workbook import Workbook

from releve.exchange.forms import CellForms
from releve.exchange.parsed import parse_table
from releve.exchange.raw import ProblemList
from releve.exchange.register_forms import REGISTER_FORMS
from releve.exchange.sender_files import SenderSheet, read_sender_file
from releve.exchange.sender_mapping import (
    DayOrder,
    SenderMapping,
    fold_heading,
    guess_columns,
    guess_day_order,
    sender_table,
    unknown_words,
)
from releve.reference import load_reference

OFFICERS = REGISTER_FORMS["officers"]
FORMS = CellForms(reference=load_reference())
FRENCH = (
    "Liste des candidats;;;;;;\n;;;;;;\n"
    "Matricule;Nom;Prénoms;Sexe;Date de naissance;Langues;Permis de conduire\n"
    "M-1;BENNANI;Salma;Femme;02/04/1985;Français C1, Arabe C2;13/05/2006\n"
    "M-2;TAZI;Karim;H;25/12/1990;français courant;\n"
).encode()


def read(content: bytes, file: str = "sent.csv") -> tuple[tuple[SenderSheet, ...], list[str]]:
    problems = ProblemList()
    sheets = read_sender_file(content, problems, file=file)
    return sheets, [f"{p.code.removeprefix('exchange.')}@{p.row}" for p in problems.sorted()]


def workbook(*rows: tuple[object, ...]) -> Workbook:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    return book


def content_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def guessed(sheet: SenderSheet) -> SenderMapping:
    return SenderMapping(columns=guess_columns(OFFICERS, sheet.headings, our_words={}, kept={}), day_order=DayOrder.DAY_FIRST)


def test_headings_are_found_under_a_title_and_known_in_french() -> None:
    (sheet,), problems = read(FRENCH)

    mapping = guessed(sheet)

    assert (problems, sheet.header_row, [number for number, _ in sheet.rows]) == ([], 3, [4, 5])
    assert list(mapping.columns.values()) == [
        "officer_id", "family_name", "given_names", "gender", "birth_date", "languages", "licence_since"
    ]  # fmt: skip


def test_words_and_days_become_ours_and_doubtful_words_are_asked_about() -> None:
    (sheet,), _ = read(FRENCH)
    problems = ProblemList()

    raw = sender_table(OFFICERS, sheet, guessed(sheet), problems, file="sent.csv", forms=FORMS)

    assert raw is not None
    cells = {name: column.cells() for name, column in raw.columns.items()}
    assert (cells["gender"], cells["birth_date"]) == (["F", "M"], ["1985-04-02", "1990-12-25"])
    assert cells["languages"] == ["fr:C1;ar:C2", "français courant"]
    unknown = unknown_words(OFFICERS, raw, FORMS)
    assert {name: [(w.text, w.n_rows, w.proposal) for w in words] for name, words in unknown.items()} == {
        "languages": [("français courant", 1, "fr:C1")]
    }


def test_a_word_once_explained_is_understood() -> None:
    (sheet,), _ = read(FRENCH)
    mapping = SenderMapping(
        columns=guessed(sheet).columns, words={"languages": {"francais courant": "fr:C1"}}, day_order=DayOrder.DAY_FIRST
    )
    problems = ProblemList()

    raw = sender_table(OFFICERS, sheet, mapping, problems, file="sent.csv", forms=FORMS)

    assert raw is not None
    table = parse_table(OFFICERS, raw, FORMS, problems)
    assert (problems.found, unknown_words(OFFICERS, raw, FORMS), len(table)) == ([], {}, 2)


def test_what_a_sender_meant_before_goes_first() -> None:
    found = guess_columns(OFFICERS, ["Nom", "Grade"], our_words={}, kept={"nom": "name_ar", "grade": ""})

    assert found == {"nom": "name_ar", "grade": ""}


@pytest.mark.parametrize(
    ("days", "order"),
    [(["25/12/1990", "01/02/1990"], "dmy"), (["12/25/1990"], "mdy"), (["01/02/1990"], ""), (["25/12/1990", "12/25/1990"], "")],
)
def test_order_of_days_is_guessed_only_from_days_without_doubt(days: list[str], order: str) -> None:
    (sheet,), _ = read(("matricule,dob\n" + "".join(f"{i},{day}\n" for i, day in enumerate(days))).encode())
    raw = sender_table(OFFICERS, sheet, SenderMapping(columns=guessed(sheet).columns), ProblemList(), file="f", forms=FORMS)

    assert raw is not None
    assert guess_day_order(OFFICERS, raw) == order


def test_arabic_headings_and_words_are_known() -> None:
    (sheet,), _ = read("رقم التسجيل,الاسم,الجنس,تاريخ الازدياد\n1,سلمى بناني,أنثى,1985-04-02\n".encode())
    problems = ProblemList()

    raw = sender_table(OFFICERS, sheet, guessed(sheet), problems, file="f", forms=FORMS)

    assert raw is not None
    assert {name: column.cells() for name, column in raw.columns.items()} == {
        "officer_id": ["1"], "name_ar": ["سلمى بناني"], "gender": ["F"], "birth_date": ["1985-04-02"]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "file", "told"),
    [
        (b"", "a.csv", ["no_header@1"]),
        (b"\xef\xbb\xbf\r\n,,\n", "a.csv", ["no_header@1"]),
        (b"id,nom\n1,a\x00b\n", "a.csv", ["nul_byte@2"]),
        ("id,nom\n1,é\n".encode("latin-1"), "a.csv", ["wrong_encoding@2"]),
        ("id,nom\n1,é\n".encode("utf-16"), "a.csv", ["wrong_encoding@1"]),
        (b'id,nom\n1,"x\n', "a.csv", ["malformed_csv@2"]),
        (b"%PDF-1.7", "a.csv", ["not_a_workbook@None"]),
        (b"hello", "a.xlsx", ["not_a_workbook@None"]),
        (b"\xd0\xcf\x11\xe0....", "a.xlsx", ["encrypted@None"]),
        (b"PK\x03\x04....", "a.xlsx", ["not_a_workbook@None"]),
    ],
)
def test_unreadable_files_are_refused(content: bytes, file: str, told: list[str]) -> None:
    assert read(content, file) == ((), told)


def test_zip_bomb_is_refused_before_it_is_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 64_000_000)

    assert read(stream.getvalue(), "a.xlsx") == ((), ["too_large@None"])


def test_formulas_errors_hidden_sheets_and_merged_cells_are_told() -> None:
    book = workbook(("Matricule", "Nom", "Date de naissance"), ("=1+1", "A", "#N/A"), ("2", "B", "1990-01-01"))
    assert book.active is not None
    book.active.merge_cells("A3:B3")
    hidden = book.create_sheet("secret")
    hidden.append(("Matricule", "Nom"))
    hidden.sheet_state = "hidden"
    book.active["C2"].data_type = "e"

    sheets, problems = read(content_of(book), "a.xlsx")
    found = ProblemList()
    sender_table(OFFICERS, sheets[0], guessed(sheets[0]), found, file="a.xlsx", forms=FORMS)

    assert ([sheet.name for sheet in sheets], problems) == (["Sheet", "secret"], ["hidden_sheet@None"])
    assert sorted((p.code.removeprefix("exchange."), p.row, p.column) for p in found.found) == [
        ("error_cell", 2, "birth_date"), ("formula", 2, "officer_id"), ("merged_cells", 3, None)
    ]  # fmt: skip


def test_dangerous_texts_are_refused_at_their_place() -> None:
    content = f"matricule,nom,prenom\n1,\u202eeman,x\n2,{'a' * 10_001},<script>alert(1)</script>\n".encode()
    (sheet,), _ = read(content)
    problems = ProblemList()

    sender_table(OFFICERS, sheet, guessed(sheet), problems, file="f", forms=FORMS)

    assert [(p.code.removeprefix("exchange."), p.row, p.column) for p in problems.found] == [
        ("control_character", 2, "family_name"), ("text_too_long", 3, "family_name")
    ]  # fmt: skip


def test_two_headings_for_one_column_are_reported() -> None:
    (sheet,), _ = read(b"matricule,nom,Nom,\n1,a,b,c\n")
    problems = ProblemList()

    raw = sender_table(OFFICERS, sheet, guessed(sheet), problems, file="f", forms=FORMS)

    assert raw is not None
    assert [(p.code.removeprefix("exchange."), p.row) for p in problems.found] == [("duplicate_column", 1), ("too_many_cells", 2)]


def test_headings_are_folded() -> None:
    assert fold_heading(" Date  de Naissance (jj/mm/aaaa) ") == "date de naissance jj mm aaaa"
