"""Assemblies to measure with, at four sizes; a size and a seed decide every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from types import MappingProxyType
from typing import Final

from releve.assembly.records import Assembly, AssemblyFolder, Day, Delegation, Interpreter, Period, Request, Unavailable

FIRST: Final = datetime(2025, 11, 24, 9, 0)  # noqa: DTZ001 - local times carry no offset
SLOT: Final = timedelta(minutes=20)
LANGUAGES: Final = {"en": 45, "fr": 25, "es": 18, "ar": 14, "pt": 6, "ru": 8}
"""How often each is the first language of a delegation."""
POPULARITY: Final = 2.2
"""Exponent of the Pareto law by which delegations are asked: a few by many."""
MOST_BUSY: Final = 0.7
"""Share of a delegation's usable slots that its requests may ask for."""

WINDOWS: Final = 0.2
"""Share of requests that must be met in one half of one day."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """How many delegations, requests, days, slots a day, rooms and interpreters."""

    n_delegations: int
    n_requests: int
    n_days: int
    n_slots: int
    n_rooms: int
    n_interpreters: int


SIZES: Final[Mapping[str, Size]] = MappingProxyType(
    {
        "S": Size(n_delegations=24, n_requests=90, n_days=2, n_slots=12, n_rooms=7, n_interpreters=4),
        "M": Size(n_delegations=60, n_requests=400, n_days=3, n_slots=18, n_rooms=11, n_interpreters=8),
        "L": Size(n_delegations=120, n_requests=1000, n_days=4, n_slots=20, n_rooms=18, n_interpreters=12),
        "XL": Size(n_delegations=196, n_requests=2000, n_days=4, n_slots=24, n_rooms=40, n_interpreters=24),
    }
)
"""The last one is the reference size."""


def make_instance(size: Size, seed: int) -> AssemblyFolder:
    """Return an assembly with lunch every day and a ceremony at the beginning and the end; nothing is fixed or published yet."""
    draw = Random(seed)  # noqa: S311 - no secret
    names = [f"D{number:03}" for number in range(size.n_delegations)]

    lunch = size.n_slots // 2
    closed = [Period(starts_at=_at(day, lunch), ends_at=_at(day, lunch + 2)) for day in range(size.n_days)]
    closed += [Period(ends_at=_at(0, 2)), Period(starts_at=_at(size.n_days - 1, size.n_slots - 2))]
    delegations, unavailable = [], []
    for name in names:
        first = draw.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
        spoken = {first} | ({"en"} if draw.random() < 0.65 else set()) | ({draw.choice(list(LANGUAGES))} if draw.random() < 0.2 else set())  # noqa: PLR2004
        late, early = draw.random() < 0.12, draw.random() < 0.15  # noqa: PLR2004
        delegations.append(
            Delegation(
                delegation=name,
                languages=frozenset(spoken),
                arrives_at=_at(0, lunch + 2) if late else None,
                departs_at=_at(size.n_days - 1, lunch) if early else None,
                parallel=2 if draw.random() < 0.04 else 1,  # noqa: PLR2004
            )
        )
        for _ in range(draw.randint(0, 2)):
            begin = _at(draw.randrange(size.n_days), draw.randrange(size.n_slots - 3))
            unavailable.append(Unavailable(delegation=name, period=Period(starts_at=begin, ends_at=begin + draw.randint(2, 4) * SLOT)))
    requests = _requests(draw, size, names)
    return AssemblyFolder(
        assembly=Assembly(
            name="Assembly to measure with",
            edition=1,
            city="Port Vell",
            country="XXA",
            timezone="Africa/Casablanca",
            slot_minutes=20,
            days=tuple(Day(date=_at(day, 0).date(), opens=time(9), closes=_at(day, size.n_slots).time()) for day in range(size.n_days)),
            closed=tuple(closed),
            rooms=tuple(f"Room {number + 1:02}" for number in range(size.n_rooms)),
        ),
        delegations=tuple(delegations),
        unavailable=tuple(unavailable),
        requests=requests,
        order=tuple((requests[k].request, requests[k + 1].request) for k in range(0, len(requests) - 1, 20)),
        interpreters=tuple(
            Interpreter(interpreter=f"I{number:02}", languages=frozenset({"en", "fr", "es", "ar"} | set(draw.sample(["pt", "ru"], 1))))
            for number in range(size.n_interpreters)
        ),
    )


def _at(day: int, slot: int) -> datetime:
    return FIRST + timedelta(days=day) + slot * SLOT


def _requests(draw: Random, size: Size, names: list[str]) -> tuple[Request, ...]:
    """Return requests between pairs of which each is asked once, no delegation beyond what its slots can hold."""
    weight = {name: draw.paretovariate(POPULARITY) for name in names}
    most = int(MOST_BUSY * (size.n_slots - 4) * size.n_days)
    load: Counter[str] = Counter()
    pairs: set[frozenset[str]] = set()
    requests: list[Request] = []
    while len(requests) < size.n_requests:
        one, other = draw.choice(names), draw.choices(names, [weight[name] for name in names])[0]
        slots = 2 if draw.random() < 0.1 else 1  # noqa: PLR2004
        if one == other or frozenset({one, other}) in pairs or max(load[one], load[other]) + slots > most:
            continue
        pairs.add(frozenset({one, other}))
        load.update({one: slots, other: slots})
        day, half = draw.randrange(size.n_days), draw.randrange(2) * size.n_slots // 2
        has_window = draw.random() < WINDOWS
        requests.append(
            Request(
                request=f"R{len(requests) + 1:04}",
                requester=one,
                counterpart=other,
                priority=draw.choice((1, 2, 2, 3, 3, 3)),
                must=draw.random() < 0.05,  # noqa: PLR2004
                slots=slots,
                not_before=_at(day, half) if has_window else None,
                not_after=_at(day, half + size.n_slots // 2) if has_window else None,
                accepted=True if draw.random() < 0.6 else None,  # noqa: PLR2004
            )
        )
    return tuple(requests)
