"""
The roles of the database and what it needs before the first migration, in one place for every server.

``releve_owner`` owns the tables and runs migrations. ``releve_app`` is the login of pages and jobs: it inherits nothing, no policy
names it, so it sees no partner's row until it takes on one of the five roles of desks. None of them may pass a policy by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from releve_web.postgres.binaries import LEAST_MAJOR
from releve_web.postgres.errors import ConnectionFailedError, RolesMissingError, RoleTooMightyError, ServerTooOldError
from releve_web.postgres.state import APP, DATABASE, OWNER

if TYPE_CHECKING:
    import psycopg

GROUPS: Final = ("releve_selection", "releve_mission", "releve_country", "releve_auditor", "releve_admin")
"""One for each desk; nobody signs in as one."""
EXTENSIONS: Final = ("pg_trgm", "btree_gin")
"""Trusted ones: the owner of the database may add them without being a superuser."""
PLAIN: Final = "NOSUPERUSER NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT"
CONNECT_S: Final = 10


def connect(url: str, *, database: str | None = None) -> psycopg.Connection[Any]:
    """
    Return a connection that commits each statement by itself.

    Raises
    ------
    ConnectionFailedError
        If no server answers, or it refuses the login.
    """
    # Only where a database is needed: the driver comes with the extra `web`.
    import psycopg  # noqa: PLC0415 - see above
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 - see above

    named: dict[str, Any] = {"connect_timeout": CONNECT_S} if database is None else {"connect_timeout": CONNECT_S, "dbname": database}
    try:
        return psycopg.connect(make_conninfo(url, **named), autocommit=True)
    except psycopg.OperationalError as found:
        raise ConnectionFailedError(server=where(url), detail=" ".join(str(found).split())) from found


def where(url: str) -> str:
    """Return an address without its password: login, host and database."""
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - as above

    known = conninfo_to_dict(url)
    return f"{known.get('user') or ''}@{known.get('host') or ''}/{known.get('dbname') or ''}"


def role_statements(passwords: Mapping[str, str]) -> Iterator[str]:
    """
    Yield what makes the roles, or brings them back to what they should be; harmless when repeated.

    Parameters
    ----------
    passwords
        By login; a login without one keeps the password that it has.
    """
    for role in (OWNER, APP, *GROUPS):
        yield f"DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
    for login in (OWNER, APP):
        password = f" PASSWORD {_literal(passwords[login])}" if login in passwords else ""
        yield f"ALTER ROLE {login} LOGIN NOCREATEDB {PLAIN}{password}"
    for role in GROUPS:
        yield f"ALTER ROLE {role} NOLOGIN NOCREATEDB {PLAIN}"
    yield f"GRANT {', '.join(GROUPS)} TO {APP}, {OWNER}"


def database_statements(database: str) -> Iterator[str]:
    """Yield what lets the roles into a database that is there and keeps everybody else out; said inside it."""
    yield f'ALTER DATABASE "{database}" OWNER TO {OWNER}'
    yield f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC'
    yield f'GRANT CONNECT ON DATABASE "{database}" TO {APP}'
    yield f"ALTER SCHEMA public OWNER TO {OWNER}"
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC"
    yield f"GRANT USAGE ON SCHEMA public TO {APP}, {', '.join(GROUPS)}"
    for extension in EXTENSIONS:
        yield f"CREATE EXTENSION IF NOT EXISTS {extension}"


def create_statement(database: str) -> str:
    """Return what makes an empty database, alike on every server: letters in the order of their codes."""
    return f"CREATE DATABASE \"{database}\" OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"


def script_for_administrators(database: str = DATABASE) -> str:
    """Return what an administrator of an external server runs once with ``psql``, with passwords to be set."""
    passwords = {OWNER: "CHANGE-ME-1", APP: "CHANGE-ME-2"}
    lines = [*role_statements(passwords), create_statement(database), f'\\connect "{database}"', *database_statements(database)]
    return "\n".join(line if line.startswith("\\") else f"{line};" for line in lines) + "\n"


def prepare_roles(admin_url: str, *, passwords: Mapping[str, str]) -> None:
    """Make the roles on a server where this login may, or bring them back to what they should be."""
    with connect(admin_url, database="postgres") as connection, connection.transaction():
        for statement in role_statements(passwords):
            connection.execute(statement.encode())


def prepare_database(admin_url: str, database: str) -> None:
    """Make a database for the roles where it is missing, and let them in; a superuser's work."""
    with connect(admin_url, database="postgres") as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
            connection.execute(create_statement(database).encode())
    with connect(admin_url, database=database) as connection, connection.transaction():
        for statement in database_statements(database):
            connection.execute(statement.encode())


def drop_database(admin_url: str, database: str) -> None:
    """Remove a database, its connections with it; one that is not there is left alone."""
    with connect(admin_url, database="postgres") as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())


def check_external(app_url: str) -> None:
    """
    Check that a server somebody else keeps has all that the web system needs, and gives its login no more than that.

    Raises
    ------
    ConnectionFailedError
        If it does not answer.
    ServerTooOldError
        If it is older than the least version.
    RoleTooMightyError
        If the login could see every row.
    RolesMissingError
        If something is missing; all of it is listed.
    """
    with connect(app_url) as connection:
        version = connection.info.server_version
        if version // 10_000 < LEAST_MAJOR:
            raise ServerTooOldError(path=where(app_url), version=str(version // 10_000), least=str(LEAST_MAJOR))
        rights = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        assert rights is not None  # noqa: S101 - everybody is somebody
        for right, held in zip(("SUPERUSER", "BYPASSRLS", "INHERIT"), rights[1:], strict=True):
            if held:
                raise RoleTooMightyError(role=rights[0], right=right)
        missing = tuple(_missing(connection))
    if missing:
        raise RolesMissingError(server=where(app_url), missing=missing)


def _missing(connection: psycopg.Connection[Any]) -> Iterator[str]:
    present = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role in (OWNER, *GROUPS):
        if role not in present:
            yield f"ROLE {role}"
        elif role != OWNER and not _is_member(connection, role):
            yield f"GRANT {role} TO {APP}"
    added = {row[0] for row in connection.execute("SELECT extname FROM pg_extension").fetchall()}
    for extension in EXTENSIONS:
        if extension not in added:
            yield f"EXTENSION {extension}"


def _is_member(connection: psycopg.Connection[Any], role: str) -> bool:
    found = connection.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [role]).fetchone()
    return found is not None and bool(found[0])


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
