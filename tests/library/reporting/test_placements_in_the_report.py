"""Who goes where, on what terms, and which seats need a second look: as the page says it."""

import re
from dataclasses import replace
from functools import cache

import pytest
from pages import Page, table_of
from reports import a_folder, a_line, an_officer, figures_of, random_folder
from terms import folder_of_terms

from releve.reporting import Figures, render_report
from releve.text import LANGUAGES

HOSTILE = "<script>alert(1)</script>\nkept from the previous plan\u202e & \"quoted\" 'reason'"


@cache
def of_terms() -> Figures:
    return figures_of(folder_of_terms())


def placements_in(page: Page) -> list[list[str]]:
    tables = [t.get("id") or "" for t in page.root.all("table") if re.fullmatch(r"placements-\d+", t.get("id") or "")]
    return [row for table in tables for row in table_of(page, table)[1:]]


def head_of(page: Page) -> dict[str, list[str]]:
    head = next(element for element in page.root.all("dl") if element.get("class") == "figures")
    return {name.text: [part.text for part in value.all("span")] for name, value in zip(head.all("dt"), head.all("dd"), strict=True)}


@pytest.mark.parametrize("seed", range(8))
def test_every_seat_filled_stands_once_in_the_list(seed: int) -> None:
    figures = figures_of(random_folder(seed))
    rows = placements_in(Page(render_report(figures)))

    assert sorted((row[3], row[0]) for row in rows) == sorted((p.officer_id, p.post_id) for p in figures.placements)
    assert len(rows) == figures.totals.filled


def test_a_mission_says_how_many_go_to_how_many_lines() -> None:
    summaries = [found.text for found in Page(render_report(of_terms())).root.all("summary")]

    assert summaries == ["ALPHA: 6 officers in 2 post lines"]


def test_the_contents_name_the_list_before_the_open_seats() -> None:
    ids = [section.get("id") for section in Page(render_report(of_terms())).root.all("section")]
    links = [link.get("href") for link in Page(render_report(of_terms())).root.all("nav")[0].all("a")]

    assert ids.index("commitments") < ids.index("placements") < ids.index("unfilled")
    assert links == [f"#{name}" for name in ids]


def test_remarks_say_in_words_on_what_terms_a_seat_is_held() -> None:
    rows = {row[3]: row for row in placements_in(Page(render_report(of_terms())))}

    assert rows["C1"][7] == "on condition: Medical clearance not known\non condition: Vetting: check under way"
    assert rows["W1"][7] == "by waiver: Passport (Police Adviser, until 30 June 2026)"
    assert rows["W2"][7] == "by waiver: Medical clearance (authority not stated, no end stated)"
    assert rows["Z1"][7] == "by decision (pin): asked for by name; decided by Police Adviser"
    assert rows["K1"][7] == "kept from the previous plan\nin answer to A1 and A2"
    assert rows["C2"][:7] == ["P1", "Adviser, P-3", *rows["C1"][2:3], "C2", *rows["C2"][4:5], "Woman", str(fit_of("C2"))]


def fit_of(officer_id: str) -> int:
    return next(placement.fit for placement in of_terms().placements if placement.officer_id == officer_id)


def test_seats_that_need_a_second_look_are_exactly_those() -> None:
    page = Page(render_report(of_terms()))
    papers, conditions = table_of(page, "second-look-papers")[1:], table_of(page, "second-look-conditions")[1:]
    sections = [section.get("id") for section in page.root.all("section")]

    assert sections[0] == "second-look"
    assert [row[:2] + row[3:] for row in papers] == [
        ["W1", "P2", "by waiver", "Passport", "Police Adviser", "30 June 2026", "asked for by name"],
        ["W2", "P2", "by waiver", "Medical clearance", "not stated", "no end stated", "not stated"],
        ["Z1", "P2", "by decision", "", "Police Adviser", "", "asked for by name"],
    ]
    assert [row[:2] + row[3:] for row in conditions] == [
        ["C1", "P1", "Medical clearance not known"],
        ["C1", "P1", "Vetting: check under way"],
        ["C2", "P1", "Passport not known"],
    ]
    assert {row[0] for row in papers + conditions} == {p.officer_id for p in of_terms().placements if p.needs_a_second_look}


def test_the_head_counts_them() -> None:
    assert head_of(Page(render_report(of_terms())))["Seats that need a second look"] == [
        "5",
        "2 on condition, 2 by waiver, 1 by decision",
    ]


def test_none_is_said_in_one_sentence() -> None:
    page = Page(render_report(figures_of(a_folder([an_officer("O1")], [a_line("P1")]))))
    section = page.root.all("section")[0]

    assert [found.text for found in section.all("p")] == ["None: no seat is held on condition, by waiver or by decision."]
    assert head_of(page)["Seats that need a second look"] == ["0", "0 on condition, 0 by waiver, 0 by decision"]


def test_a_plan_that_fills_no_seat_says_so() -> None:
    page = Page(render_report(figures_of(a_folder([], [a_line("P1")]))))
    section = next(found for found in page.root.all("section") if found.get("id") == "placements")

    assert [found.text for found in section.all("p")] == ["Nobody: the plan fills no seat."]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_reasons_stay_texts_on_their_own_line(lang: str) -> None:
    figures = figures_of(folder_of_terms(reason=HOSTILE, authority=HOSTILE))
    html = render_report(replace(figures, lines=tuple(replace(line, title=HOSTILE) for line in figures.lines)), lang=lang)
    page = Page(html)

    assert page.faults == []
    assert ("<script" in html, "\u202e" in html) == (False, False)
    assert [row[7].count("\n") for row in placements_in(page) if "Z1" in row[3]] == [0]


def test_the_list_says_that_it_names_officers() -> None:
    page = Page(render_report(of_terms()))
    section = next(found for found in page.root.all("section") if found.get("id") == "placements")

    assert [found.text for found in section.all("p")] == [
        "Officers are named by their ids: pass this page on only to those who may see the nominations."
    ]
