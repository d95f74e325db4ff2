"""How complete a post line is: weighted, every missing field named, and only what its category has is asked."""

from dataclasses import replace
from datetime import date

import pytest

from releve.model import Category, Education, LineDescription, LineField, completeness_of
from releve.model.completeness import WEIGHTS

WHOLE_LINE = LineDescription(
    category=Category.P_POST_FIELD,
    title="Police Reform Coordinator",
    title_fr="Coordonnateur de la réforme de la police",
    level="P-4",
    duty_station="Kinshasa",
    reports_to="Deputy Police Commissioner",
    starts_on=date(2026, 3, 1),
    tour_months=12,
    languages_required=("fr:B2",),
    skills_required=("reform",),
    service_years_min=5,
    rank_min=5,
    education_min=Education.MASTER,
    armed=False,
    driving=True,
)


def test_line_with_every_field_is_complete() -> None:
    assert (completeness_of(WHOLE_LINE).score, completeness_of(WHOLE_LINE).missing) == (100, ())


def test_line_with_its_category_only_lacks_all_that_is_asked() -> None:
    found = completeness_of(LineDescription(category=Category.P_POST_FIELD))

    assert (found.score, set(found.missing)) == (0, set(LineField))


@pytest.mark.parametrize(
    ("field", "blank"),
    [
        ("title", ""),
        ("title_fr", "  "),
        ("level", None),
        ("duty_station", ""),
        ("reports_to", ""),
        ("starts_on", None),
        ("tour_months", None),
        ("languages_required", ()),
        ("skills_required", ()),
        ("service_years_min", None),
        ("education_min", None),
        ("armed", None),
        ("driving", None),
    ],
)
def test_field_left_blank_is_named_and_costs_its_weight(field: str, blank: object) -> None:
    found = completeness_of(replace(WHOLE_LINE, **{field: blank}))

    total = sum(WEIGHTS.values())
    assert (found.missing, found.score) == ((LineField(field),), (total - WEIGHTS[LineField(field)]) * 100 // total)


def test_one_bound_of_the_rank_is_enough() -> None:
    upper_only = replace(WHOLE_LINE, rank_min=None, rank_max=6)
    neither = replace(WHOLE_LINE, rank_min=None)

    assert (completeness_of(upper_only).missing, completeness_of(neither).missing) == ((), (LineField.RANK,))


def test_asking_nothing_is_a_statement() -> None:
    asks_nothing = replace(WHOLE_LINE, education_min=Education.NONE, service_years_min=0, armed=False, driving=False)

    assert completeness_of(asks_nothing).score == 100


def test_level_is_not_asked_of_an_individual_officers_post() -> None:
    assert completeness_of(replace(WHOLE_LINE, category=Category.IPO, level=None)).score == 100


def test_arms_and_driving_are_not_asked_at_headquarters() -> None:
    assert completeness_of(replace(WHOLE_LINE, category=Category.P_POST_HQ, armed=None, driving=None)).score == 100


def test_heaviest_missing_field_comes_first() -> None:
    found = completeness_of(replace(WHOLE_LINE, title_fr=None, languages_required=(), armed=None))

    assert found.missing == (LineField.LANGUAGES_REQUIRED, LineField.ARMED, LineField.TITLE_FR)


def test_score_is_rounded_down_so_that_only_a_whole_line_has_all() -> None:
    assert completeness_of(replace(WHOLE_LINE, title_fr=None)).score == 96
