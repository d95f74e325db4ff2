"""`releve backup` and `releve restore` on a real server: what comes back, and what is refused before anything is touched."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from cli.running import run
from releve_web.commands import backup as backup_module
from releve_web.commands.archive import SEAL_BYTES, seal
from releve_web.commands.dump import check_rights
from releve_web.commands.errors import AdminMissingError, BackupNewerServerError
from releve_web.commands.restore import restore_backup
from releve_web.commands.service import Service
from releve_web.postgres import Cluster, cluster_of, temporary_cluster, urls_from_data
from releve_web.postgres.roles import connect
from web.postgres.servers import reachable_folder, server

NAMES = "SELECT name FROM accounts_user ORDER BY name"


def fill(cluster: Cluster) -> None:
    """Make of a new database what a backup looks at: accounts, a policy that is forced, steps taken, a document."""
    with connect(cluster.urls.owner) as owner:
        owner.execute("CREATE TABLE accounts_user (name text PRIMARY KEY)")
        owner.execute("INSERT INTO accounts_user VALUES ('Aïcha'), ('Zaynab')")
        owner.execute("ALTER TABLE accounts_user ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        owner.execute("CREATE POLICY selection_desk ON accounts_user TO releve_selection USING (true) WITH CHECK (true)")
        owner.execute("GRANT SELECT, INSERT ON accounts_user TO releve_selection")
        owner.execute("CREATE INDEX ON accounts_user USING gin (name gin_trgm_ops)")
        owner.execute("CREATE TABLE django_migrations (id serial, app text, name text)")
        owner.execute("INSERT INTO django_migrations (app, name) VALUES ('auth', '0001_initial'), ('accounts', '0001_initial')")


def names(url: str) -> list[str]:
    with connect(url) as connection:
        connection.execute("SET ROLE releve_selection")
        return [row[0] for row in connection.execute(NAMES).fetchall()]


@pytest.fixture(scope="module")
def filled() -> Iterator[Cluster]:
    with reachable_folder() as home:
        cluster = Cluster(home / "data", server(), is_durable=False)
        cluster.start()
        fill(cluster)
        yield cluster
        cluster.stop()


@pytest.fixture
def system(filled: Cluster, data: Path, monkeypatch: pytest.MonkeyPatch) -> Cluster:
    """Return a private server that runs, in the data folder that the commands take: the same for all, as it was at first."""
    home = filled.places.data
    monkeypatch.setenv("RELEVE_DATA", str(home))
    filled.start()
    with connect(filled.urls.admin) as admin:
        admin.execute("TRUNCATE accounts_user")
        admin.execute("INSERT INTO accounts_user VALUES ('Aïcha'), ('Zaynab')")
    (home / "files").mkdir(exist_ok=True)
    (home / "files" / "note.txt").write_text("note verbale", "utf-8")
    return filled


def test_a_backup_brings_everything_back(system: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = system.places.data
    file = tmp_path / "monday.releve"
    Service(data).remember_first_run({"example": True, "accounts": []})

    wrote = run(capsys, "backup", file, "--json")
    with connect(system.urls.admin) as admin:
        admin.execute("DELETE FROM accounts_user WHERE name = 'Aïcha'")
        admin.execute("INSERT INTO accounts_user VALUES ('Omar')")
    (data / "files" / "note.txt").write_text("changed", "utf-8")
    refused = run(capsys, "restore", file)
    kept = names(system.urls.app)
    restored = run(capsys, "restore", file, "--force", "--json")

    told = json.loads(wrote.out)
    assert (wrote.code, told["written"], told["bytes"]) == (0, str(file), file.stat().st_size)
    assert (refused.code, kept) == (2, ["Omar", "Zaynab"])
    assert (restored.code, json.loads(restored.out)["version"]) == (0, version("releve"))
    assert names(system.urls.app) == ["Aïcha", "Zaynab"]
    assert (data / "files" / "note.txt").read_text("utf-8") == "note verbale"
    with connect(system.urls.admin, database="postgres") as admin:
        databases = [row[0] for row in admin.execute("SELECT datname FROM pg_database ORDER BY 1").fetchall()]
    assert databases == ["postgres", "releve", "template0", "template1"]
    with connect(system.urls.owner) as owner:
        # The policy holds for the owner again, and the owner may still change the table.
        assert owner.execute(NAMES).fetchall() == []
        owner.execute("ALTER TABLE accounts_user ADD COLUMN more text")
    assert Service(data).last_backup() == {"at": told["written_at"], "path": str(file)}


def test_a_backup_is_restored_into_an_empty_data_folder_and_the_server_stopped_again(
    system: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "monday.releve"
    system.stop()
    assert run(capsys, "backup", file).code == 0
    was_stopped = not system.is_running()

    with reachable_folder() as other:
        monkeypatch.setenv("RELEVE_DATA", str(other / "data"))
        restored = run(capsys, "restore", file)
        moved = cluster_of(other / "data")
        after = moved.is_running()
        found = names(moved.start().app)
        moved.stop()

    assert (restored.code, restored.err) == (0, "")
    assert (was_stopped, after, found) == (True, False, ["Aïcha", "Zaynab"])


@pytest.mark.parametrize("at", [0.5, 0.9])
def test_a_backup_that_was_altered_is_refused_before_anything_is_touched(
    system: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str], at: float
) -> None:
    file = tmp_path / "monday.releve"
    run(capsys, "backup", file)
    content = bytearray(file.read_bytes())
    content[int(at * len(content))] ^= 0xFF
    file.write_bytes(content)

    refused = run(capsys, "restore", file, "--force", "--json")

    assert (refused.code, json.loads(refused.out)["error"]["code"] in {"backup.damaged", "backup.not_a_backup"}) == (1, True)
    assert names(system.urls.app) == ["Aïcha", "Zaynab"]


def test_a_dump_that_cannot_be_read_leaves_the_database_as_it_was(
    system: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its digest is right: the fault shows only while it is restored."""

    file, bad = tmp_path / "monday.releve", tmp_path / "bad.releve"
    run(capsys, "backup", file)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(bad, "w") as target:
        dump = source.read("database.dump")[:-500]
        said = json.loads(source.read("manifest.json"))
        said["digests"] = {"database.dump": hashlib.sha256(dump).hexdigest()}
        target.writestr("database.dump", dump)
        target.writestr("manifest.json", json.dumps(said))
        target.comment = bytes(SEAL_BYTES)
    with bad.open("r+b") as sealed:
        seal(sealed)

    refused = run(capsys, "restore", bad, "--force", "--json")

    assert (refused.code, json.loads(refused.out)["error"]["code"]) == (2, "backup.tool_failed")
    assert names(system.urls.app) == ["Aïcha", "Zaynab"]
    with connect(system.urls.admin, database="postgres") as admin:
        assert admin.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'releve%'").fetchone() == (1,)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"migrations": ["accounts.9999_from_the_future"], "version": "9.9"}, "backup.newer"),
        ({"form": 99}, "backup.newer"),
        ({"server": "99.1"}, "backup.newer_server"),
    ],
)
def test_a_newer_backup_is_refused(
    system: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], code: str
) -> None:
    file, newer = tmp_path / "monday.releve", tmp_path / "newer.releve"
    run(capsys, "backup", file)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(newer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, json.dumps(json.loads(content) | change) if name == "manifest.json" else content)
        target.comment = bytes(SEAL_BYTES)
    with newer.open("r+b") as sealed:
        seal(sealed)

    refused = run(capsys, "restore", newer, "--force", "--json")

    assert (refused.code, json.loads(refused.out)["error"]["code"]) == (1, code)
    assert names(system.urls.app) == ["Aïcha", "Zaynab"]


def test_a_file_that_is_there_is_overwritten_only_when_told(system: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "monday.releve"
    file.write_text("mine", "utf-8")

    refused = run(capsys, "backup", file, "--json")
    kept = file.read_text("utf-8")
    wrote = run(capsys, "backup", file, "--force")

    assert (refused.code, json.loads(refused.out)["error"]["code"], kept) == (2, "backup.exists", "mine")
    assert (wrote.code, zipfile.is_zipfile(file)) == (0, True)
    assert run(capsys, "backup", tmp_path, "--force").code == 2


def test_nothing_is_restored_while_the_system_runs(system: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "monday.releve"
    run(capsys, "backup", file)

    with Service(system.places.data).held():
        refused = run(capsys, "restore", file, "--force", "--json")

    assert (refused.code, json.loads(refused.out)["error"]["code"]) == (1, "service.already_running")
    assert urls_from_data(system.places.data) == system.urls


@pytest.mark.soak
def test_an_external_server_is_backed_up_and_restored_by_a_login_with_more_rights(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "monday.releve"
    with temporary_cluster(server()) as theirs:
        fill(theirs)
        monkeypatch.setenv("DATABASE_URL", theirs.urls.app)
        without = run(capsys, "backup", file, "--json")
        monkeypatch.setenv("RELEVE_ADMIN_DATABASE_URL", theirs.urls.owner)
        too_little = run(capsys, "backup", file, "--json")
        monkeypatch.setenv("RELEVE_ADMIN_DATABASE_URL", theirs.urls.admin)
        wrote = run(capsys, "backup", file)
        with connect(theirs.urls.admin) as admin:
            admin.execute("DELETE FROM accounts_user")
        restored = run(capsys, "restore", file)
        found = names(theirs.urls.app)

    assert [json.loads(ran.out)["error"]["code"] for ran in (without, too_little)] == ["backup.admin_missing"] * 2
    assert (wrote.code, restored.code, found) == (0, 0, ["Aïcha", "Zaynab"])
    assert not (data / "postgres").exists()


def test_the_steps_that_this_version_knows_are_those_of_its_packages() -> None:
    known = backup_module.migrations_known()

    assert "accounts.0001_initial" in known
    assert not any(name.startswith("auth.") for name in known)


@pytest.mark.soak
def test_a_dump_of_a_newer_server_is_refused_and_one_of_an_older_taken(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older, newer = server(), server("wheel")
    if older.major >= newer.major:
        pytest.skip("only one major version here")
    moved = {}
    for binaries in (older, newer):
        with reachable_folder() as home:
            cluster = Cluster(home / "data", binaries, is_durable=False)
            cluster.start()
            fill(cluster)
            moved[binaries.major] = tmp_path / f"{binaries.major}.releve"
            backup_module.write_backup(Service(home / "data"), moved[binaries.major])
            cluster.stop()

    target = Cluster(data, newer, is_durable=False)
    target.start()
    restore_backup(Service(data), moved[older.major], may_replace=False)
    found = names(target.urls.app)
    target.stop()
    with reachable_folder() as home:
        kept = Cluster(home / "data", older, is_durable=False)
        kept.start()
        with pytest.raises(BackupNewerServerError):
            restore_backup(Service(home / "data"), moved[newer.major], may_replace=True)
        kept.stop()

    assert found == ["Aïcha", "Zaynab"]


def test_the_right_that_is_missing_is_named(system: Cluster) -> None:
    with pytest.raises(AdminMissingError) as found:
        check_rights(system.urls.owner, "BYPASSRLS", "CREATEDB")

    assert found.value.data["rights"] == "BYPASSRLS, CREATEDB"
