"""`releve explain --post P`: who holds the seats of a line, why seats stay open, what would fill them, who comes next."""

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.cli.explain_parts import about, footing_remarks, post_of, print_more, rule_remarks
from releve.model import Priority
from releve.planning import PostExplanation, Standing
from releve.planning.explained import Candidate, NearOfficer
from releve.text import Catalogue


def print_post(found: PostExplanation, standing: Standing, speak: Catalogue) -> None:
    """Print everything that is told of one post line."""
    post = post_of(standing, found.post_id)
    print_title(speak.text("{post} ({title}, {mission})", **about(post)))
    filled = speak.text("Seats filled: {filled} of {seats}.", filled=len(found.holders), seats=found.seats)
    print_lines([filled] if found.unfilled is None else [filled, speak.unfilled(found.unfilled.reason, found.unfilled.data)])
    if found.holders:
        print_title(speak.text("Who holds the seats"))
        print_table(
            [Column(speak.text("Officer")), Column(speak.text("Fit"), number=True), Column(speak.text("Remarks"))],
            [(h.officer_id, speak.number(h.fit.total), footing_remarks(h.footing, speak)) for h in found.holders],
        )
    if found.candidates:
        _print_candidates(found, standing, speak)
    if found.near:
        _print_near(found, speak)
    _print_reserves(found, speak)


def _print_candidates(found: PostExplanation, standing: Standing, speak: Catalogue) -> None:
    print_title(speak.text("Eligible officers who sit elsewhere or are kept out, best fit first"))
    print_table(
        [
            Column(speak.text("Officer")),
            Column(speak.text("Fit"), number=True),
            Column(speak.text("Placed in")),
            Column(speak.text("Title")),
            Column(speak.text("Priority")),
            Column(speak.text("Remarks")),
        ],
        [_candidate_row(candidate, standing, speak) for candidate in found.candidates],
    )
    print_more(found.n_candidates, len(found.candidates), speak)


def _candidate_row(candidate: Candidate, standing: Standing, speak: Catalogue) -> tuple[str, ...]:
    remarks = [speak.text("placed there by decision")] if candidate.pinned else []
    remarks += [speak.text("excluded here by decision")] if candidate.forbidden else []
    remarks += [speak.text("national cap reached here")] if candidate.capped else []
    remarks += rule_remarks(candidate.waived, candidate.conditional, speak)
    title = "" if candidate.placed_at is None else about(post_of(standing, candidate.placed_at))["title"]
    return (
        candidate.officer_id,
        speak.number(candidate.fit),
        candidate.placed_at or speak.text("nowhere"),
        title,
        "" if candidate.priority is None else speak.word(Priority(candidate.priority)),
        "\n".join(remarks),
    )


def _print_near(found: PostExplanation, speak: Catalogue) -> None:
    title = speak.plural(
        "What would mend it: {n} free officer is one rule away", "What would mend it: {n} free officers are one rule away", found.n_near
    )
    print_title(title)
    print_table(
        [
            Column(speak.text("Officer")),
            Column(speak.text("Fit if eligible"), number=True),
            Column(speak.text("Change")),
            Column(speak.text("Finding")),
        ],
        [
            (
                near.officer_id,
                speak.number(near.fit),
                speak.near_miss(near.finding.rule, near.from_, near.to),
                _near_finding(near, speak),
            )
            for near in found.near
        ],
    )
    print_more(found.n_near, len(found.near), speak)


def _near_finding(near: NearOfficer, speak: Catalogue) -> str:
    """Return what the rule found, and what would keep the officer out even if it were met."""
    said = [speak.finding(near.finding)]
    said += [speak.text("Even then, a decision excludes the officer here.")] if near.forbidden else []
    said += [speak.text("Even then, the national cap keeps the officer out.")] if near.capped else []
    return " ".join(said)


def _print_reserves(found: PostExplanation, speak: Catalogue) -> None:
    print_title(speak.text("Reserves"))
    if not found.reserves:
        print_lines([speak.text("None: no eligible officer is free.")])
        return
    print_table(
        [
            Column(speak.text("Order"), number=True),
            Column(speak.text("Officer")),
            Column(speak.text("Fit"), number=True),
            Column(speak.text("Valid until")),
            Column(speak.text("Remarks")),
        ],
        [
            (
                speak.number(r.order),
                r.officer_id,
                speak.number(r.fit),
                "" if r.valid_until is None else speak.day(r.valid_until),
                "\n".join(rule_remarks(r.waived, r.conditional, speak)),
            )
            for r in found.reserves
        ],
    )
