"""The gazetteer knows every State in four languages, says where a name stood and never passes one State's name for another's."""

import csv
from collections import defaultdict
from importlib.resources import files

import pytest

from releve.communique.folding import fold_keep_offsets, folded_words
from releve.communique.gazetteer import Kind, load_gazetteer
from releve.communique.lexicon import LANGUAGES, Name
from releve.reference import load_reference

GAZETTEER = load_gazetteer()
ADDRESSED = "Mr. Doe met Maj. Gen. Roe at miss distance"


def found(text: str, kind: Kind) -> list[tuple[str, str]]:
    """Return the written form and the key of each mention."""
    return [(text[mention.start : mention.end], mention.key) for mention in GAZETTEER.find(text, kind)]


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("releve.communique").joinpath("data", f"{table}.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("kind", [Kind.COUNTRY, Kind.DEMONYM])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name_and_a_demonym_in_each_language(kind: Kind, language: str) -> None:
    states = {name.key for name in GAZETTEER.names[Kind.DEMONYM]}
    named = {name.key for name in GAZETTEER.names[kind] if name.language == language}

    assert len(states) > 195
    assert states - named == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_town_in_each_language(language: str) -> None:
    states = {name.key for name in GAZETTEER.names[Kind.DEMONYM]}
    with_town = {name.key for name in GAZETTEER.names[Kind.PLACE] if name.language == language}

    assert states - with_town == set()


def test_every_country_code_is_one_of_the_reference() -> None:
    known = set(load_reference().countries)
    keys = {
        code for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.PLACE) for name in GAZETTEER.names[kind] for code in (name.key, *name.others)
    }

    assert keys - known <= {"XKX"}


@pytest.mark.parametrize("kind", [Kind.COUNTRY, Kind.DEMONYM, Kind.PLACE])
def test_a_name_of_two_states_in_one_language_says_so(kind: Kind) -> None:
    bearers: dict[tuple[str, tuple[str, ...]], list[Name]] = defaultdict(list)
    for name in GAZETTEER.names[kind]:
        bearers[name.language, folded_words(name.text)].append(name)

    silent = [
        names[0].text for names in bearers.values() if any({other.key for other in names} - {name.key, *name.others} for name in names)
    ]

    assert silent == []


@pytest.mark.parametrize("kind", [Kind.ORGANISATION, Kind.SERVICE, Kind.MISSION])
def test_a_key_speaks_for_one_partner_and_a_name_has_one_key(kind: Kind) -> None:
    partners: dict[str, set[str | None]] = defaultdict(set)
    keys: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name in GAZETTEER.names[kind]:
        partners[name.key].add(name.partner)
        keys[folded_words(name.text)].add(name.key)

    assert [key for key, these in partners.items() if len(these) > 1] == []
    assert [" ".join(words) for words, these in keys.items() if len(these) > 1] == []


def test_no_row_is_written_twice() -> None:
    for table in ("demonyms", "organisations", "services", "titles", "places", "missions"):
        written = [tuple(row.values()) for row in rows(table)]

        assert len(written) == len(set(written)), table


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("La délégation du Royaume d’Espagne et celle des ÉTATS-UNIS", Kind.COUNTRY, [("Royaume d’Espagne", "ESP"), ("ÉTATS-UNIS", "USA")]),
        ("les policières marocaines", Kind.DEMONYM, [("marocaines", "MAR")]),
        ("a member of the South Sudanese police", Kind.DEMONYM, [("South Sudanese", "SSD")]),
        ("con la Guardia Civil, en Sevilla", Kind.SERVICE, [("Guardia Civil", "GUARDIA-CIVIL")]),
        ("Interpol et Europol", Kind.ORGANISATION, [("Interpol", "INTERPOL"), ("Europol", "EUROPOL")]),
        ("au sein de la Minusca", Kind.MISSION, [("Minusca", "MINUSCA")]),
        ("in Dar es\nSalaam", Kind.PLACE, [("Dar es\nSalaam", "TZA")]),
    ],
)
def test_a_name_is_thesewhere_it_stands(text: str, kind: Kind, expected: list[tuple[str, str]]) -> None:
    assert found(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("المغرب", [("المغرب", "MAR")]),
        ("بالمغرب", [("المغرب", "MAR")]),
        ("وبالمغرب", [("المغرب", "MAR")]),
        ("للمغرب", [("للمغرب", "MAR")]),
        ("كالمغرب", [("المغرب", "MAR")]),
        ("وفرنسا", [("فرنسا", "FRA")]),
        ("للبنان", [("لبنان", "LBN")]),
        ("وكندا", [("كندا", "CAN")]),
        ("المـــغرب", [("المـــغرب", "MAR")]),
        ("المَغْرِب", [("المَغْرِب", "MAR")]),
        ("إسبانيا واسبانيا", [("إسبانيا", "ESP"), ("اسبانيا", "ESP")]),
    ],
)
def test_an_arabic_name_is_thesebehind_what_is_written_together_with_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, Kind.COUNTRY) == expected


def test_an_acronym_that_is_a_word_counts_in_capitals_only() -> None:
    assert found("un appui de l'ONU au Mali", Kind.ORGANISATION) == [("ONU", "UN")]
    assert found("The UN and the AU agreed", Kind.ORGANISATION) == [("UN", "UN"), ("AU", "AU")]


def test_a_demonym_that_is_a_country_with_a_capital_is_told_apart() -> None:
    text = "La police argentine en Argentine"

    assert [m.start for m in GAZETTEER.find(text, Kind.DEMONYM, languages=("fr",))] == [text.index("argentine")]
    assert found(text, Kind.COUNTRY) == [("Argentine", "ARG")]


def test_a_town_that_is_a_word_counts_with_a_capital_only() -> None:
    assert found("a nice male colleague in Nice", Kind.PLACE) == [("Nice", "FRA")]


def test_a_short_form_of_address_takes_its_full_stop_along() -> None:
    assert [ADDRESSED[m.start : m.end] for m in GAZETTEER.find(ADDRESSED, Kind.TITLE, languages=("en",))] == ["Mr.", "Maj. Gen."]


def test_names_of_other_languages_are_left_out_on_demand() -> None:
    text = "Le Mali reçoit UN appui"

    assert GAZETTEER.find(text, Kind.ORGANISATION, languages=("fr",)) == []
    assert [mention.key for mention in GAZETTEER.find(text, Kind.ORGANISATION)] == ["UN"]


def test_a_word_of_two_states_carries_both_and_a_word_of_every_day_is_not_sure() -> None:
    (congo,) = GAZETTEER.find("au Congo", Kind.COUNTRY)
    (chad,) = GAZETTEER.find("with Chad", Kind.COUNTRY, languages=("en",))

    assert (congo.key, congo.others, congo.sure) == ("COG", ("COD",), False)
    assert (chad.key, chad.others, chad.sure) == ("TCD", (), False)


def test_a_service_speaks_for_its_country_only_where_no_other_bears_the_name() -> None:
    text = "La Guardia Civil et la police nationale"

    assert [(m.key, m.partner) for m in GAZETTEER.find(text, Kind.SERVICE)] == [("GUARDIA-CIVIL", "ESP"), ("POLICE-NATIONALE", None)]


def test_a_preposition_of_every_day_is_no_governor() -> None:
    assert found("إلى الرباط وإلى فاس", Kind.TITLE) == []


def test_the_longer_name_wins() -> None:
    assert found("la Guinée équatoriale et la Guinée", Kind.COUNTRY) == [("Guinée équatoriale", "GNQ"), ("Guinée", "GIN")]


def test_a_sentence_ends_a_name() -> None:
    assert found("Il a quitté la Guinée. Équatoriale", Kind.COUNTRY) == [("Guinée", "GIN")]


def test_folding_keeps_the_place_of_each_letter() -> None:
    text = "L’e\u0301tat-major de Kœnig, ﷲ, ①, \u200fالمـغرب"
    folded = fold_keep_offsets(text)

    assert len(folded.offsets) == len(folded.text)
    assert folded.text.startswith("l'etat-major de koenig")
    assert folded.span(2, 6) == (2, 7)
    assert list(folded.offsets) == sorted(folded.offsets)
