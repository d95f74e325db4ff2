"""Random assemblies that use every feature of the contract, for tests of the engine."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from releve.assembly import plan_timetable
from releve.assembly.records import (
    Assembly,
    AssemblyFolder,
    Day,
    Delegation,
    FixedMeeting,
    Interpreter,
    Period,
    PreviousMeeting,
    Request,
    Unavailable,
)

OPENS_AT = datetime(2025, 11, 24, 9, 0)  # noqa: DTZ001 - local times carry no offset
SLOT = timedelta(minutes=20)
LANGUAGES = ("ar", "en", "es", "fr")


def instant(slots_a_day: int, slot: int) -> datetime:
    day, position = divmod(slot, slots_a_day)
    return OPENS_AT + timedelta(days=day) + position * SLOT


def random_folder(seed: int, *, n_delegations: int, n_requests: int, n_days: int, slots_a_day: int) -> AssemblyFolder:
    draw = Random(seed)  # noqa: S311 - no secret
    n_slots = n_days * slots_a_day

    def at(slot: int) -> datetime:
        return instant(slots_a_day, slot)

    def maybe(slot: int) -> datetime | None:
        return at(slot) if draw.random() < 0.25 else None

    names = [f"D{k}" for k in range(n_delegations)]
    delegations = tuple(
        Delegation(
            delegation=name,
            languages=frozenset(draw.sample(LANGUAGES, draw.choice((1, 1, 2)))),
            arrives_at=maybe(draw.randrange(n_slots // 3)),
            departs_at=maybe(draw.randrange(2 * n_slots // 3, n_slots)),
            parallel=draw.choice((1, 1, 1, 2)),
        )
        for name in names
    )
    unavailable = []
    for name in names:
        begin = draw.randrange(n_slots)
        unavailable.append(
            Unavailable(delegation=name, period=Period(starts_at=at(begin), ends_at=at(begin) + draw.randint(1, slots_a_day // 3) * SLOT))
        )
    requests = []
    for k in range(n_requests):
        one, other = draw.sample(names, 2)
        requests.append(
            Request(
                request=f"R{k}",
                requester=one,
                counterpart=other,
                priority=draw.randint(1, 3),
                must=draw.random() < 0.2,
                slots=draw.choice((1, 1, 1, 2)),
                not_before=maybe(draw.randrange(n_slots // 2)),
                not_after=maybe(draw.randrange(n_slots // 2, n_slots)),
                accepted=draw.choice((True, None, None, False)) if draw.random() < 0.4 else None,
            )
        )
    folder = AssemblyFolder(
        assembly=Assembly(
            name="Assembly",
            edition=1,
            city="Port Vell",
            country="XXA",
            timezone="Africa/Casablanca",
            slot_minutes=20,
            days=tuple(
                Day(
                    date=(OPENS_AT + timedelta(days=day)).date(),
                    opens=time(9, 0),
                    closes=(OPENS_AT + slots_a_day * SLOT + timedelta(minutes=draw.choice((0, 10)))).time(),
                )
                for day in range(n_days)
            ),
            closed=tuple(
                Period(starts_at=at(day * slots_a_day + slots_a_day // 2), ends_at=at(day * slots_a_day + slots_a_day // 2) + SLOT)
                for day in range(n_days)
            ),
            rooms=tuple(f"Room {k + 1}" for k in range(draw.randint(1, max(2, 2 * n_requests // n_slots)))),
            gap_slots=draw.choice((0, 0, 1)),
        ),
        delegations=delegations,
        unavailable=tuple(unavailable),
        requests=tuple(requests),
        order=tuple((f"R{k}", f"R{k + draw.randint(1, 3)}") for k in range(0, n_requests - 3, 5)),
        interpreters=tuple(
            Interpreter(interpreter=f"I{k}", languages=frozenset(draw.sample(LANGUAGES, 3)), available_from=maybe(draw.randrange(n_slots)))
            for k in range(draw.randint(0, 1 + n_requests // 8))
        )
        if draw.random() < 0.5
        else None,
    )
    return _with_earlier(folder, draw, slots_a_day) if draw.random() < 0.6 else folder


def _with_earlier(folder: AssemblyFolder, draw: Random, slots_a_day: int) -> AssemblyFolder:
    """Return the folder with some meetings agreed already and others published before, a few of them elsewhere."""
    meetings = plan_timetable(folder, stop=lambda: True).meetings
    fixed = tuple(
        FixedMeeting(request=meeting.request, starts_at=meeting.starts_at, room=draw.choice((meeting.room, None)))
        for meeting in meetings
        if draw.random() < 0.15
    )
    previous = tuple(
        PreviousMeeting(
            request=meeting.request,
            starts_at=meeting.starts_at if draw.random() < 0.7 else instant(slots_a_day, draw.randrange(slots_a_day)),
            room=meeting.room,
        )
        for meeting in meetings
        if draw.random() < 0.5
    )
    return replace(folder, fixed=fixed, previous=previous)
