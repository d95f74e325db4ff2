"""Every command and every table of the README, the tutorial and the guides works as written."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from library.exchange.readings import as_values
from releve.cli import main
from releve.exchange import read_folder_or_raise
from releve.planning.replanning import Refusal

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
FILE_BLOCK = re.compile(r"`(first/[\w.-]+)`[^`]*?```(?:csv|toml)\n(.*?)```", re.DOTALL)


def commands_of(page: Path) -> list[list[str]]:
    lines = [line for block in CONSOLE.findall(page.read_text("utf-8")) for line in block.splitlines()]
    return [shlex.split(line[2:]) for line in lines if line.startswith("$ releve ")]


def quotes_of(page: str) -> list[list[str]]:
    """Return what a page quotes of the output of each of its commands, line by line, in the order of the commands."""
    quotes: list[list[str]] = []
    for line in (line for block in CONSOLE.findall(page) for line in block.splitlines()):
        if line.startswith("$ releve "):
            quotes.append([])
        elif not line.startswith("$ ") and quotes:
            quotes[-1].append(line)
    return quotes


def run(command: list[str]) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(command[1:])
    return left.value.code


def said_by(command: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int | str | None, list[str]]:
    """Return the exit code of a command and the lines that it prints, blanks at their ends aside."""
    code = run(command)
    return code, [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def not_printed(quotes: list[list[str]], said: list[list[str]]) -> list[str]:
    """Return every line that a page quotes and its command does not print."""
    return [line for quoted, lines in zip(quotes, said, strict=True) for line in quoted if line not in lines]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "docs/how-to/answer-a-commitment.md",
        pytest.param("docs/how-to/ask-what-if.md", marks=pytest.mark.soak),  # many plans
        "docs/how-to/hand-in-a-large-register.md",
        "docs/how-to/check-a-plan.md",
        "docs/how-to/plan-an-assembly.md",
        "docs/how-to/read-a-communique.md",
        "docs/reference/synthetic-registers.md",
    ],
)
def test_commands_of_a_page_leave_with_0_and_print_what_it_quotes(page: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = commands_of(ROOT / page)

    ran = [said_by(command, capsys) for command in commands]

    assert [(shlex.join(command), code) for command, (code, _) in zip(commands, ran, strict=True) if code != 0] == []
    assert not_printed(quotes_of((ROOT / page).read_text("utf-8")), [lines for _, lines in ran]) == []
    assert commands
    assert desk.exists()


def test_the_tour_and_the_tutorial_quote_what_commands_print() -> None:
    quoted = {page: sum(map(len, quotes_of((ROOT / page).read_text("utf-8")))) for page in ("README.md", "docs/tutorials/first-plan.md")}

    assert [page for page, n in quoted.items() if n == 0] == []


def test_a_register_made_parquet_as_the_guide_says_reads_as_before(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "how-to" / "hand-in-a-large-register.md").read_text("utf-8")
    code, command, listing = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    shutil.copytree(ROOT / "examples" / "marrakech-2025", desk / "desk")
    before = read_folder_or_raise(desk / "desk").snapshot

    exec(compile(code, "guide", "exec"), {})  # noqa: S102 - the guide's own code
    (desk / "desk" / "officers.csv").unlink()
    assert said_by(["releve", "synthesise", "out/large", "--size", "S"], capsys)[0] == 0
    planned: dict[str, Any] = {}
    exec(compile(command, "guide", "exec"), planned)  # noqa: S102 - the guide's own code
    listed: dict[str, Any] = {}
    exec(compile(listing, "guide", "exec"), listed)  # noqa: S102 - the guide's own code

    assert planned["planned"].standing.problem.left_out is not None
    assert sum(planned["reasons"].values()) == len(planned["planned"].explanation.not_placed) > 0
    assert len(listed["chosen"]) == sum(listed["result"].objective.filled) > 0
    assert as_values(read_folder_or_raise(desk / "desk").snapshot) == as_values(before)


def test_a_withdrawal_is_answered_as_the_guide_says(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "how-to" / "answer-a-withdrawal.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    said: dict[str, Any] = {}

    for block in blocks:
        exec(compile(block, "guide", "exec"), said)  # noqa: S102 - the guide's own code

    assert len(blocks) == 3
    assert said["officer_id"] in {move.officer_id for move in said["first"].moves}
    assert said["third"].moves == ()
    assert said["post_id"] not in {post_id for _, post_id in said["instead"].replanner.assignments}
    assert "optimal True" in capsys.readouterr().out.splitlines()


def test_the_page_of_re_planning_names_every_reason_of_a_refusal() -> None:
    page = (ROOT / "docs" / "reference" / "re-planning.md").read_text("utf-8")

    assert re.findall(r"^\| `([a-z_]+)` \|", page.partition("## Why an event is refused")[2], re.MULTILINE) == [
        str(reason) for reason in Refusal
    ]


def test_tutorial_works_from_its_first_line_to_its_last(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/tutorials/first-plan.md").read_text("utf-8")
    (desk / "first").mkdir()
    tables = [(match.start(), match.group(1), match.group(2)) for match in FILE_BLOCK.finditer(page)]
    commands = [(match.start(), shlex.split(match.group(1))) for match in re.finditer(r"^\$ (releve .*)$", page, re.MULTILINE)]
    policy_at = next(at for at, name, _ in tables if name.endswith(".toml"))
    for _, name, content in tables:
        if not name.endswith(".toml"):
            (desk / name).write_text(content, "utf-8")

    before = [said_by(command, capsys) for at, command in commands if at < policy_at]
    assigned_before = (desk / "first-plan" / "assignments.csv").read_text("utf-8").count("\n") - 1
    (desk / "first" / "policy.toml").write_text(tables[-1][2], "utf-8")
    after = [said_by(command, capsys) for at, command in commands if at > policy_at]
    assigned_after = (desk / "first-plan" / "assignments.csv").read_text("utf-8").count("\n") - 1

    assert [code for code, _ in (*before, *after) if code != 0] == []
    assert not_printed(quotes_of(page), [lines for _, lines in (*before, *after)]) == []
    assert (assigned_before, assigned_after) == (2, 3)
    assert (desk / "first-plan" / "report.html").exists()
