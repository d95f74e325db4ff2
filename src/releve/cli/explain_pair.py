"""`releve explain --officer O --post P`: one pair, every finding, the fit."""

from releve.cli.console import Column, print_lines, print_table, print_title
from releve.cli.explain_parts import about, footing_sentences, post_of, print_fit
from releve.eligibility import Finding
from releve.planning import PairAnswer, PairExplanation, Standing
from releve.text import Catalogue


def print_pair(found: PairExplanation, standing: Standing, speak: Catalogue) -> None:
    """Print why an officer holds a seat of a line, or does not."""
    post = post_of(standing, found.post_id)
    print_title(speak.text("{officer} for {post} ({title}, {mission})", officer=found.officer_id, **about(post)))
    is_held = found.answer is PairAnswer.ASSIGNED
    print_lines([_answer(found, speak), *footing_sentences(found.footing, speak, is_held=is_held)])
    print_table(
        [Column(speak.text("Rule")), Column(speak.text("Verdict")), Column(speak.text("Finding"))],
        [(speak.rule_name(f.rule), speak.verdict(f.verdict), speak.finding(f)) for f in found.findings],
    )
    _print_sources(found.findings, speak)
    title = speak.plural("Fit: {n} point", "Fit: {n} points", found.fit.total)
    if found.blocking:
        title = speak.plural("Fit if eligible: {n} point", "Fit if eligible: {n} points", found.fit.total)
    print_fit(title, found.fit, found.fit_unknown, speak)


def _answer(found: PairExplanation, speak: Catalogue) -> str:
    """Return the answer; of an officer who is not eligible, what fails apart from what is only not known."""
    if found.answer is PairAnswer.NOT_ELIGIBLE and not found.not_met:
        return speak.text("Not eligible as long as this is not known, though nothing is failed: {rules:rules}.", rules=found.not_known)
    replaced = {} if found.displacement is None else found.displacement.as_data()
    data = {"not_met": found.not_met, "placed_at": found.placed_at, **replaced}
    said = speak.answer(found.answer, data, post_id=found.post_id)
    if found.answer is PairAnswer.NOT_ELIGIBLE and found.not_known:
        return f"{said} {speak.text('Not known: {rules:rules}.', rules=found.not_known)}"
    return said


def _print_sources(findings: tuple[Finding, ...], speak: Catalogue) -> None:
    rules_by_source: dict[str, list[str]] = {}
    for finding in findings:
        if finding.source:
            rules_by_source.setdefault(finding.source, []).append(speak.rule_name(finding.rule))
    if not rules_by_source:
        return
    print_title(speak.text("Sources of the thresholds"))
    print_table(
        [Column(speak.text("Rules")), Column(speak.text("Source"))],
        [(speak.enumeration(rules), source) for source, rules in rules_by_source.items()],
    )
