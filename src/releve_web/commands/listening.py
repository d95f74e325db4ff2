"""Where the pages may be served: whether an address is this machine's, is free, and is seen by this machine alone."""

from __future__ import annotations

import errno
import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from releve_web.commands.errors import HostUnknownError, PortTakenError

TRIED: Final = 50
CONNECT_S: Final = 1.0
STEP_S: Final = 0.05
ANSWER_S: Final = 60.0
UNKNOWN_HERE: Final = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


def check_free(host: str, port: int) -> None:
    """
    Do nothing where nobody listens.

    Raises
    ------
    HostUnknownError
        If the address is not of this machine.
    PortTakenError
        If somebody does; it names a port that is free.
    """
    if _is_free(host, port):
        return
    following = (other for other in range(port + 1, min(port + TRIED, 65_536)) if _is_free(host, other))
    raise PortTakenError(host=host, port=port, free=next(following, None) or _any_free(host))


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches an address."""
    try:
        return all(ipaddress.ip_address(address[4][0]).is_loopback for address in _addresses(host, 0))
    except HostUnknownError:
        return False


def address_of(host: str, port: int) -> str:
    """Return the address to write into a browser."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - told, not bound
    return f"http://{shown}:{port}/"


def wait_until_served(host: str, port: int, *, has_failed: Callable[[], None], timeout_s: float = ANSWER_S) -> bool:
    """Return whether somebody listened in time; ``has_failed`` is asked in between, and raises to give up."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked, not bound
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        has_failed()
        try:
            with socket.create_connection((target, port), timeout=CONNECT_S):
                return True
        except OSError:
            time.sleep(STEP_S)
    return False


def _is_free(host: str, port: int) -> bool:
    family, kind, protocol, _, address = _addresses(host, port)[0]
    with socket.socket(family, kind, protocol) as tried:
        # As servers do: what a former one has left in the system's memory does not count.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(address)
        except OSError as found:
            if found.errno in UNKNOWN_HERE:
                raise HostUnknownError(host=host) from None
            return False
    return True


def _any_free(host: str) -> int:
    family, kind, protocol, _, address = _addresses(host, 0)[0]
    with socket.socket(family, kind, protocol) as tried:
        tried.bind(address)
        return int(tried.getsockname()[1])


def _addresses(host: str, port: int) -> Sequence[tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]]:
    """Return what a host's name stands for; Any: the form of an address depends on its family."""
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise HostUnknownError(host=host) from None
