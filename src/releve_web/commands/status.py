"""`releve status`: whether the web system of this machine runs, on which database, and how old its last backup is."""

import os
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from releve.cli.console import Column, Language, print_json, print_table
from releve.cli.options import json_option, lang_option
from releve.text import Catalogue
from releve_web.commands.database import APP_URL, has_private_database, is_external
from releve_web.commands.errors import PreparationFailedError
from releve_web.commands.extra import require_web
from releve_web.commands.preparation import PENDING, prepare
from releve_web.commands.service import Service
from releve_web.postgres import data_folder, urls_from_data
from releve_web.postgres.errors import ConnectionFailedError
from releve_web.postgres.places import Places
from releve_web.postgres.roles import connect
from releve_web.postgres.state import read_state

MIB: Final = 1024 * 1024
VERSION: Final = "SELECT current_setting('server_version'), pg_database_size(current_database())"


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Say whether the web system of this machine runs, on which database, and when it was last backed up."),
        epilog=catalogue.text("Example: {command}", command="releve status"),
    )
    def status(
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        require_web()
        found = status_of(Service(data_folder()))
        print_json(found) if as_json else _print_status(found, speak)


def status_of(service: Service) -> dict[str, Any]:
    """Return what is known of the system, with nothing started for it: what only a running database tells is None while it is stopped."""
    running = service.running()
    data = service.places.data
    database = _database(data)
    return {
        "running": running is not None,
        "address": None if running is None else running.address,
        "pid": None if running is None else running.pid,
        "since": None if running is None else running.since,
        "version": version("releve"),
        "data": str(data),
        "database": database,
        "pending_migrations": _pending(service) if database["running"] else None,
        "disk": {"used_bytes": _used(data), "free_bytes": _free(data)},
        "last_backup": service.last_backup(),
    }


def _database(data: Path) -> dict[str, Any]:

    external, state = is_external(), read_state(Places(data))
    urls = None if external else urls_from_data(data)
    url = os.environ[APP_URL] if external else None if urls is None else urls.app
    stored = state.version if state is not None and has_private_database(data) and not external else None
    told: dict[str, Any] = {"kind": "external" if external else "private", "running": False, "version": stored, "bytes": None}
    if url is None:
        return told
    try:
        with connect(url) as connection:
            row = connection.execute(VERSION).fetchone()
    except ConnectionFailedError:
        return told
    return told if row is None else told | {"running": True, "version": row[0].split()[0], "bytes": row[1]}


def _pending(service: Service) -> list[str] | None:

    try:
        pending: list[str] = prepare(PENDING, environ=os.environ, logs=service.places.logs)
    except PreparationFailedError:
        return None
    return pending


def _used(folder: Path) -> int:
    """Return how much a folder holds, in bytes; what disappears meanwhile does not count."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - half the time for ten thousand files
            except OSError:
                continue
    return total


def _free(folder: Path) -> int:
    """Return how much room is left where a folder is, or will be, in bytes."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    return shutil.disk_usage(there).free


def _print_status(found: dict[str, Any], speak: Catalogue) -> None:
    database, backup, pending = found["database"], found["last_backup"], found["pending_migrations"]
    kind = speak.text("a server of your own") if database["kind"] == "external" else speak.text("private")
    rows = [
        (speak.text("Address"), found["address"] or speak.text("It does not run.")),
        (speak.text("Version"), found["version"]),
        (speak.text("Data folder"), found["data"]),
        (speak.text("Database"), _database_said(database, kind, speak)),
        (speak.text("Steps behind this version"), speak.value(None if pending is None else len(pending))),
        (speak.text("Disk used, MiB"), speak.number(found["disk"]["used_bytes"] // MIB)),
        (speak.text("Disk free, MiB"), speak.number(found["disk"]["free_bytes"] // MIB)),
        (speak.text("Last backup"), speak.value(None) if backup is None else f"{backup['at']}  {backup['path']}"),
    ]
    print_table([Column(""), Column("")], rows)


def _database_said(database: dict[str, Any], kind: str, speak: Catalogue) -> str:
    if database["version"] is None:
        return speak.text("none yet")
    if database["running"]:
        return speak.text("PostgreSQL {version}, {kind}, running", version=database["version"], kind=kind)
    return speak.text("PostgreSQL {version}, {kind}, stopped", version=database["version"], kind=kind)
