"""Help: every command, in every language, with an example that runs."""

from importlib.metadata import entry_points

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
