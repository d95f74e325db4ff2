"""
Officers by parts of their names, at any size of a register.

A rare name is looked up in the index of trigrams, and its few rows are sorted; a common one is met soon on the way through the names
in order, by an index that holds them. A family name stands in one place of that order, which may be far: it has to be more common.
Which of the two it is, a sample tells. The planner cannot tell: for a reader whom policies
narrow it may not look into statistics of a column that a condition like this one reads, takes every name to be rare, and a page of a
common one then takes seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

from django.db import connection
from django.db.models import BooleanField, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import GreaterThan

from releve_web.supply.models import Officer, OfficerQuerySet

SHORT: Final = 3
"""Shorter parts of names hold no trigram of their own: they are looked for at the beginning of a word."""
FEW: Final = 2_000
"""Rows that are sorted one by one."""
SAMPLED: Final = 3_000
"""Rows of a sample."""
MOST: Final = 20_000
"""Rows that are sorted one by one where the first of them may stand far down in the order of names."""
SPREAD: Final = 9
"""Rows of the sample from which a name that stands anywhere in the list is common: three in a thousand."""
COMMON: Final = 60
"""Rows of the sample from which any name is common: two in a hundred."""
LARGE: Final = 50_000
"""Rows of a register from which a sample is worth its time."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """Officers found; ``n`` is how many when that came to light on the way, None when there are many."""

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
    if not of_one_partner and sample_of(words).is_common:
        return Named(officers=in_order)
    few = FEW if of_one_partner else MOST
    looked_up = in_order if of_one_partner else officers.filter(*(_any_of(map(_looked_up, group)) for group in words))
    found = keys_of(looked_up, few=few)
    if not found:
        return None
    return Named(officers=among(officers, found), n=len(found)) if len(found) <= few else Named(officers=in_order)


def narrowed(officers: "QuerySet[Officer]", *, few: int = FEW) -> Named:
    """
    Return the same officers, by their keys where there are no more than `few`.

    For several conditions at once, which the planner takes to be met far more often than they are: it then walks all names in order.
    Without an order it finds the few, or enough of the many, at once.
    """
    found = keys_of(officers, few=few)
    return Named(officers=among(officers, found), n=len(found)) if len(found) <= few else Named(officers=officers)


def among(officers: "QuerySet[Officer]", keys: Sequence[int]) -> "QuerySet[Officer]":
    """
    Return those of the officers that have one of some keys, looked up by them whatever the order asked for.

    The planner does not see how many keys there are and takes them for ten. When it sees two thousand it walks all names in their order
    instead, to the first fifty among them: half a second where they begin late in the alphabet.
    """
    written = "{" + ",".join(map(str, keys)) + "}"
    return officers.filter(_AnyOfKeys(F("pk"), Value(written)))


class _AnyOfKeys(Func):
    """Whether a key is one of an array, by a subquery that hides the array from the planner."""

    template = "%(expressions)s)::bigint[])"
    arg_joiner = " = ANY ((SELECT "
    output_field = BooleanField()


def keys_of(officers: "QuerySet[Officer]", *, few: int = FEW) -> list[int]:
    """Return the keys of the officers in no order, one more than `few` at most."""
    plain = cast("OfficerQuerySet", officers.order_by().values_list("pk", flat=True))
    plain.finds_keys_first = False
    return list(cast("Iterable[int]", plain[: few + 1]))


@dataclass(frozen=True, kw_only=True)
class Sample:
    """
    How many rows of a sample of a large register meet all groups.

    Attributes
    ----------
    n_spread
        Those among them that no word of the groups begins: they stand anywhere in the order of names.
    """

    n: int = 0
    n_spread: int = 0

    @property
    def is_common(self) -> bool:
        """Return whether one is met soon on the way through all names in order."""
        return self.n_spread >= SPREAD or self.n >= COMMON


def sample_of(groups: Sequence[Sequence[str]]) -> Sample:
    """Return how many rows of a sample meet all groups; none of a register that is not large, which is looked through at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'supply_officer'::regclass")
        rows = float(cursor.fetchone()[0])
        if rows < LARGE:
            return Sample()
        each = " AND ".join(f"({' OR '.join(['strpos(%s || search_key, %s) > 0'] * len(group))})" for group in groups)
        values = [part for group in groups for word in group for part in ((" ", f" {word}") if len(word) < SHORT else ("", word))]
        begins = " AND ".join(["NOT starts_with(search_key, %s)"] * sum(map(len, groups)))
        statement = (
            f"SELECT count(*), count(*) FILTER (WHERE {begins})"  # noqa: S608 -- marks only
            f" FROM supply_officer TABLESAMPLE SYSTEM (%s) REPEATABLE (1) WHERE {each}"
        )
        cursor.execute(statement, [*(word for group in groups for word in group), 100 * SAMPLED / max(rows, SAMPLED), *values])
        n, n_spread = cursor.fetchone()
        return Sample(n=n, n_spread=n_spread)


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
