"""
What a list of names in answer to a call is held to, each rule with its verdict, its figures and its source.

A list is what one note verbale puts forward.
The share of women is asked of the persons in it, the number of names of each seconded post; the limits and their sources come in
as :class:`~releve.model.ListLimits`, the shipped ones from :func:`releve.reference.default_list_limits`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from releve.errors import NO_DATA, Datum
from releve.model import SECONDED, WHOLE, Category, Gender, ListLimits, Threshold, Verdict


class ListRule(StrEnum):
    """A rule that is asked of a list, not of an officer."""

    WOMEN_SHARE = "women_share"
    NAMES_PER_POST = "names_per_post"


@dataclass(frozen=True, kw_only=True)
class ListedName:
    """
    One name of a list.

    Attributes
    ----------
    officer
        Key of the officer, by which a person named twice is known.
    gender
        None = not stated.
    post
        Key of the post line; None for a name put forward for a profile.
    category
        Category of the post; None = not stated.
    seats
        Identical seats of the post line, at least 1: two names for each of them.
    """

    officer: str
    gender: Gender | None = None
    post: str | None = None
    category: Category | None = None
    seats: int = 1


@dataclass(frozen=True, kw_only=True)
class ListFinding:
    """
    What one rule says of a list.

    Attributes
    ----------
    data
        ``women_share``: ``women``, ``unknown`` (of no stated gender), ``names`` (persons), ``needed`` (women, at least).
        ``names_per_post``: ``most`` (names for one seat's post, over all posts asked about), ``posts`` (keys over the limit).
    limit
        The number compared with, its source, and whether it is confirmed.
    """

    rule: ListRule
    verdict: Verdict
    limit: Threshold
    data: Mapping[str, Datum] = field(default_factory=lambda: NO_DATA)


def check_list(names: Iterable[ListedName], limits: ListLimits) -> tuple[ListFinding, ...]:
    """Return what each rule says of a list, in the order of :class:`ListRule`; nothing for a list without a name."""
    listed = tuple(names)
    if not listed:
        return ()
    return women_share(listed, limits.women_pct_min), names_per_post(listed, limits.names_per_post_max)


def women_share(names: Iterable[ListedName], limit: Threshold) -> ListFinding:
    """
    Return whether enough of the persons in a list are women.

    A person of no stated gender may be a woman: UNKNOWN where that decides. The share is of whole persons, compared exactly.
    """
    gender_of: dict[str, Gender | None] = {}
    for name in names:
        gender_of[name.officer] = name.gender or gender_of.get(name.officer)
    n_names = len(gender_of)
    n_women = sum(gender is Gender.F for gender in gender_of.values())
    n_unknown = sum(gender is None for gender in gender_of.values())
    n_needed = -(-limit.value * n_names // WHOLE)
    verdict = _verdict(surely=n_women >= n_needed, possibly=n_women + n_unknown >= n_needed)
    data = {"women": n_women, "unknown": n_unknown, "names": n_names, "needed": n_needed}
    return ListFinding(rule=ListRule.WOMEN_SHARE, verdict=verdict, limit=limit, data=data)


def names_per_post(names: Iterable[ListedName], limit: Threshold) -> ListFinding:
    """
    Return whether no seconded post has more names than the limit for each of its seats.

    Posts of individual officers and of teams are not limited. A post of no stated category may be seconded: UNKNOWN where that decides.
    """
    officers: dict[str, set[str]] = {}
    facts: dict[str, ListedName] = {}
    for name in names:
        if name.post is not None and (name.category is None or name.category in SECONDED):
            officers.setdefault(name.post, set()).add(name.officer)
            facts[name.post] = name
    over = sorted(post for post, named in officers.items() if len(named) > limit.value * facts[post].seats)
    n_most = max((len(named) for named in officers.values()), default=0)
    verdict = _verdict(surely=not over, possibly=all(facts[post].category is None for post in over))
    return ListFinding(rule=ListRule.NAMES_PER_POST, verdict=verdict, limit=limit, data={"most": n_most, "posts": tuple(over)})


def _verdict(*, surely: bool, possibly: bool) -> Verdict:
    if surely:
        return Verdict.MET
    return Verdict.UNKNOWN if possibly else Verdict.NOT_MET
