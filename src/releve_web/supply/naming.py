"""
Officers by parts of their names, at any size of a register.

A rare name is looked up in the index of trigrams, and its few rows are sorted; a common one is met soon on the way through the names
in order. Which of the two it is, the database's statistics tell beforehand. Left to itself, the planner now and then takes the wrong
way, and a page then takes seconds.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThan

from releve_web.supply.models import Officer

SHORT: Final = 3
"""Shorter parts of names hold no trigram of their own: they are looked for at the beginning of a word."""
FEW: Final = 2_000
"""Rows that are sorted one by one."""


def named(officers: "QuerySet[Officer]", groups: Iterable[Sequence[str]]) -> "QuerySet[Officer] | None":
    """
    Return the officers whose search key holds, for each group of folded words, one of the group; None when there is none.

    Narrow the officers by everything else before: rows are looked for among those given.
    """
    words = list(groups)
    by_index = officers.filter(*(_any_of(map(_looked_up, group)) for group in words)).order_by()
    if not is_common(by_index):
        found = list(by_index.values_list("pk", flat=True)[: FEW + 1])
        if not found:
            return None
        if len(found) <= FEW:
            return officers.filter(pk__in=found)
    return officers.filter(*(_any_of(map(_met, group)) for group in words))


def is_common(officers: "QuerySet[Officer]") -> bool:
    """Return whether the database expects many rows; it looks at its statistics, not at the rows."""
    plan = json.loads(officers.explain(format="json"))
    return int(plan[0]["Plan"]["Plan Rows"]) > FEW * 2


def _any_of(conditions: Iterable[Q]) -> Q:
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined


def _looked_up(word: str) -> Q:
    # A folded word holds neither % nor _, so nothing in it is a wildcard.
    if len(word) < SHORT:
        return Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    return Q(search_key__contains=word)


def _met(word: str) -> Q:
    """Return the same condition in a form that no index answers: rows are then read in the order of the list."""
    key, part = (Concat(Value(" "), F("search_key")), f" {word}") if len(word) < SHORT else (F("search_key"), word)
    place: Func = Func(key, Value(part), function="strpos", output_field=IntegerField())
    return Q(GreaterThan(place, 0))
