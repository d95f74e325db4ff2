"""What a list of names is held to: met, not met, unknown, and the boundary of each."""

import pytest

from releve.model import Category, Gender, Threshold, Verdict
from releve.nominations import ListedName, ListRule, check_list, names_per_post, women_share
from releve.reference import default_list_limits

QUARTER = Threshold(value=25)
TWO = Threshold(value=2)


def listed(*genders: str, post: str | None = None, category: Category | None = Category.IPO, seats: int = 1) -> list[ListedName]:
    return [
        ListedName(officer=f"O{number}", gender=Gender(gender) if gender else None, post=post, category=category, seats=seats)
        for number, gender in enumerate(genders)
    ]


@pytest.mark.parametrize(
    ("genders", "verdict"),
    [
        ("FMMM", Verdict.MET),
        ("FMMMM", Verdict.NOT_MET),
        ("FFMMM", Verdict.MET),
        ("MMMM", Verdict.NOT_MET),
        ("M", Verdict.NOT_MET),
        ("F", Verdict.MET),
    ],
)
def test_women_share_at_and_beside_a_quarter(genders: str, verdict: Verdict) -> None:
    assert women_share(listed(*genders), QUARTER).verdict is verdict


@pytest.mark.parametrize(
    ("genders", "verdict"),
    [
        (["", "M", "M", "M"], Verdict.UNKNOWN),
        (["", "M", "M", "M", "M"], Verdict.NOT_MET),
        (["F", "", "M", "M", "M"], Verdict.UNKNOWN),
        (["F", "", "", ""], Verdict.MET),
        (["", "", "", ""], Verdict.UNKNOWN),
    ],
)
def test_women_share_is_unknown_only_where_a_blank_gender_decides(genders: list[str], verdict: Verdict) -> None:
    assert women_share(listed(*genders), QUARTER).verdict is verdict


def test_women_share_tells_its_figures() -> None:
    found = women_share(listed("F", "", "M", "M", "M"), QUARTER)

    assert found.data == {"women": 1, "unknown": 1, "names": 5, "needed": 2}


def test_person_named_for_two_posts_counts_once() -> None:
    names = [ListedName(officer="A", gender=Gender.F, post="P1"), ListedName(officer="A", gender=Gender.F, post="P2")]

    assert women_share(names, QUARTER).data == {"women": 1, "unknown": 0, "names": 1, "needed": 1}


def test_gender_stated_beside_one_of_two_names_is_known() -> None:
    names = [ListedName(officer="A", gender=Gender.F, post="P1"), ListedName(officer="A", post="P2")]

    assert women_share(names, QUARTER).verdict is Verdict.MET


def test_no_share_asked_is_met_without_a_woman() -> None:
    assert women_share(listed("M", ""), Threshold(value=0)).verdict is Verdict.MET


def test_all_women_asked_fails_with_one_man() -> None:
    assert women_share(listed("F", "M"), Threshold(value=100)).verdict is Verdict.NOT_MET


@pytest.mark.parametrize(("n_names", "verdict"), [(1, Verdict.MET), (2, Verdict.MET), (3, Verdict.NOT_MET)])
@pytest.mark.parametrize("category", [Category.P_POST_FIELD, Category.P_POST_HQ])
def test_names_of_a_seconded_post_at_and_beside_the_limit(n_names: int, verdict: Verdict, category: Category) -> None:
    assert names_per_post(listed(*"F" * n_names, post="P1", category=category), TWO).verdict is verdict


@pytest.mark.parametrize("category", [Category.IPO, Category.SPT])
def test_posts_of_officers_and_teams_are_not_limited(category: Category) -> None:
    assert names_per_post(listed(*"F" * 9, post="P1", category=category), TWO).verdict is Verdict.MET


@pytest.mark.parametrize(("n_names", "verdict"), [(4, Verdict.MET), (5, Verdict.NOT_MET)])
def test_each_of_a_lines_seats_has_its_names(n_names: int, verdict: Verdict) -> None:
    assert names_per_post(listed(*"F" * n_names, post="P1", category=Category.P_POST_FIELD, seats=2), TWO).verdict is verdict


def test_post_of_no_stated_category_over_the_limit_is_unknown() -> None:
    assert names_per_post(listed(*"FFF", post="P1", category=None), TWO).verdict is Verdict.UNKNOWN


def test_names_for_a_profile_are_names_for_no_post() -> None:
    assert names_per_post(listed(*"FFF", category=Category.P_POST_FIELD), TWO).data == {"most": 0, "posts": ()}


def test_officer_named_twice_for_a_post_is_one_name() -> None:
    names = listed(*"FF", post="P1", category=Category.P_POST_HQ)

    assert names_per_post([*names, *names], TWO).verdict is Verdict.MET


def test_posts_over_the_limit_are_named() -> None:
    names = [
        ListedName(officer=f"O{number}", post=post, category=Category.P_POST_HQ)
        for post, n in (("P2", 3), ("P1", 4), ("P3", 1))
        for number in range(n)
    ]

    assert names_per_post(names, TWO).data == {"most": 4, "posts": ("P1", "P2")}


def test_list_is_asked_every_rule_in_order() -> None:
    found = check_list(listed(*"FM"), default_list_limits())

    assert [finding.rule for finding in found] == list(ListRule)


def test_empty_list_is_asked_nothing() -> None:
    assert check_list([], default_list_limits()) == ()


def test_shipped_limits_name_their_source_and_are_unconfirmed() -> None:
    limits = default_list_limits()

    assert [(limit.value, bool(limit.source), limit.confirmed) for limit in (limits.women_pct_min, limits.names_per_post_max)] == [
        (25, True, False),
        (2, True, False),
    ]
