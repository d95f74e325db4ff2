"""Rows as nouns of the library and back; limits of lists with their sources."""

from datetime import date

import pytest

from factories.web_demand import make_call
from factories.web_people import make_line
from releve.model import Category, Education, Level, MissionKind
from releve_web.demand.mapping import list_limits, mission_noun, planned_demand, post_line_noun, post_line_row

pytestmark = pytest.mark.usefixtures("everything")


def test_line_becomes_a_noun_and_comes_back_the_same() -> None:
    row = make_line(
        languages_required=["fr:B2", "en:C1"], skills_desired=["reform"], rank_min=3, education_min="master", armed=True, driving=False
    )

    noun = post_line_noun(row)

    again = post_line_noun(post_line_row(noun))
    assert (again, noun.languages_required, noun.education_min) == (noun, {"fr": Level.B2, "en": Level.C1}, Education.MASTER)


def test_blank_asks_nothing_of_an_officer() -> None:
    noun = post_line_noun(make_line())

    assert (noun.armed, noun.driving, noun.education_min, noun.languages_required, noun.category) == (False, False, None, {}, Category.IPO)


def test_mission_becomes_a_noun() -> None:
    noun = mission_noun(make_line().mission)

    assert (noun.mission, noun.kind, noun.working_languages) == ("MINUSCA", MissionKind.FIELD, ("fr",))


def test_demand_of_a_plan_is_sorted_and_names_each_mission_once() -> None:
    rows = [make_line("B"), make_line("A"), make_line("C", mission="UNMISS")]

    missions, lines = planned_demand(rows)

    assert ([m.mission for m in missions], [line.post_id for line in lines]) == (["MINUSCA", "UNMISS"], ["A", "B", "C"])


def test_shipped_limit_has_its_source_and_is_to_be_confirmed() -> None:
    limits = list_limits(make_call())

    assert (limits.women_pct_min.value, limits.women_pct_min.confirmed, "2025" in (limits.women_pct_min.source or "")) == (25, False, True)


def test_limit_that_a_call_sets_comes_from_its_note_verbale() -> None:
    limit = list_limits(make_call(women_pct_min=30)).women_pct_min

    assert (limit.value, limit.source, limit.in_force_from, limit.confirmed) == (30, "DPO/2026/1", date(2026, 1, 15), True)
