from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.web_people import People, in_everything, make_nomination, make_officer
from releve.model import add_months
from releve_web.common.isolation import acting_as
from releve_web.supply import naming, queries
from releve_web.supply.models import Nomination, Officer
from releve_web.supply.naming import Sample, among, narrowed, sample_of
from releve_web.supply.words import close_words, is_one_slip, search_names, trigrams

DAY = date(2025, 11, 25)


def keys(officers: object) -> list[str]:
    return sorted(officers.values_list("officer_id", flat=True))  # type: ignore[attr-defined]


@pytest.fixture
def register(people: People) -> None:
    with in_everything():
        make_officer("MAR-1", family_name="Benâni", given_names="Élodie", name_ar="بنّاني إلهام")
        make_officer("MAR-2", family_name="O'Hara-Diop", given_names="Al")
        make_officer("SEN-1", partner="SEN", family_name="Bennani", given_names="Awa")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("benani elodie", ["MAR-1"]),
        ("ELODIE", ["MAR-1"]),
        ("lod", ["MAR-1"]),
        ("الهام", ["MAR-1"]),
        ("al", ["MAR-2"]),
        ("o'hara", ["MAR-2"]),
        ("MAR-2", ["MAR-2"]),
        ("%", []),
        ("100%_", []),
    ],
)
def test_name_is_found_by_its_parts(register: None, people: People, text: str, expected: list[str]) -> None:
    with acting_as(people.country):
        found = search_names(queries.officers_for_user(people.country), text, user=people.country)

        assert (keys(found.officers), found.close) == (expected, ())


def test_misspelt_name_finds_those_that_come_close(register: None, people: People) -> None:
    with acting_as(people.selection):
        found = search_names(queries.officers_for_user(people.selection), "benanni", user=people.selection)

        assert (keys(found.officers), found.close) == (["MAR-1", "SEN-1"], ("benani", "bennani"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("benini", ["benani"]),  # a letter changed in the second half
        ("banani", ["benani"]),  # in the first
        ("enani", ["benani"]),  # left out at the beginning
        ("benanni", ["benani", "bennani"]),  # put in; and two letters in each other's place
        ("bneani", ["benani"]),  # two letters in each other's place
        ("beanni", ["benani"]),  # those in the middle
        ("ohara", ["hara"]),  # of O'Hara
        ("bonini", []),  # wrong twice, and too short to share enough trigrams
    ],
)
def test_a_slip_is_found_wherever_it_stands(register: None, people: People, text: str, expected: list[str]) -> None:
    with acting_as(people.selection):
        assert close_words(text, user=people.selection) == expected


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("diop", "diop", False),
        ("diop", "diap", True),
        ("diop", "dio", True),
        ("diop", "iop", True),
        ("diop", "diopp", True),
        ("diop", "idop", True),
        ("diop", "dipo", True),
        ("diop", "podi", False),
        ("diop", "diab", False),
        ("diop", "dioppe", False),
        ("", "d", True),
    ],
)
def test_one_slip_is_one_letter_or_two_neighbours(word: str, other: str, expected: bool) -> None:  # noqa: FBT001 -- expectation
    assert (is_one_slip(word, other), is_one_slip(other, word)) == (expected, expected)


@given(st.text("abc", min_size=4, max_size=8), st.data())
def test_every_slip_leaves_one_half_whole(word: str, data: st.DataObject) -> None:
    """What ranges of an index are asked for holds every word that is one slip away."""
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abc"))
    changed = (word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + word[at + 1 :])
    turned = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    half = (len(word) + 1) // 2
    middle = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]

    for other in (*changed, turned):
        assert is_one_slip(word, other) or other == word
        assert other.startswith(word[:half]) or other.endswith(word[half:]) or other == middle


def test_misspelt_name_tells_nothing_of_another_states_officers(register: None, people: People) -> None:
    with acting_as(people.country):
        assert close_words("bennanni", user=people.country) == ["benani"]


def test_mission_desk_compares_with_the_names_nominated_to_it(register: None, people: People) -> None:
    with in_everything():
        make_nomination(Officer.objects.get(officer_id="MAR-1"))
    with acting_as(people.mission):
        found = search_names(queries.officers_for_user(people.mission), "benanni", user=people.mission)

        assert (keys(found.officers), found.close) == (["MAR-1"], ("benani",))


def test_trigrams_are_those_of_the_database(people: People) -> None:
    assert sorted(trigrams("diop")) == ["  d", " di", "dio", "iop", "op "]


def test_language_is_asked_at_a_level_or_above(everything: None) -> None:
    for k, level in enumerate(("B1", "B2", "C2")):
        make_officer(f"MAR-{k}", languages=[f"fr:{level}", "en:C2"])

    assert keys(queries.speaking(Officer.objects.all(), "fr", "B2")) == ["MAR-1", "MAR-2"]


def test_all_skills_are_asked(everything: None) -> None:
    make_officer("MAR-1", skills=["forensics"])
    make_officer("MAR-2", skills=["forensics", "training"])

    assert keys(queries.skilled(Officer.objects.all(), ["training", "forensics"])) == ["MAR-2"]


@pytest.mark.parametrize("day", [DAY, date(2026, 2, 28), date(2024, 2, 29), date(2026, 2, 27)])
def test_clearance_holds_exactly_as_the_library_says(everything: None, day: date) -> None:
    given = [add_months(day, -24), day, date(2022, 2, 28), date(2024, 2, 28), date(2024, 2, 29), date(2023, 11, 24), date(2023, 11, 25)]
    for k, cleared in enumerate(given):
        make_officer(f"MAR-{k}", ams_cleared_on=cleared)
    make_officer("MAR-9", ams_cleared_on=None)

    expected = [f"MAR-{k}" for k, cleared in enumerate(given) if cleared <= day <= add_months(cleared, 24)]
    assert keys(queries.cleared_on(Officer.objects.all(), day)) == expected


def test_papers_that_end_between_two_days(everything: None) -> None:
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    make_officer("MAR-1", passport_expires_on=first)
    make_officer("MAR-2", medical_expires_on=last)
    make_officer("MAR-3", passport_expires_on=date(2026, 4, 1), medical_expires_on=date(2025, 12, 31))
    licensed = make_officer("MAR-4")
    licensed.documents.create(partner_id="MAR", kind="licence", expires_on=date(2026, 2, 1))

    assert keys(queries.with_paper_ending(Officer.objects.all(), first, last)) == ["MAR-1", "MAR-2", "MAR-4"]


def test_availability_includes_both_days(everything: None) -> None:
    make_officer("MAR-1", available_from=DAY, available_until=DAY)
    make_officer("MAR-2", available_from=DAY)
    make_officer("MAR-3", available_from=date(2025, 11, 26))
    make_officer("MAR-4", available_from=date(2025, 1, 1), available_until=date(2025, 11, 24))
    make_officer("MAR-5")

    assert keys(queries.available_on(Officer.objects.all(), DAY)) == ["MAR-1", "MAR-2"]


def test_stages_are_counted_in_order_those_without_any_too(everything: None) -> None:
    make_nomination(stage="screened")

    counts = queries.stage_counts(Nomination.objects.all())

    assert {stage.value: n for stage, n in counts.items() if n} == {"screened": 1}
    assert len(counts) == 13


@pytest.mark.parametrize("order", ["sort_key", "-sort_key"])
def test_page_looked_up_by_keys_is_the_same_page(everything: None, order: str) -> None:
    for name in ("Diop", "Alami", "Zerouali", "Bennani"):
        make_officer(f"MAR-{name}", family_name=name)
    plain = Officer.objects.order_by(order, "pk").defer("search_key")

    assert list(plain.keys_first()[:3]) == list(plain[:3])
    assert list(plain.keys_first().filter(family_name="Diop")[:3]) == list(plain.filter(family_name="Diop"))


def test_few_officers_are_counted_on_the_way(everything: None) -> None:
    make_officer("MAR-1")
    make_officer("MAR-2", gender="M")
    found = narrowed(Officer.objects.filter(gender="F"))

    assert (keys(found.officers), found.n) == (["MAR-1"], 1)


def test_many_officers_are_not_counted_and_all_of_them_stay(everything: None) -> None:
    for k in range(3):
        make_officer(f"MAR-{k}")
    found = narrowed(Officer.objects.filter(gender="F"), few=2)

    assert (keys(found.officers), found.n) == (["MAR-0", "MAR-1", "MAR-2"], None)


def test_officers_among_keys_are_those_alone_in_the_order_asked_for(everything: None) -> None:
    made = {name: make_officer(f"MAR-{name}", family_name=name) for name in ("Diop", "Alami", "Zerouali")}
    asked = [made["Zerouali"].pk, made["Alami"].pk, 2**62]

    assert list(among(Officer.objects.order_by("sort_key"), asked)) == [made["Alami"], made["Zerouali"]]
    assert list(among(Officer.objects.all(), [])) == []


def test_sample_of_a_small_register_is_not_taken(everything: None) -> None:
    make_officer("MAR-1")

    assert sample_of([["bennani"]]) == Sample()


@pytest.mark.parametrize(
    ("n", "n_spread", "expected"),
    [(8, 8, False), (9, 9, True), (59, 8, False), (60, 0, True)],
)
def test_family_name_has_to_be_more_common_than_one_that_stands_anywhere(n: int, n_spread: int, expected: bool) -> None:  # noqa: FBT001 -- expectation
    assert Sample(n=n, n_spread=n_spread).is_common == expected


def test_sample_of_a_large_register_tells_names_that_begin_apart(everything: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make_officer("MAR-1", family_name="Bennani", given_names="Awa")
    make_officer("MAR-2", family_name="Diop", given_names="Awa Bennani")
    make_officer("MAR-3", family_name="Sow", given_names="Ali")
    monkeypatch.setattr(naming, "LARGE", -2)  # a table that was never looked at says that it has -1 row

    assert sample_of([["bennani"]]) == Sample(n=2, n_spread=1)
    assert sample_of([["aw", "zz"], ["bennani"]]) == Sample(n=2, n_spread=1)
    assert sample_of([["al"]]) == Sample(n=1, n_spread=1)
