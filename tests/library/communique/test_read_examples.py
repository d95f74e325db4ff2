"""The communiqué of Marrakech in the project's own words is read right in every slot of the contract, in four languages."""

from pathlib import Path
from typing import Any

import pytest

from releve.communique import draft_document, read_communique

EXAMPLES = Path(__file__).parents[3] / "examples" / "marrakech-2025"
NAMES = {
    "fr": ("Abdellatif Hammouchi", "Faisal Shahkar"),
    "en": ("Abdellatif Hammouchi", "Faisal Shahkar"),
    "es": ("Abdellatif Hammouchi", "Faisal Shahkar"),
    "ar": ("عبد اللطيف حموشي", "فيصل شاهكار"),
}
TOWN = {"fr": "Marrakech", "en": "Marrakech", "es": "Marrakech", "ar": "مراكش"}
VENUE = {"fr": "Jardins de la Ménara", "en": "Jardins de la Ménara", "es": "Jardines de la Menara", "ar": "حدائق المنارة"}


@pytest.mark.parametrize("language", NAMES)
def test_the_example_is_read_right_in_every_slot(language: str) -> None:
    document: Any = draft_document(read_communique((EXAMPLES / f"communique.{language}.txt").read_text("utf-8")))

    assert {slot: document[slot] for slot in ("language", "kind", "date", "date_end", "place", "venue", "event", "topics", "warnings")} == {
        "language": language,
        "kind": "bilateral",
        "date": "2025-11-25",
        "date_end": None,
        "place": {"name": TOWN[language], "country": "MAR"},
        "venue": VENUE[language],
        "event": {"name": "INTERPOL General Assembly", "edition": 93, "starts_on": "2025-11-24", "ends_on": "2025-11-27"},
        "topics": ["peace_operations"],
        "warnings": [],
    }
    host, guest = document["participants"]
    assert [(one["name"], one["role"], one["partner"], one["organisation"]) for one in (host, guest)] == [
        (NAMES[language][0], "host", "MAR", "DGSN"),
        (NAMES[language][1], "guest", "UN", "UN Police"),
    ]
    asked = [said for said in document["statements"] if said["act"] == "request"]
    assert [{key: said[key] for key in said if key != "span"} for said in asked] == [
        {
            "by": "UN",
            "act": "request",
            "to": "MAR",
            "subject": "police personnel",
            "scope": ["headquarters", "missions"],
            "languages": True,
        }
    ]
    assert {(said["by"], said["act"], said["to"]) for said in document["statements"]} <= {("UN", "request", "MAR"), ("UN", "praise", "MAR")}
