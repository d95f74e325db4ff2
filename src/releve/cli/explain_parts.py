"""What the answers of `releve explain` share: names of post lines, the fit term by term, what a seat rests on."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.model import DecisionKind, PostLine, Waiver
from releve.planning import Fit, Standing
from releve.planning.explained import Footing
from releve.text import Catalogue


def post_of(standing: Standing, post_id: str) -> PostLine:
    """Return a post line by its key."""
    return standing.snapshot.posts[standing.snapshot.post_idx[post_id]]


def about(post: PostLine) -> dict[str, str]:
    """Return the key, title and mission of a post line, as sentences name them."""
    return {"post": post.post_id, "title": post.title or post.category.value, "mission": post.mission}


def print_fit(title: str, fit: Fit, unknown: Sequence[str], speak: Catalogue) -> None:
    """Print the terms of a fit; one whose cell is blank says so instead of a bare 0."""
    print_title(title)
    not_known = speak.text("not known, counts 0")
    print_table(
        [Column(speak.text("Term")), Column(speak.text("Points"), number=True)],
        [
            (speak.fit_term(field.name), not_known if field.name in unknown else speak.number(getattr(fit, field.name)))
            for field in fields(fit)
        ],
    )


def footing_sentences(footing: Footing, speak: Catalogue, *, is_held: bool) -> Iterator[str]:
    """Yield what a pair rests on, a line each; ``is_held`` where the plan gives the officer this seat."""
    if footing.decision is not None:
        said = [speak.text("Placed by a decision.")] if footing.decision.decision is DecisionKind.PIN and is_held else []
        said += [speak.text("Decided by: {who}.", who=_unstopped(footing.decision.decided_by))] if footing.decision.decided_by else []
        said += [speak.text("Reason: {reason}.", reason=_unstopped(footing.decision.reason))] if footing.decision.reason else []
        if said:
            yield " ".join(said)
    if footing.previous:
        yield speak.text("Kept from the previous plan.") if is_held else speak.text("The previous plan had this pair.")
    for waiver in footing.waivers:
        said = [speak.text("By waiver: {rule:rule}.", rule=waiver.rule)]
        said += [speak.text("Authority: {authority}.", authority=_unstopped(waiver.authority))] if waiver.authority else []
        said += [speak.text("Reason: {reason}.", reason=_unstopped(waiver.reason))] if waiver.reason else []
        said += [speak.text("The waiver holds until {until:day}.", until=waiver.expires_on)] if waiver.expires_on else []
        yield " ".join(said)
    if footing.conditions:
        rules = tuple(finding.rule for finding in footing.conditions)
        yield speak.text("On condition that what is not known proves to be in order: {rules:rules}.", rules=rules)
        for finding in footing.conditions:
            yield speak.finding(finding)


def footing_remarks(footing: Footing, speak: Catalogue) -> str:
    """Return what a seat rests on for a cell of a table, a line each."""
    remarks = []
    if footing.decision is not None:
        details = [part for part in (footing.decision.decided_by, footing.decision.reason) if part]
        by_decision = speak.text("by decision ({details})", details=speak.enumeration(details)) if details else speak.text("by decision")
        remarks.append(by_decision)
    if footing.previous:
        remarks.append(speak.text("kept from the previous plan"))
    remarks += [_waiver_remark(waiver, speak) for waiver in footing.waivers]
    remarks += [speak.text("on condition: {rule}", rule=speak.rule_name(finding.rule)) for finding in footing.conditions]
    return "\n".join(remarks)


def rule_remarks(waived: Sequence[str], conditional: Sequence[str], speak: Catalogue) -> list[str]:
    """Return which rules hold only by waiver, and which on condition, for a cell of a table."""
    remarks = [speak.text("waived: {rule}", rule=speak.rule_name(rule)) for rule in waived]
    return [*remarks, *(speak.text("on condition: {rule}", rule=speak.rule_name(rule)) for rule in conditional)]


def _waiver_remark(waiver: Waiver, speak: Catalogue) -> str:
    details = [waiver.authority] if waiver.authority else []
    details += [speak.text("until {day:day}", day=waiver.expires_on)] if waiver.expires_on else []
    if not details:
        return speak.text("waived: {rule}", rule=speak.rule_name(waiver.rule))
    return speak.text("waived: {rule} ({details})", rule=speak.rule_name(waiver.rule), details=speak.enumeration(details))


def print_more(n_all: int, n_shown: int, speak: Catalogue) -> None:
    """Print how many rows of a table were left out, where any were."""
    if n_all > n_shown:
        print_lines([speak.plural("… and {n} more.", "… and {n} more.", n_all - n_shown)])


def _unstopped(text: str | None) -> str | None:
    """Return a text of a cell without the full stop that the sentence around it brings."""
    return None if text is None else text.rstrip(".")
