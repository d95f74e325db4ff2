"""A desk's own reference tables: rows over the shipped ones, and every fault of them at its place."""

import os
from pathlib import Path

import pytest

from releve.errors import InputError, Problem
from releve.reference import REFERENCE_DATA, REFERENCE_WARNINGS, ReferenceCode, load_reference


def overlay(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def refused(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as found:
        load_reference(folder)
    return found.value.problems


def place(problem: Problem) -> tuple[object, ...]:
    return problem.severity, problem.code, problem.file, problem.row, problem.column, problem.value


def test_without_a_folder_the_tables_are_as_shipped(tmp_path: Path) -> None:
    assert load_reference(tmp_path / "missing") is load_reference()
    assert load_reference(None) is load_reference()


def test_a_row_of_the_same_key_replaces_the_shipped_one_and_its_blank_cells_are_blank(tmp_path: Path) -> None:
    folder = overlay(tmp_path, missions="mission,kind,working_languages\nMONUSCO,field,fr;sw-CD\n")

    found = load_reference(folder)

    assert (found.missions["MONUSCO"].working_languages, found.missions["MONUSCO"].host_countries) == (("fr", "sw-CD"), ())
    assert found.missions["MINUSCA"] == load_reference().missions["MINUSCA"]
    assert load_reference().missions["MONUSCO"].working_languages == ("fr", "en")


def test_rows_of_new_keys_are_added_in_their_order(tmp_path: Path) -> None:
    folder = overlay(
        tmp_path,
        countries="iso3,note\nXKX,a code of this desk\n",
        skills="code,kind,stream,name_en,source,confirmed\ncanine,profile,operations,Dog handling,Desk note 7,yes\n",
        grades="grade,name_en,national_ranks\n4,Inspector,Inspecteur de police;Officier\n",
        partners="partner,kind,parent,name_en\nSEN-PN,service,SEN,National Police of Senegal\n",
        ceilings="entry,mission,in_force_from,police\nOWN,MINUSCA,2026-01-01,3020\n",
        missions="mission,kind,host_countries\nNEW,field,XKX\n",
    )

    found = load_reference(folder)

    assert (found.countries["XKX"].iso2, found.skills["canine"].confirmed) == (None, True)
    assert found.grades[4].national_ranks == ("Inspecteur de police", "Officier")
    assert (found.partners["SEN-PN"].parent, found.missions["NEW"].host_countries) == ("SEN", ("XKX",))
    assert [c.entry for c in found.ceilings if c.mission == "MINUSCA"][-1] == "OWN"
    assert list(found.skills) == sorted(found.skills)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        ("skills", "", [("error", "reference.empty_file", "skills.csv", None, None, None)]),
        ("skills", ",,\n", [("error", "reference.empty_file", "skills.csv", None, None, None)]),
        ("skills", "code\nx\n", [("error", "reference.missing_column", "skills.csv", 1, "kind", None)]),
        ("skills", "kind\nprofile\n", [("error", "reference.missing_column", "skills.csv", 1, "code", None)]),
        ("skills", "code,kind,code\nx,profile,y\n", [("error", "reference.repeated_column", "skills.csv", 1, "code", None)]),
        ("skills", "code,kind\nx,profile,y\n", [("error", "reference.too_many_cells", "skills.csv", 2, None, None)]),
        ("skills", "code,kind\n,profile\n", [("error", "reference.blank_key", "skills.csv", 2, "code", None)]),
        ("skills", "code,kind\nx,\n", [("error", "reference.blank_key", "skills.csv", 2, "kind", None)]),
        ("skills", "code,kind\nx,hobby\n", [("error", "reference.invalid_value", "skills.csv", 2, "kind", "hobby")]),
        ("skills", "code,kind\nNo Code,profile\n", [("error", "reference.invalid_value", "skills.csv", 2, "code", "No Code")]),
        (
            "skills",
            "code,kind\nx,profile\n\ny,profile\nx,stream\n",
            [("error", "reference.repeated_key", "skills.csv", 5, "code", "x")],
        ),
        ("grades", "grade\n9\n", [("error", "reference.invalid_value", "grades.csv", 2, "grade", "9")]),
        ("grades", "grade\n٤\n", [("error", "reference.invalid_value", "grades.csv", 2, "grade", "٤")]),
        (
            "ceilings",
            "entry,mission,in_force_from,police\na,M,01/02/2026,-5\nb,M,2026-02-30,1.5\n",
            [
                ("error", "reference.invalid_value", "ceilings.csv", 2, "in_force_from", "01/02/2026"),
                ("error", "reference.invalid_value", "ceilings.csv", 2, "police", "-5"),
                ("error", "reference.invalid_value", "ceilings.csv", 3, "in_force_from", "2026-02-30"),
                ("error", "reference.invalid_value", "ceilings.csv", 3, "police", "1.5"),
            ],
        ),
        ("countries", "iso3,iso2\nmar,MA\n", [("error", "reference.invalid_value", "countries.csv", 2, "iso3", "mar")]),
        ("languages", "tag,confirmed\nfr,perhaps\n", [("error", "reference.invalid_value", "languages.csv", 2, "confirmed", "perhaps")]),
        (
            "missions",
            "mission,kind,host_countries\nM,field,ZZZ\n",
            [("error", "reference.unknown_country", "missions.csv", 2, "host_countries", "ZZZ")],
        ),
        (
            "missions",
            "mission,kind,excluded_nationalities\nM,field,MAR;ZZZ\n",
            [("error", "reference.unknown_country", "missions.csv", 2, "excluded_nationalities", "ZZZ")],
        ),
        (
            "missions",
            "mission,kind,working_languages\nM,field,fr;qqq\n",
            [("error", "reference.unknown_language", "missions.csv", 2, "working_languages", "qqq")],
        ),
        ("partners", 'partner,kind\n"A,state\n', [("error", "reference.unreadable_file", "partners.csv", None, None, None)]),
    ],
)
def test_a_fault_is_told_at_its_place(tmp_path: Path, table: str, text: str, expected: list[tuple[object, ...]]) -> None:
    problems = refused(overlay(tmp_path, **{table: text}))

    assert [place(problem) for problem in problems] == expected
    assert [tuple(problem.data) for problem in problems] == [REFERENCE_DATA[ReferenceCode(problem.code)] for problem in problems]


@pytest.mark.parametrize(
    "content", [b"code,kind\n\xff,profile\n", "code,kind\nx,profile\n".encode("utf-16"), b"code,kind\nx\x00,profile\n"]
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "skills.csv").write_bytes(content)

    assert [(problem.code, problem.file) for problem in refused(tmp_path)] == [("reference.unreadable_file", "skills.csv")]


def test_a_byte_order_mark_and_foreign_line_ends_are_read(tmp_path: Path) -> None:
    (tmp_path / "skills.csv").write_bytes(b"\xef\xbb\xbfcode,kind\r\ncanine,profile\r\n")

    assert load_reference(tmp_path).skills["canine"].kind == "profile"


def test_unknown_files_and_columns_are_told_and_stop_nothing(tmp_path: Path) -> None:
    overlay(tmp_path, skils="code\n", skills="code,kind,colour\ncanine,profile,brown\n")
    (tmp_path / ".DS_Store").touch()

    found = load_reference(tmp_path)

    assert [place(problem) for problem in found.problems] == [
        ("warning", "reference.unknown_column", "skills.csv", 1, "colour", None),
        ("warning", "reference.unknown_file", "skils.csv", None, None, None),
    ]
    assert {problem.code for problem in found.problems} == set(REFERENCE_WARNINGS)
    assert "canine" in found.skills


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = overlay(tmp_path, grades="grade\n0\n", skills="code,kind\nx,hobby\n", unknown="a\n")

    assert [(problem.code, problem.file) for problem in refused(folder)] == [
        ("reference.invalid_value", "grades.csv"),
        ("reference.invalid_value", "skills.csv"),
        ("reference.unknown_file", "unknown.csv"),
    ]


def test_a_folder_that_bears_the_name_of_a_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "skills.csv").mkdir()

    assert [(problem.code, problem.file) for problem in refused(tmp_path)] == [("reference.unreadable_file", "skills.csv")]


def test_a_pipe_and_a_file_beyond_all_measure_are_told_and_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "skills.csv")
    with (tmp_path / "grades.csv").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)

    assert [(problem.code, problem.file) for problem in refused(tmp_path)] == [
        ("reference.unreadable_file", "grades.csv"),
        ("reference.unreadable_file", "skills.csv"),
    ]


def test_long_values_are_shortened(tmp_path: Path) -> None:
    problems = refused(overlay(tmp_path, skills=f"code,kind\nx,{'y' * 500}\n"))

    assert [len(problem.value or "") for problem in problems] == [200]
