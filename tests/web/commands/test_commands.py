"""The commands of the web system without a database: what they say, and that they cost the other commands nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import run
from releve.text import LANGUAGES
from releve_web.commands import extra
from releve_web.commands.errors import PreparationFailedError
from releve_web.commands.preparation import prepare
from releve_web.postgres.roles import script_for_administrators


def test_the_help_of_the_program_loads_neither_django_nor_a_driver() -> None:
    program = (
        "import sys\nfrom releve.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "print('\\n'.join(sorted({'django', 'psycopg', 'granian', 'procrastinate'} & set(sys.modules))))"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.rstrip().splitlines()[-1].split()[0] == "verify"


@pytest.mark.parametrize("command", [["up"], ["down"], ["status"], ["backup", "new.releve"], ["restore", __file__]])
def test_without_the_extra_a_command_says_how_to_install_it(
    command: list[str], data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(extra, "NEEDED", ("no_such_package",))

    told, given = run(capsys, *command), run(capsys, *command, "--json")

    assert (told.code, told.out, given.code) == (2, "", 2)
    assert " ".join(told.err.split()) == "The web system is not installed. Install it with “pip install releve[web]”."
    assert json.loads(given.out)["error"]["code"] == "service.web_missing"
    assert not data.exists()


def test_a_system_that_was_never_started_is_told_and_nothing_is_made(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, down = run(capsys, "status", "--json"), run(capsys, "down", "--json")

    found = json.loads(status.out)
    assert (status.code, found["running"], found["data"]) == (0, False, str(data))
    assert found["database"] == {"kind": "private", "running": False, "version": None, "bytes": None}
    assert (found["pending_migrations"], found["last_backup"], found["disk"]["used_bytes"]) == (None, None, 0)
    assert (down.code, json.loads(down.out)) == (0, {"stopped": False})
    assert not data.exists()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.usefixtures("data")
def test_the_status_is_a_table_in_every_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "status", "--lang", lang)

    assert (ran.code, ran.err, len([line for line in ran.out.splitlines() if line.strip()])) == (0, "", 9)


@pytest.mark.usefixtures("data")
def test_an_external_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://releve_app:secret@127.0.0.1:1/releve")

    status, up = run(capsys, "status", "--json"), run(capsys, "up", "--json")

    assert json.loads(status.out)["database"] == {"kind": "external", "running": False, "version": None, "bytes": None}
    assert (up.code, json.loads(up.out)["error"]["code"]) == (2, "postgres.no_connection")
    assert "secret" not in status.out + up.out + up.err


def test_what_an_administrator_runs_is_printed_as_it_is(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, given = run(capsys, "up", "--print-sql"), run(capsys, "up", "--print-sql", "--json")

    assert (plain.code, plain.out, json.loads(given.out)) == (0, script_for_administrators(), {"sql": script_for_administrators()})
    assert not data.exists()


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_a_wrong_call(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "up", "--port", port).code == 2


def test_a_step_that_fails_is_told_with_its_last_line_and_its_log(data: Path, tmp_path: Path) -> None:
    with pytest.raises(PreparationFailedError) as found:
        prepare("pending", environ={"RELEVE_ENV": "nonsense", "PATH": ""}, logs=tmp_path)

    assert "RELEVE_ENV='nonsense'" in str(found.value.data["detail"])
    assert "RELEVE_ENV" in (tmp_path / "preparation.log").read_text("utf-8")
