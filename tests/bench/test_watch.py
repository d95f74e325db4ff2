"""A run under watch: what it used is seen, and it is killed with its children at the limits."""

import os
import sys
from pathlib import Path

from benchmarks.planning.watch import Watched, watch

MB = 10**6
CORES = sorted(os.sched_getaffinity(0))[:2]


def watched(code: str, tmp_path: Path, *, most_mb: int = 4_000, most_s: float = 60.0) -> Watched:
    return watch(
        (sys.executable, "-c", code),
        tmp_path / "log.txt",
        cores=CORES,
        most_bytes=most_mb * MB,
        overdue=lambda elapsed_s: elapsed_s > most_s,
        env=dict(os.environ),
    )


def test_a_run_that_ends_is_done_and_its_memory_is_seen(tmp_path: Path) -> None:
    seen = watched("held = bytearray(80_000_000); print(len(held))", tmp_path)

    assert (seen.ended, seen.peak_mb > 80) == ("done", True)
    assert (tmp_path / "log.txt").read_text("ascii") == "80000000\n"


def test_a_run_that_fails_is_said_to_have_failed(tmp_path: Path) -> None:
    assert watched("raise SystemExit(3)", tmp_path).ended == "failed"


def test_a_run_past_its_time_is_killed(tmp_path: Path) -> None:
    seen = watched("import time; time.sleep(600)", tmp_path, most_s=0.5)

    assert (seen.ended, seen.wall_s < 300) == ("killed: time", True)


def test_the_memory_of_children_counts_and_they_are_killed_too(tmp_path: Path) -> None:
    child = "import os, time; held = bytearray(150_000_000); open('pid', 'w').write(str(os.getpid())); time.sleep(600)"
    code = f"import os, subprocess, sys; os.chdir({str(tmp_path)!r}); subprocess.run([sys.executable, '-c', {child!r}])"

    seen = watched(code, tmp_path, most_mb=120)

    assert seen.ended == "killed: memory"
    assert seen.peak_mb > 120
    # Killed children linger as zombies until the init process takes them: they hold nothing and run nothing.
    pid = tmp_path / "pid"
    assert not pid.exists() or _is_over(int(pid.read_text("ascii") or 0))


def _is_over(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text("ascii").rpartition(")")[2].split()[0] in "ZX"


def test_processor_seconds_of_the_run_are_not_taken_for_those_of_others(tmp_path: Path) -> None:
    seen = watched("import time; t = time.process_time()\nwhile time.process_time() - t < 0.5: pass", tmp_path)

    assert seen.cpu_s >= 0.5
    assert 0 <= seen.foreign <= 1
