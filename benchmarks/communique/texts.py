"""
Labelled press texts: templates in four languages filled by lot, the same texts from the same seed.

A text has the shape ``{id, lang, date_hint, text}``, its labels that of the communiqué contract plus what a scorer needs
(``alt`` and ``family`` for the matching of names, ``ambiguous`` for slots that are not scored).
``python -m benchmarks.communique.texts OUT`` writes ``texts.jsonl`` and ``gold.jsonl``.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from benchmarks.communique.days import day_forms
from benchmarks.communique.dress import dressed
from benchmarks.communique.sides import TEMPLATES, City, Side, draw_city, draw_side, rows_of

LANGUAGES: Final = ("fr", "en", "ar", "es")
TEXTS_A_LANGUAGE: Final = 64
SEED: Final = 2025
FIRST_DAY: Final = dt.date(2019, 1, 7)
DAYS: Final = 2_550
"""Days after the first one on which a meeting may fall."""
EITHER: Final = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
SLOT: Final = re.compile(r"\{([^{}]+)\}")
VOWELS: Final = "aeéèêiîoôuAEÉÈÊIÎOÔU"

Template = Mapping[str, Any]
Data = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """One text and what a reader of it should find."""

    text: Data
    gold: Data


@dataclass(frozen=True, kw_only=True)
class _Drawn:
    """What the lot gave one text."""

    lang: str
    sides: Mapping[str, Side]
    city: City | None
    days: Mapping[str, dt.date]
    event: Mapping[str, Any] | None
    topics: Mapping[str, str]


def labelled_texts(seed: int = SEED, *, each: int = TEXTS_A_LANGUAGE) -> list[Labelled]:
    """
    Return ``each`` texts a language with their labels.

    Parameters
    ----------
    seed
        Integer >= 0; the same seed gives the same texts.
    each
        Texts a language, >= 1; the templates take turns.
    """
    made = []
    for lang in LANGUAGES:
        templates = language_file(lang)["template"]
        for i in range(each):
            # A text depends on its own number only: a template added at the end changes no other text of its round.
            draw = random.Random(f"{seed}/{lang}/{i}")  # noqa: S311 - texts, not secrets
            made.append(_fill(templates[i % len(templates)], f"{lang}-{i:03d}", lang, draw))
    return made


@cache
def language_file(lang: str) -> Mapping[str, Any]:
    """Return topics, functions, events, page residue and templates of a language."""
    return tomllib.loads((TEMPLATES / f"{lang}.toml").read_text("utf-8"))


def _fill(template: Template, key: str, lang: str, draw: random.Random) -> Labelled:
    words = language_file(lang)
    sides: dict[str, Side] = {}
    ministers = any("minister" in wanted for wanted in template.get("sides", {}).values())
    for letter, wanted in template.get("sides", {}).items():
        sides[letter] = draw_side(draw, wanted, lang, functions=words["functions"], sides=sides, ministers=ministers)
    at = template.get("city")
    city = None if at is None else draw_city(draw, sides[at].partner if at in sides else at, lang)
    drawn = _Drawn(
        lang=lang,
        sides=sides,
        city=city,
        days=_draw_days(template, draw),
        event=_draw_event(template, words, draw),
        topics=_draw_topics(template, words, draw),
    )
    text = _rendered(template["text"].strip("\n"), drawn, draw)
    if template.get("dress", True):
        text = dressed(text, words["residue"], draw)
    hint = template.get("hint")
    published = drawn.days["pub"].isoformat()
    return Labelled(
        text={"id": key, "lang": lang, "date_hint": {"day": published, "month": published[:7]}.get(hint), "text": text},
        gold={"id": key, "lang": lang, "template": template["id"], **_labels(template, drawn)},
    )


def _draw_days(template: Template, draw: random.Random) -> dict[str, dt.date]:
    """Return the day of the meeting ``d``, its last ``e``, of publication ``pub``, and of other things ``past`` and ``next``."""
    day = FIRST_DAY + dt.timedelta(days=draw.randrange(DAYS))
    if "range" in template.get("date", ""):
        day = day.replace(day=min(day.day, 20))  # a range stays in its month
    least, most = template.get("published_after", (0, 0))
    return {
        "d": day,
        "e": day + dt.timedelta(days=draw.randint(2, 5)),
        "pub": day + dt.timedelta(days=draw.randint(least, most)),
        "past": day - dt.timedelta(days=draw.randint(200, 900)),
        "next": day + dt.timedelta(days=draw.randint(30, 200)),
    }


def _draw_event(template: Template, words: Mapping[str, Any], draw: random.Random) -> Mapping[str, Any] | None:
    wanted = template.get("event")
    if wanted is None:
        return None
    return draw.choice([event for event in words["event"] if wanted in ("any", event["key"])])


def _draw_topics(template: Template, words: Mapping[str, Any], draw: random.Random) -> dict[str, str]:
    least, most = template.get("topics_drawn", (0, 0))
    codes = draw.sample(sorted(words["topics"]), draw.randint(least, most))
    return {code: draw.choice(words["topics"][code]) for code in codes}


def _rendered(text: str, drawn: _Drawn, draw: random.Random) -> str:
    text = EITHER.sub(lambda found: draw.choice(found[1].split("||")), text)
    return SLOT.sub(lambda found: _slot(found[1], drawn), text)


def _slot(slot: str, drawn: _Drawn) -> str:
    head, _, form = slot.partition(".")
    if "?" in slot:
        letter, _, forms = slot.partition("?")
        man, woman = forms.split("|")
        return woman if drawn.sides[letter].person.is_woman else man
    if head in drawn.sides:
        return _side_slot(drawn.sides[head], form, drawn.lang)
    if head in drawn.days:
        return day_forms(drawn.days[head], drawn.lang)[form]
    if head == "city" and drawn.city is not None:
        return drawn.city.name.upper() if form == "upper" else drawn.city.name
    if head == "topics":
        return _listed(list(drawn.topics.values()), drawn.lang)
    if head == "event" and drawn.event is not None:
        text = str(drawn.event["text"])
        return text[:1].upper() + text[1:] if form == "Text" else text
    raise KeyError(slot)


def _side_slot(side: Side, form: str, lang: str) -> str:
    person = side.person
    own = {
        "": person.name,
        "family": person.family,
        "other": person.other_spelling,
        "given": person.given,
        "FAMILY": f"{person.given} {person.family.upper()}",
        "NAME": person.name.upper(),
        "title": side.title,
        "Title": side.title[:1].upper() + side.title[1:],
    }
    if form in own:
        return own[form]
    if form in side.words:
        return side.words[form]
    return _articled(form, side, lang)


def _articled(form: str, side: Side, lang: str) -> str:
    """Return the title after an article or a preposition: ``le``, ``du``, ``au`` in French; ``el``, ``del``, ``al`` in Spanish."""
    woman, lower = side.person.is_woman, form.lower()
    if lang == "fr":
        elided = side.title[0] in VOWELS
        feminine = {"le": "la ", "du": "de la ", "au": "à la "}[lower]
        article = {"le": "l'", "du": "de l'", "au": "à l'"}[lower] if elided else feminine if woman else f"{lower} "
    else:
        article = {"el": "la ", "del": "de la ", "al": "a la "}[lower] if woman else f"{lower} "
    return (article[:1].upper() + article[1:] if form[0].isupper() else article) + side.title


def _listed(phrases: Sequence[str], lang: str) -> str:
    if len(phrases) == 1:
        return phrases[0]
    if lang == "ar":
        return " و".join(phrases)
    joiner = {"fr": " et ", "en": " and ", "es": " y "}[lang]
    return ", ".join(phrases[:-1]) + joiner + phrases[-1]


def _labels(template: Template, drawn: _Drawn) -> Data:
    sides = drawn.sides
    dated = template.get("date", "")
    range_ends = drawn.days["e"].isoformat() if "range" in dated else None
    labels: Data = {
        "kind": template["kind"],
        "date": drawn.days["d"].isoformat() if dated else None,
        "date_end": range_ends,
        "date_needs_hint": template.get("hint") == "day",
        "place": _place(template, drawn),
        "event": None if drawn.event is None else {"name": drawn.event["name"], "edition": drawn.event.get("edition")},
        "participants": [_participant(entry, sides) for entry in template.get("people", ())],
        "topics": sorted({*drawn.topics, *template.get("topics", ())}),
        "topics_optional": sorted(template.get("topics_optional", ())),
        "statements": [_statement(entry, sides) for entry in template.get("statements", ())],
        "ambiguous": sorted(template.get("ambiguous", ())),
    }
    return labels


def _place(template: Template, drawn: _Drawn) -> Data | None:
    where = template.get("place")
    if where is None:
        return None
    if where == "city" and drawn.city is not None:
        return {"name": drawn.city.name, "country": drawn.city.country, "alt": list(drawn.city.others)}
    if where in drawn.sides:
        return {"name": None, "country": drawn.sides[where].partner, "alt": []}
    name, _, country = where.rpartition(":")
    return {"name": name or None, "country": country, "alt": _names_of(name)}


def _names_of(city: str) -> list[str]:
    """Return the names of a city that a template writes out, in the other languages, as far as the table has it."""
    rows = [row for row in rows_of("cities") if city in row.values()]
    return sorted({name for row in rows for key, name in row.items() if key != "country"} - {city})


def _participant(entry: str, sides: Mapping[str, Side]) -> Data:
    letter, role, *marks = entry.split()
    side = sides[letter]
    person: Data = {"name": side.person.name, "role": role, "partner": side.partner, "family": side.person.family, "titles": [side.title]}
    if "optional" in marks:
        person["optional"] = True
    if "spelt_twice" in marks:
        person["alt"] = [side.person.other_spelling]
        person["family"] = [name.removeprefix(side.person.given).strip() for name in (side.person.name, side.person.other_spelling)]
    unscored = [mark for mark in marks if mark in ("role", "partner")]
    return {**person, "ambiguous": unscored} if unscored else person


def _statement(entry: str, sides: Mapping[str, Side]) -> Data:
    by, act, to, *marks = entry.split()
    said: Data = {"by": sides[by].partner if by in sides else by, "act": act, "to": sides[to].partner if to in sides else to}
    return {**said, "optional": True} if "optional" in marks else said


def write_texts(out: Path, *, seed: int = SEED, each: int = TEXTS_A_LANGUAGE) -> None:
    """Write ``texts.jsonl`` and ``gold.jsonl`` into a folder, made when it is not there."""
    out.mkdir(parents=True, exist_ok=True)
    made = labelled_texts(seed, each=each)
    for name, rows in (("texts", [one.text for one in made]), ("gold", [one.gold for one in made])):
        (out / f"{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    write_texts(Path(sys.argv[1]))
