"""The same outcomes in this process, in others, and on a cluster; and a clean end where there is none."""

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from edited_folders import all_cases, drawn, scenarios_of

from releve.exchange import read_folder_or_raise
from releve.model import Snapshot
from releve.scenarios import Batch, ClusterMissingError, ClusterUnreachableError, Scenario, solve_scenarios

SEED = 3
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, tuple[Scenario, ...]]:
    folder = drawn(SEED).write(tmp_path_factory.mktemp("asked") / "folder")
    toml = "".join(f'[[scenario]]\nname = "{case.name}"\n{case.toml}\n' for case in all_cases(SEED)[:6])
    return read_folder_or_raise(folder).snapshot, scenarios_of(folder, toml, SEED)


@pytest.fixture(scope="module")
def here(asked: tuple[Snapshot, tuple[Scenario, ...]]) -> Batch:
    return solve_scenarios(*asked, workers=1)


def test_two_processes_give_what_one_gives_in_the_same_order(asked: tuple[Snapshot, tuple[Scenario, ...]], here: Batch) -> None:
    done: list[int] = []

    found = solve_scenarios(*asked, workers=2, on_done=done.append)

    assert found == here
    assert [outcome.name for outcome in found.outcomes] == [scenario.name for scenario in asked[1]]
    assert done == [1, 2, 3, 4, 5, 6]


def test_where_processes_have_no_shared_memory_one_does_it_all(
    asked: tuple[Snapshot, tuple[Scenario, ...]], here: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        # What a container says whose /dev/shm cannot be written to.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(multiprocessing.get_context("spawn"), "Event", refuse)
    done: list[int] = []

    assert solve_scenarios(*asked, workers=2, on_done=done.append) == here
    assert done == [1, 2, 3, 4, 5, 6]


def test_a_cluster_made_for_the_occasion_gives_the_same(asked: tuple[Snapshot, tuple[Scenario, ...]], here: Batch) -> None:
    assert solve_scenarios(*asked, workers=2, cluster="local") == here


def test_without_dask_the_extra_is_named(asked: tuple[Snapshot, tuple[Scenario, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    # As Python itself marks a module that is not there.
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(ClusterMissingError) as raised:
        solve_scenarios(*asked, cluster="local")

    assert dict(raised.value.data) == {"extra": "cluster"}


def test_an_address_where_nobody_answers_is_named(asked: tuple[Snapshot, tuple[Scenario, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releve.scenarios.cluster.CONNECT_S", 1)

    with pytest.raises(ClusterUnreachableError) as raised:
        solve_scenarios(*asked, cluster="tcp://127.0.0.1:9")

    assert raised.value.data["address"] == "tcp://127.0.0.1:9"


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C to a group of processes is a thing of Unix")
def test_ctrl_c_leaves_with_130_and_leaves_no_process_and_no_file_behind(tmp_path: Path) -> None:
    """The whole group hears it, as from a terminal: the program and the processes that it started."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "releve", "scenarios", str(ROOT / "examples/marrakech-2025"), "--pareto", "--workers", "2"]
    started = subprocess.Popen(
        [*command, "--out", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    program = psutil.Process(started.pid)
    workers = _workers_of(program)

    os.killpg(started.pid, signal.SIGINT)
    said, complained = started.communicate(timeout=60)

    assert (started.returncode, said, complained) == (130, "", "")
    _, alive = psutil.wait_procs(workers, timeout=10)
    assert alive == []
    assert not out.exists()


def _workers_of(program: psutil.Process) -> list[psutil.Process]:
    """Return the processes that a program has started, once both workers are there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        children = program.children(recursive=True)
        # Beside the two workers, one process of Python's own keeps track of what they share.
        if len(children) > 2:
            return children
        time.sleep(0.05)
    raise TimeoutError
