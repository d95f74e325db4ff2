"""What can be wrong with a PostgreSQL server: codes and data; the sentences stand in :mod:`releve.text`."""

from __future__ import annotations

from releve.errors import ReleveError


class PostgresError(ReleveError):
    """Root of what is wrong with a server; never raised itself."""

    code = "postgres.error"


class ServerNotFoundError(PostgresError):
    """No PostgreSQL of the least version is installed; ``data`` names the places looked at and the least version."""

    code = "postgres.not_found"


class BinariesGoneError(PostgresError):
    """``RELEVE_PG_BIN`` names a folder without a server; ``data`` names the folder."""

    code = "postgres.binaries_gone"


class ServerTooOldError(PostgresError):
    """A server is older than the least version; ``data`` names it, its version and the least."""

    code = "postgres.too_old"


class OtherMajorError(PostgresError):
    """The data were written by a major version that is not installed; ``data`` names folder, version and those found."""

    code = "postgres.other_major"


class DataUnreachableError(PostgresError):
    """The account of the server cannot reach the data folder; ``data`` names folder, account and the folder that is closed."""

    code = "postgres.unreachable"


class NotOursError(PostgresError):
    """A folder is there already and belongs to somebody else; ``data`` names it."""

    code = "postgres.not_ours"


class NotCreatedError(PostgresError):
    """A new cluster could not be set up; ``data`` holds what the program said."""

    code = "postgres.not_created"


class NotStartedError(PostgresError):
    """The server did not start; ``data`` names its log and what it said last."""

    code = "postgres.not_started"


class NotStoppedError(PostgresError):
    """The server did not stop in time; ``data`` names its process."""

    code = "postgres.not_stopped"


class ConnectionFailedError(PostgresError):
    """A server did not answer; ``data`` holds what the driver said, without the password."""

    code = "postgres.no_connection"


class RolesMissingError(PostgresError):
    """A server lacks roles, memberships, the database or extensions; ``data`` lists them."""

    code = "postgres.roles_missing"


class RoleTooMightyError(PostgresError):
    """The login of the web system could see every row: ``data`` names the role and its right."""

    code = "postgres.role_too_mighty"
