"""The readers that are measured: Relève's without and with names from a model, and what it is compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from benchmarks.communique import baseline_regex, baseline_spacy

Reading: TypeAlias = Callable[[str, dt.date | None], dict[str, Any]]


def load_releve() -> Reading:
    """Return the reader of the library."""
    from releve.communique import draft_document, read_communique  # noqa: PLC0415 - loading is measured

    def read(text: str, published_on: dt.date | None) -> dict[str, Any]:
        return dict(draft_document(read_communique(text, published_on=published_on)))

    read("", None)
    return read


def load_releve_with_model() -> Reading:
    """
    Return the reader of the library, told of the persons that spaCy's French model finds in French texts.

    Raises
    ------
    ImportError
        If spaCy or its model is not installed.
    """
    from releve.communique import draft_document, read_communique  # noqa: PLC0415 - loading is measured

    model = baseline_spacy.load_model()

    def persons(text: str) -> list[tuple[int, int]]:
        return [(entity.start_char, entity.end_char) for entity in model(text).ents if entity.label_ == "PER"]

    def read(text: str, published_on: dt.date | None) -> dict[str, Any]:
        draft = read_communique(text, published_on=published_on)
        if draft.language == "fr":
            draft = read_communique(text, published_on=published_on, names=persons)
        return dict(draft_document(draft))

    read("", None)
    return read


def load_regex() -> Reading:
    """Return the reader of patterns."""
    return baseline_regex.read


READERS: Final[Mapping[str, Callable[[], Reading]]] = {
    "releve": load_releve,
    "releve+model": load_releve_with_model,
    "regex": load_regex,
    "spacy": baseline_spacy.load,
}
"""By the name that the command line takes."""
