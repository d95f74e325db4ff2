"""The near-miss board opens with what a desk can mend soon; the file keeps the order of the contract."""

from dataclasses import replace

import pytest
from pages import Page, table_of
from reports import answered_folder, figures_of

from releve.eligibility import RULES
from releve.reporting import Figures, render_report
from releve.reporting.figures import NearMissGroup
from releve.reporting.sections.near_misses import HEADINGS, Remedy, remedy_of


def group(rule: str, before: str | None, after: str | None, officers: int = 1, posts: int = 1) -> NearMissGroup:
    return NearMissGroup(rule=rule, before=before, after=after, officers=officers, posts=posts)


@pytest.mark.parametrize(
    ("rule", "before", "after", "remedy"),
    [
        ("skill", "unknown", "known", Remedy.PAPERS),
        ("rank", "unknown", "known", Remedy.PAPERS),
        ("assessment", "expired", "valid", Remedy.PAPERS),
        ("medical", "expired", "valid", Remedy.PAPERS),
        ("passport", "too_short", "valid", Remedy.PAPERS),
        ("vetting", "pending", "clear", Remedy.PAPERS),
        ("availability", "too_late", "available", Remedy.PAPERS),
        ("nomination", "other_nomination", "nominated", Remedy.PAPERS),
        ("assessment", "not_assessed", "assessed", Remedy.TESTS),
        ("driving", "not_passed", "passed", Remedy.TESTS),
        ("firearms", "not_passed", "passed", Remedy.TESTS),
        ("language", "en:A2", "en:B1", Remedy.LANGUAGE_STEP),
        ("language", "en:B1", "en:C1", Remedy.LANGUAGE),
        ("language", "en:-", "en:B1", Remedy.LANGUAGE),
        ("language", "en:B1;fr:B1", "en:B2;fr:B2", Remedy.LANGUAGE),
        ("skill", None, "ied", Remedy.SKILL),
        ("education", "diploma", "bachelor", Remedy.EDUCATION),
        ("rank", "2", "3", Remedy.RANK),
        ("service", "5", "8", Remedy.SERVICE),
        ("age", "too_old", "valid", Remedy.AGE),
        ("driving", "too_young", "valid", Remedy.OTHER),
        ("vetting", "barred", "clear", Remedy.OTHER),
        ("nationality", "host_country", "other_country", Remedy.OTHER),
        ("house_rule", "not_met", "met", Remedy.OTHER),
    ],
)
def test_every_change_has_its_remedy(rule: str, before: str | None, after: str | None, remedy: Remedy) -> None:
    assert remedy_of(group(rule, before, after)) is remedy


def test_an_unknown_fact_of_any_rule_is_a_matter_of_papers() -> None:
    assert {remedy_of(group(rule.code, "unknown", "known")) for rule in RULES} == {Remedy.PAPERS}
    assert list(HEADINGS) == list(Remedy)


def board() -> Figures:
    groups = (
        group("skill", None, "cybercrime", 387),
        group("language", "en:-", "en:B1", 12),
        group("medical", "expired", "valid", 4, 1),
        group("skill", "unknown", "known", 17),
        group("medical", "unknown", "known", 4, 3),
        group("language", "fr:B2", "fr:C1", 1),
        group("driving", "not_passed", "passed", 2),
    )
    return replace(figures_of(answered_folder()), near_misses=groups)


def test_what_a_desk_mends_soon_comes_first_and_most_officers_first_within() -> None:
    page = Page(render_report(board()))
    section = next(found for found in page.root.all("section") if found.get("id") == "near-misses")

    assert [heading.text for heading in section.all("h3")] == [
        "Papers and data",
        "Tests",
        "Languages one level away",
        "Languages further away",
        "Skills",
    ]
    assert [row[1:] for row in table_of(page, "near-misses-papers")[1:]] == [["17", "1"], ["4", "3"], ["4", "1"]]


def test_every_near_miss_stands_once_on_the_board() -> None:
    section = next(found for found in Page(render_report(board())).root.all("section") if found.get("id") == "near-misses")
    rows = [row for table in section.all("table") for row in table.all("tbody")[0].all("tr")]

    assert len(rows) == len(board().near_misses)


def test_a_plan_without_near_misses_says_so() -> None:
    page = Page(render_report(replace(board(), near_misses=())))
    section = next(found for found in page.root.all("section") if found.get("id") == "near-misses")

    assert [found.text for found in section.all("p")] == ["None: no officer without a seat is one rule away from an open seat."]
