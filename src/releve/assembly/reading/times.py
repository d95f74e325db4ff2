"""Local times as texts: ``YYYY-MM-DDTHH:MM`` and nothing else; other forms are refused with what they may mean."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Final

LOCAL_TIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
NEARLY_LOCAL_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2})[:hH.](\d{2})(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?")
CLOCK_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}")


def read_local_time(text: str) -> datetime | None:
    """Return the local time that a text names, None where it names none."""
    if LOCAL_TIME.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def proposed_local_time(text: str) -> str | None:
    """Return how a time that is written in another way may have been meant, None where nothing is near."""
    near = NEARLY_LOCAL_TIME.fullmatch(text.strip())
    if near is None:
        return None
    found = read_local_time(f"{near.group(1)}T{int(near.group(2)):02d}:{near.group(3)}")
    return None if found is None else found.isoformat(timespec="minutes")


def read_clock_time(text: str) -> time | None:
    """Return the time of day that ``HH:MM`` names, None where a text names none."""
    if CLOCK_TIME.fullmatch(text) is None:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
