"""What can stop the commands of the web system: codes and data; the sentences stand in :mod:`releve.text`."""

from __future__ import annotations

from releve.errors import ReleveError


class ServiceError(ReleveError):
    """Root of what stops these commands; never raised itself."""

    code = "service.error"


class WebMissingError(ServiceError):
    """The extra with the web system is not installed; ``data`` names it."""

    code = "service.web_missing"


class AlreadyRunningError(ServiceError):
    """The system of this data folder runs; ``data`` names its address and process, as far as it has told them."""

    code = "service.already_running"


class PortTakenError(ServiceError):
    """Another program listens there; ``data`` names host and port, and a port that is free."""

    code = "service.port_taken"


class HostUnknownError(ServiceError):
    """The machine has no such address; ``data`` names it."""

    code = "service.host_unknown"


class ExampleOnNetworkError(ServiceError):
    """The example, whose accounts everybody knows, would be offered to a network; ``data`` names the host."""

    code = "service.example_on_network"


class PreparationFailedError(ServiceError):
    """The database could not be brought up to date; ``data`` holds what was said last and names the log."""

    code = "service.preparation_failed"


class MigrationsPendingError(ServiceError):
    """An external database is older than the program, and there is no address of its owner; ``data`` counts the steps."""

    code = "service.migrations_pending"


class PartFailedError(ServiceError):
    """Pages or jobs ended again and again; ``data`` names the part, its log and what it said last."""

    code = "service.part_failed"


class NotStoppedError(ServiceError):
    """The running system did not stop in time; ``data`` names its process."""

    code = "service.not_stopped"


class BackupExistsError(ServiceError):
    """There is a file where the backup should be written; ``data`` names it."""

    code = "backup.exists"


class BackupNotWrittenError(ServiceError):
    """The backup could not be written; ``data`` names the file and why."""

    code = "backup.not_written"


class NotABackupError(ServiceError):
    """A file is no backup; ``data`` names it."""

    code = "backup.not_a_backup"


class BackupDamagedError(ServiceError):
    """A backup does not hold what its own list says; ``data`` names the file and the first part that differs."""

    code = "backup.damaged"


class BackupNewerError(ServiceError):
    """A backup comes from a newer version of the program; ``data`` names the file and both versions."""

    code = "backup.newer"


class BackupNewerServerError(ServiceError):
    """A backup comes from a newer PostgreSQL than the one here; ``data`` names the file and both versions."""

    code = "backup.newer_server"


class DatabaseHoldsDataError(ServiceError):
    """The database is not empty and nobody said that it may be replaced."""

    code = "backup.holds_data"


class AdminMissingError(ServiceError):
    """An external server needs a login with more rights; ``data`` names the variable for its address and the rights."""

    code = "backup.admin_missing"


class ToolFailedError(ServiceError):
    """A program of PostgreSQL failed; ``data`` names it and holds what it said."""

    code = "backup.tool_failed"
