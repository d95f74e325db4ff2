"""The scorer of what is read from communiqués, on labels and answers small enough to count by hand."""

from typing import Any

import pytest
from benchmarks.communique.scoring import Miss, Tally, same_person, score

LABEL: dict[str, Any] = {
    "id": "t1",
    "kind": "bilateral",
    "date": "2024-03-05",
    "place": {"name": "Tanger", "country": "MAR", "alt": ["Tangier", "طنجة"]},
    "event": {"name": "INTERPOL General Assembly", "edition": 92},
    "participants": [
        {"name": "Younes El Ghazouli", "family": "El Ghazouli", "role": "host", "partner": "MAR"},
        {"name": "Radu Petrovan", "family": "Petrovan", "role": "guest", "partner": "ROU"},
    ],
    "topics": ["drugs", "migration"],
    "statements": [{"by": "ROU", "act": "request", "to": "MAR"}],
    "ambiguous": [],
}


def counts(answer: dict[str, Any], slot: str, **label: object) -> tuple[int, int, int]:
    tallies, _ = score([{**LABEL, **label}], {"t1": answer})
    return tallies[slot].hits, tallies[slot].extra, tallies[slot].missed


def test_the_labels_themselves_are_without_fault() -> None:
    tallies, misses = score([LABEL], {"t1": LABEL})

    assert misses == []
    assert {slot: tally.f1 for slot, tally in tallies.items()} == dict.fromkeys(tallies, 1.0)


def test_a_text_without_an_answer_misses_all() -> None:
    tallies, _ = score([LABEL], {})

    assert [tallies[slot].missed for slot in ("kind", "date", "place", "participant", "topics", "statements")] == [1, 1, 1, 2, 2, 1]
    assert sum(tally.hits + tally.extra for tally in tallies.values()) == 0


def test_a_wrong_value_is_one_too_many_and_one_missed() -> None:
    assert counts({"date": "2024-03-06"}, "date") == (0, 1, 1)
    assert counts({"date": "2024-03-06"}, "date", date=None) == (0, 1, 0)
    assert counts({"date": None}, "date", date=None) == (0, 0, 0)


def test_a_place_is_right_in_any_of_its_languages_and_in_its_country_only() -> None:
    assert counts({"place": {"name": "Tangier", "country": "MAR"}}, "place") == (1, 0, 0)
    assert counts({"place": {"name": "طنجة", "country": "MAR"}}, "place") == (1, 0, 0)
    assert counts({"place": {"name": "Tanger", "country": "ESP"}}, "place") == (0, 1, 1)
    assert counts({"place": {"name": "Fès", "country": "MAR"}}, "place", place={"name": None, "country": "MAR"}) == (1, 0, 0)


def test_a_person_with_the_wrong_partner_is_a_hit_of_the_name_only() -> None:
    answer = {"participants": [{"name": "M. Petrovan", "role": "guest", "partner": "MAR"}]}

    # "M." is an initial: the name is within the label's.
    assert counts(answer, "participant") == (1, 0, 1)
    assert counts(answer, "participant_partner") == (0, 1, 2)
    assert counts(answer, "participant_role") == (1, 0, 1)


def test_an_optional_person_is_neither_asked_for_nor_held_against() -> None:
    optional = [LABEL["participants"][0], {**LABEL["participants"][1], "optional": True}]
    both = {"participants": LABEL["participants"]}
    one = {"participants": LABEL["participants"][:1]}

    assert counts(both, "participant", participants=optional) == (1, 0, 0)
    assert counts(one, "participant", participants=optional) == (1, 0, 0)


def test_a_slot_that_is_ambiguous_is_not_scored() -> None:
    assert counts({"kind": "visit"}, "kind", ambiguous=["kind"]) == (0, 0, 0)


def test_topics_that_are_optional_cost_nothing() -> None:
    assert counts({"topics": ["drugs", "training"]}, "topics") == (1, 1, 1)
    assert counts({"topics": ["drugs", "migration", "training"]}, "topics", topics_optional=["training"]) == (2, 0, 0)


def test_agreements_have_no_order_and_requests_do() -> None:
    agreed = [{"by": "MAR", "act": "agreement", "to": "ROU"}]
    turned = [{"by": "ROU", "act": "agreement", "to": "MAR"}]

    assert counts({"statements": turned}, "statements", statements=agreed) == (1, 0, 0)
    assert counts({"statements": [{"by": "MAR", "act": "request", "to": "ROU"}]}, "statements") == (0, 1, 1)


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("عبد الغني الغزولي", "الغزولي", True),
        ("Nuria Sanabria Luengo", "Nuria SANABRIA LUENGO", True),
        ("Álvaro Becerril", "Alvaro Becerril", True),
        ("Turki bin Saad Al-Shahwani", "Saad", False),
        ("Rym Trabsi", "Rym Jaziroune", False),
    ],
)
def test_names_agree_across_accents_capitals_and_parts(label: str, name: str, *, same: bool) -> None:
    family = label.rsplit(maxsplit=1)[-1]

    assert same_person({"name": label, "family": family}, name) is same


def test_errors_say_what_was_wanted_and_what_was_given() -> None:
    _, misses = score([LABEL], {"t1": {**LABEL, "date": "2024-05-03"}})

    assert misses == [Miss(text="t1", slot="date", wanted="2024-03-05", given="2024-05-03")]


def test_shares_of_a_tally() -> None:
    tally = Tally(hits=3, extra=1, missed=2)

    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.6, pytest.approx(2 / 3))
    assert Tally().f1 is None
