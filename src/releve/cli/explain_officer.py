"""`releve explain --officer O`: where an officer is placed, or why nowhere, and which lines are near."""

from collections.abc import Mapping
from typing import Final

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.cli.explain_parts import about, footing_sentences, post_of, print_fit, print_more, rule_remarks
from releve.model import Priority, Reason
from releve.planning import OfficerExplanation, Standing
from releve.planning.explained import NearGroup, RivalLine
from releve.planning.near_misses import MOST_RULES_AWAY
from releve.text import Catalogue
from releve.text.marks import mark

DECIDES: Final[Mapping[str | None, str]] = {
    "fit": mark("fit"),
    "women_shortfall": mark("targets for women"),
    "kept": mark("previous plan"),
    "national_cap": mark("national cap"),
    "pinned": mark("decisions"),
    "tie": mark("rule for ties"),
    "other_levels": mark("rest of the plan"),
    None: mark("stopped early"),
}
"""What keeps an officer out of a line, by the level that decides."""


def print_officer(found: OfficerExplanation, standing: Standing, speak: Catalogue) -> None:
    """Print everything that is told of one officer."""
    print_title(found.officer_id)
    if found.placed_at is not None and found.fit is not None and found.footing is not None:
        post = post_of(standing, found.placed_at)
        placed = speak.text("Placed in {post} ({title}, {mission}), fit {points}.", points=found.fit.total, **about(post))
        print_lines([placed, *footing_sentences(found.footing, speak, is_held=True)])
        print_fit(speak.plural("Fit: {n} point", "Fit: {n} points", found.fit.total), found.fit, found.fit_unknown, speak)
        _print_others(found, standing, speak)
        return
    print_lines(_why_not(found, speak))
    if found.rivals:
        _print_rivals(found, standing, speak)
    for group in found.groups:
        _print_group(group, standing, speak)
    if found.forbidden:
        _print_forbidden(found, standing, speak)


def _why_not(found: OfficerExplanation, speak: Catalogue) -> list[str]:
    """Return why an officer has no seat; where nothing is failed in lines that are near, this is said, for unknown is no no."""
    why = found.not_placed
    if why is None:
        return []
    if why.reason is not Reason.NO_ELIGIBLE or not found.groups:
        return [speak.not_placed(why.reason, why.data, blocking_rule=why.blocking_rule, post_id=why.post_id)]
    first = speak.text("Eligible for no line.")
    only_unknown = next((group for group in found.groups if not group.not_met), None)
    if only_unknown is not None:
        first = speak.plural(
            "Not eligible for any line as yet, but for {n} line nothing is failed and only this is not known: {rules:rules}.",
            "Not eligible for any line as yet, but for {n} lines nothing is failed and only this is not known: {rules:rules}.",
            only_unknown.n_lines,
            rules=only_unknown.not_known,
        )
    n_open = speak.plural("{n} of them with open seats", "{n} of them with open seats", found.n_near_open)
    if len(found.groups[0].rules) > MOST_RULES_AWAY:
        return [first, speak.plural("{n} line is nearest, {n_open}.", "{n} lines are nearest, {n_open}.", found.n_near, n_open=n_open)]
    lines = speak.plural(
        "{n} line is one or two rules away, {n_open}.", "{n} lines are one or two rules away, {n_open}.", found.n_near, n_open=n_open
    )
    return [first, lines]


def _print_rivals(found: OfficerExplanation, standing: Standing, speak: Catalogue) -> None:
    title = speak.plural(
        "Eligible for {n} line, the one nearest to a seat first",
        "Eligible for {n} lines, the one nearest to a seat first",
        found.eligible_lines,
    )
    print_title(title)
    print_table(
        [
            Column(speak.text("Post line")),
            Column(speak.text("Title")),
            Column(speak.text("Priority")),
            Column(speak.text("Open seats"), number=True),
            Column(speak.text("Fit"), number=True),
            Column(speak.text("Weakest holder")),
            Column(speak.text("Holder's fit"), number=True),
            Column(speak.text("What decides")),
        ],
        [_rival_row(line, standing, speak) for line in found.rivals],
    )
    print_more(found.eligible_lines, len(found.rivals), speak)


def _rival_row(line: RivalLine, standing: Standing, speak: Catalogue) -> tuple[str, ...]:
    return (
        line.post_id,
        about(post_of(standing, line.post_id))["title"],
        speak.word(Priority(line.priority)),
        speak.number(line.open_seats),
        speak.number(line.fit),
        line.holder or "",
        "" if line.holder_fit is None else speak.number(line.holder_fit),
        "\n".join([speak.sentence(DECIDES[line.level], {}), *rule_remarks(line.waived, line.conditional, speak)]),
    )


def _print_group(group: NearGroup, standing: Standing, speak: Catalogue) -> None:
    """Print the lines that the same change would open: the change, what the rules find in the first line, the lines."""
    n_rules = len(group.rules)
    change = speak.plural("{n} rule in the way", "{n} rules in the way", n_rules)
    if n_rules <= MOST_RULES_AWAY:
        change = _changes(group, speak)
    n_open = speak.plural("{n} with open seats", "{n} with open seats", group.n_open)
    title = speak.plural("{change} ({n} line, {n_open})", "{change} ({n} lines, {n_open})", group.n_lines, change=change, n_open=n_open)
    print_title(title)
    first = group.nearest[0]
    findings = " ".join(speak.finding(finding) for finding in first.findings)
    if group.not_met and len(group.rules) > 1:
        print_lines([speak.text("Not met: {rules:rules}.", rules=group.not_met)])
    if group.not_known and len(group.rules) > 1:
        print_lines([speak.text("Not known: {rules:rules}.", rules=group.not_known)])
    print_lines([speak.text("In {post}: {findings}", post=first.post_id, findings=findings)])
    print_table(
        [
            Column(speak.text("Post line")),
            Column(speak.text("Mission")),
            Column(speak.text("Title")),
            Column(speak.text("Priority")),
            Column(speak.text("Open seats"), number=True),
        ],
        [
            (
                line.post_id,
                post_of(standing, line.post_id).mission,
                about(post_of(standing, line.post_id))["title"],
                speak.word(Priority(post_of(standing, line.post_id).priority)),
                speak.number(line.open_seats),
            )
            for line in group.nearest
        ],
    )
    print_more(group.n_lines, len(group.nearest), speak)


def _changes(group: NearGroup, speak: Catalogue) -> str:
    return speak.all_of(speak.near_miss(*change) for change in zip(group.rules, group.from_, group.to, strict=True))


def _print_forbidden(found: OfficerExplanation, standing: Standing, speak: Catalogue) -> None:
    print_title(speak.text("Excluded by decision"))
    print_table(
        [Column(speak.text("Post line")), Column(speak.text("Title")), Column(speak.text("Decided by")), Column(speak.text("Reason"))],
        [(d.post_id, about(post_of(standing, d.post_id))["title"], d.decided_by or "", d.reason or "") for d in found.forbidden],
    )


def _print_others(found: OfficerExplanation, standing: Standing, speak: Catalogue) -> None:
    if not found.others:
        print_lines(["", speak.text("Eligible for no other line.")])
        return
    print_title(speak.text("Other lines that suit"))
    print_table(
        [
            Column(speak.text("Post line")),
            Column(speak.text("Mission")),
            Column(speak.text("Title")),
            Column(speak.text("Priority")),
            Column(speak.text("Fit"), number=True),
            Column(speak.text("Open seats"), number=True),
        ],
        [
            (
                line.post_id,
                post_of(standing, line.post_id).mission,
                post_of(standing, line.post_id).title or "",
                speak.word(Priority(line.priority)),
                speak.number(line.fit),
                speak.number(line.open_seats),
            )
            for line in found.others
        ],
    )
    print_more(found.eligible_lines - 1, len(found.others), speak)
