"""Exit codes: 0 done, 1 the inputs hold errors, 2 called wrongly, 130 interrupted; and what is left behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.desk import broken_desk, write_desk
from cli.running import run
from releve.cli import plan as plan_module


def files_below(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8", "surrogateescape") for path in folder.rglob("*") if path.is_file()}


def test_a_sound_desk_is_checked_and_planned_with_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_desk(tmp_path / "desk")
    monkeypatch.chdir(tmp_path)

    checked, planned = run(capsys, "check", "desk"), run(capsys, "plan", "desk", "--out", "out")

    assert (checked.code, checked.out, checked.err) == (0, "desk can be planned: 5 officers, 3 post lines, 4 open seats.\n", "")
    assert (planned.code, planned.err, planned.out.splitlines()[-2:]) == (
        0,
        "",
        ["Written: out", "Who goes where stands in out/assignments.csv."],
    )


def test_a_broken_desk_leaves_with_1_and_every_problem_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = broken_desk(tmp_path / "desk")

    checked = run(capsys, "check", desk)
    planned = run(capsys, "plan", desk, "--out", tmp_path / "out")

    assert [(ran.code, ran.out) for ran in (checked, planned)] == [(1, "")] * 2
    assert checked.err == planned.err
    assert checked.err.splitlines() == [
        "Error  officers.csv, row 3, column country",
        "  “SENEGAL” is not a known country code. Was SEN (Senegal) meant?",
        "Error  posts.csv, row 4, column starts_on",
        "  “01/04/2026” can be read as 1 April 2026 or as 4 January 2026. Write 2026-04-01 for the former, 2026-01-04 for the",
        "  latter.",
        "Warning  officers.csv, row 1, column shoe_size",
        "  Column shoe_size is not known: it is kept and plays no part in the plan.",
        "2 errors, 1 warning. Nothing was written.",
    ]
    assert not (tmp_path / "out").exists()


def test_warnings_alone_are_told_and_stop_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk", previous="officer_id,post_id\nO-9,P-1\n")

    checked = run(capsys, "check", desk)
    planned = run(capsys, "plan", desk, "--out", tmp_path / "out")

    assert [checked.code, planned.code] == [0, 0]
    assert (
        checked.err.splitlines()
        == planned.err.splitlines()
        == [
            "Warning  previous.csv, row 2, column officer_id",
            "  O-9 no longer exists in this folder; this row of the previous plan is not counted as kept.",
            "0 errors, 1 warning.",
        ]
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["check"],
        ["check", "missing"],
        ["check", "desk", "--lang", "de"],
        ["check", "desk", "--nonsense"],
        ["check", "desk", "too", "many"],
        ["plan", "desk"],
        ["plan", "desk", "--out"],
        ["plan", "desk", "--out", "new", "--gap", "2"],
        ["plan", "desk", "--out", "new", "--gap", "nan"],
        ["plan", "desk", "--out", "new", "--time-limit", "-1"],
        ["plan", "desk", "--out", "new", "--time-limit", "nan"],
        ["plan", "desk", "--out", "new", "--seed", "-1"],
        ["plan", "desk", "--out", "new", "--seed", "1.5"],
        ["plan", "desk", "--out", "new", "--without-commitment", "C-9"],
        ["plan", "desk", "--out", "file"],
        ["plan", "desk", "--out", "file/below"],
        ["plan", "desk", "--out", "desk"],
        ["report", "missing"],
        ["report", "desk"],
        ["report", "file"],
        ["report", "desk", "--baseline", "missing"],
        ["explain", "missing", "--post", "P-1"],
        ["explain", "desk"],
        ["explain", "desk", "--post", "P-1"],
        ["verify", "missing"],
        ["verify", "file"],
        ["verify", "desk"],
        ["verify", "desk", "--folder", "missing"],
        ["template", "desk"],
        ["template", "file.csv"],
        ["template", "taken.xlsx"],
        ["template", "missing/new.xlsx"],
        ["synthesise", "desk"],
        ["synthesise", "file"],
        ["synthesise", "file/below"],
        ["synthesise", "new", "--seed", "-1"],
        ["synthesise", "new", "--size", "XXL"],
        ["synthesise", "new", "--size", "S", "--knob", "sharp"],
        ["synthesise", "new", "--knob", "caps"],
        ["synthesise", "new", "--format", "csv"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_leaves_with_2_says_why_and_touches_nothing(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_desk(tmp_path / "desk")
    (tmp_path / "file").write_text("theirs")
    (tmp_path / "taken.xlsx").write_text("theirs")
    monkeypatch.chdir(tmp_path)
    before = files_below(tmp_path)

    ran = run(capsys, *arguments)

    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)
    assert ran.err.strip()
    assert files_below(tmp_path) == before


def test_a_folder_of_others_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("theirs")

    ran = run(capsys, "plan", desk, "--out", tmp_path / "out")

    assert (ran.code, files_below(tmp_path / "out")) == (2, {"letter.txt": "theirs"})


def test_a_plan_to_which_somebody_added_a_file_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = write_desk(tmp_path / "desk")
    run(capsys, "plan", desk, "--out", tmp_path / "out")
    (tmp_path / "out" / "letter.txt").write_text("theirs")
    before = files_below(tmp_path / "out")

    ran = run(capsys, "plan", desk, "--out", tmp_path / "out", "--seed", "7")

    assert (ran.code, files_below(tmp_path / "out")) == (2, before)


def test_an_earlier_plan_with_its_report_is_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk, out = write_desk(tmp_path / "desk"), tmp_path / "out"
    first = run(capsys, "plan", desk, "--out", out)
    reported = run(capsys, "report", out)

    second = run(capsys, "plan", desk, "--out", out)

    assert [first.code, reported.code, second.code] == [0, 0, 0]
    assert not (out / "report.html").exists()


def test_a_broken_desk_leaves_an_earlier_plan_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    run(capsys, "plan", write_desk(tmp_path / "desk"), "--out", out)
    before = files_below(out)

    ran = run(capsys, "plan", broken_desk(tmp_path / "broken"), "--out", out)

    assert (ran.code, files_below(out)) == (1, before)


def test_an_interruption_leaves_with_130_and_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = write_desk(tmp_path / "desk")

    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(plan_module, "write_plan", interrupted)
    ran = run(capsys, "plan", desk, "--out", tmp_path / "deep" / "out")

    assert (ran.code, ran.out, ran.err) == (130, "", "")
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


@pytest.mark.parametrize("delay_s", [0.05, 0.3, 0.6])
def test_ctrl_c_while_a_plan_is_made_leaves_with_130_and_nothing_behind(tmp_path: Path, delay_s: float) -> None:
    # The shipped example takes more than a second; the process is interrupted once it has begun to plan.
    example = Path(__file__).parents[2] / "examples" / "marrakech-2025"
    script = "import sys\nfrom releve.cli import main\nprint('begun', flush=True)\nmain(sys.argv[1:])\n"
    process = subprocess.Popen(
        [sys.executable, "-c", script, "plan", str(example), "--out", str(tmp_path / "deep" / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay_s)

        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()

    assert (process.returncode, told, list(tmp_path.iterdir())) == (130, "", [])
