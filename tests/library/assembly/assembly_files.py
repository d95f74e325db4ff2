"""Folders of an assembly written for a test: a sound one, and changes of it."""

from collections.abc import Mapping
from pathlib import Path

TOML = """
name = "93rd General Assembly"
edition = 93
city = "Marrakech"
country = "MAR"
timezone = "Africa/Casablanca"
slot_minutes = 30
gap_slots = 0
rooms = ["Atlas", "Ourika"]

[[day]]
date = 2025-11-24
opens = "09:00"
closes = "12:00"

[[day]]
date = "2025-11-25"
opens = "09:00"
closes = "12:00"

[[closed]]
from = "2025-11-24T10:00"
to = "2025-11-24T10:30"
"""
DELEGATIONS = """delegation,partner,kind,head,languages,arrives_at,departs_at,parallel
HOST,HST,state,A. Nemo,ar;fr,,,2
ALPHA,ALP,state,,fr,,,
BETA,BET,state,,en; pt-BR,,2025-11-25T10:00,1
GAMMA,,international,,PT,2025-11-24T09:30,,
"""
REQUESTS = """request,requester,counterpart,priority,must,slots,not_before,not_after,accepted,topics
R1,ALPHA,HOST,1,yes,,,,yes,training
R2,BETA,HOST,2,no,2,,,,
R3,GAMMA,HOST,,,,,,,
R4,BETA,GAMMA,3,no,1,2025-11-25T09:00,,yes,radio; maps
R5,ALPHA,BETA,,,,,,no,
"""
INTERPRETERS = """interpreter,languages,available_from,available_until
I1,fr;en;pt,,
"""
SOUND: Mapping[str, str] = {
    "assembly.toml": TOML,
    "delegations.csv": DELEGATIONS,
    "requests.csv": REQUESTS,
    "interpreters.csv": INTERPRETERS,
}


def write_assembly(folder: Path, **changed: str | None) -> Path:
    """Write the sound folder with some files changed, by name without suffix; None leaves one out. Return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {"assembly": "assembly.toml"}
    files = {**SOUND, **{names.get(name, f"{name}.csv"): text for name, text in changed.items()}}
    for name, text in files.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8")
    return folder
