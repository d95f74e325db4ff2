"""What the private server is told at its start: a share of the machine's memory, no network, nothing of people in its log."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from releve_web.postgres.places import PORT

MIB: Final = 1024 * 1024
CGROUP_LIMITS: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
N_CONNECTIONS: Final = 60
"""Two web processes of four threads, a worker, commands, and as much again."""
SHARE_BUFFERS: Final = 8
"""An eighth of the memory: pages, planner and jobs live on the same machine."""
LEAST_BUFFERS: Final = 64
MOST_BUFFERS: Final = 1024
MOST_MAINTENANCE: Final = 512


def server_options(*, socket: Path, access: Path, is_durable: bool = True, memory_mib: int | None = None) -> list[str]:
    """
    Return the options of the server, as arguments.

    Parameters
    ----------
    socket
        Folder of the socket, the only place to connect through.
    access
        File that says who may connect.
    is_durable
        False for tests: a power cut may then cost the data.
    memory_mib
        Memory of the machine in MiB; None = as the system says.
    """
    memory = machine_memory_mib() if memory_mib is None else memory_mib
    settings = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": _quoted(str(socket)),
        "unix_socket_permissions": "0700",
        "hba_file": str(access),
        "password_encryption": "scram-sha-256",
        "max_connections": str(N_CONNECTIONS),
        "shared_buffers": f"{min(max(memory // SHARE_BUFFERS, LEAST_BUFFERS), MOST_BUFFERS)}MB",
        "effective_cache_size": f"{max(memory // 2, 2 * LEAST_BUFFERS)}MB",
        "maintenance_work_mem": f"{min(max(memory // 16, LEAST_BUFFERS), MOST_MAINTENANCE)}MB",
        "work_mem": "16MB",
        "random_page_cost": "1.1",
        "jit": "off",
        "max_wal_size": "2GB",
        "wal_compression": "on",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_min_messages": "error",
        # The text of a statement and the values of a broken constraint may name a person.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_line_prefix": "%m [%p] %u ",
    }
    if not is_durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def machine_memory_mib() -> int:
    """Return the memory that this process may use, in MiB: that of the machine, or of its container where that is less."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in CGROUP_LIMITS:
        try:
            limits.append(int(path.read_text("utf-8")))
        except (OSError, ValueError):
            continue
    return min(limits) // MIB


def _quoted(path: str) -> str:
    """Return a path as one item of a list setting, whatever commas and spaces it holds."""
    return '"' + path.replace('"', '""') + '"'
