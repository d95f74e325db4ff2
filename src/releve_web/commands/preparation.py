"""
Brings the database up to date and loads the example, in a process of its own: the commands themselves never load Django.

``python -m releve_web.commands.preparation migrate|example|pending`` prints one JSON document.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from releve_web.commands.errors import PreparationFailedError

SETTINGS: Final = "releve_web.settings"
MIGRATE: Final = "migrate"
EXAMPLE: Final = "example"
PENDING: Final = "pending"


def prepare(step: str, *, environ: Mapping[str, str], logs: Path) -> Any:  # noqa: ANN401 - JSON
    """
    Return what a step printed, done in a process of its own.

    Raises
    ------
    PreparationFailedError
        If it failed; all that it said stands in its log.
    """
    command = [sys.executable, "-m", "releve_web.commands.preparation", step]
    ran = subprocess.run(command, env=dict(environ), capture_output=True, text=True, errors="replace", check=False)  # noqa: S603 - this module
    if ran.returncode != 0:
        log = logs / "preparation.log"
        log.write_text(ran.stdout + ran.stderr, "utf-8")
        said = [line for line in ran.stderr.splitlines() if line.strip()]
        raise PreparationFailedError(path=str(log), detail=said[-1] if said else None)
    return json.loads(ran.stdout)


def main(step: str) -> None:
    """Do one step inside Django and print what came of it."""
    import django  # noqa: PLC0415 - only this process loads it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    # What is printed while it works is for the log; the document alone goes to the caller.
    document, sys.stdout = sys.stdout, sys.stderr
    django.setup()
    done = {MIGRATE: _migrate, EXAMPLE: _load_example, PENDING: _pending}[step]()
    document.write(json.dumps(done) + "\n")


def _migrate() -> dict[str, Any]:
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.core.management import call_command  # noqa: PLC0415 - as above

    steps = _pending()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return {"steps": steps, "static": str(settings.STATIC_ROOT)}


def _load_example() -> dict[str, Any]:
    """Load the example into a database without accounts, and return what everybody may sign in with."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - as above

    from releve_web.example import load_example  # noqa: PLC0415 - as above

    if get_user_model()._default_manager.exists():
        return {"example": False, "accounts": []}
    accounts = load_example()
    return {"example": True, "accounts": [asdict(account) for account in accounts]}


def _pending() -> list[str]:
    from django.db import connection  # noqa: PLC0415 - as above
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


if __name__ == "__main__":
    main(sys.argv[1])
