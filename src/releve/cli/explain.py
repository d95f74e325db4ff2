"""`releve explain OUT`: why this pair, this post line, this officer."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum, IntEnum
from pathlib import Path
from typing import Annotated

import typer

from releve.cli.console import Column, Language, print_json, print_lines, print_table, print_title
from releve.cli.options import existing, json_option, lang_option, output_argument
from releve.eligibility import Finding, rule_book, rule_packages
from releve.exchange import read_folder_or_raise
from releve.model import PostLine, Priority
from releve.planning import (
    Fit,
    OfficerExplanation,
    PairExplanation,
    PostExplanation,
    Standing,
    explain_officer,
    explain_pair,
    explain_post,
    read_plan,
    restore_plan,
)
from releve.text import Catalogue


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Say why an officer got a post or did not, why a seat stays open, and what would mend it."),
        epilog=catalogue.text("Example: {command}", command="releve explain out/plan --officer MAR-0007 --post UNHQ-001"),
    )
    def explain(
        out: Annotated[Path, output_argument(catalogue)],
        officer: Annotated[str | None, typer.Option("--officer", metavar="O", help=catalogue.text("Key of an officer."))] = None,
        post: Annotated[str | None, typer.Option("--post", metavar="P", help=catalogue.text("Key of a post line."))] = None,
        folder: Annotated[
            Path | None,
            typer.Option(
                "--folder",
                metavar="FOLDER",
                callback=existing(catalogue),
                help=catalogue.text("Where the inputs lie now, if they were moved since."),
            ),
        ] = None,
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        if officer is None and post is None:
            raise typer.BadParameter(speak.text("Name an officer, a post line, or both."), param_hint="--officer / --post")
        written = read_plan(out)
        inputs = folder or written.folder
        if not inputs.exists():
            raise typer.BadParameter(
                speak.text("The inputs are no longer at {path}; say with --folder where they are.", path=str(inputs)), param_hint="--folder"
            )
        snapshot = read_folder_or_raise(inputs).snapshot
        standing = restore_plan(written, snapshot, rules=rule_book(), rule_versions=rule_packages())
        if officer is not None and post is not None:
            found = explain_pair(standing, officer, post)
            print_json(as_data(found)) if as_json else _print_pair(found, standing, speak)
        elif post is not None:
            about_post = explain_post(standing, post)
            print_json(as_data(about_post)) if as_json else _print_post(about_post, standing, speak)
        elif officer is not None:
            about_officer = explain_officer(standing, officer)
            print_json(as_data(about_officer)) if as_json else _print_officer(about_officer, standing, speak)


def as_data(value: object) -> object:
    """Return an explanation as JSON values: dataclasses as objects, enumerations by value (verdicts by name), days as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.name if isinstance(value, IntEnum) else value.value
    if isinstance(value, tuple | list):
        return [as_data(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return {str(key): as_data(item) for key, item in value.items()} if hasattr(value, "items") else value


def _print_pair(found: PairExplanation, standing: Standing, speak: Catalogue) -> None:
    post = _post(standing, found.post_id)
    print_title(speak.text("{officer} for {post} ({title}, {mission})", officer=found.officer_id, **_about(post)))
    print_lines([_answer(found, speak)])
    print_table(
        [Column(speak.text("Rule")), Column(speak.text("Verdict")), Column(speak.text("Finding"))],
        [_finding_row(finding, speak) for finding in found.findings],
    )
    sources = dict.fromkeys(finding.source for finding in found.findings if finding.source)
    if sources:
        print_title(speak.text("Sources of the thresholds"))
        print_lines(sources)
    _print_fit(found.fit, speak)


def _answer(found: PairExplanation, speak: Catalogue) -> str:
    replaced = {} if found.displacement is None else found.displacement.as_data()
    return speak.answer(found.answer, {"blocking": found.blocking, "placed_at": found.placed_at, **replaced}, post_id=found.post_id)


def _print_post(found: PostExplanation, standing: Standing, speak: Catalogue) -> None:
    post = _post(standing, found.post_id)
    print_title(speak.text("{post} ({title}, {mission})", **_about(post)))
    filled = speak.text("Seats filled: {filled} of {seats}.", filled=len(found.holders), seats=found.seats)
    print_lines([filled] if found.unfilled is None else [filled, speak.unfilled(found.unfilled.reason, found.unfilled.data)])
    if found.holders:
        print_title(speak.text("Who holds the seats"))
        print_table(
            [Column(speak.text("Officer")), Column(speak.text("Fit"), number=True), Column(speak.text("Remarks"))],
            [(h.officer_id, speak.number(h.fit.total), _remarks(h.pinned, h.waived, h.conditional, speak)) for h in found.holders],
        )
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
        ],
        [
            (speak.number(r.order), r.officer_id, speak.number(r.fit), "" if r.valid_until is None else speak.day(r.valid_until))
            for r in found.reserves
        ],
    )


def _print_officer(found: OfficerExplanation, standing: Standing, speak: Catalogue) -> None:
    print_title(found.officer_id)
    if found.placed_at is not None and found.fit is not None:
        post = _post(standing, found.placed_at)
        placed = speak.text("Placed in {post} ({title}, {mission}), fit {points}.", points=found.fit.total, **_about(post))
        print_lines([placed, *([speak.text("Placed by a decision.")] if found.pinned else [])])
        _print_fit(found.fit, speak)
        _print_others(found, standing, speak)
        return
    if found.not_placed is not None:
        why = found.not_placed
        print_lines([speak.not_placed(why.reason, why.data, blocking_rule=why.blocking_rule, post_id=why.post_id)])
    for line in found.nearest:
        post = _post(standing, line.post_id)
        print_title(
            speak.text(
                "{post} ({title}, {mission}): {open}",
                open=speak.plural("{n} seat open", "{n} seats open", line.open_seats),
                **_about(post),
            )
        )
        print_lines([speak.finding(finding) for finding in line.findings] or [speak.text("Eligible.")])


def _print_fit(fit: Fit, speak: Catalogue) -> None:
    print_title(speak.plural("Fit: {n} point", "Fit: {n} points", fit.total))
    print_table(
        [Column(speak.text("Term")), Column(speak.text("Points"), number=True)],
        [(speak.fit_term(field.name), speak.number(getattr(fit, field.name))) for field in fields(fit)],
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
                _post(standing, line.post_id).mission,
                _post(standing, line.post_id).title or "",
                speak.word(Priority(line.priority)),
                speak.number(line.fit),
                speak.number(line.open_seats),
            )
            for line in found.others
        ],
    )


def _finding_row(finding: Finding, speak: Catalogue) -> tuple[str, str, str]:
    return speak.rule_name(finding.rule), speak.verdict(finding.verdict), speak.finding(finding)


def _remarks(pinned: bool, waived: Sequence[str], conditional: Sequence[str], speak: Catalogue) -> str:  # noqa: FBT001 - a fact of the row
    remarks = [speak.text("by decision")] if pinned else []
    remarks += [speak.text("waived: {rule}", rule=speak.rule_name(rule)) for rule in waived]
    remarks += [speak.text("on condition: {rule}", rule=speak.rule_name(rule)) for rule in conditional]
    return speak.enumeration(remarks)


def _about(post: PostLine) -> dict[str, str]:
    return {"post": post.post_id, "title": post.title or post.category.value, "mission": post.mission}


def _post(standing: Standing, post_id: str) -> PostLine:
    return standing.snapshot.posts[standing.snapshot.post_idx[post_id]]
