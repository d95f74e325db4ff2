"""The workbook that senders fill: headings for machines and for people, lists to choose from, and rows that are read back."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from cases.malformed.inputs import SOUND, sound_tables
from releve.exchange import TABLES, Kind, read_folder, write_template
from releve.exchange.template import LONGEST_NOTE
from releve.exchange.workbooks import LIST_SHEET
from releve.exchange.writers import NotWrittenError
from releve.text import Catalogue
from releve.text.messages import FILLED

PLACES = [(form.name, column.name) for form in TABLES.values() for column in form.columns]
LANGUAGES = ("en", "fr", "ar", "es")


def template(home: Path, lang: str = "en") -> Path:
    speak = Catalogue.load(lang)
    path = home / "desk.xlsx"
    write_template(
        path,
        headings={place: speak.column(*place) for place in PLACES},
        notes={place: speak.column_note(*place) for place in PLACES},
        country_names={code: speak.country(code) for code in speak.reference.countries},
        right_to_left=lang == "ar",
    )
    return path


def rule_of(sheet: Worksheet, table: str, column: str) -> DataValidation:
    """Return what the spreadsheet checks in the first row below the headings."""
    at = TABLES[table].column_names.index(column) + 1
    (found,) = (rule for rule in sheet.data_validations.dataValidation if sheet.cell(3, at).coordinate in rule.sqref)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_sheet_has_headings_for_machines_and_for_people(lang: str, tmp_path: Path) -> None:
    speak = Catalogue.load(lang)

    book = openpyxl.load_workbook(template(tmp_path, lang))

    assert book.sheetnames == [*TABLES, LIST_SHEET]
    for name, form in TABLES.items():
        machine, human = ([cell.value for cell in row] for row in book[name].iter_rows(min_row=1, max_row=2))
        assert machine == list(form.column_names)
        first, *others = [speak.column(name, column.name) + (" *" if column.filled else "") for column in form.columns]
        assert human == [f"# {first}", *others]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_column_says_in_the_readers_language_what_belongs_there(lang: str, tmp_path: Path) -> None:
    speak = Catalogue.load(lang)
    book = openpyxl.load_workbook(template(tmp_path, lang))

    rules = {place: rule_of(book[place[0]], *place) for place in PLACES}

    assert {place: rule.prompt for place, rule in rules.items()} == {place: speak.column_note(*place)[:LONGEST_NOTE] for place in PLACES}
    assert [name for (_, name), rule in rules.items() if rule.promptTitle.removesuffix(" *") != name] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_column_that_must_be_filled_bears_an_asterisk_and_its_note_says_what_it_means(lang: str, tmp_path: Path) -> None:
    speak = Catalogue.load(lang)
    book = openpyxl.load_workbook(template(tmp_path, lang))

    marked = [place for place in PLACES if (rule_of(book[place[0]], *place).promptTitle or "").endswith(" *")]

    assert marked == [(form.name, column.name) for form in TABLES.values() for column in form.columns if column.filled]
    assert [place for place in marked if not rule_of(book[place[0]], *place).prompt.endswith(speak.text(FILLED))] == []


@pytest.mark.parametrize(("lang", "expected"), [("ar", True), ("en", False), ("fr", False), ("es", False)])
def test_arabic_sheets_run_from_right_to_left(lang: str, expected: bool, tmp_path: Path) -> None:  # noqa: FBT001 - what is expected
    book = openpyxl.load_workbook(template(tmp_path, lang))

    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book} == {expected}


def test_columns_of_few_values_offer_them_as_a_list(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(tmp_path))

    for name, form in TABLES.items():
        for column in form.columns:
            rule = rule_of(book[name], name, column.name)
            if column.kind is Kind.CHOICE:
                assert (rule.type, rule.formula1) == ("list", f'"{",".join(column.choices)}"')
            elif column.kind is Kind.YES_NO:
                assert (rule.type, rule.formula1) == ("list", '"yes,no"')
            elif column.kind is Kind.COUNTRY:
                assert (rule.type, str(rule.formula1).split("!")[0]) == ("list", LIST_SHEET)
            elif column.kind is Kind.INTEGER:
                assert (rule.type, rule.formula1) == ("whole", str(column.low))


def test_lists_of_countries_rules_and_keys_are_those_that_are_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(template(tmp_path))
    lists = book[LIST_SHEET]

    assert lists.sheet_state == "visible"
    assert [lists[cell].value for cell in ("A1", "B1", "A249", "B249")] == ["ABW", "Aruba", "ZWE", "Zimbabwe"]
    assert [lists[cell].value for cell in ("D1", "D17")] == ["age", "interval"]
    assert rule_of(book["posts"], "posts", "mission").formula1 == "missions!$A$3:$A$2001"
    assert rule_of(book["waivers"], "waivers", "rule").formula1 == f"{LIST_SHEET}!$D$1:$D$17"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_template_holds_no_row(lang: str, tmp_path: Path) -> None:
    reading = read_folder(template(tmp_path, lang))

    assert reading.problems == ()
    assert reading.snapshot is not None
    assert (reading.snapshot.posts, len(reading.snapshot.officers), reading.snapshot.partners) == ((), 0, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_that_was_filled_is_read_as_it_was_filled(lang: str, tmp_path: Path) -> None:
    path = template(tmp_path, lang)
    book = openpyxl.load_workbook(path)
    for name, (header, *rows) in sound_tables().items():
        kinds = {column.name: column.kind for column in TABLES[name].columns}
        columns = TABLES[name].column_names
        for i, row in enumerate(rows, start=3):
            for heading, text in zip(header, row, strict=True):
                if text:
                    value = (
                        date.fromisoformat(text) if kinds[heading] is Kind.DAY else int(text) if kinds[heading] is Kind.INTEGER else text
                    )
                    book[name].cell(i, columns.index(heading) + 1).value = value
    book.save(path)
    (tmp_path / "policy.toml").write_bytes((SOUND / "policy.toml").read_bytes())

    filled, sound = read_folder(path), read_folder(SOUND)

    assert filled.problems == ()
    assert filled.snapshot is not None
    assert sound.snapshot is not None
    assert filled.snapshot.posts == sound.snapshot.posts
    assert filled.snapshot.officers.officer_id == sound.snapshot.officers.officer_id
    assert [filled.snapshot.officers.officer(i) for i in range(3)] == [sound.snapshot.officers.officer(i) for i in range(3)]
    assert filled.snapshot.commitments == sound.snapshot.commitments
    # Rows are those of the sheet: the headings for people are counted, and hold no data.
    assert [decision.row for decision in filled.snapshot.decisions] == [3, 4]


def test_a_row_further_down_that_begins_with_the_mark_is_no_heading(tmp_path: Path) -> None:
    path = template(tmp_path)
    book = openpyxl.load_workbook(path)
    book["missions"]["A3"], book["missions"]["B3"] = "# ALPHA", "field"
    book.save(path)

    assert [(p.code, p.sheet, p.row, p.column) for p in read_folder(path).problems] == [("exchange.bad_id", "missions", 3, "mission")]


def test_a_template_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "desk.xlsx"

    with pytest.raises(NotWrittenError) as failure:
        write_template(path, headings={}, notes={})

    assert failure.value.data["path"] == str(path)
