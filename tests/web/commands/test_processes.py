"""Processes of the system: tied to their parent, started again, found by their mark when they were left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from releve_web.commands.errors import AlreadyRunningError, PartFailedError
from releve_web.commands.leftovers import MARK, end_leftovers, processes_of
from releve_web.commands.parts import Part
from releve_web.commands.service import Running, Service, draw_token
from releve_web.postgres.process import is_alive, wait_until_gone

SLEEP = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
IGNORING = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
STUBBORN = [sys.executable, "-S", "-c", IGNORING]
OTHER = "t"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell the environment of a process")


def wait_for(pids: int, token: str) -> list[int]:
    end = time.monotonic() + 20
    while len(processes_of(token)) < pids and time.monotonic() < end:
        time.sleep(0.02)
    return processes_of(token)


def test_a_part_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    token = draw_token()
    program = (
        "import os, sys; from pathlib import Path; from releve_web.commands.parts import Part;"
        f"Part('part', {SLEEP!r}, environ=os.environ, logs=Path(sys.argv[1])).start(); print(1, flush=True); import time; time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], env={**os.environ, MARK: token}, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    with parent.stdout:
        parent.stdout.readline()
    family = wait_for(2, token)
    child = next(pid for pid in family if pid != parent.pid)

    parent.kill()
    parent.wait()

    assert wait_until_gone(child, 10)


def test_what_was_left_of_a_run_is_ended_and_nothing_else() -> None:
    ours, other = draw_token(), draw_token()
    left = [subprocess.Popen(SLEEP, env={MARK: ours}), subprocess.Popen(STUBBORN, env={MARK: ours}, stdout=subprocess.PIPE)]
    stranger = subprocess.Popen(SLEEP, env={MARK: other})
    assert left[1].stdout is not None
    with left[1].stdout:
        left[1].stdout.readline()

    ended = end_leftovers(ours, patience_s=0.5)

    assert (ended, [is_alive(process.pid) for process in left], is_alive(stranger.pid)) == (2, [False, False], True)
    assert end_leftovers(ours) == 0
    for process in (*left, stranger):
        process.kill()
        process.wait()


def test_a_part_that_ended_is_started_again_and_given_up_when_it_only_ends(tmp_path: Path) -> None:
    part = Part("part", [sys.executable, "-S", "-c", "print('no database'); raise SystemExit(3)"], environ=os.environ, logs=tmp_path)
    part.start()

    with pytest.raises(PartFailedError) as found:
        for _ in range(3):
            end = time.monotonic() + 20
            while not part.has_ended() and time.monotonic() < end:
                time.sleep(0.02)
            part.keep()

    part.stop()
    assert found.value.data["part"] == "part"
    assert str(found.value.data["detail"]).count("no database") == 3


def test_a_part_that_goes_on_is_left_alone_and_stops_when_it_is_asked(tmp_path: Path) -> None:
    token = draw_token()
    part = Part("part", SLEEP, environ={**os.environ, MARK: token}, logs=tmp_path)
    part.start()
    before = wait_for(1, token)
    part.keep()
    after = processes_of(token)

    part.ask_to_stop()
    part.stop()

    assert before == after
    assert (len(before), processes_of(token)) == (1, [])
    part.stop()


def test_the_lock_of_a_system_is_held_by_one_and_freed_when_it_is_killed(data: Path) -> None:
    program = (
        "import os, sys, time; from pathlib import Path; from releve_web.commands.service import Running, Service;"
        "service = Service(Path(sys.argv[1]));\n"
        "with service.held():\n"
        "    service.tell(Running(pid=os.getpid(), token='t', address='http://127.0.0.1:9/', since='now'));"
        "print(1, flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", program, str(data)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        holder.stdout.readline()
    service = Service(data)

    with pytest.raises(AlreadyRunningError) as found, service.held():
        pass
    running = service.running()
    holder.send_signal(signal.SIGKILL)
    holder.wait()

    assert dict(found.value.data) == {"address": "http://127.0.0.1:9/", "pid": holder.pid}
    assert running == Running(pid=holder.pid, token=OTHER, address="http://127.0.0.1:9/", since="now")
    assert (service.is_held(), service.running(), service.told()) == (False, None, running)
    with service.held():
        service.forget()
    assert service.told() is None


def test_the_key_of_the_sessions_is_drawn_once_for_this_account_alone(data: Path) -> None:
    service = Service(data)
    service.places.make()

    first = service.secret_key()

    assert first == Service(data).secret_key()
    assert len(first) > 64
    assert (data / "secret_key").stat().st_mode & 0o777 == 0o600
