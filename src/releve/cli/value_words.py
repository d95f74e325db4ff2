"""In words, what there may be one more of: a seat, an officer of a profile, a level, a waiver, a point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from releve.errors import Datum
from releve.model import Category, Gender, Priority
from releve.planning.marginal import ChangeKind, MarginalValue
from releve.text import Catalogue


def what_of(value: MarginalValue, speak: Catalogue) -> str:
    """Return what one change is, a line or several."""
    return _SAID[value.kind](value.data, speak)


def _seat(data: Mapping[str, Datum], speak: Catalogue) -> str:
    priority = speak.word(Priority(int(str(data["priority"]))))
    return speak.text("{post_id} ({mission}, priority: {name}): {to} seats instead of {from}", name=priority.lower(), **_named(data))


def _officer(data: Mapping[str, Datum], speak: Catalogue) -> str:
    return "\n".join([_origin(data, speak), *profile_lines(data, speak, gender=data["gender"])])


def _language(data: Mapping[str, Datum], speak: Catalogue) -> str:
    return speak.text("{officer_id}: {language:language} {to} instead of {from}", **_named(data))


def _waiver(data: Mapping[str, Datum], speak: Catalogue) -> str:
    return speak.text("{officer_id} in {post_id}, waived: {rule:rule}", **_named(data))


def _cap(data: Mapping[str, Datum], speak: Catalogue) -> str:
    if data["mission"] is None:
        return speak.text("National cap of {to:percent} instead of {from:percent}", **_shares(data))
    return speak.text("{mission}, {country:country}: room for {to} more instead of {from}", **_named(data))


def _women(data: Mapping[str, Datum], speak: Catalogue) -> str:
    category = speak.word(Category(str(data["category"])))
    if data["mission"] is None:
        return speak.text("Target for women of {to:percent} instead of {from:percent}: {name}", name=category, **_shares(data))
    return speak.text("{mission}, {name}: {to} women needed instead of {from}", name=category, **_named(data))


def _named(data: Mapping[str, Datum]) -> dict[str, str | int | float | tuple[str, ...] | None]:
    return dict(data)


def _shares(data: Mapping[str, Datum]) -> dict[str, Decimal]:
    return {name: Decimal(str(data[name])) for name in ("from", "to")}


def _origin(data: Mapping[str, Datum], speak: Catalogue) -> str:
    alike = data["countries_alike"]
    n_alike = len(alike) - 1 if isinstance(alike, tuple) else 0
    country = speak.country(str(data["country"]))
    if n_alike < 1:
        return country
    return speak.plural(
        "{country}; {n} other country has the same bound", "{country}; {n} other countries have the same bound", n_alike, country=country
    )


def profile_lines(data: Mapping[str, Datum], speak: Catalogue, *, gender: Datum) -> Iterable[str]:
    """Yield what a profile asks, a line each."""
    yield speak.text("A woman") if gender == Gender.F.value else speak.text("A woman or a man")
    yield speak.word(Category(str(data["category"])))
    if data["languages"]:
        yield speak.value(data["languages"], "levels")
    if data["skills"]:
        yield speak.value(data["skills"], "skills")
    yield _rank_and_service(data, speak)
    if data["education"] is not None:
        yield speak.text("{education:education} or more", education=data["education"])
    tests = [speak.text("firearms test")] if data["armed"] else []
    tests += [speak.text("driving test")] if data["driving"] else []
    if tests:
        yield speak.all_of(tests)


def _rank_and_service(data: Mapping[str, Datum], speak: Catalogue) -> str:
    years = speak.plural("{n} year of service", "{n} years of service", int(str(data["service_years"])))
    low, high = data["rank_min"], data["rank_max"]
    if low is None and high is None:
        return years
    return speak.text("grade {low} to {high}, {years}", low=1 if low is None else low, high=8 if high is None else high, years=years)


_SAID: Final[Mapping[ChangeKind, Callable[[Mapping[str, Datum], Catalogue], str]]] = {
    ChangeKind.SEAT: _seat,
    ChangeKind.OFFICER: _officer,
    ChangeKind.LANGUAGE_LEVEL: _language,
    ChangeKind.WAIVER: _waiver,
    ChangeKind.CAP_POINT: _cap,
    ChangeKind.WOMEN_POINT: _women,
}
