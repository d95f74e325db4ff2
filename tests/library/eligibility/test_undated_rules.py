"""What is compared with no day, for any officer and post: languages, skills, rank, education, nationality, nomination, the tests."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from one_rule import MET, NOT_MET, UNKNOWN, found

from factories.strategies import COUNTRIES, MISSIONS, POST_IDS, SKILLS, TAGS, levels
from releve.model import Category, Education, Level, Verdict

LADDER = ("A1", "A2", "B1", "B2", "C1", "C2")
SCHOOLS = ("none", "secondary", "diploma", "bachelor", "master", "doctorate")

some_countries = st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(tuple)
some_tags = st.frozensets(st.sampled_from(TAGS), min_size=1)
grades = st.none() | st.integers(1, 8)
schools = st.none() | st.sampled_from(SCHOOLS)


def expected(*, asked: bool, known: bool, met: bool) -> Verdict:
    """Return what the contract says of a rule with one condition."""
    if not asked:
        return MET
    return (MET if met else NOT_MET) if known else UNKNOWN


@given(held=st.none() | levels, required=st.just({}) | levels)
def test_every_required_language_is_at_or_above_its_level(held: Mapping[str, Level] | None, required: Mapping[str, Level]) -> None:
    steps = {tag: LADDER.index(level.name) for tag, level in (held or {}).items()}
    met = all(tag in steps and steps[tag] >= LADDER.index(level.name) for tag, level in required.items())

    finding = found("language", officer={"languages": held}, post={"languages_required": required})

    assert finding.verdict is expected(asked=bool(required), known=held is not None, met=met)


@given(
    held=st.none() | st.frozensets(st.sampled_from(SKILLS), min_size=1),
    required=st.lists(st.sampled_from(SKILLS), max_size=3, unique=True),
)
def test_every_required_skill_is_held(held: frozenset[str] | None, required: list[str]) -> None:
    finding = found("skill", officer={"skills": held}, post={"skills_required": tuple(required)})

    assert finding.verdict is expected(asked=bool(required), known=held is not None, met=set(required) <= (held or frozenset()))


@given(rank=grades, low=grades, high=grades)
def test_the_rank_lies_between_the_bounds_that_are_filled(rank: int | None, low: int | None, high: int | None) -> None:
    met = rank is not None and (low or 1) <= rank <= (high or 8)

    finding = found("rank", officer={"rank": rank}, post={"rank_min": low, "rank_max": high})

    assert finding.verdict is expected(asked=low is not None or high is not None, known=rank is not None, met=met)


@given(held=schools, needed=schools)
def test_the_education_is_at_or_above_the_one_asked_for(held: str | None, needed: str | None) -> None:
    officer = {"education": None if held is None else Education[held.upper()]}
    post = {"education_min": None if needed is None else Education[needed.upper()]}
    met = SCHOOLS.index(held or "none") >= SCHOOLS.index(needed or "none")

    assert found("education", officer=officer, post=post).verdict is expected(
        asked=needed not in (None, "none"), known=held is not None, met=met
    )


@given(country=st.none() | st.sampled_from(COUNTRIES), hosts=some_countries, excluded=some_countries)
def test_the_country_is_neither_host_nor_excluded(country: str | None, hosts: tuple[str, ...], excluded: tuple[str, ...]) -> None:
    finding = found("nationality", officer={"country": country}, mission={"host_countries": hosts, "excluded_nationalities": excluded})

    assert finding.verdict is expected(asked=True, known=country is not None, met=country not in {*hosts, *excluded})


@given(
    names=st.frozensets(st.sampled_from((*MISSIONS, *POST_IDS)), max_size=3),
    post=st.sampled_from(POST_IDS),
    mission=st.sampled_from(MISSIONS),
)
def test_a_nomination_is_open_or_names_the_mission_or_the_post(names: frozenset[str], post: str, mission: str) -> None:
    finding = found(
        "nomination", officer={"nominated_for": names}, post={"post_id": post, "mission": mission}, mission={"mission": mission}
    )

    assert finding.verdict is (MET if not names or {post, mission} & names else NOT_MET)


@given(
    category=st.sampled_from(Category),
    required=st.just({}) | levels,
    working=st.lists(st.sampled_from(TAGS), max_size=3, unique=True),
    assessed=st.none() | some_tags,
)
def test_the_assessment_covers_each_required_working_language(
    category: Category, required: Mapping[str, Level], working: list[str], assessed: frozenset[str] | None
) -> None:
    needed = {tag for tag in required if tag in working} if category in (Category.IPO, Category.SPT) else set()

    finding = found(
        "assessment",
        officer={"ams_languages": assessed},
        post={"category": category, "languages_required": required},
        mission={"working_languages": tuple(working)},
    )

    assert finding.verdict is expected(asked=bool(needed), known=assessed is not None, met=needed <= (assessed or frozenset()))
