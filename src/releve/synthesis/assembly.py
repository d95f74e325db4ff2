"""The example of an assembly: a whole folder of invented requests, every byte of it decided by one seed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import Final

from releve.synthesis.draws import Draws

ASSEMBLY_SEED: Final = 20251124
"""The seed of the shipped example: the day the assembly opened."""
HOST: Final = "MAR"
N_OF_HOST: Final = 43
"""Bilateral meetings of the host's delegation, as its communiqué counts them; all others, and all of their details, are drawn."""
N_OF_OTHERS: Final = 47
LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "MAR": "ar;fr",
        "ARG": "es",
        "AUS": "en",
        "BEL": "fr;nl;en",
        "BEN": "fr",
        "BRA": "pt",
        "CAN": "en;fr",
        "CHE": "de;fr;it",
        "CIV": "fr",
        "CMR": "fr;en",
        "COL": "es",
        "DEU": "de;en",
        "EGY": "ar;en",
        "ESP": "es",
        "FRA": "fr",
        "GAB": "fr",
        "GBR": "en",
        "GHA": "en",
        "IDN": "id;en",
        "IND": "en;hi",
        "ITA": "it;en",
        "JOR": "ar;en",
        "JPN": "ja",
        "KEN": "en;sw",
        "KOR": "ko",
        "MLI": "fr",
        "MEX": "es",
        "NGA": "en",
        "NLD": "nl;en",
        "POL": "pl;en",
        "PRT": "pt-PT;en",
        "QAT": "ar;en",
        "RWA": "rw;en;fr",
        "SAU": "ar",
        "SEN": "fr",
        "SWE": "sv;en",
        "TUN": "ar;fr",
        "TUR": "tr",
        "ZAF": "en",
    }
)
"""Delegations of states and languages spoken there; which language a delegation really speaks is not known."""
ORGANISATIONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"UNPOL": ("international", "en;fr"), "AIMC": ("regional", "ar"), "EUROPOL": ("regional", "en")}
)
DAYS: Final = ("2025-11-24", "2025-11-25", "2025-11-26", "2025-11-27")
TOPICS: Final = ("training", "forensics", "counter-terrorism", "cybercrime", "border control", "exchange of officers", "peace operations")
ROOMS: Final = ("Atlas", "Ourika", "Menara", "Agdal", "Bahia")
INTERPRETERS: Final = (
    ("I-AR-EN-1", "ar;en", "", ""),
    ("I-AR-EN-2", "ar;en", "", "2025-11-26T13:00"),
    ("I-FR-EN-1", "fr;en", "", ""),
    ("I-FR-ES-1", "fr;es;pt", "", ""),
    ("I-EN-ES-1", "en;es;pt", "2025-11-25T09:00", ""),
    ("I-FR-JA-1", "fr;en;ja;ko", "", "2025-11-25T18:00"),
)
SETTINGS: Final = """# Synthetic: the assembly was held, the hours, rooms and closed periods are invented.
name = "93rd General Assembly"
edition = 93
city = "Marrakech"
country = "MAR"
timezone = "Africa/Casablanca"
slot_minutes = 30
gap_slots = 0
"""
NOTE: Final = """# Synthetic

Every request, hour, room, interpreter and absence in this folder is invented; no row describes a real meeting or a real person.
`python tools/assembly_example.py` writes it again, byte for byte (seed {seed}).

Real are only that INTERPOL's 93rd General Assembly met in Marrakech from 24 to 27 November 2025, and that its host counted {host}
bilateral meetings at the other sides' request.
"""


def assembly_files(seed: int = ASSEMBLY_SEED) -> dict[str, str]:
    """Return the files of the example by name; the same seed, an integer >= 0, gives the same texts."""
    delegations, requests = _delegations(seed), _requests(seed)
    return {
        "assembly.toml": _settings(),
        "delegations.csv": _csv(
            ("delegation", "partner", "kind", "head", "languages", "arrives_at", "departs_at", "parallel"), delegations
        ),
        "unavailable.csv": _csv(("delegation", "from", "to", "reason"), _unavailable(seed, [row[0] for row in delegations])),
        "requests.csv": _csv(
            ("request", "requester", "counterpart", "priority", "must", "slots", "not_before", "not_after", "accepted", "topics"), requests
        ),
        "order.csv": _csv(("before", "after"), [(requests[0][0], requests[N_OF_HOST][0]), (requests[5][0], requests[6][0])]),
        "interpreters.csv": _csv(("interpreter", "languages", "available_from", "available_until"), INTERPRETERS),
        "fixed.csv": _csv(("request", "starts_at", "room"), [(requests[0][0], f"{DAYS[1]}T11:00", ROOMS[0])]),
        "SYNTHETIC.md": NOTE.format(seed=seed, host=N_OF_HOST),
    }


def _settings() -> str:
    rooms = ", ".join(f'"{room}"' for room in ROOMS)
    days = "".join(f'\n[[day]]\ndate = {day}\nopens = "09:00"\ncloses = "18:00"\n' for day in DAYS)
    closed = [
        (DAYS[0], "09:00", "11:00"),
        *((day, "13:00", "14:30") for day in DAYS),
        (DAYS[2], "16:00", "17:00"),
        (DAYS[3], "15:00", "18:00"),
    ]
    periods = "".join(f'\n[[closed]]\nfrom = "{day}T{start}"\nto = "{day}T{end}"\n' for day, start, end in closed)
    return f"{SETTINGS}rooms = [{rooms}]\n{days}{periods}"


def _delegations(seed: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, languages in LANGUAGES.items():
        draws = Draws(seed, "delegation", name)
        arrives = f"{DAYS[1]}T09:00" if name != HOST and draws.chance(0.15) else ""
        departs = f"{DAYS[3]}T13:00" if name != HOST and draws.chance(0.2) else ""
        rows.append((name, name, "state", "", languages, arrives, departs, "2" if name == HOST else ""))
    rows += [(name, name, kind, "", languages, "", "", "") for name, (kind, languages) in ORGANISATIONS.items()]
    return rows


def _unavailable(seed: int, names: Sequence[str]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name in names:
        draws = Draws(seed, "unavailable", name)
        if name != HOST and draws.chance(0.4):
            day, hour = draws.one_of(DAYS), draws.integer(9, 16)
            rows.append((name, f"{day}T{hour:02}:00", f"{day}T{hour + 2:02}:00", draws.one_of(("working group", "press", "side event"))))
    return rows


def _requests(seed: int) -> list[tuple[str, ...]]:
    guests = [name for name in (*LANGUAGES, *ORGANISATIONS) if name != HOST]
    of_host = Draws(seed, "host").shuffled(guests)
    asked = [(name, HOST) for name in (*of_host, *of_host[: N_OF_HOST - len(of_host)])]
    # The adviser of the United Nations asks first.
    asked.sort(key=lambda pair: pair[0] != "UNPOL")
    pairs = Draws(seed, "pairs").shuffled(list(combinations(guests, 2)))[:N_OF_OTHERS]
    return [_request(seed, f"B{number:03}", *pair) for number, pair in enumerate((*asked, *pairs), start=1)]


def _request(seed: int, name: str, requester: str, counterpart: str) -> tuple[str, ...]:
    draws = Draws(seed, "request", name)
    is_first, is_of_host = requester == "UNPOL" and counterpart == HOST, counterpart == HOST
    priority = 1 if is_first else draws.weighted({1: 2, 2: 3, 3: 5} if is_of_host else {1: 1, 2: 3, 3: 6})
    must = "yes" if is_first or (priority == 1 and draws.chance(0.5)) else "no"
    slots = "2" if draws.chance(0.12) else ""
    not_after = f"{DAYS[2]}T18:00" if draws.chance(0.1) else ""
    accepted = "yes" if is_first else draws.weighted({"yes": 2, "": 1})
    topics = ";".join(draws.shuffled(TOPICS)[: draws.integer(1, 2)])
    return name, requester, counterpart, str(priority), must, slots, "", not_after, accepted, topics


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
