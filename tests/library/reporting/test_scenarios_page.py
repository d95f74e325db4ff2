"""The page of scenarios: whole, safe, mirrored in Arabic, its chart and its table the same."""

from functools import cache

import pytest
from pages import Page
from reports import MISSIONS, NO_LIMITS, a_line, an_officer

from factories.nouns import make_snapshot
from releve.model import Gender, Level, Snapshot
from releve.reporting import render_scenarios
from releve.scenarios import Batch, Frontier, Scenario, frontier_of, solve_scenarios, sweep_policies
from releve.text import LANGUAGES

HOSTILE = "<script>alert(1)</script>\u202e"
STEPS = 2


@cache
def explored() -> tuple[Snapshot, Batch, Frontier]:
    """Return four officers and two lines, a scenario with a name that means harm, and a sweep."""
    officers = [
        an_officer(f"O{n}", country=country, gender=gender, languages={"fr": Level.C1, "en": level}, assessment_score=score)
        for n, (country, gender, level, score) in enumerate(
            [
                ("MAR", Gender.M, Level.C2, 90),
                ("MAR", Gender.F, Level.B1, 40),
                ("SEN", Gender.M, Level.C1, 70),
                ("GHA", Gender.F, Level.B2, 60),
            ]
        )
    ]
    posts = [a_line("P1", seats=2, title="A <b>line</b>"), a_line("P2", seats=1)]
    half = dict.fromkeys(NO_LIMITS["women_target"], NO_LIMITS["national_cap"] / 2)
    snapshot = make_snapshot(officers, posts, MISSIONS, policy={**NO_LIMITS, "women_target": half})
    scenarios = [Scenario(name=HOSTILE, asks=(f"name = {HOSTILE}",), lines_gone=frozenset({"P2"}))]
    batch = solve_scenarios(snapshot, [*scenarios, *sweep_policies(snapshot.policy, steps=STEPS)], workers=1)
    frontier = frontier_of(snapshot.policy, batch.base, batch.outcomes[1:])
    return snapshot, Batch(base=batch.base, results=batch.results[:1]), frontier


@cache
def page(lang: str) -> Page:
    snapshot, batch, frontier = explored()
    return Page(render_scenarios(snapshot, batch, frontier, synthetic_note="Drawn.", lang=lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_element_is_closed_and_every_id_stands_once(lang: str) -> None:
    ids = [element.get("id") for element in page(lang).root.all() if element.get("id")]
    referred = [name for e in page(lang).root.all() for name in (e.get("aria-labelledby") or "").split()]

    assert page(lang).faults == []
    assert len(set(ids)) == len(ids)
    assert set(referred) <= set(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_runs_and_nothing_is_loaded(lang: str) -> None:
    found = page(lang).root.all("script", "link", "img", "iframe", "object")

    assert found == []
    assert HOSTILE not in render_scenarios(*explored(), lang=lang)


def test_the_chart_holds_a_point_for_every_row_of_its_table() -> None:
    rows = [row for table in page("en").root.all("table") if table.get("id") == "pareto-table" for row in table.all("tr")]
    points = [circle for circle in page("en").root.all("circle") if (circle.get("class") or "").startswith("point")]

    assert len(points) == len(rows) - 1 == len(explored()[2].points)
    assert len(points) > 1


def test_the_chart_is_mirrored_in_arabic() -> None:
    def places(lang: str) -> list[float]:
        circles = [c for c in page(lang).root.all("circle") if (c.get("class") or "").startswith("point")]
        return [float((c.get("cx") or "").rstrip("%")) for c in circles]

    assert [round(100 - x, 2) for x in places("en")] == [round(x, 2) for x in places("ar")]
    assert len(set(places("en"))) > 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_changes_hands_is_named(lang: str) -> None:
    lost = explored()[1].outcomes[0].hands.lost

    assert lost
    assert all(move.officer_id in page(lang).root.text for move in lost)
