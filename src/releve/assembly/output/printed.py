"""The printed timetable: pages to hand out, by delegation and by room, the same bytes for the same meetings on every machine."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final

import typst

from releve.assembly.output.issued import Issued, Owner, OwnerKind
from releve.assembly.output.words import OutputWords, delegation_names
from releve.assembly.records import AssemblyFolder

TEMPLATE: Final = Path(__file__).parent / "timetable.typ"
FONTS: Final = Path(__file__).parent / "fonts"
CLOCK: Final = "%H:%M"
DASH: Final = "\N{EN DASH}"


def timetable_pdf(folder: AssemblyFolder, issued: Sequence[Issued], words: OutputWords) -> bytes:
    """Return the pages of all delegations that meet, in their order, then of all rooms that are used."""
    data = printed_data(folder, issued, words)
    return typst.compile(
        TEMPLATE,
        format="pdf",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def printed_data(folder: AssemblyFolder, issued: Sequence[Issued], words: OutputWords) -> dict[str, object]:
    """Return everything that stands on the pages, as the template takes it."""
    names = delegation_names(folder, words)
    assembly = folder.assembly
    held = sorted((meeting for meeting in issued if not meeting.cancelled), key=lambda meeting: (meeting.starts_at, meeting.request))
    of_owner: dict[Owner, list[Issued]] = defaultdict(list)
    for meeting in held:
        for owner in meeting.owners:
            of_owner[owner].append(meeting)
    heads = {delegation.delegation: delegation.head for delegation in folder.delegations}
    delegations = [
        _page(
            names[delegation],
            of_owner[Owner(kind=OwnerKind.DELEGATION, name=delegation)],
            note=f"{words.head}: {head}" if (head := heads[delegation]) else "",
            columns=(words.time, words.with_whom, words.room, words.interpreter, words.topics),
            cells=partial(_other_and_room, delegation, names),
            words=words,
        )
        for delegation in heads
    ]
    rooms = [
        _page(
            room,
            of_owner[Owner(kind=OwnerKind.ROOM, name=room)],
            note="",
            columns=(words.time, words.requester, words.counterpart, words.interpreter, words.topics),
            cells=partial(_sides, names),
            words=words,
        )
        for room in assembly.rooms
    ]
    country = words.country(assembly.country) or assembly.country
    return {
        "lang": words.language,
        "title": assembly.name,
        "place": words.enumeration(part for part in (assembly.city, country) if part),
        "words": {"local_time": words.local_time.format(timezone=assembly.timezone), "no_meeting": words.no_meeting},
        "sections": [
            {"heading": words.by_delegation, "owners": [page for page in delegations if page["days"]]},
            {"heading": words.by_room, "owners": [page for page in rooms if page["days"]]},
        ],
    }


def _page(
    name: str,
    meetings: Iterable[Issued],
    *,
    note: str,
    columns: Sequence[str],
    cells: Callable[[Issued], tuple[str | None, str | None]],
    words: OutputWords,
) -> dict[str, object]:
    days = [
        {
            "label": words.day(day),
            "rows": [
                [
                    f"{meeting.starts_at.strftime(CLOCK)}{DASH}{meeting.ends_at.strftime(CLOCK)}",
                    *(cell or "" for cell in cells(meeting)),
                    meeting.interpreter or "",
                    "; ".join(meeting.topics),
                ]
                for meeting in of_day
            ],
        }
        for day, of_day in groupby(meetings, key=lambda meeting: meeting.starts_at.date())
    ]
    return {"name": name, "note": note, "columns": list(columns), "days": days}


def _other_and_room(delegation: str, names: Mapping[str, str], meeting: Issued) -> tuple[str | None, str | None]:
    other = meeting.counterpart if meeting.requester == delegation else meeting.requester
    return _name(other, names), meeting.room


def _sides(names: Mapping[str, str], meeting: Issued) -> tuple[str | None, str | None]:
    return _name(meeting.requester, names), _name(meeting.counterpart, names)


def _name(side: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(side, side) if side is not None else None
