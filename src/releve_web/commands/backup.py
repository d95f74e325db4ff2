"""`releve backup FILE`: everything that the web system holds, in one file that says what it is."""

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import typer

from releve.cli.console import Language, print_json, print_lines
from releve.cli.options import json_option, lang_option, shown
from releve.text import Catalogue
from releve_web.commands.archive import DUMP, FILES, FORM, Manifest, Writer, written
from releve_web.commands.database import opened_database
from releve_web.commands.dump import check_rights, client_binaries, dumped
from releve_web.commands.errors import BackupExistsError
from releve_web.commands.extra import require_web
from releve_web.commands.service import Service
from releve_web.postgres import data_folder
from releve_web.postgres.roles import connect

RIGHT: Final = "BYPASSRLS"
OURS: Final = Path(__file__).parent.parent
"""The package whose migrations are ours."""


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Write all that the web system holds to one file: database and documents, for this account alone."),
        epilog=catalogue.text("Example: {command}", command="releve backup monday.releve"),
    )
    def backup(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=catalogue.text("File to write."))],
        force: Annotated[bool, typer.Option("--force", help=catalogue.text("Overwrite a file that is there."))] = False,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        require_web()
        if file.exists() and not (force and file.is_file()):
            raise BackupExistsError(path=shown(file))
        manifest = write_backup(Service(data_folder()), file)
        size = file.stat().st_size
        if as_json:
            print_json({"written": str(file), "bytes": size, "written_at": manifest.written_at, "version": manifest.version})
        else:
            print_lines([speak.text("Written: {path}", path=shown(file))])


def write_backup(service: Service, path: Path) -> Manifest:
    """
    Write a backup and return what it says of itself; the system may go on meanwhile: the dump shows one moment.

    Raises
    ------
    ReleveError
        If there is no database, no right to read all of it, or no room.
    """
    files = service.places.data / FILES
    with opened_database(service.places.data, is_needed=service.is_held) as database, written(path) as writer:
        url = database.admin_url(RIGHT)
        check_rights(url, RIGHT)
        binaries = client_binaries(url, None if database.cluster is None else database.cluster.binaries)
        with dumped(binaries, url) as source:
            writer.add(DUMP, source)
        _add_files(writer, files)
        manifest = Manifest(
            form=FORM,
            version=version("releve"),
            written_at=datetime.now(UTC).isoformat(timespec="seconds"),
            server=binaries.version,
            migrations=tuple(migrations_taken(url, database.name)),
            first_run=service.first_run(),
            digests=writer.digests,
        )
        writer.close(manifest)
    service.places.make()
    service.remember_backup(at=manifest.written_at, path=str(path.resolve()))
    return manifest


def migrations_known() -> frozenset[str]:
    """Return the steps of our own that this version knows."""
    return frozenset(f"{path.parent.parent.name}.{path.stem}" for path in OURS.glob("*/migrations/[0-9]*.py"))


def migrations_taken(url: str, database: str) -> Iterable[str]:
    """Return the steps of our own that a database has taken; none before the first."""
    apps = {path.parent.name for path in OURS.glob("*/migrations")}
    with connect(url, database=database) as connection:
        if connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
            return []
        rows = connection.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return [f"{app}.{name}" for app, name in rows if app in apps]


def _add_files(writer: Writer, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as source:
                writer.add(f"{FILES}/{path.relative_to(folder).as_posix()}", source)
