"""
Precision, recall and F1 of what a reader found, slot by slot, in the sense of the communiqué contract.

A slot with one value is right when value and label are equal; a wrong value counts as one too many and one missed.
A slot that a label lists as ``ambiguous`` is not scored for that text; an entry marked ``optional`` is neither asked for nor held against.
``null`` against ``null`` counts for nothing: it is right, and it is easy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

SLOTS: Final = (
    "kind",
    "date",
    "place",
    "event_edition",
    "participant",
    "participant_partner",
    "participant_role",
    "topics",
    "statements",
)
SHORTEST_WORD: Final = 3
"""Letters; shorter words of a name are initials and particles."""
PARTICLES: Final = frozenset({"bin", "ben", "ibn", "bint", "van", "von", "der", "den", "del", "dos", "las", "los"})
ARABIC_ARTICLE: Final = "ال"
LETTERS_ALIKE: Final = str.maketrans("آأإٱىة", "اااايه", "ـ")
UNORDERED_ACTS: Final = frozenset({"agreement", "review"})
"""Acts of two sides together: who is named first says nothing."""

Answer = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What was found rightly, too much and not at all."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the sum of both."""
        return Tally(hits=self.hits + other.hits, extra=self.extra + other.extra, missed=self.missed + other.missed)

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right, 0..1; None where nothing was found."""
        return _share(self.hits, self.hits + self.extra)

    @property
    def recall(self) -> float | None:
        """Return the share of what was to be found that was, 0..1; None where there was nothing to find."""
        return _share(self.hits, self.hits + self.missed)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both, 0..1; None where there was nothing to find and nothing was found."""
        return _share(2 * self.hits, 2 * self.hits + self.extra + self.missed)


@dataclass(frozen=True, kw_only=True)
class Miss:
    """One error: what was asked for and what was given."""

    text: str
    slot: str
    wanted: object
    given: object


def score(gold: Iterable[Answer], answers: Mapping[str, Answer]) -> tuple[dict[str, Tally], list[Miss]]:
    """
    Return a tally by slot and every error.

    Parameters
    ----------
    gold
        Labels, each with its ``id``.
    answers
        What a reader gave, by ``id``, in the shape of the contract; a text without an answer counts as an empty one.
    """
    tallies = dict.fromkeys(SLOTS, Tally())
    misses: list[Miss] = []
    for label in gold:
        answer = answers.get(label["id"], {})
        for slot, tally, wanted, given in _judged(label, answer):
            tallies[slot] += tally
            if tally.extra or tally.missed:
                misses.append(Miss(text=label["id"], slot=slot, wanted=wanted, given=given))
    return tallies, misses


def _judged(label: Answer, answer: Answer) -> Iterator[tuple[str, Tally, object, object]]:
    left_out = label["ambiguous"]
    if "kind" not in left_out:
        yield "kind", _single(label["kind"], answer.get("kind")), label["kind"], answer.get("kind")
    if "date" not in left_out:
        yield "date", _single(label["date"], answer.get("date")), label["date"], answer.get("date")
    if "place" not in left_out:
        yield "place", _place(label["place"], _given_place(answer)), label["place"], _given_place(answer)
    if "event" not in left_out:
        wanted, given = ((of.get("event") or {}).get("edition") for of in (label, answer))
        yield "event_edition", _single(_as_text(wanted), _as_text(given)), wanted, given
    if "participants" not in left_out:
        yield from _participants(label["participants"], answer.get("participants") or [])
    if "topics" not in left_out:
        given_topics = set(answer.get("topics") or ())
        yield (
            "topics",
            _sets(set(label["topics"]), given_topics, set(label.get("topics_optional", ()))),
            label["topics"],
            sorted(given_topics),
        )
    if "statements" not in left_out:
        asked = {_said(one) for one in label["statements"] if not one.get("optional")}
        allowed = {_said(one) for one in label["statements"] if one.get("optional")}
        said = {_said(one) for one in answer.get("statements") or ()}
        yield "statements", _sets(asked, said, allowed), sorted(asked), sorted(said)


def _single(wanted: object, given: object) -> Tally:
    return _valued(wanted, given, equal=wanted == given)


def _valued(wanted: object, given: object, *, equal: bool) -> Tally:
    if wanted and given and equal:
        return Tally(hits=1)
    return Tally(extra=int(bool(given)), missed=int(bool(wanted)))


def _sets(wanted: set[Any], given: set[Any], optional: set[Any]) -> Tally:
    counted = given - (optional - wanted)
    return Tally(hits=len(wanted & counted), extra=len(counted - wanted), missed=len(wanted - counted))


def _place(wanted: Answer | None, given: Answer | None) -> Tally:
    return _valued(wanted, given, equal=bool(wanted and given and same_place(wanted, given)))


def same_place(wanted: Answer, given: Answer) -> bool:
    """Return whether two places agree: in the country, and in a name where the label has one."""
    if wanted["country"] != given.get("country"):
        return False
    if not wanted["name"]:
        return True
    words = _words(given.get("name") or "")
    names = [_words(name) for name in (wanted["name"], *wanted.get("alt", ()))]
    return bool(words) and any(name <= words or words <= name for name in names)


def same_person(wanted: Answer, name: str) -> bool:
    """Return whether a name is that of a labelled person: one within the other, and a word of the family name in both."""
    words = _words(name)
    family = wanted.get("family") or wanted["name"]
    families = [family] if isinstance(family, str) else list(family)
    of_family = {word for one in families for word in _words(one)}
    if not words or (of_family and not words & of_family):
        return False
    labels = [_words(one) for one in (wanted["name"], *wanted.get("alt", ()))]
    return any(label and (label <= words or words <= label) for label in labels)


def _participants(wanted: Sequence[Answer], given: Sequence[Answer]) -> Iterator[tuple[str, Tally, object, object]]:
    left = [person for person in given if person.get("name")]
    pairs: list[tuple[Answer, Answer | None]] = []
    # Those asked for choose first: an optional person must not take the answer that belongs to another.
    for person in sorted(wanted, key=lambda one: bool(one.get("optional"))):
        found = next((one for one in left if same_person(person, one["name"])), None)
        if found is not None:
            left.remove(found)
        if not person.get("optional"):
            pairs.append((person, found))
    for slot, field in (("participant", None), ("participant_partner", "partner"), ("participant_role", "role")):
        for person, found in pairs:
            if field is not None and field in person.get("ambiguous", ()):
                continue
            right = found is not None and (field is None or found.get(field) == person[field])
            tally = Tally(hits=1) if right else Tally(extra=int(found is not None), missed=1)
            yield slot, tally, _shown(person, field), found and _shown(found, field)
        for unasked in left:
            yield slot, Tally(extra=1), None, _shown(unasked, field)


def _shown(person: Answer, field: str | None) -> str:
    return str(person["name"]) if field is None else f"{person['name']}: {person.get(field)}"


def _said(statement: Answer) -> tuple[str, str, str]:
    by, to = statement.get("by") or "", statement.get("to") or ""
    if statement["act"] in UNORDERED_ACTS:
        by, to = sorted((by, to))
    return by, statement["act"], to


def _given_place(answer: Answer) -> Answer | None:
    place = answer.get("place")
    return place if place and (place.get("name") or place.get("country")) else None


def _words(name: str) -> set[str]:
    """Return the words of a name that identify: folded, without particles, Arabic ones without their article."""
    kept = set()
    for word in re.findall(r"\w+", _folded(name)):
        bare = word.removeprefix(ARABIC_ARTICLE) if len(word) > len(ARABIC_ARTICLE) + 2 else word
        if len(bare) >= SHORTEST_WORD and bare not in PARTICLES:
            kept.add(bare)
    return kept


def _folded(text: str) -> str:
    # Alef with a hamza would fall apart into two signs: letters alike are made one before that.
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS_ALIKE))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
