"""
Officers by parts of their names, at any size of a register.

A rare name is looked up in the index of trigrams, and its few rows are sorted; a common one is met soon on the way through the names
in order, by an index that holds them. Which of the two it is, a sample tells. The planner cannot tell: for a reader whom policies
narrow it may not look into statistics of a column that a condition like this one reads, takes every name to be rare, and a page of a
common one then takes seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from django.db import connection
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThan

from releve_web.supply.models import Officer, OfficerQuerySet

SHORT: Final = 3
"""Shorter parts of names hold no trigram of their own: they are looked for at the beginning of a word."""
FEW: Final = 2_000
"""Rows that are sorted one by one."""
SAMPLED: Final = 3_000
"""Rows of a sample."""
COMMON: Final = 9
"""Rows of the sample from which a name is common: three in a thousand."""
LARGE: Final = 50_000
"""Rows of a register from which a sample is worth its time."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Officers found by name; ``n`` is how many when that came to light on the way, None when there are many."""

    officers: "QuerySet[Officer]"
    n: int | None = None


def named(officers: "QuerySet[Officer]", groups: Iterable[Sequence[str]], *, of_one_partner: bool = False) -> "QuerySet[Officer] | None":
    """Return the officers of :func:`look_up`; None when there is none."""
    found = look_up(officers, groups, of_one_partner=of_one_partner)
    return None if found is None else found.officers


def look_up(officers: "QuerySet[Officer]", groups: Iterable[Sequence[str]], *, of_one_partner: bool) -> Named | None:
    """
    Return the officers whose search key holds, for each group of folded words, one of the group; None when there is none.

    Narrow the officers by everything else before: rows are looked for among those given.

    Parameters
    ----------
    of_one_partner
        Whether the officers are those of one partner: their names are then few enough to look through.
    """
    words = list(groups)
    in_order = cast("OfficerQuerySet", officers.filter(*(_any_of(map(_met, group)) for group in words))).keys_first()
    if not of_one_partner and is_common(words):
        return Named(officers=in_order)
    looked_up = in_order if of_one_partner else officers.filter(*(_any_of(map(_looked_up, group)) for group in words))
    found = keys_of(looked_up)
    if not found:
        return None
    return Named(officers=officers.filter(pk__in=found), n=len(found)) if len(found) <= FEW else Named(officers=in_order)


def narrowed(officers: "QuerySet[Officer]") -> Named:
    """
    Return the same officers, by their keys where there are few.

    For several conditions at once, which the planner takes to be met far more often than they are: it then walks all names in order.
    Without an order it finds the few, or enough of the many, at once.
    """
    found = keys_of(officers)
    return Named(officers=officers.filter(pk__in=found), n=len(found)) if len(found) <= FEW else Named(officers=officers)


def keys_of(officers: "QuerySet[Officer]") -> list[int]:
    """Return the keys of the officers in no order, one more than can be sorted one by one at most."""
    plain = cast("OfficerQuerySet", officers.order_by().values_list("pk", flat=True))
    plain.finds_keys_first = False
    return list(cast("Iterable[int]", plain[: FEW + 1]))


def is_common(groups: Sequence[Sequence[str]]) -> bool:
    """Return whether a sample of a large register holds several names that meet all groups."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'supply_officer'::regclass")
        rows = float(cursor.fetchone()[0])
        if rows < LARGE:
            return False
        each = " AND ".join(f"({' OR '.join(['strpos(%s || search_key, %s) > 0'] * len(group))})" for group in groups)
        values = [part for group in groups for word in group for part in ((" ", f" {word}") if len(word) < SHORT else ("", word))]
        statement = f"SELECT count(*) FROM supply_officer TABLESAMPLE SYSTEM (%s) REPEATABLE (1) WHERE {each}"  # noqa: S608 -- marks only
        cursor.execute(statement, [100 * SAMPLED / rows, *values])
        return int(cursor.fetchone()[0]) >= COMMON


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
