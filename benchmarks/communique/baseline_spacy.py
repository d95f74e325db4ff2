"""
spaCy's French model as it comes: persons are participants, the first place it names is the place.

It reads French only. A place needs its country to be right: the cities of the labelled texts are looked up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from benchmarks.communique.sides import rows_of

MODEL: Final = "fr_core_news_md"

Reading = Callable[[str, dt.date | None], dict[str, Any]]


def load_model() -> Any:  # noqa: ANN401 - spaCy is not installed where types are checked
    """
    Return the French model, with what names need only.

    Raises
    ------
    ImportError
        If spaCy or its model is not installed.
    """
    import spacy  # noqa: PLC0415 - of the extra `bench` only

    try:
        return spacy.load(MODEL, exclude=["parser", "tagger", "attribute_ruler", "lemmatizer", "morphologizer"])
    except OSError as missing:
        raise ImportError(MODEL) from missing


def load() -> Reading:
    """Return the reader; an `ImportError` says that spaCy or its model is not installed."""
    model = load_model()
    countries = {row["fr"]: row["country"] for row in rows_of("cities")}

    def read(text: str, published_on: dt.date | None) -> dict[str, Any]:
        del published_on
        found = model(text).ents
        places = [entity.text for entity in found if entity.label_ == "LOC"]
        persons = dict.fromkeys(entity.text.strip() for entity in found if entity.label_ == "PER")
        return {
            "place": {"name": places[0], "country": countries.get(places[0])} if places else None,
            "participants": [{"name": name} for name in _without_parts(list(persons))],
        }

    return read


def _without_parts(names: list[str]) -> list[str]:
    """Return the names that are not within a longer one: a family name alone repeats a person."""
    return [name for name in names if not any(name != other and set(name.split()) < set(other.split()) for other in names)]
