"""The report as a page: whole, safe, readable without sight of its drawings, in four languages."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from pages import Page, table_of
from reports import a_folder, a_line, an_officer, answered_folder, figures_of, random_folder

from releve.errors import Problem, Severity
from releve.model import Reason, SolveStatus
from releve.reporting import Changes, Figures, compare_figures, render_report
from releve.reporting.figures import Line, UnfilledLine
from releve.text import LANGUAGES

HOSTILE = "<script>alert(1)</script>\u202e\u2069\x00 & \"quoted\" 'title'"


@cache
def figures() -> Figures:
    return figures_of(answered_folder(), synthetic_note="Drawn by a generator.")


@cache
def changes() -> Changes:
    return compare_figures(figures_of(answered_folder().leave_out_commitments(["C1"])), figures())


@cache
def page(lang: str = "en") -> Page:
    return Page(render_report(figures(), changes=changes(), lang=lang))


@cache
def pages_of_odd_plans() -> dict[str, Figures]:
    """Return figures with nothing in one place or another, and unproven ones."""
    full = figures()
    return {
        "no officers": figures_of(a_folder([], [a_line("P1")])),
        "no posts": figures_of(a_folder([an_officer("O1")], [])),
        "nothing": figures_of(a_folder([], [])),
        "everything filled": figures_of(a_folder([an_officer("O1")], [a_line("P1")])),
        "not proven": replace(full, status=SolveStatus.FEASIBLE, proof=tuple(replace(p, bound=p.bound + 1) for p in full.proof)),
        "left out": figures_of(answered_folder().leave_out_commitments(["C1"])),
        **{f"random {seed}": figures_of(random_folder(seed)) for seed in range(6)},
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_element_is_closed_in_order_and_every_id_stands_once(lang: str) -> None:
    ids = [element.get("id") for element in page(lang).root.all() if element.get("id")]

    assert page(lang).faults == []
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_loaded_and_nothing_runs(lang: str) -> None:
    html = render_report(figures(), changes=changes(), lang=lang)
    elements = page(lang).root.all()
    links = [value for element in elements for name, value in element.attributes.items() if name in ("src", "href", "srcset", "action")]

    assert [element.tag for element in elements if element.tag in ("script", "link", "img", "iframe", "object", "embed", "form")] == []
    assert [name for element in elements for name in element.attributes if name.startswith("on")] == []
    assert [link for link in links if not (link or "").startswith("#")] == []
    assert re.findall(r"url\(|@import|https?://[^\s<]*\.(?:css|js|woff2?)", html) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_inside_the_page_lead_somewhere(lang: str) -> None:
    elements = page(lang).root.all()
    ids = {element.get("id") for element in elements}
    referred = [name for e in elements for name in (e.get("aria-labelledby") or "").split()]

    assert [e.get("href") for e in elements if e.tag == "a" and (e.get("href") or "")[1:] not in ids] == []
    assert [name for name in referred if name not in ids] == []


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("es", "ltr")])
def test_language_and_direction_are_said(lang: str, direction: str) -> None:
    html = page(lang).root.all("html")[0]

    assert (html.get("lang"), html.get("dir")) == (lang, direction)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_has_a_caption_and_headings_for_columns_and_rows(lang: str) -> None:
    for table in page(lang).root.all("table"):
        columns = table.all("thead")[0].all("th")
        rows = [row for body in table.all("tbody", "tfoot") for row in body.all("tr")]

        assert table.all("caption")[0].text.strip() != ""
        assert {heading.get("scope") for heading in columns} == {"col"}
        assert [heading for heading in columns if not heading.text.strip()] == []
        assert [row.all("th")[0].get("scope") for row in rows] == ["row"] * len(rows)
        assert {len(row.all("th", "td")) for row in rows} == {len(columns)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_drawing_says_in_words_what_it_is(lang: str) -> None:
    drawings = page(lang).root.all("svg")

    assert len(drawings) >= 4
    for drawing in drawings:
        title, description = drawing.all("title")[0], drawing.all("desc")[0]
        assert drawing.get("role") == "img"
        assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert "" not in (title.text, description.text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_go_down_one_step_at_a_time(lang: str) -> None:
    steps = [int(heading.tag[1]) for heading in page(lang).root.all("h1", "h2", "h3", "h4")]

    assert steps.count(1) == 1
    assert steps[0] == 1
    assert [after - before for before, after in pairwise(steps) if after - before > 1] == []


def test_drawings_are_mirrored_in_arabic() -> None:
    places = [
        [bar.get("x") for bar in page(lang).root.all("rect") if (bar.get("class") or "").startswith("serving") and bar.get("width") != "0%"]
        for lang in ("en", "ar")
    ]

    assert places[0][0] == "0%"
    assert places[1][0] != "0%"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_figures_give_the_same_bytes(lang: str) -> None:
    assert render_report(figures(), changes=changes(), lang=lang) == render_report(figures(), changes=changes(), lang=lang)


@pytest.mark.parametrize("name", sorted(pages_of_odd_plans()))
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_plan_with_nothing_in_one_place_still_makes_a_whole_page(name: str, lang: str) -> None:
    odd = pages_of_odd_plans()[name]
    read = Page(render_report(odd, changes=compare_figures(odd, odd), lang=lang))

    assert read.faults == []
    assert [table for table in read.root.all("table") if not table.all("tbody")[0].all("tr")] == []


def test_what_is_empty_says_why() -> None:
    nothing = Page(render_report(figures_of(a_folder([], []))))
    said = [found.text for found in nothing.root.all("p") if found.get("class") == "empty"]

    assert "Post lines with open seats: None: the folder has no open seat." in said
    assert "Officers without a seat, by reason: Nobody: the folder nominates no officer." in said
    assert "None: the folder holds no commitment." in said
    assert "Reserves by mission: None: the folder has no post line." in said


def test_totals_on_the_page_are_the_sums_of_their_rows() -> None:
    for table_id in ("strength-table", "women-table", "reserves-table"):
        _, *rows, total = table_of(page(), table_id)
        for column, sum_ in enumerate(total):
            cells = [row[column] for row in rows]
            if sum_.replace(",", "").isdigit() and all(cell.replace(",", "").isdigit() for cell in cells):
                assert sum(int(cell.replace(",", "")) for cell in cells) == int(sum_.replace(",", ""))


def test_the_page_shows_the_figures_themselves() -> None:
    _, *rows, total = table_of(page(), "strength-table")

    assert [row[:6] for row in rows] == [
        ["ALPHA", "1", "2", "3", "2", "0"],
        ["BRAVO", "0", "0", "0", "1", "1"],
        ["UNHQ", "0", "1", "1", "1", "0"],
    ]
    assert total[:6] == ["All missions", "1", "3", "4", "4", "1"]


def test_an_unknown_number_is_said_to_be_unknown() -> None:
    assert [row[-1] for row in table_of(page(), "strength-table")[1:-1]] == ["unknown", "unknown", "unknown"]


def test_a_commitment_without_a_number_says_that_none_was_named() -> None:
    facts = [(name.text, value.text) for name, value in zip(page().root.all("dt"), page().root.all("dd"), strict=True)]

    assert facts.count(("Number named", "none was named")) == 1  # of the second; the first named two
    assert facts.count(("Number named", "2")) == 1


def test_a_desk_setting_is_shown_as_such() -> None:
    rows = {row[0]: row for row in table_of(page(), "policies-table")}

    assert rows["Largest share of a mission for one country"][2] == "desk setting"
    assert rows["Assessment clearance holds for"][1:3] == ["24 months", "confirmed"]


def test_synthetic_data_are_labelled_and_other_data_are_not() -> None:
    label = "Synthetic data: nobody in this report is a real person."
    real = render_report(figures_of(answered_folder()))

    assert label in render_report(figures())
    assert label not in real
    assert "Drawn by a generator." in render_report(figures())


def test_an_unproven_plan_does_not_say_that_it_is_proven() -> None:
    odd = pages_of_odd_plans()["not proven"]
    html = render_report(odd)

    assert "Proven: compared level by level, no plan is better." not in html
    assert {row[-1] for row in table_of(Page(html), "levels")[1:]} == {"open"}


def test_hostile_texts_stay_texts() -> None:
    full = figures()
    lines = tuple(replace(line, title=HOSTILE) for line in full.lines)
    problem = Problem(
        code="exchange.unknown_column", severity=Severity.WARNING, file=f"{HOSTILE}.csv", row=1, column=HOSTILE, value=HOSTILE
    )
    hostile = replace(full, lines=lines, problems=(problem,), synthetic_note=HOSTILE, digests={HOSTILE: "0" * 64})
    for lang in LANGUAGES:
        html = render_report(hostile, changes=compare_figures(hostile, hostile), lang=lang)

        assert Page(html).faults == []
        assert "<script" not in html
        assert [code for code in "\u202e\x00" if code in html] == []


def test_isolates_of_a_text_never_close_those_of_a_sentence() -> None:
    html = render_report(replace(figures(), without_commitments=("C1\u2069\u2069",)), lang="ar")

    assert html.count("\u2068") + html.count("\u2067") == html.count("\u2069")


def test_codes_are_isolated_from_arabic_around_them() -> None:
    heading = next(table for table in page("ar").root.all("table") if table.get("id") == "strength-table").all("tbody")[0].all("th")[0]

    assert [child.tag for child in heading.children] == ["bdi"]


def test_long_tables_stand_folded() -> None:
    full = figures()
    many = [f"L{n:03}" for n in range(200)]
    lines = tuple(
        Line(post_id=post_id, mission="ALPHA", title=None, category=full.lines[0].category, priority=1, seats=1, filled=0)
        for post_id in many
    )
    data = full.unfilled[0].data
    unfilled = tuple(UnfilledLine(post_id=post_id, seats=1, reason=Reason.NO_ELIGIBLE, data=data) for post_id in many)
    read = Page(render_report(replace(full, lines=lines, placements=(), commitments=(), unfilled=unfilled)))

    assert len(table_of(read, "unfilled-lines")) == 1 + 15
    assert len(table_of(read, "unfilled-lines-more")) == 1 + 185
    assert "Show 185 more rows" in [summary.text for summary in read.root.all("summary")]


def test_what_the_answer_changes_stands_in_the_page() -> None:
    rows = {row[0]: row[1:] for row in table_of(page(), "changes-overview")}

    assert rows["Seats filled"] == ["2", "3", "+1"]
    assert rows["Seats filled at Headquarters"] == ["0", "1", "+1"]
    assert [row[:2] for row in table_of(page(), "changes-newcomers")[1:]] == [["P2", "UNHQ"]]
    assert "changes" not in [section.get("id") for section in Page(render_report(figures())).root.all("section")]
