"""Help: every command, in every language, with an example that runs."""

import json
import re
from importlib.metadata import entry_points, version

import pytest

from cli.running import run
from releve.text import LANGUAGES, Catalogue

COMMANDS = sorted(found.name for found in entry_points(group="releve.commands"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, command, "--lang", lang, "--help")

    example = Catalogue.load(lang).text("Example: {command}", command=f"releve {command}")
    assert (ran.code, ran.err) == (0, "")
    assert " ".join(example.split()) in " ".join(ran.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_differs_from_language_to_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {run(capsys, command, f"--lang={lang}", "--help").out for lang in LANGUAGES}

    assert len(texts) == len(LANGUAGES)


def test_the_language_of_the_help_may_come_from_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run(capsys, "plan", "--lang", "fr", "--help").out
    monkeypatch.setenv("RELEVE_LANG", "fr")

    assert run(capsys, "plan", "--help").out == asked


def test_the_program_alone_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "--help")

    listed = [line.split()[0] for line in ran.out.split("Commands:\n")[1].splitlines() if line.strip()]
    assert (ran.code, listed) == (0, COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "FOLDER is missing."),
        (["check", "nowhere"], "FOLDER: nowhere does not exist."),
        (["report", "nowhere"], "OUT: nowhere does not exist."),
        (["report", __file__], f"OUT: {__file__} is not a folder."),
        (["check", "nowhere", "--colour"], "There is no option --colour."),
        (["explain", "."], "--officer / --post: Name an officer, a post line, or both."),
        (["fly"], "No such command 'fly'."),
    ],
)
def test_a_wrong_call_is_told_under_its_usage_or_as_json(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    told, given = run(capsys, *arguments), run(capsys, *arguments, "--json")

    assert (told.code, told.out, given.code, given.err) == (2, "", 2, "")
    assert told.err.splitlines()[0].startswith("Usage: releve ")
    assert told.err.splitlines()[-1] == said
    assert json.loads(given.out) == {"error": {"code": "cli.called_wrongly", "data": {}, "message": said}}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_the_framework_come_from_the_catalogue_too(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    speak = Catalogue.load(lang)

    helped = run(capsys, "plan", "--lang", lang, "--help").out
    told = run(capsys, "plan", "--lang", lang).err

    assert helped.startswith(f"{speak.text('Usage:')} releve plan ")
    assert [heading in helped.splitlines() for heading in (f"{speak.text('Arguments')}:", f"{speak.text('Options')}:")] == [True, True]
    assert " ".join(speak.text("Show this message and exit.").split()) in " ".join(helped.split())
    assert told.splitlines()[-1] == speak.text("{parameter} is missing.", parameter="FOLDER")


def test_the_version_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "--version")

    assert (ran.code, ran.out, ran.err) == (0, f"releve {version('releve')}\n", "")


@pytest.mark.parametrize("command", ["plan", "scenarios", "template", "assembly plan", "communique read"])
def test_help_names_an_argument_without_a_type_of_the_framework(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, *command.split(), "--help").out

    assert re.findall(r"<(?:path|text|str|list\S*)>", said) == []
