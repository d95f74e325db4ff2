"""What people see: lines that fit the terminal, colours only where there is one, the same words everywhere."""

import fcntl
import io
import json
import os
import re
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from cli.desk import TABLES, broken_desk, write_desk
from cli.running import run
from releve.cli import console

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CALLS = {
    "check": ["check", "desk"],
    "check what is broken": ["check", "broken"],
    "plan": ["plan", "desk", "--out", "new"],
    "explain an officer": ["explain", "plan", "--officer", "O-2"],
    "explain a post line": ["explain", "plan", "--post", "P-2"],
    "explain a pair": ["explain", "plan", "--officer", "O-2", "--post", "P-1"],
    "report": ["report", "plan", "--baseline", "baseline"],
    "help": ["plan", "--help"],
}

SCRIPT = """import json, sys
from releve.cli import main
for call in json.loads(sys.argv[1]):
    try:
        main(call)
    except SystemExit:
        pass
"""
"""Several calls in one process, for starting one takes longer than most calls."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a desk, a broken one, and two plans."""
    home = tmp_path_factory.mktemp("console")
    write_desk(home / "desk")
    broken_desk(home / "broken")
    calls = [["plan", "desk", "--out", "plan"], ["plan", "desk", "--out", "baseline", "--without-commitment", "C-1"]]
    subprocess.run([sys.executable, "-c", SCRIPT, json.dumps(calls)], cwd=home, check=True, capture_output=True)
    return home


def open_terminal() -> tuple[int, int]:
    """Return the two ends of a terminal; where the machine gives none (a chroot without /dev/pts), nothing can be shown on one."""
    try:
        return os.openpty()
    except OSError as failure:
        pytest.skip(f"this machine gives no pseudo-terminal: {failure}")


def on_terminal(home: Path, *calls: list[str], columns: int, **environment: str) -> str:
    """Return what commands print on a terminal of so many columns, line ends as in a file."""
    primary, secondary = open_terminal()
    fcntl.ioctl(secondary, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")}
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, json.dumps(calls)],
        cwd=home,
        stdout=secondary,
        stderr=secondary,
        env={**known, "TERM": "xterm-256color", **environment},
    )
    os.close(secondary)
    printed = b""
    try:
        while part := os.read(primary, 65536):
            printed += part
    except OSError:
        # The terminal's way to say that the other side has gone.
        pass
    process.wait(timeout=60)
    os.close(primary)
    return printed.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_wider_than_the_terminal(home: Path, columns: int) -> None:
    printed = ESCAPES.sub("", on_terminal(home, *CALLS.values(), columns=columns))

    assert [line for line in printed.splitlines() if cell_len(line) > columns] == []
    assert printed.count("\n") > 100
    assert "Traceback" not in printed


def test_colours_show_on_a_terminal_unless_nobody_wants_them(home: Path) -> None:
    coloured = on_terminal(home, CALLS["check what is broken"], columns=120)
    plain = on_terminal(home, CALLS["check what is broken"], columns=120, NO_COLOR="1")

    assert "\x1b[1;31mError" in coloured
    assert "31m" not in plain
    assert ESCAPES.sub("", coloured) == ESCAPES.sub("", plain)


@pytest.mark.parametrize("call", ["plan", "explain an officer", "explain a post line", "explain a pair", "report"])
def test_a_file_gets_no_escapes_and_no_blanks_at_the_ends_of_lines(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], call: str
) -> None:
    (tmp_path / "desk").symlink_to(home / "desk")
    monkeypatch.chdir(tmp_path)
    run(capsys, "plan", "desk", "--out", "plan")
    run(capsys, "plan", "desk", "--out", "baseline", "--without-commitment", "C-1")

    printed = run(capsys, *CALLS[call]).out

    assert [line for line in printed.splitlines() if line != line.rstrip() or "\x1b" in line] == []


def test_a_comparison_tells_only_the_languages_that_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Of another country, O-5 fits under the cap; French at C2 and English at B1 make one change and one that is none.
    write_desk(tmp_path / "desk", officers=TABLES["officers"].replace("O-5,MAR", "O-5,DZA"))
    monkeypatch.chdir(tmp_path)
    run(capsys, "plan", "desk", "--out", "plan")
    run(capsys, "plan", "desk", "--out", "baseline", "--without-commitment", "C-1")

    printed = run(capsys, "report", "plan", "--baseline", "baseline").out

    spoken = [line.split() for line in printed.splitlines() if line.startswith("Officers sent who speak")]
    assert [(row[4], row[-3:-1], row[-1]) for row in spoken] == [("French", ["2", "3"], "+1")]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_old_code_page_is_no_reason_to_stop(home: Path, encoding: str) -> None:
    def printed(*arguments: str) -> tuple[int, bytes]:
        command = [sys.executable, "-m", "releve", *arguments, "--lang", "ar"]
        ran = subprocess.run(command, cwd=home, check=False, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding})
        assert b"Traceback" not in ran.stderr
        return ran.returncode, ran.stdout

    told, given = printed("check", "desk"), printed("check", "broken", "--json")

    assert (told[0], given[0]) == (0, 1)
    assert told[1].decode("ascii").count("\\u") > 5
    assert {problem["message"].isascii() for problem in json.loads(given[1].decode("ascii"))["problems"]} == {False}


def test_a_reader_that_stops_reading_is_no_error(home: Path) -> None:
    # As `releve explain ... | head -1` does.
    process = subprocess.Popen(
        [sys.executable, "-m", "releve", *CALLS["explain a pair"]],
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, told = process.communicate(timeout=60)

    assert "Traceback" not in told


@pytest.mark.parametrize(("is_terminal", "waits_s", "shown"), [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)])
def test_a_bar_of_steps_comes_by_itself_past_its_time_and_on_a_terminal_only(
    is_terminal: bool,  # noqa: FBT001 - a case of the test
    waits_s: float,
    shown: bool,  # noqa: FBT001 - the same
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed = io.StringIO()
    screen = Console(file=printed, force_terminal=is_terminal, width=80)
    monkeypatch.setattr(console, "make_console", lambda **_: screen)
    monkeypatch.setattr(console, "PROGRESS_AFTER_S", waits_s)

    with console.progress_of_steps("Making") as on_step:
        time.sleep(0.3)
        on_step(1, 2)

    assert ("Making" in printed.getvalue()) == shown
