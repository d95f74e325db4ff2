"""The commands that write: where to, in which language, and the same again for the same call."""

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from cli.desk import TABLES as TABLES_OF_THE_DESK
from cli.desk import write_desk
from cli.running import run
from releve.exchange import TABLES
from releve.text import LANGUAGES, Catalogue


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_is_written_in_the_language_asked_for(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    speak = Catalogue.load(lang)

    ran = run(capsys, "template", "tables.xlsx", "--lang", lang)

    book = openpyxl.load_workbook("tables.xlsx")
    headings = {name: [[cell.value for cell in row] for row in book[name].iter_rows(max_row=2)] for name in TABLES}
    assert (ran.code, ran.out, ran.err) == (0, speak.text("Written: {path}", path="tables.xlsx") + "\n", "")
    assert {name: rows[0] for name, rows in headings.items()} == {name: list(form.column_names) for name, form in TABLES.items()}
    assert headings["posts"][1][1:] == [
        speak.column("posts", column.name) + (" *" if column.filled else "") for column in TABLES["posts"].columns[1:]
    ]


def test_a_template_without_rows_lacks_nothing_but_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    run(capsys, "template", "tables.xlsx", "--lang", "ar")

    ran = run(capsys, "check", "tables.xlsx")

    nothing = "tables.xlsx holds no error, and there is nothing to plan yet: 0 officers, 0 post lines, 0 open seats.\n"
    assert (ran.code, ran.out, ran.err) == (0, nothing, "")


@pytest.mark.parametrize(
    ("emptied", "counted"),
    [("officers", "0 officers, 3 post lines, 4 open seats"), ("posts", "5 officers, 0 post lines, 0 open seats")],
)
def test_a_desk_without_officers_or_posts_has_nothing_to_plan_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], emptied: str, counted: str
) -> None:
    monkeypatch.chdir(tmp_path)
    header = TABLES_OF_THE_DESK[emptied].splitlines()[0] + "\n"
    write_desk(tmp_path / "desk", nominations=TABLES_OF_THE_DESK["nominations"].splitlines()[0] + "\n", **{emptied: header})

    ran = run(capsys, "check", "desk")

    assert (ran.code, ran.out, ran.err) == (0, f"desk holds no error, and there is nothing to plan yet: {counted}.\n", "")


def test_a_synthetic_folder_is_labelled_sound_and_the_same_for_the_same_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    ran = [run(capsys, "synthesise", name, "--seed", seed) for name, seed in (("a", 7), ("b", 7), ("c", 8))]
    checked = run(capsys, "check", "a")

    contents = {name: {path.name: path.read_bytes() for path in Path(name).iterdir()} for name in "abc"}
    assert [(r.code, r.out, r.err) for r in ran] == [(0, f"Written: {name} (synthetic; no real officer).\n", "") for name in "abc"]
    assert contents["a"] == contents["b"]
    assert contents["a"]["officers.csv"] != contents["c"]["officers.csv"]
    assert "SYNTHETIC.md" in contents["a"]
    assert (checked.code, checked.err) == (0, "")


@pytest.mark.parametrize("lang", ["en", "fr", "ar", "es"])
def test_a_register_of_a_size_is_labelled_sound_and_counted(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    speak = Catalogue.load(lang)

    ran = run(capsys, "synthesise", "a", "--size", "S", "--seed", 7, "--knob", "caps", "--lang", lang)
    checked = run(capsys, "check", "a")

    counted = speak.text(
        "{officers}, {lines}, {seats}.",
        officers=speak.plural("{n} officer", "{n} officers", 1000),
        lines=speak.plural("{n} post line", "{n} post lines", 200),
        seats=speak.plural("{n} open seat", "{n} open seats", 600),
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == speak.text("Written: {path} (synthetic; no real officer).", path="a") + f"\n{counted}\n"
    assert "knob caps" in Path("a/SYNTHETIC.md").read_text("utf-8")
    assert checked.code == 0


@pytest.mark.parametrize(("lang", "opening"), [("fr", '<html lang="fr" dir="ltr"'), ("ar", '<html lang="ar" dir="rtl"')])
def test_a_report_is_written_into_the_plan_in_the_language_asked_for(
    lang: str, opening: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_desk(tmp_path / "desk")
    run(capsys, "plan", "desk", "--out", "plan")

    ran = run(capsys, "report", "plan", "--lang", lang)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == Catalogue.load(lang).text("Written: {path}", path="plan/report.html") + "\n"
    assert opening in (tmp_path / "plan" / "report.html").read_text("utf-8")


def test_a_report_against_an_earlier_plan_tells_what_changed_and_who_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_desk(tmp_path / "desk")
    (tmp_path / "desk" / "policy.toml").write_text("national_cap = 1\n")
    run(capsys, "plan", "desk", "--out", "without", "--without-commitment", "C-1")
    run(capsys, "plan", "desk", "--out", "with")

    ran = run(capsys, "report", "with", "--baseline", "without")

    rows = {line.rsplit(maxsplit=3)[0].strip(): line.split()[-3:] for line in ran.out.splitlines() if line.startswith("Seats filled")}
    came = [line.split() for line in ran.out.splitlines() if line.startswith(("P-1", "P-2"))]
    assert (ran.code, ran.err, rows["Seats filled"]) == (0, "", ["2", "3", "+1"])
    assert [(line[0], line[-1]) for line in came] == [("P-1", "1")]


def test_a_plan_near_to_another_says_how_much_of_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_desk(tmp_path / "desk")
    first = run(capsys, "plan", "desk", "--out", "first", "--json")
    other = json.loads(first.out)

    ran = run(capsys, "plan", "desk", "--out", "second", "--near", "first", "--seed", "9", "--json")

    plan = json.loads(ran.out)
    digest = hashlib.sha256((tmp_path / "first" / "plan.json").read_bytes()).hexdigest()
    assert plan["near"] == {"digest": digest, "pairs": len(other["assignments"]), "shared": len(other["assignments"])}
    assert (other["near"], plan["assignments"], plan["objective"]) == (None, other["assignments"], other["objective"])


def test_a_plan_near_to_a_folder_without_a_plan_is_a_wrong_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_desk(tmp_path / "desk")
    (tmp_path / "empty").mkdir()

    ran = run(capsys, "plan", "desk", "--out", "out", "--near", "empty")

    assert (ran.code, ran.out, (tmp_path / "out").exists()) == (2, "", False)
