"""`releve restore FILE`: puts a backup in the place of what is there, in one step or not at all."""

import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import typer

from releve.cli.console import Language, print_json, print_lines
from releve.cli.options import existing, json_option, lang_option, shown
from releve.text import Catalogue
from releve_web.commands.archive import DUMP, FILES, FORM, Manifest, check_parts, check_seal, extract_files, opened_part, read_manifest
from releve_web.commands.backup import migrations_known
from releve_web.commands.database import Database, is_external, opened_database
from releve_web.commands.dump import check_rights, client_binaries, restored
from releve_web.commands.errors import BackupNewerError, BackupNewerServerError, DatabaseHoldsDataError
from releve_web.commands.extra import require_web
from releve_web.commands.service import Service
from releve_web.commands.serving import recover
from releve_web.postgres import Binaries, cluster_of, data_folder
from releve_web.postgres.roles import connect, drop_database, prepare_database

RIGHTS: Final = ("BYPASSRLS", "CREATEDB")


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Put a backup in the place of what the web system holds, whole or not at all."),
        epilog=catalogue.text("Example: {command}", command="releve restore monday.releve"),
    )
    def restore(
        file: Annotated[Path, typer.Argument(metavar="FILE", callback=existing(catalogue), help=catalogue.text("File of a backup."))],
        force: Annotated[bool, typer.Option("--force", help=catalogue.text("Replace the data that are there."))] = False,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        require_web()
        manifest = restore_backup(Service(data_folder()), file, may_replace=force)
        if as_json:
            print_json({"restored": str(file), "written_at": manifest.written_at, "version": manifest.version})
        else:
            written_at = manifest.written_at
            print_lines(
                [speak.text("Restored: {path}, as of {written_at}. Start it with “releve up”.", path=shown(file), written_at=written_at)]
            )


def restore_backup(service: Service, path: Path, *, may_replace: bool) -> Manifest:
    """
    Put a backup in the place of the database and the documents, and return what it says of itself.

    It is checked whole before anything is changed, filled into a database beside the one in use, and only then do the two change names.

    Raises
    ------
    ReleveError
        If it is damaged or newer, if the system runs, or if there are data that may not be replaced.
    """
    check_seal(path)
    manifest = read_manifest(path)
    if manifest.form > FORM or not set(manifest.migrations) <= migrations_known():
        raise BackupNewerError(path=shown(path), version=manifest.version, here=version("releve"))
    check_parts(path, manifest)
    with service.held():
        recover(service)
        if not is_external():
            _check_server(path, manifest, cluster_of(service.places.data).binaries)
        with opened_database(service.places.data, is_needed=lambda: False) as database:
            _replace(service, database, path, manifest, may_replace=may_replace)
        service.remember_first_run(dict(manifest.first_run or {"example": False, "accounts": []}))
    return manifest


def _replace(service: Service, database: Database, path: Path, manifest: Manifest, *, may_replace: bool) -> None:
    url, name = database.admin_url(", ".join(RIGHTS)), database.name
    check_rights(url, *RIGHTS)
    binaries = client_binaries(url, None if database.cluster is None else database.cluster.binaries)
    _check_server(path, manifest, binaries)
    if not may_replace and _holds_data(url, name):
        raise DatabaseHoldsDataError
    files, beside = service.places.data / FILES, service.places.data / f"{FILES}.restoring"
    new, old = f"{name}_restoring", f"{name}_replaced"
    drop_database(url, new)
    try:
        prepare_database(url, new)
        with opened_part(path, DUMP) as source:
            restored(binaries, _with_database(url, new), source)
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(mode=0o700)
        extract_files(path, beside)
        drop_database(url, old)
        _swap(url, name, new, old)
    except BaseException:
        drop_database(url, new)
        shutil.rmtree(beside, ignore_errors=True)
        raise
    shutil.rmtree(files, ignore_errors=True)
    beside.rename(files)
    drop_database(url, old)


def _check_server(path: Path, manifest: Manifest, binaries: Binaries) -> None:
    if int(manifest.server.split(".")[0]) > binaries.major:
        raise BackupNewerServerError(path=shown(path), version=manifest.server, here=binaries.version)


def _holds_data(url: str, name: str) -> bool:
    """Return whether somebody has an account: an empty system has none."""
    with connect(url, database=name) as connection:
        if connection.execute("SELECT to_regclass('public.accounts_user')").fetchone() == (None,):
            return False
        return connection.execute("SELECT 1 FROM accounts_user LIMIT 1").fetchone() is not None


def _swap(url: str, name: str, new: str, old: str) -> None:
    """Let two databases change names in one transaction; whoever is in the old one is sent away."""
    with connect(url, database="postgres") as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (%s, %s)", [name, new])
        with connection.transaction():
            connection.execute(f'ALTER DATABASE "{name}" RENAME TO "{old}"'.encode())
            connection.execute(f'ALTER DATABASE "{new}" RENAME TO "{name}"'.encode())


def _with_database(url: str, name: str) -> str:
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - the driver comes with the extra `web`

    return make_conninfo(url, dbname=name)
