"""
Write the backup that later versions test their upgrades from: a small part of the synthetic example, as this version keeps it.

``python tools/upgrade_fixture.py FILE`` makes it on a PostgreSQL 15, the oldest that a system may run on, so that every later
server reads it. One backup is made for each release, after its last migration, and none is ever made again.
"""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from releve_web.commands.backup import write_backup
from releve_web.commands.database import opened_database
from releve_web.commands.preparation import MIGRATE, prepare
from releve_web.commands.service import Service
from releve_web.postgres import find_binaries
from releve_web.postgres.places import TRAVERSABLE

MAJOR = 15
FILL = "--fill"
OFFICERS_EACH = 4


def main(path: Path) -> None:
    """Write the backup to `path`; what it was made in is gone afterwards."""
    binaries = find_binaries()
    if binaries.major != MAJOR:
        lacking = f"PostgreSQL {MAJOR} is needed: set RELEVE_PG_BIN ({binaries.version} was found)"
        raise SystemExit(lacking)
    with tempfile.TemporaryDirectory(prefix="releve-fixture-") as folder:
        home = Path(folder)
        home.chmod(TRAVERSABLE)
        os.environ["RELEVE_DATA"] = str(home / "data")
        service = Service(home / "data")
        service.places.make()
        with service.held(), opened_database(service.places.data, is_needed=lambda: False) as database:
            environ = os.environ | {"RELEVE_ENV": "test"}
            prepare(MIGRATE, environ=environ | database.environment_of_owner(), logs=service.places.logs)
            command = [sys.executable, __file__, FILL]
            subprocess.run(command, env=environ | database.environment(), check=True)
            # The accounts can be signed in to by nobody: their passwords are kept nowhere.
            service.remember_first_run({"example": True, "accounts": []})
            write_backup(service, path)
    print(f"{path}: {path.stat().st_size:,} bytes")


def fill() -> None:
    """Load a part of the example, and leave a trace of each kind that desks leave: a change, a paper, a comment, a filter, a reading."""
    import django  # noqa: PLC0415 - only this process loads it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "releve_web.settings")
    django.setup()

    from releve.reference import load_reference  # noqa: PLC0415 - after Django
    from releve.synthesis import DEFAULT_SEED, build_tables  # noqa: PLC0415 - after Django
    from releve_web.accounts.models import User  # noqa: PLC0415 - after Django
    from releve_web.common.isolation import acting_as, acting_in  # noqa: PLC0415 - after Django
    from releve_web.common.models import SavedFilter  # noqa: PLC0415 - after Django
    from releve_web.common.scopes import EVERYTHING  # noqa: PLC0415 - after Django
    from releve_web.demand.models import Call  # noqa: PLC0415 - after Django
    from releve_web.example import demand, people, supply  # noqa: PLC0415 - after Django
    from releve_web.supply.models import Comment, Document, FileRead, Officer  # noqa: PLC0415 - after Django

    tables, reference = build_tables(DEFAULT_SEED), load_reference()
    named = {row["officer_id"] for row in tables["nominations"]}
    taken: dict[str, int] = {}
    officers = []
    for row in tables["officers"]:
        taken[row["country"]] = taken.get(row["country"], 0) + 1
        if row["officer_id"] in named or taken[row["country"]] <= OFFICERS_EACH:
            officers.append(row)
    with acting_in(EVERYTHING):
        demand.make_partners(tables["partners"], {row["country"] for row in officers}, reference)
        demand.make_missions(tables["missions"], reference)
        demand.make_profiles(reference)
        demand.make_lines(tables["posts"])
        demand.make_call(("MAR", "SEN", "TUN", "JOR"))
        people.make_accounts()
        desk = User.objects.get(email="selection@example.org")
        supply.make_officers(officers)
        supply.make_nominations(tables["nominations"], desk, Call.objects.get(reference=demand.CALL))
        supply.make_units()
    country = User.objects.get(email="morocco@example.org")
    with acting_as(country):
        officer = Officer.objects.get(officer_id="MAR-0001")
        officer.rank_title = "Commissaire"
        officer.save()
        Document.objects.create(partner=officer.partner, officer=officer, kind="passport", expires_on=date(2032, 5, 24))
        Comment.objects.create(
            partner=officer.partner, nomination=officer.nominations.get(), author=country, text="Medical examination follows."
        )
        FileRead.objects.create(partner=officer.partner, officer=officer, reader=country, page="officer")
        SavedFilter.objects.create(user=country, page="supply:officer-list", name="French at C1", query="language=fr&level=C1")


if __name__ == "__main__":
    fill() if sys.argv[1:] == [FILL] else main(Path(sys.argv[1]).resolve())
