"""
Sixteen people reading pages at once, each thinking a second between two; how long each page took, by kind.

Plain threads of the standard library: at fifteen requests a second the generator costs next to nothing, and its cost is included.
"""

import http.client
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

OK = 200


@dataclass(frozen=True, kw_only=True)
class Request:
    """A page to ask for, and the kind it is counted under."""

    kind: str
    path: str


@dataclass
class Timings:
    """
    What was measured.

    Attributes
    ----------
    seconds
        Wall time of each request by kind: from the first byte sent to the last byte read.
    failures
        Answers other than 200, by kind.
    """

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def percentile(self, kind: str, share: float) -> float:
        """Return the time that a share of the requests of a kind did not exceed; share in 0..1."""
        times = sorted(self.seconds[kind])
        return times[min(len(times) - 1, int(share * len(times)))]


def read_pages(
    address: str, cookies: Sequence[str], draw: Callable[[Random], Request], *, duration_s: float, think_s: float = 1.0, seed: int = 0
) -> Timings:
    """
    Return how long pages took for as many people as there are cookies, each reading for `duration_s` seconds.

    Parameters
    ----------
    draw
        Returns the next page of a person; it gets that person's own stream of chance.
    think_s
        Mean pause between an answer and the next request, seconds; drawn from 0.5 to 1.5 times of it.
    """
    timings = Timings()
    lock = threading.Lock()
    place = urlsplit(address)
    ends_at = time.monotonic() + duration_s

    def person(number: int) -> None:
        chance = Random(f"{seed}-{number}")  # noqa: S311 -- no secret
        connection = http.client.HTTPConnection(place.hostname or "127.0.0.1", place.port, timeout=60)
        time.sleep(chance.random() * think_s)
        while time.monotonic() < ends_at:
            request = draw(chance)
            started = time.perf_counter()
            connection.request("GET", request.path, headers={"Cookie": cookies[number], "Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            took = time.perf_counter() - started
            with lock:
                timings.seconds[request.kind].append(took)
                if answer.status != OK:
                    timings.failures[f"{request.kind} {answer.status}"] += 1
            time.sleep(think_s * (0.5 + chance.random()))
        connection.close()

    people = [threading.Thread(target=person, args=(number,)) for number in range(len(cookies))]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    return timings
