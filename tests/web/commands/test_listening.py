"""Where pages may be served."""

import socket
from collections.abc import Iterator

import pytest

from releve_web.commands.errors import HostUnknownError, PortTakenError
from releve_web.commands.listening import address_of, check_free, is_loopback, wait_until_served

EVERYWHERE = "0.0.0.0"  # noqa: S104 - asked about, not bound


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_told_with_one_that_is_free(taken: int) -> None:
    with pytest.raises(PortTakenError) as found:
        check_free("127.0.0.1", taken)

    free = found.value.data["free"]
    assert dict(found.value.data) == {"host": "127.0.0.1", "port": taken, "free": free}
    assert isinstance(free, int)
    check_free("127.0.0.1", free)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "nowhere.invalid", "ü" * 80])
def test_an_address_of_another_machine_or_of_none_is_told(host: str) -> None:
    with pytest.raises(HostUnknownError) as found:
        check_free(host, 8000)

    assert dict(found.value.data) == {"host": host}


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.0.0.2", True),
        ("localhost", True),
        ("::1", True),
        (EVERYWHERE, False),
        ("192.0.2.1", False),
        ("::", False),
    ],
)
def test_only_this_machine_reaches_a_loopback_address(host: str, *, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        (EVERYWHERE, "http://127.0.0.1:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("::", "http://[::1]:8000/"),
        ("desk.example.org", "http://desk.example.org:8000/"),
    ],
)
def test_the_address_can_be_written_into_a_browser(host: str, expected: str) -> None:
    assert address_of(host, 8000) == expected


def test_waiting_ends_when_somebody_listens_or_the_time_is_over(taken: int) -> None:
    asked: list[int] = []

    assert wait_until_served("127.0.0.1", taken, has_failed=lambda: asked.append(1))
    assert not wait_until_served("127.0.0.1", 1, has_failed=lambda: asked.append(1), timeout_s=0.2)
    assert len(asked) > 1
