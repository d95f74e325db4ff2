"""What `releve value` prints: the best of each kind, or the requests to one partner; what was solved again and what is only a bound."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.cli.options import shown
from releve.cli.value_words import profile_lines, what_of
from releve.model import Gender, SolveStatus
from releve.planning import LEVELS, Standing
from releve.planning.marginal import Ask, Difference, Gain, KindValues, MarginalValue, PartnerAsks, Round, as_told
from releve.planning.marginal.values import AllValues
from releve.text import Catalogue
from releve.text.messages.marginal import CHANGE_KINDS, CLOSED, CLOSED_WHY

SIGN: Final = "+"


def print_values(values: AllValues, standing: Standing, folder: Path, speak: Catalogue) -> None:
    """Print the best changes of every kind."""
    _print_head(speak.text("{folder}: what one more is worth", folder=shown(folder)), standing, values.n_solved, speak)
    for found in values.kinds:
        print_title(speak.text(CHANGE_KINDS[found.kind]))
        if found.values:
            _print_kind(found, speak)
        print_lines(_rest(found, speak))


def print_asks(asks: PartnerAsks, standing: Standing, folder: Path, speak: Catalogue) -> None:
    """Print what one partner should be asked for."""
    title = speak.text("{folder}: what to ask {country:country} for", folder=shown(folder), country=asks.country)
    _print_head(title, standing, asks.n_solved, speak)
    print_lines(
        speak.text(CLOSED, mission=mission, reason=speak.text(CLOSED_WHY[why])) if why in CLOSED_WHY else mission
        for mission, why in asks.closed.items()
    )
    if asks.rounds:
        print_lines([speak.text("All requests together: {worth}.", worth=_worth_in_line(asks.total, speak))])
    rank = 0
    for k, found in enumerate(asks.rounds, 1):
        _print_round(k, rank, found, speak)
        rank += len(found.asks)
    print_lines(["", _ending(asks, speak)])


def _print_head(title: str, standing: Standing, n_solved: int, speak: Catalogue) -> None:
    print_title(title)
    said = [
        speak.plural(
            "Everything in the tables was found by solving the changed problem again, {n} time in all.",
            "Everything in the tables was found by solving the changed problem again, {n} times in all.",
            n_solved,
        )
    ]
    if standing.result.status is not SolveStatus.OPTIMAL:
        said.append(speak.text("The plan that it starts from is not proven: differences are given as intervals."))
    print_lines(said)


def _print_kind(found: KindValues, speak: Catalogue) -> None:
    has_less = any(value.one_less is not None for value in found.values)
    columns = [Column(speak.text("One more")), Column(speak.text("What it brings"))]
    columns += [Column(speak.text("What one less costs"))] if has_less else []
    rows = []
    for value in found.values:
        row = [what_of(value, speak), _worth(value.gain, speak)]
        row += [_less(value, speak)] if has_less else []
        rows.append(row)
    print_table(columns, rows)


def _less(value: MarginalValue, speak: Catalogue) -> str:
    if value.one_less is None:
        return speak.text("cannot be less")
    return _worth(value.one_less, speak) if value.is_degenerate else speak.text("the same")


def _rest(found: KindValues, speak: Catalogue) -> Iterable[str]:
    if found.rest_bound is not None:
        yield speak.plural(
            "{n} more was not solved again; by its prices it is worth at most: {bound}.",
            "{n} more were not solved again; by their prices each is worth at most: {bound}.",
            found.n_bounded,
            bound=_bound_in_line(found.rest_bound, speak),
        )
    if found.n_ruled_out:
        yield speak.plural("{n} is worth nothing, by its prices.", "{n} are worth nothing, by their prices.", found.n_ruled_out)


def _print_round(number: int, rank: int, found: Round, speak: Catalogue) -> None:
    level = speak.level_name(LEVELS[found.level])
    print_title(speak.text("Round {number}. {level}", number=number, level=level))
    said = (
        speak.text("Each of these officers brings exactly one, in whatever order they come.")
        if found.is_each
        else speak.text("What they bring, they bring together.")
    )
    print_lines([speak.text("Together: {worth}.", worth=_worth_in_line(found.gain, speak)), said])
    print_table(
        [
            Column(speak.text("Rank"), number=True),
            Column(speak.text("Number"), number=True),
            Column(speak.text("Profile")),
            Column(speak.text("Post lines")),
            Column(speak.text("One alone brings")),
        ],
        [
            (
                speak.number(rank + k),
                speak.number(ask.number),
                "\n".join(profile_lines(ask.data, speak, gender=None if ask.gender is None else ask.gender.value)),
                "\n".join(_lines_of(ask)),
                _alone(ask, speak),
            )
            for k, ask in enumerate(found.asks, 1)
        ],
    )


def _lines_of(ask: Ask) -> tuple[str, ...]:
    posts = ask.data["posts"]
    return posts if isinstance(posts, tuple) else ()


def _alone(ask: Ask, speak: Catalogue) -> str:
    if ask.woman is None or ask.man is None:
        return speak.text("not solved by itself")
    if ask.woman == ask.man:
        return _worth(ask.woman, speak)
    return "\n".join([f"{speak.word(Gender.F)}:", _worth(ask.woman, speak), f"{speak.word(Gender.M)}:", _worth(ask.man, speak)])


def _ending(asks: PartnerAsks, speak: Catalogue) -> str:
    if not asks.is_complete:
        return speak.text("The search stopped here: more officers may still be worth asking for.")
    if not asks.rounds:
        return speak.plural(
            "No officer of the {n} profile would fill a seat or be a woman who is missing.",
            "No officer of any of the {n} profiles would fill a seat or be a woman who is missing.",
            asks.n_profiles,
        )
    return speak.plural(
        "After these, no officer more of the {n} profile fills a seat or is a woman who is missing: proven by prices or by solving again.",
        "After these, no officer more of any of the {n} profiles fills a seat or is a woman who is missing: proven by prices or by "
        "solving again.",
        asks.n_profiles,
    )


def _worth(found: Difference, speak: Catalogue) -> str:
    """Return a difference for a cell of a table, a level a line."""
    return "\n".join(_parts(found, speak)) or speak.text("nothing")


def _worth_in_line(found: Difference, speak: Catalogue) -> str:
    return speak.enumeration(_parts(found, speak)) or speak.text("nothing")


def _parts(found: Difference, speak: Catalogue) -> Iterable[str]:
    for level, low, high in zip(LEVELS, as_told(found.low), as_told(found.high), strict=True):
        if low or high:
            amount = _signed(low, speak) if low == high else f"{_signed(min(low, high), speak)} … {_signed(max(low, high), speak)}"
            yield speak.text("{level}: {amount}", level=speak.level_name(level), amount=amount)


def _bound_in_line(bound: Gain, speak: Catalogue) -> str:
    level = len(bound) - 1
    return speak.text("{level}: {amount}", level=speak.level_name(LEVELS[level]), amount=_signed(as_told(bound)[level], speak))


def _signed(number: int, speak: Catalogue) -> str:
    return f"{SIGN if number > 0 else ''}{speak.number(number)}"
