"""`releve communique read`: what it prints for people and for programs, and which files it refuses."""

import io
import json
import sys
from pathlib import Path

import pytest
from benchmarks.communique.texts import labelled_texts

from cli.running import run
from releve.cli.communique_table import table_rows_of
from releve.communique import Draft, read_communique
from releve.communique.draft import Participant
from releve.communique.files import MOST_BYTES
from releve.text import LANGUAGES, Catalogue
from releve.text.messages import COMMUNIQUE_REASONS, COMMUNIQUE_WARNINGS

EXAMPLE = Path(__file__).parents[2] / "examples" / "marrakech-2025"
FRENCH = EXAMPLE / "communique.fr.txt"
KEYS = [
    "schema_version",
    "language",
    "issuer",
    "kind",
    "date",
    "place",
    "venue",
    "event",
    "participants",
    "statements",
    "topics",
    "spans",
]
WEEKDAY_ONLY = (
    "Le directeur général de la Police nationale du Sénégal, Ousmane Dioumé, a reçu vendredi à Dakar "
    "le directeur général de la Police nationale du Niger, Issoufou Garbadé.\n"
)


def test_one_file_gives_one_object_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "communique", "read", FRENCH, "--json")

    given = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert [key for key in KEYS if key not in given] == []
    assert (given["schema_version"], given["language"], given["kind"]) == (1, "fr", "bilateral")
    assert (given["date"], given["place"]) == ("2025-11-25", {"name": "Marrakech", "country": "MAR"})
    assert (given["event"]["edition"], given["event"]["starts_on"], given["event"]["ends_on"]) == (93, "2025-11-24", "2025-11-27")
    assert [(one["name"], one["role"], one["partner"]) for one in given["participants"]] == [
        ("Abdellatif Hammouchi", "host", "MAR"),
        ("Faisal Shahkar", "guest", "UN"),
    ]


def test_spans_are_places_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    given = json.loads(run(capsys, "communique", "read", FRENCH, "--json").out)

    start, end = given["spans"]["date"]
    assert "25 novembre 2025" in FRENCH.read_text("utf-8")[start:end]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_meeting_of_the_example_is_read_alike_in_every_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    given = json.loads(run(capsys, "communique", "read", EXAMPLE / f"communique.{lang}.txt", "--json").out)

    assert (given["language"], given["kind"], given["date"]) == (lang, "bilateral", "2025-11-25")
    assert (given["place"]["country"], given["event"]["edition"]) == ("MAR", 93)
    assert [(one["role"], one["partner"]) for one in given["participants"]] == [("host", "MAR"), ("guest", "UN")]
    assert ("UN", "request", "MAR") in [(one["by"], one["act"], one["to"]) for one in given["statements"]]


def test_several_files_give_one_object_a_line_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    files = [EXAMPLE / f"communique.{lang}.txt" for lang in LANGUAGES]

    ran = run(capsys, "communique", "read", *files, "--json")

    assert ran.code == 0
    assert [json.loads(line)["language"] for line in ran.out.splitlines()] == list(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_people_see_what_was_read_where_it_stands_and_why(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    speak = Catalogue.load(lang)

    ran = run(capsys, "communique", "read", FRENCH, "--lang", lang)

    heading = ran.out.splitlines()[0].split()
    assert (ran.code, ran.err) == (0, "")
    assert [word in heading for word in (speak.text("Where"), speak.text("Why"))] == [True, True]
    assert speak.day("2025-11-25") in ran.out
    assert speak.text("line {line:plain}: “{excerpt}”", line=3, excerpt="Faisal Shahkar") in ran.out


def test_every_reason_and_warning_of_the_reader_has_words() -> None:
    drafts = [read_communique(one.text["text"]) for one in labelled_texts(each=20)]

    reasons = {code for draft in drafts for code in (*draft.reasons.values(), *(candidate.why for candidate in draft.candidates))}
    warnings = {code for draft in drafts for code in draft.warnings}
    assert (reasons - set(COMMUNIQUE_REASONS), warnings - set(COMMUNIQUE_WARNINGS)) == (set(), set())


def test_several_files_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(EXAMPLE / f"communique.{lang}.txt") for lang in ("fr", "en")]

    ran = run(capsys, "communique", "read", *files)

    assert [line for line in ran.out.splitlines() if line in files] == files


def test_the_standard_input_is_a_file_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FRENCH.read_bytes())))

    ran = run(capsys, "communique", "read", "-", "--json")

    assert ran.out == run(capsys, "communique", "read", FRENCH, "--json").out


def test_the_day_of_publication_settles_a_weekday(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "weekday.txt"
    file.write_text(WEEKDAY_ONLY, "utf-8")

    alone = json.loads(run(capsys, "communique", "read", file, "--json").out)
    dated = json.loads(run(capsys, "communique", "read", file, "--published-on", "2024-03-10", "--json").out)

    assert (alone["date"], dated["date"]) == (None, "2024-03-08")


def test_a_day_that_is_none_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "communique", "read", FRENCH, "--published-on", "10/03/2024", "--json")

    assert ran.code == 2
    assert json.loads(ran.out)["error"]["code"] == "cli.called_wrongly"
    assert "10/03/2024" in json.loads(ran.out)["error"]["message"]


def test_an_empty_file_holds_no_meeting(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")

    ran = run(capsys, "communique", "read", tmp_path / "empty.txt", "--json")

    given = json.loads(ran.out)
    assert (ran.code, given["kind"], given["participants"], given["date"]) == (0, "none", [], None)


def test_every_file_that_cannot_be_read_is_listed_and_nothing_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x01")
    (tmp_path / "latin.txt").write_bytes("Première ligne\nà Rabat, été".encode("latin-1"))
    (tmp_path / "large.txt").write_bytes(b"a" * (MOST_BYTES + 1))
    files = [tmp_path / name for name in ("picture.txt", "latin.txt", "gone.txt", "large.txt")]

    told = run(capsys, "communique", "read", FRENCH, *files, tmp_path)
    given = run(capsys, "communique", "read", FRENCH, *files, tmp_path, "--json")

    problems = json.loads(given.out)["problems"]
    assert (told.code, told.out, given.code, given.err) == (1, "", 1, "")
    assert [(problem["code"], problem["file"], problem["row"]) for problem in problems] == [
        ("communique.not_a_text", str(files[0]), None),
        ("communique.wrong_encoding", str(files[1]), 1),
        ("communique.missing_file", str(files[2]), None),
        ("communique.too_large", str(files[3]), None),
        ("communique.not_a_file", str(tmp_path), None),
    ]
    assert "5 errors, 0 warnings. Nothing was written." in told.err


def test_no_file_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "communique", "read")

    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (2, "", "FILE is missing.")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_of_the_group_explains_itself_with_an_example(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "communique", "read", "--lang", lang, "--help")

    example = Catalogue.load(lang).text("Example: {command}", command="releve communique read")
    assert (ran.code, ran.err) == (0, "")
    assert " ".join(example.split()) in " ".join(ran.out.split())


def test_a_day_that_was_not_chosen_is_written_as_a_day_and_once_for_each_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "thrice.txt"
    file.write_text(FRENCH.read_text("utf-8") * 3, "utf-8")
    candidates = json.loads(run(capsys, "communique", "read", file, "--json").out)["candidates"]

    told = run(capsys, "communique", "read", file, "--lang", "fr").out

    readings = {(one["value"], one["why"]) for one in candidates}
    assert len(candidates) > len(readings)
    assert [told.count("24 novembre 2025  "), "2025-11-24" in told] == [len(readings), False]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "United Nations to Morocco: police personnel, Headquarters, missions, languages"),
        ("fr", "Organisation des Nations Unies → Maroc\N{NARROW NO-BREAK SPACE}: personnel de police, Siège, missions, langues"),
        ("ar", "من الأمم المتحدة إلى المغرب: أفراد شرطة، المقر، البعثات، اللغات"),
        ("es", "Organización de las Naciones Unidas → Marruecos: personal de policía, Sede, misiones, idiomas"),
    ],
)
def test_a_statement_speaks_one_language(lang: str, said: str) -> None:
    text = FRENCH.read_text("utf-8")
    draft = read_communique(text)

    rows = list(table_rows_of(draft, text, Catalogue.load(lang)))

    assert [row[1] for row in rows][-1] == said


@pytest.mark.parametrize(("options", "n_hints"), [((), 1), (("--published-on", "2024-03-10"), 0)])
def test_a_text_without_a_day_asks_for_its_day_of_publication(
    options: tuple[str, ...], n_hints: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "weekday.txt"
    file.write_text(WEEKDAY_ONLY, "utf-8")

    ran = run(capsys, "communique", "read", file, *options)

    assert (ran.code, ran.out.count("--published-on")) == (0, n_hints)


def test_a_person_spelt_two_ways_is_shown_with_both() -> None:
    draft = Draft(language="fr", participants=(Participant(name="Amadou Sarr", titles=("ministre",), also_written=("Ahmadou Sar",)),))

    rows = list(table_rows_of(draft, "", Catalogue.load("fr")))

    assert rows[-1] == ("Participant", "Amadou Sarr, ministre, aussi écrit Ahmadou Sar", "", "")
