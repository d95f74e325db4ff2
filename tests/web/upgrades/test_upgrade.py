"""What each released version kept, this version brings up to date: nothing lost, nothing opened, and a database like a new one."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from releve_web.commands.archive import read_manifest
from releve_web.commands.database import Database, private_database
from releve_web.commands.preparation import MIGRATE, PENDING, prepare
from releve_web.commands.restore import restore_backup
from releve_web.commands.service import Service
from releve_web.common.grants import holds_partner_rows
from releve_web.common.scopes import APP, COUNTRY
from releve_web.postgres import cluster_of
from releve_web.postgres.roles import connect
from web.postgres.servers import reachable_folder

RELEASES: Final = sorted(Path(__file__).parent.glob("releve-*.releve"))
POLICIES: Final = (
    "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2"
)
COLUMNS: Final = (
    "SELECT table_name, column_name, data_type, is_nullable, character_maximum_length, column_default FROM information_schema.columns"
    " WHERE table_schema = 'public' ORDER BY 1, 2"
)
INDEXES: Final = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
TRIGGERS: Final = (
    "SELECT tgrelid::regclass::text, tgname, pg_get_functiondef(tgfoid) FROM pg_trigger WHERE NOT tgisinternal"
    " AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) ORDER BY 1, 2"
)
CASTS: Final = re.compile(r"::(text|character varying)(\[\])?|[()]")
WHAT_A_DATABASE_IS: Final = {"policies": POLICIES, "columns": COLUMNS, "indexes": INDEXES, "triggers": TRIGGERS}


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.stem)
def upgraded(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Restore a release's backup into an empty data folder, bring it up to date, and return its database while it runs."""
    with reachable_folder() as home, pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "RELEVE_OWNER_DATABASE_URL", "RELEVE_ADMIN_DATABASE_URL"):
            patch.delenv(name, raising=False)
        patch.setenv("RELEVE_DATA", str(home / "data"))
        patch.setenv("RELEVE_ENV", "test")
        service = Service(home / "data")
        restore_backup(service, request.param, may_replace=False)
        cluster = cluster_of(home / "data")
        try:
            database = private_database(cluster)
            prepare(MIGRATE, environ=os.environ | database.environment_of_owner(), logs=service.places.logs)
            assert prepare(PENDING, environ=os.environ | database.environment(), logs=service.places.logs) == []
            yield database
        finally:
            cluster.stop()


def asked(url: str, query: str) -> list[tuple[Any, ...]]:
    with connect(url) as opened:
        return opened.execute(query.encode()).fetchall()


def asked_as(database: Database, role: str, partner: str, query: str) -> list[tuple[Any, ...]]:
    """Return what a request of a desk is answered: through the login of the pages, in the role of the desk."""
    with connect(database.app) as opened, opened.transaction():
        opened.execute("SELECT set_config('role', %s, true), set_config('releve.partner', %s, true)", [role, partner])
        return opened.execute(query.encode()).fetchall()


def test_there_is_a_backup_of_each_release_and_it_says_which() -> None:
    assert {path.stem for path in RELEASES} >= {"releve-0.2.0"}
    assert all(path.stem == f"releve-{read_manifest(path).version}" for path in RELEASES)
    assert all(read_manifest(path).server.startswith("15.") for path in RELEASES)


def test_what_desks_wrote_is_there_after_the_upgrade(upgraded: Database) -> None:
    file = "SELECT family_name, name_ar, rank_title, revision FROM supply_officer WHERE officer_id = 'MAR-0001'"
    trail = "SELECT rank_title FROM supply_officerevent WHERE officer_id = 'MAR-0001' ORDER BY pgh_id"
    parts = (
        "SELECT (SELECT count(*) FROM supply_nomination WHERE reference LIKE 'MAR-2025%'),"
        " (SELECT count(*) FROM supply_document d JOIN supply_officer o ON o.id = d.officer_id WHERE o.officer_id = 'MAR-0001'"
        " AND d.expires_on = DATE '2032-05-24'),"
        " (SELECT min(text) FROM supply_comment), (SELECT count(*) FROM supply_fileread)"
    )

    ((family_name, name_ar, rank_title, revision),) = asked_as(upgraded, COUNTRY, "MAR", file)
    assert (family_name, name_ar, rank_title) == ("Mansouri", "يوسف المنصوري", "Commissaire")
    assert revision >= 1
    assert [row[0] for row in asked_as(upgraded, COUNTRY, "MAR", trail)][-2:] == ["", "Commissaire"]
    ((nominations, passports, comment, readings),) = asked_as(upgraded, COUNTRY, "MAR", parts)
    assert (nominations, comment, readings) == (40, "Medical examination follows.", 1)
    assert passports >= 1
    assert asked(upgraded.admin or "", "SELECT name FROM common_savedfilter") == [("French at C1",)]
    assert asked(upgraded.admin or "", "SELECT count(*) > 100, bool_and(is_synthetic) FROM supply_officer") == [(True, True)]


def test_no_partners_row_is_open_after_the_upgrade(upgraded: Database) -> None:
    tables = [model._meta.db_table for model in apps.get_models() if holds_partner_rows(model)]
    own = "SELECT DISTINCT partner_id FROM supply_officer"

    counts = [f'SELECT count(*) FROM "{table}"' for table in tables]  # noqa: S608 - names of our own tables

    assert {asked_as(upgraded, APP, "", count)[0][0] for count in counts} == {0}
    assert {asked_as(upgraded, COUNTRY, "", count)[0][0] for count in counts} == {0}
    assert asked_as(upgraded, COUNTRY, "MAR", own) == [("MAR",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        asked_as(upgraded, COUNTRY, "MAR", "INSERT INTO supply_nameword (partner_id, word) VALUES ('SEN', 'diop') RETURNING id")


@pytest.mark.parametrize("what", WHAT_A_DATABASE_IS)
def test_an_upgraded_database_is_like_a_new_one(db: None, upgraded: Database, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(WHAT_A_DATABASE_IS[what])
        new = cursor.fetchall()

    assert as_meant(asked(upgraded.admin or "", WHAT_A_DATABASE_IS[what])) == as_meant(new)
    assert new


def as_meant(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Return what a catalogue says without casts and brackets: a dump writes the same condition with others."""
    return [tuple(CASTS.sub("", cell) if isinstance(cell, str) else cell for cell in row) for row in rows]
