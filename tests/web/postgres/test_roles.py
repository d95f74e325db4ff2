"""The roles of the database: made once, harmless when repeated, told where an administrator has to make them."""

from collections.abc import Iterator

import psycopg
import pytest

from releve_web.postgres import Cluster
from releve_web.postgres.errors import ConnectionFailedError, RolesMissingError, RoleTooMightyError
from releve_web.postgres.roles import (
    GROUPS,
    check_external,
    connect,
    drop_database,
    prepare_database,
    prepare_roles,
    role_statements,
    script_for_administrators,
)

RIGHTS = "SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolinherit FROM pg_roles"
OURS = f"{RIGHTS} WHERE rolname LIKE 'releve%' ORDER BY rolname"


@pytest.fixture
def admin(running: Cluster) -> Iterator[str]:
    yield running.urls.admin
    prepare_roles(running.urls.admin, passwords={})
    prepare_database(running.urls.admin, "releve")


def test_no_role_may_pass_a_policy_by_or_inherits_one_that_may(admin: str) -> None:
    with connect(admin) as connection:
        rights = {row[0]: row[1:] for row in connection.execute(OURS).fetchall()}

    assert rights == {
        "releve_app": (True, False, False, False, False, False),
        "releve_owner": (True, False, False, False, False, False),
        **dict.fromkeys(GROUPS, (False, False, False, False, False, False)),
    }


def test_the_login_of_the_pages_sees_a_partners_row_only_as_a_desk(running: Cluster) -> None:
    with connect(running.urls.owner) as owner:
        owner.execute("CREATE TABLE seen AS SELECT 'MAR' AS partner")
        owner.execute("ALTER TABLE seen ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
        owner.execute("CREATE POLICY selection_desk ON seen TO releve_selection USING (true)")
        owner.execute("GRANT SELECT ON seen TO releve_app, releve_selection")
        seen_by_owner = owner.execute("SELECT * FROM seen").fetchall()
    with connect(running.urls.app) as app:
        before = app.execute("SELECT * FROM seen").fetchall()
        app.execute("SET ROLE releve_selection")
        as_desk = app.execute("SELECT * FROM seen").fetchall()
    with connect(running.urls.owner) as owner:
        owner.execute("DROP TABLE seen")

    assert (seen_by_owner, before, as_desk) == ([], [], [("MAR",)])


def test_strangers_cannot_connect_and_nobody_but_the_owner_makes_tables(running: Cluster, admin: str) -> None:
    with connect(admin) as connection:
        connect_right = connection.execute("SELECT has_database_privilege('public', 'releve', 'CONNECT')").fetchone()
    with connect(running.urls.app) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("CREATE TABLE mine (n int)")

    assert connect_right == (False,)


def test_making_the_roles_again_brings_them_back_to_what_they_should_be(running: Cluster, admin: str) -> None:
    with connect(admin) as connection:
        before = connection.execute(OURS).fetchall()
        connection.execute("ALTER ROLE releve_app BYPASSRLS INHERIT")

    prepare_roles(admin, passwords={})

    with connect(admin) as connection:
        assert connection.execute(OURS).fetchall() == before
    with connect(running.urls.app) as app:
        assert app.execute("SELECT current_user").fetchone() == ("releve_app",)


def test_a_second_database_is_made_and_removed_with_whoever_is_in_it(running: Cluster, admin: str) -> None:
    prepare_database(admin, "second one")
    prepare_database(admin, "second one")
    url = running.urls.app.replace("@/releve?", "@/second%20one?")

    with connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM pg_extension WHERE extname IN ('pg_trgm', 'btree_gin')").fetchone() == (2,)
        drop_database(admin, "second one")
        drop_database(admin, "second one")
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_a_server_that_has_all_is_taken(running: Cluster) -> None:
    check_external(running.urls.app)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("REVOKE releve_mission FROM releve_app", ("GRANT releve_mission TO releve_app",)),
        ("DROP EXTENSION pg_trgm", ("EXTENSION pg_trgm",)),
        ("ALTER ROLE releve_auditor RENAME TO releve_other", ("ROLE releve_auditor",)),
    ],
)
def test_what_a_server_of_somebody_elses_lacks_is_listed(running: Cluster, admin: str, change: str, missing: tuple[str, ...]) -> None:
    with connect(admin) as connection:
        connection.execute(change)

    with pytest.raises(RolesMissingError) as found:
        check_external(running.urls.app)

    with connect(admin) as connection:
        if "releve_other" in change:
            connection.execute("ALTER ROLE releve_other RENAME TO releve_auditor")
    assert found.value.data["missing"] == missing


@pytest.mark.parametrize("right", ["BYPASSRLS", "SUPERUSER", "INHERIT"])
def test_a_login_that_could_see_every_row_is_refused(running: Cluster, admin: str, right: str) -> None:
    with connect(admin) as connection:
        connection.execute(f"ALTER ROLE releve_app {right}")

    with pytest.raises(RoleTooMightyError) as found:
        check_external(running.urls.app)

    assert dict(found.value.data) == {"role": "releve_app", "right": right}


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    with pytest.raises(ConnectionFailedError) as found:
        check_external("postgresql://releve_app:secret@127.0.0.1:1/releve")

    assert found.value.data["server"] == "releve_app@127.0.0.1/releve"
    assert "secret" not in str(found.value)


def test_the_script_for_administrators_makes_the_same_roles() -> None:
    script = script_for_administrators()

    assert all(f"{statement};" in script for statement in role_statements({}) if " LOGIN" not in statement)
    assert script.index("CREATE DATABASE") < script.index("\\connect") < script.index("CREATE EXTENSION")


def test_a_password_is_quoted() -> None:
    assert any("PASSWORD 'it''s'" in statement for statement in role_statements({"releve_app": "it's"}))
