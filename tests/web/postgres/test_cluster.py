"""The private server: set up, started, stopped, and found again after whatever befell it."""

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias

import psycopg
import pytest

from releve_web.postgres import Cluster, cluster_of, urls_from_data
from releve_web.postgres.errors import DataUnreachableError, NotOursError, OtherMajorError
from releve_web.postgres.places import SOCKET_PATH_BYTES, Places, socket_folder
from releve_web.postgres.process import server_pid, wait_until_gone
from web.postgres.servers import FOUND, KINDS, ROOT, reachable_folder, server

ONE = "SELECT count(*) FROM thing"


SetUp: TypeAlias = Callable[[str, Path], Cluster]


def cluster_in(data: Path, kind: str = FOUND) -> Cluster:
    return Cluster(data, server(kind), is_durable=False)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    return None if row is None else row[0]


def fill(cluster: Cluster) -> None:
    with psycopg.connect(cluster.urls.owner) as connection:
        connection.execute("CREATE TABLE thing AS SELECT 1 AS n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_starts_stops_and_starts_again_with_its_data(kind: str, data: Path) -> None:
    cluster = cluster_in(data, kind)

    urls = cluster.start()
    fill(cluster)
    cluster.stop()
    after_stop = (cluster.is_running(), urls_from_data(data), server_pid(Places(data).cluster))
    again = Cluster(data, cluster.binaries, is_durable=False).start()

    try:
        assert after_stop == (False, None, None)
        assert again == urls == urls_from_data(data)
        assert ask(urls.owner, ONE) == 1
    finally:
        cluster_of(data).stop()
    assert not cluster.is_running()


def test_a_server_listens_on_no_network_and_lets_nobody_in_without_a_password(running: Cluster) -> None:
    urls = running.urls
    socket = socket_folder(running.places.data)

    assert ask(urls.admin, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    for login in ("postgres", "releve_owner", "releve_app"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"postgresql://{login}:guessed@/releve?host={socket}&port=5432")


def test_letters_and_their_order_are_the_same_on_every_server(running: Cluster) -> None:
    described = "SELECT concat_ws(' ', pg_encoding_to_char(encoding), datcollate, datctype) FROM pg_database WHERE datname = 'releve'"

    assert ask(running.urls.app, described) == "UTF8 C.UTF-8 C.UTF-8"
    assert ask(running.urls.app, "SELECT lower('ÉLODIE')") == "élodie"
    assert ask(running.urls.app, "SHOW timezone") == "UTC"


def test_a_server_does_not_run_as_root_and_its_files_are_its_own(running: Cluster) -> None:
    pid = server_pid(running.places.cluster)

    assert Path(f"/proc/{pid}").stat().st_uid == running.account.uid != 0
    assert stat.S_IMODE(running.places.cluster.stat().st_mode) == 0o700
    assert stat.S_IMODE(running.places.state.stat().st_mode) == 0o600


def test_what_went_wrong_in_a_statement_is_not_written_to_the_log(running: Cluster) -> None:
    with psycopg.connect(running.urls.owner) as connection:
        connection.execute("CREATE TEMP TABLE person (name text UNIQUE)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO person VALUES ('Zaynab Person'), ('Zaynab Person')")

    assert "Zaynab" not in running.places.server_log.read_text("utf-8")


@pytest.mark.soak
def test_variables_of_the_caller_do_not_change_what_the_server_does(set_up: SetUp, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGHOST", "nowhere")
    cluster = set_up(FOUND, data)

    urls = cluster.start()

    try:
        assert ask(urls.app, "SELECT 1") == 1
    finally:
        cluster.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_was_killed_mends_its_data_at_the_next_start(kind: str, set_up: SetUp, data: Path) -> None:
    # One that keeps its promises: the quick one of the other tests may lose the last moments.
    cluster = Cluster(data, set_up(kind, data).binaries)
    cluster.start()
    fill(cluster)
    pid = server_pid(Places(data).cluster)
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    assert wait_until_gone(pid, 10)
    was_left = (Places(data).cluster / "postmaster.pid").exists()
    urls = cluster.start()

    try:
        assert was_left
        assert ask(urls.owner, ONE) == 1
    finally:
        cluster.stop()


def test_a_left_behind_file_with_the_number_of_another_process_does_not_hinder_a_start(set_up: SetUp, data: Path) -> None:
    cluster = set_up(FOUND, data)
    cluster.start()
    pid_file = Places(data).cluster / "postmaster.pid"
    written = pid_file.read_text("utf-8")
    cluster.stop()
    account = cluster.account
    with (Places(data).logs / "sleep.log").open("ab") as log:
        sleeper = account.spawn(["/bin/sleep", "60"], log=log)
    lines = written.splitlines(keepends=True)
    pid_file.write_text(f"{sleeper}\n" + "".join(lines[1:]), "utf-8")
    os.chown(pid_file, account.uid, account.gid)

    before = cluster.is_running()
    urls = cluster.start()

    try:
        assert not before
        assert ask(urls.app, "SELECT 1") == 1
    finally:
        cluster.stop()
        os.kill(sleeper, signal.SIGKILL)
        assert wait_until_gone(sleeper, 10)


def test_a_server_outlives_the_process_that_started_it_and_is_found_again(set_up: SetUp, data: Path) -> None:
    set_up(FOUND, data)
    program = (
        "import os, signal, sys; from pathlib import Path; from releve_web.postgres import cluster_of;"
        "cluster_of(Path(sys.argv[1])).start(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(data)], check=False, timeout=60)
    cluster = cluster_of(data)

    found = (ran.returncode, cluster.is_running(), urls_from_data(data) == cluster.start())
    cluster.stop()

    assert found == (-signal.SIGKILL, True, True)
    assert not cluster.is_running()


def test_two_that_start_one_server_at_once_share_it(set_up: SetUp, data: Path) -> None:
    first, second = set_up(FOUND, data), cluster_in(data)

    with ThreadPoolExecutor(2) as pool:
        urls = list(pool.map(Cluster.start, [first, second]))

    assert urls[0] == urls[1]
    first.stop()
    assert (first.is_running(), second.is_running()) == (False, False)


@pytest.mark.soak
def test_a_set_up_that_was_broken_off_is_begun_anew(data: Path) -> None:
    places = Places(data)
    places.make()
    (places.unfinished / "half").mkdir(parents=True)

    urls = cluster_in(data).start()

    try:
        assert ask(urls.app, "SELECT 1") == 1
        assert not places.unfinished.exists()
    finally:
        cluster_of(data).stop()


@pytest.mark.soak
@pytest.mark.parametrize("runs", [True, False])
def test_passwords_that_were_lost_are_drawn_anew(set_up: SetUp, data: Path, *, runs: bool) -> None:
    cluster = set_up(FOUND, data)
    before = cluster.start()
    fill(cluster)
    if not runs:
        cluster.stop()
    Places(data).state.unlink()

    after = cluster.start()

    try:
        assert before != after
        assert ask(after.owner, ONE) == 1
    finally:
        cluster.stop()


def test_data_of_another_major_version_are_left_alone(data: Path) -> None:
    cluster = cluster_in(data)
    places = Places(data)
    places.make()
    places.cluster.mkdir()
    (places.cluster / "PG_VERSION").write_text("14\n", "utf-8")

    with pytest.raises(OtherMajorError) as found:
        cluster.start()
    with pytest.raises(OtherMajorError) as looked_for:
        cluster_of(data)

    assert dict(found.value.data) == {"path": str(data), "stored": "14", "found": (cluster.binaries.version,)}
    assert looked_for.value.data["stored"] == "14"
    assert [path.name for path in places.cluster.iterdir()] == ["PG_VERSION"]


def test_the_socket_of_a_long_path_lies_in_a_short_folder(set_up: SetUp, data: Path) -> None:
    long = data / ("x" * 90)
    data.mkdir(mode=0o711)
    cluster = set_up(FOUND, long)

    urls = cluster.start()

    try:
        folder = socket_folder(long)
        assert ask(urls.app, "SELECT 1") == 1
        assert len(str(folder / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_BYTES < len(str(long / "run" / ".s.PGSQL.5432.lock"))
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        cluster.stop()
        socket_folder(long).rmdir()


def test_a_folder_of_the_socket_that_others_may_enter_is_refused(set_up: SetUp, data: Path) -> None:
    cluster = set_up(FOUND, data)
    folder = socket_folder(data)
    folder.chmod(0o777)

    with pytest.raises(NotOursError) as found:
        cluster.start()

    assert dict(found.value.data) == {"path": str(folder)}


def test_paths_with_spaces_quotes_and_letters_of_other_scripts_are_taken(set_up: SetUp, data: Path) -> None:
    data.mkdir(mode=0o711)
    strange = data / 'l\'été, "الرباط" $HOME'
    cluster = set_up(FOUND, strange)

    urls = cluster.start()

    try:
        assert ask(urls.app, "SELECT 1") == 1
    finally:
        cluster.stop()


@pytest.mark.skipif(not ROOT, reason="only root's servers run as somebody else")
def test_a_data_folder_closed_to_the_account_of_the_server_is_told_and_not_opened() -> None:
    with reachable_folder(0o700) as closed:
        with pytest.raises(DataUnreachableError) as found:
            cluster_in(closed / "data").start()

        assert found.value.data["closed"] == str(closed)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_other_programs_find_the_server_by_its_file(running: Cluster) -> None:
    held = json.loads(running.places.state.read_text("utf-8"))

    assert set(held) == {"version", "source", "binaries", "socket", "pid", "passwords"}
    assert (held["pid"], held["version"]) == (server_pid(running.places.cluster), running.binaries.version)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}'])
def test_a_damaged_file_counts_as_none(text: str, data: Path) -> None:
    places = Places(data)
    places.make()
    places.state.write_text(text, "utf-8")

    assert urls_from_data(data) is None


def test_waiting_for_a_process_that_goes_on_ends_in_time() -> None:
    began = time.monotonic()

    assert not wait_until_gone(os.getpid(), 0.1)
    assert time.monotonic() - began < 5
