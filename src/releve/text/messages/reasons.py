"""What the reasons say: why seats of a line stayed open, why an officer was not placed (decision 0006)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from releve.errors import Datum
from releve.text.marks import mark, mark_plural
from releve.text.messages.finding_parts import Said

SaysReason: TypeAlias = Callable[[Mapping[str, Datum]], Iterator[Said]]
"""Yields the sentences of a reason from its data."""


def _nobody_left(data: Mapping[str, Datum]) -> Iterator[Said]:
    if data["eligible"] == 0:
        yield Said(mark("No officer is eligible for this line."))
    if data["here"]:
        yield Said(
            mark_plural(
                "The only eligible officer who is not serving already holds a seat of this line.",
                "All {here} eligible officers who are not serving already hold seats of this line.",
                count="here",
            )
        )
    if data["serving"]:
        yield Said(
            mark_plural(
                "{serving} eligible officer serves already and takes no open seat.",
                "{serving} eligible officers serve already and take no open seat.",
                count="serving",
            )
        )
    if not data["near"]:
        yield Said(mark("No free officer is a single rule away."))
        return
    yield Said(
        mark_plural(
            "{near} free officer is a single rule away; the rule most often in the way: {rule:rule} ({rule_officers}).",
            "{near} free officers are a single rule away; the rule most often in the way: {rule:rule} ({rule_officers}).",
            count="near",
        )
    )


def _placed_elsewhere(data: Mapping[str, Datum]) -> Iterator[Said]:
    yield Said(
        mark_plural(
            "The eligible officer who remains is placed in another line, by priority of that line: {by_priority:priorities}.",
            "The {used} eligible officers who remain are placed in other lines, by priority of these lines: {by_priority:priorities}.",
            count="used",
        )
    )
    if data["capped_elsewhere"]:
        yield Said(
            mark_plural(
                "{capped_elsewhere} eligible officer more is placed in another mission and could not move here for the national cap.",
                "{capped_elsewhere} eligible officers more are placed in other missions and could not move here for the national cap.",
                count="capped_elsewhere",
            )
        )


def _capped(data: Mapping[str, Datum]) -> Iterator[Said]:
    if data["cap_left"]:
        yield Said(
            mark_plural(
                "{capped} eligible officer is free and could still be placed: the plan was stopped before it was proven.",
                "{capped} eligible officers are free and could still be placed: the plan was stopped before it was proven.",
                count="capped",
            )
        )
        return
    if data["capped"]:
        yield Said(
            mark_plural(
                "{capped} eligible officer is free, and the national cap of {mission} is reached: {countries:countries}.",
                "{capped} eligible officers are free, and the national cap of {mission} is reached for their countries: "
                "{countries:countries}.",
                count="capped",
            )
        )
        return
    yield Said(
        mark_plural(
            "{capped_elsewhere} eligible officer is placed in another mission and could not move here: the national cap of {mission} is "
            "reached ({countries:countries}).",
            "{capped_elsewhere} eligible officers are placed in other missions and could not move here: the national cap of {mission} is "
            "reached ({countries:countries}).",
            count="capped_elsewhere",
        )
    )


def _held_by_decisions(data: Mapping[str, Datum]) -> Iterator[Said]:
    del data
    yield Said(
        mark_plural(
            "The eligible officer who remains is placed in another line by decision.",
            "The {pinned} eligible officers who remain are placed in other lines by decision.",
            count="pinned",
        )
    )


def _excluded(data: Mapping[str, Datum]) -> Iterator[Said]:
    del data
    yield Said(
        mark_plural(
            "The eligible officer who remains is excluded from this line by decision.",
            "The {forbidden} eligible officers who remain are excluded from this line by decision.",
            count="forbidden",
        )
    )


UNFILLED: Final[Mapping[str, SaysReason]] = {
    "no_eligible": _nobody_left,
    "used_elsewhere": _placed_elsewhere,
    "national_cap": _capped,
    "pinned_out": _held_by_decisions,
    "forbidden": _excluded,
}
"""Why seats of a line stayed open."""


def _serves(data: Mapping[str, Datum]) -> Iterator[Said]:
    del data
    yield Said(mark("The officer serves already, or the folder has no post line: no open seat comes into question."))


def _eligible_nowhere(data: Mapping[str, Datum]) -> Iterator[Said]:
    del data
    yield Said(
        mark_plural(
            "Eligible for no line. The nearest is {post_id}, {away} rule away; most often in the way: {rule:rule}.",
            "Eligible for no line. The nearest is {post_id}, {away} rules away; most often in the way: {rule:rule}.",
            count="away",
        )
    )


def _excluded_everywhere(data: Mapping[str, Datum]) -> Iterator[Said]:
    del data
    yield Said(
        mark_plural(
            "The only line for which the officer is eligible, {post_id}, is excluded by decision.",
            "All {lines} lines for which the officer is eligible are excluded by decision, {post_id} the first of them.",
            count="lines",
        )
    )


def _capped_officer(data: Mapping[str, Datum]) -> Iterator[Said]:
    if data["cap_left"]:
        yield Said(mark("{post_id} has open seats and could still take the officer: the plan was stopped before it was proven."))
        return
    yield Said(mark("{post_id} has open seats, and the national cap of {mission} admits nobody more of this country: {country:country}."))


def _pinned_out(data: Mapping[str, Datum]) -> Iterator[Said]:
    del data
    yield Said(
        mark_plural(
            "Every seat of the only line open to the officer, {post_id}, is held by decision.",
            "Every seat of the {lines} lines open to the officer is held by decision, {post_id} the first of them.",
            count="lines",
        )
    )


BETTER_PLACED: Final[Mapping[str, str]] = {
    "women_shortfall": mark(
        "In {post_id}, putting this officer in the place of {holder} would leave more women missing to reach the targets."
    ),
    "kept": mark("In {post_id}, putting this officer in the place of {holder} would break an assignment kept from the previous plan."),
    "fit": mark("In {post_id}, the weakest holder, {holder}, fits better: {holder_fit} points against {fit}."),
    "national_cap": mark("In {post_id}, putting this officer in the place of {holder} would exceed the national cap."),
    "tie": mark("In {post_id}, {holder} is equal on every criterion and comes first by the rule for ties."),
    "other_levels": mark("In {post_id}, putting this officer in the place of {holder} would gain there and lose elsewhere in the plan."),
    "pinned": mark("Every seat of {post_id} is held by decision."),
}
"""Which level of the objective speaks for the holder of the seat."""


def _better_placed(data: Mapping[str, Datum]) -> Iterator[Said]:
    yield Said(BETTER_PLACED[str(data["level"])])


NOT_PLACED: Final[Mapping[str, SaysReason]] = {
    "no_seat": _serves,
    "no_eligible": _eligible_nowhere,
    "forbidden": _excluded_everywhere,
    "national_cap": _capped_officer,
    "pinned_out": _pinned_out,
    "better_placed": _better_placed,
}
"""Why an officer was not placed."""
PRIORITY_COUNT: Final = mark("{priority} ({n})")
"""A priority and how many officers went there: critical (3)."""
