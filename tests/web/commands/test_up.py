"""`releve up` as people start it: from nothing to pages, and from any end to the next start. Minutes: behind `make soak`."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from releve_web.commands.leftovers import processes_of
from releve_web.commands.service import Service
from releve_web.postgres import cluster_of, temporary_cluster, urls_from_data
from releve_web.postgres.process import server_pid
from web.postgres.servers import server

pytestmark = pytest.mark.soak
RELEVE = [sys.executable, "-m", "releve"]
READY_S = 300.0


@dataclass
class Up:
    """A `releve up` that serves."""

    process: "subprocess.Popen[str]"
    said: dict[str, Any]

    @property
    def address(self) -> str:
        return str(self.said["address"])


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def started(*options: str, port: int | None = None) -> Iterator[Up]:
    command = [*RELEVE, "up", "--json", "--port", str(port or free_port()), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield Up(process, _said(process))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


def _said(process: "subprocess.Popen[str]") -> dict[str, Any]:
    text = ""
    for line in process.stdout or ():
        text += line
        if line == "}\n":
            return dict(json.loads(text))
    pytest.fail(f"ended with {process.wait()}: {text}")


def releve(*arguments: str) -> tuple[int, dict[str, Any]]:
    ran = subprocess.run([*RELEVE, *arguments, "--json"], capture_output=True, text=True, check=False, timeout=READY_S)
    return ran.returncode, json.loads(ran.stdout)


def page(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - an address of this test's own
            return int(answer.status)
    except urllib.error.HTTPError as found:
        return found.code


def is_quiet(data: Path, token: str) -> bool:
    """Return whether nothing of a run is left: neither its processes nor the database."""
    return processes_of(token) == [] and urls_from_data(data) is None


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the place of a backup of a system with the example: written by the first test, restored by the last."""
    return tmp_path_factory.mktemp("loaded") / "example.releve"


def test_from_nothing_to_pages_and_back(data: Path, loaded: Path) -> None:
    with started() as up:
        roles = sorted(account["role"] for account in up.said["accounts"])
        served = page(up.address)
        running = Service(data).running()
        assert running is not None
        code, status = releve("status")
        second, refused = releve("up", "--port", str(free_port()))
        wrote, _ = releve("backup", str(loaded))
        held, not_restored = releve("restore", str(loaded), "--force")
        up.process.send_signal(signal.SIGINT)
        ended = up.process.wait(60)

    assert served == 200
    assert roles == ["administrator", "auditor", "contributing_country", "contributing_country", "mission_desk", "selection_desk"]
    assert (code, status["running"], status["address"], status["pending_migrations"]) == (0, True, up.address, [])
    assert status["database"]["running"]
    assert status["disk"]["used_bytes"] > 0
    assert (second, refused["error"]["code"], refused["error"]["data"]["address"]) == (1, "service.already_running", up.address)
    assert (wrote, held, not_restored["error"]["code"]) == (0, 1, "service.already_running")
    assert (ended, is_quiet(data, running.token), Service(data).told()) == (0, True, None)

    with started() as again:
        assert (again.said["first_run"], again.said["accounts"]) == (False, up.said["accounts"])
        assert releve("down") == (0, {"stopped": True})
        assert again.process.wait(60) == 0
    assert releve("down") == (0, {"stopped": False})
    assert releve("status")[1]["last_backup"]["path"] == str(loaded)


def test_a_killed_system_is_cleared_away_by_the_next(data: Path) -> None:
    port = free_port()
    with started("--empty", port=port) as up:
        token = Service(data).running()
        assert token is not None
        before = server_pid(data / "postgres")
        up.process.kill()
        up.process.wait(10)

        with started("--empty", port=port) as again:
            left = [pid for pid in processes_of(token.token) if pid != up.process.pid]
            after = server_pid(data / "postgres")
            served = page(again.address)

    assert (again.said["accounts"], left, served) == ([], [], 200)
    assert before == after
    assert is_quiet(data, token.token)


def test_a_killed_system_is_cleared_away_by_down_too(data: Path) -> None:
    with started("--empty") as up:
        token = Service(data).running()
        assert token is not None
        up.process.kill()
        up.process.wait(10)

        status = releve("status")[1]
        stopped = releve("down")

    assert (status["running"], status["database"]["running"]) == (False, True)
    assert stopped == (0, {"stopped": True})
    assert is_quiet(data, token.token)


def test_parts_and_database_that_end_by_themselves_are_started_again(data: Path) -> None:
    with started("--empty") as up:
        running = Service(data).running()
        assert running is not None
        database = server_pid(data / "postgres")
        assert database is not None
        served_by = processes_of(running.token)

        for pid in [*served_by, database]:
            if pid != up.process.pid:
                os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + 120
        while time.monotonic() < end and not _answers(up.address):
            time.sleep(0.5)

        assert page(up.address) == 200
        assert server_pid(data / "postgres") not in (None, database)
        assert up.process.poll() is None


def _answers(address: str) -> bool:
    try:
        return page(address) == 200
    except OSError:
        return False


def test_a_taken_port_is_told_and_nothing_is_left(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code, said = releve("up", "--port", str(port))

    assert (code, said["error"]["code"], said["error"]["data"]["port"]) == (1, "service.port_taken", port)
    assert not (data / "postgres").exists()


def test_the_example_is_not_offered_to_a_network(data: Path) -> None:
    code, said = releve("up", "--host", "0.0.0.0", "--port", str(free_port()))  # noqa: S104 - refused

    assert (code, said["error"]["code"]) == (2, "service.example_on_network")
    assert not (data / "postgres").exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_end_before_it_serves_leaves_nothing_running(data: Path, number: signal.Signals) -> None:
    process = subprocess.Popen([*RELEVE, "up", "--empty", "--port", str(free_port())], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    with process.stderr:
        process.stderr.readline()
        process.stderr.readline()
        token = Service(data).told()
        process.send_signal(number)
        code = process.wait(60)

    assert token is not None
    assert (code, is_quiet(data, token.token)) == (130, True)


def test_an_external_server_gets_no_example_and_is_left_running(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with temporary_cluster(server()) as theirs:
        monkeypatch.setenv("DATABASE_URL", theirs.urls.app)
        behind, told = releve("up", "--port", str(free_port()))
        monkeypatch.setenv("RELEVE_OWNER_DATABASE_URL", theirs.urls.owner)
        with started() as up:
            served = page(up.address)
            status = releve("status")[1]
            up.process.send_signal(signal.SIGTERM)
            ended = up.process.wait(60)
        with psycopg.connect(theirs.urls.owner) as connection:
            users = connection.execute("SELECT count(*) FROM accounts_user").fetchone()

        assert theirs.is_running()
    assert (behind, told["error"]["code"]) == (2, "service.migrations_pending")
    assert (served, up.said["accounts"], users, ended) == (200, [], (0,), 0)
    assert (status["database"]["kind"], status["database"]["running"], status["pending_migrations"]) == ("external", True, [])
    assert not (data / "postgres").exists()


def test_a_backup_of_the_example_starts_on_another_machine(data: Path, loaded: Path) -> None:
    if not loaded.exists():
        pytest.skip("written by the first test of this module")

    restored = releve("restore", str(loaded))
    with started() as up:
        served, n_accounts = page(up.address), len(up.said["accounts"])
        with psycopg.connect(cluster_of(data).urls.admin) as connection:
            users = connection.execute("SELECT count(*) FROM accounts_user").fetchone()

    assert (restored[0], served, n_accounts, users) == (0, 200, 6, (6,))
