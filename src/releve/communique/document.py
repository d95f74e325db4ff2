"""A draft as the JSON document of the communiqué contract."""

from __future__ import annotations

from releve.communique.draft import Draft, Participant, Statement

SCHEMA_VERSION = 1


def draft_document(draft: Draft) -> dict[str, object]:
    """Return a draft as an object to be written as JSON: days in ISO 8601, spans as pairs of offsets, null for what is not said."""
    place, event = draft.place, draft.event
    return {
        "schema_version": SCHEMA_VERSION,
        "language": draft.language,
        "issuer": draft.issuer,
        "kind": draft.kind.value,
        "date": draft.date.isoformat() if draft.date else None,
        "date_end": draft.date_end.isoformat() if draft.date_end else None,
        "place": None if place is None else {"name": place.name, "country": place.country},
        "venue": draft.venue,
        "event": None
        if event is None
        else {
            "name": event.name,
            "edition": event.edition,
            "starts_on": event.starts_on.isoformat() if event.starts_on else None,
            "ends_on": event.ends_on.isoformat() if event.ends_on else None,
        },
        "participants": [_participant(person) for person in draft.participants],
        "statements": [_statement(said) for said in draft.statements],
        "topics": list(draft.topics),
        "spans": {slot: list(span) for slot, span in draft.spans.items()},
        "reasons": dict(draft.reasons),
        "candidates": [{"slot": one.slot, "value": one.value, "span": list(one.span), "why": one.why} for one in draft.candidates],
        "warnings": list(draft.warnings),
    }


def _participant(person: Participant) -> dict[str, object]:
    return {
        "name": person.name,
        "role": person.role.value if person.role else None,
        "titles": list(person.titles),
        "organisation": person.organisation,
        "partner": person.partner,
        "also_written": list(person.also_written),
        "span": list(person.span) if person.span else None,
    }


def _statement(said: Statement) -> dict[str, object]:
    return {
        "by": said.by,
        "act": said.act.value,
        "to": said.to,
        "subject": said.subject,
        "scope": list(said.scope),
        "languages": said.languages,
        "span": list(said.span) if said.span else None,
    }
