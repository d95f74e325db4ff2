"""Shares of women are said of people in one place, and of the seats of a target in another."""

from pages import Page, table_of
from reports import a_folder, a_line, an_officer, answered_folder, figures_of

from releve.reporting import render_report


def paragraphs_of(page: Page, section_id: str) -> list[str]:
    section = next(found for found in page.root.all("section") if found.get("id") == section_id)
    return [found.text for found in section.all("p")]


def test_the_share_among_officers_is_said_once_before_and_after() -> None:
    section = next(e for e in Page(render_report(figures_of(answered_folder()))).root.all("section") if e.get("id") == "women")
    facts = dict(zip([name.text for name in section.all("dt")], [value.text for value in section.all("dd")], strict=True))

    assert facts == {
        "Women among the officers serving now, all missions": "100% 1 of 1 officers",
        "Women once the plan is carried out, all missions": "50% 2 of 4 officers",
    }


def test_the_table_takes_every_share_of_the_same_seats() -> None:
    page = Page(render_report(figures_of(answered_folder())))
    rows = {row[0]: row for row in table_of(page, "women-table")}

    assert rows["ALPHA"][2:8] == ["3", "1", "33.3%", "1", "2", "66.7%"]


def test_groups_that_exceed_are_said_not_to_make_up_for_others() -> None:
    told = "Groups that exceed their target do not make up for groups that miss theirs: missing women are counted group by group."
    one_group = figures_of(a_folder([an_officer("O1")], [a_line("P1")]))

    assert told in paragraphs_of(Page(render_report(figures_of(answered_folder()))), "women")
    assert told not in paragraphs_of(Page(render_report(one_group)), "women")


def test_strength_counts_women_and_gives_no_other_share() -> None:
    _, *rows, total = table_of(Page(render_report(figures_of(answered_folder()))), "strength-table")

    assert [row[6:8] for row in rows] == [["1", "2"], ["0", "0"], ["0", "0"]]
    assert total[6:8] == ["1", "2"]
