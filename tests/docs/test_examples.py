"""Every command and every table of the README, the tutorial and the guides works as written."""

import re
import shlex
from pathlib import Path

import pytest

from releve.cli import main

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
FILE_BLOCK = re.compile(r"`(first/[\w.-]+)`[^`]*?```(?:csv|toml)\n(.*?)```", re.DOTALL)


def commands_of(page: Path) -> list[list[str]]:
    lines = [line for block in CONSOLE.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [shlex.split(line[2:]) for line in lines if line.startswith("$ releve ")]


def run(command: list[str]) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(command[1:])
    return left.value.code


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/how-to/answer-a-commitment.md"])
def test_commands_of_a_page_leave_with_0(page: str, desk: Path) -> None:
    commands = commands_of(ROOT / page)

    codes = {shlex.join(command): run(command) for command in commands}

    assert codes == dict.fromkeys(codes, 0)
    assert codes
    assert desk.exists()


def test_tutorial_works_from_its_first_line_to_its_last(desk: Path) -> None:
    page = (ROOT / "docs/tutorials/first-plan.md").read_text("utf-8")
    (desk / "first").mkdir()
    tables = [(match.start(), match.group(1), match.group(2)) for match in FILE_BLOCK.finditer(page)]
    commands = [(match.start(), shlex.split(match.group(1))) for match in re.finditer(r"^\$ (releve .*)$", page, re.MULTILINE)]
    policy_at = next(at for at, name, _ in tables if name.endswith(".toml"))
    for _, name, content in tables:
        if not name.endswith(".toml"):
            (desk / name).write_text(content, "utf-8")

    before = [run(command) for at, command in commands if at < policy_at]
    assigned_before = (desk / "first-plan" / "assignments.csv").read_text("utf-8").count("\n") - 1
    (desk / "first" / "policy.toml").write_text(tables[-1][2], "utf-8")
    after = [run(command) for at, command in commands if at > policy_at]
    assigned_after = (desk / "first-plan" / "assignments.csv").read_text("utf-8").count("\n") - 1

    assert (set(before), set(after)) == ({0}, {0})
    assert (assigned_before, assigned_after) == (2, 3)
    assert (desk / "first-plan" / "report.html").exists()
