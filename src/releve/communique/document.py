"""A draft as the JSON document of the communiqué contract."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from releve.communique.draft import Draft

SCHEMA_VERSION: Final = 1


def draft_document(draft: Draft) -> dict[str, Any]:
    """Return a draft with the keys of the contract; days are ISO 8601, spans half-open offsets into the text as given."""
    event, place = draft.event, draft.place
    return {
        "schema_version": SCHEMA_VERSION,
        "language": draft.language,
        "issuer": draft.issuer,
        "kind": draft.kind.value,
        "date": _day(draft.date),
        "date_end": _day(draft.date_end),
        "place": None if place is None else {"name": place.name, "country": place.country},
        "venue": draft.venue,
        "event": None
        if event is None
        else {"name": event.name, "edition": event.edition, "starts_on": _day(event.starts_on), "ends_on": _day(event.ends_on)},
        "participants": [
            {
                "name": person.name,
                "role": None if person.role is None else person.role.value,
                "titles": list(person.titles),
                "organisation": person.organisation,
                "partner": person.partner,
                "also_written": list(person.also_written),
                "span": None if person.span is None else list(person.span),
            }
            for person in draft.participants
        ],
        "statements": [
            {
                "by": statement.by,
                "act": statement.act.value,
                "to": statement.to,
                "subject": statement.subject,
                "scope": list(statement.scope),
                "languages": statement.languages,
                "span": None if statement.span is None else list(statement.span),
            }
            for statement in draft.statements
        ],
        "topics": list(draft.topics),
        "spans": {slot: list(span) for slot, span in draft.spans.items()},
        "reasons": dict(draft.reasons),
        "candidates": [
            {"slot": candidate.slot, "value": candidate.value, "span": list(candidate.span), "why": candidate.why} for candidate in draft.candidates
        ],
        "warnings": list(draft.warnings),
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
