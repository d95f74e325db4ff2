"""Texts that are none, hold too much, or contradict themselves: no traceback, no guess, and all that was met is told."""

import datetime as dt
import time

import pytest

from releve.communique import draft_document, read_communique
from releve.communique.draft import Draft, MeetingKind

LEAD = (
    "Le directeur général de la police nationale sénégalaise, Ousmane Diagne Faye, a reçu, jeudi 14 mars 2024 à Dakar, Rui Teles Moreira, "
    "directeur national de la police de sécurité publique du Portugal."
)
PATIENCE_S = 10
"""Far more than it takes on an idle machine: what must not happen is minutes."""
NAMES = ["Ousmane Diagne Faye", "Rui Teles Moreira"]


@pytest.mark.parametrize("text", ["", " \n\t\n", ".", "…" * 50, "\u200f\u200e" * 40])
def test_an_empty_text_gives_an_empty_draft(text: str) -> None:
    draft = read_communique(text)

    assert (draft.kind, draft.date, draft.place, draft.participants, draft.language) == (MeetingKind.NONE, None, None, (), None)
    assert len(draft.warnings) == 1


def test_binary_content_is_told_apart() -> None:
    noise = (bytes(range(256)) * 20).decode("latin-1")

    draft = read_communique(noise)

    assert (draft.kind, draft.warnings) == (MeetingKind.NONE, ("not_text",))


@pytest.mark.parametrize("filling", [LEAD + "\n", "وزير ", "<script>", "\n"])
def test_ten_megabytes_are_read_in_part_and_said_so(filling: str) -> None:
    draft, seconds = _read_ten_megabytes(filling)

    assert seconds < PATIENCE_S
    assert "cut" in draft.warnings


@pytest.mark.soak
@pytest.mark.parametrize(
    "filling",
    [
        "a",
        "<p",
        "<  ",
        "<!--",
        "M. A. ",
        "M. ",
        "A ",
        "a, ",
        "Dupont ",
        "12 mars ",
        "((((",
        "&amp;",
        "1234567890",
        " ",
        "12 ",
        "le chef ",
        "à Dakar ",
        "السيد ",
        "a reçu ",
        "«",
        "- ",
        "de la ",
    ],
)
def test_no_filling_takes_long(filling: str) -> None:
    draft, seconds = _read_ten_megabytes(filling)

    assert seconds < PATIENCE_S
    assert "cut" in draft.warnings


def _read_ten_megabytes(filling: str) -> tuple[Draft, float]:
    began = time.perf_counter()
    draft = read_communique(LEAD + "\n\n" + filling * (10_000_000 // len(filling)))
    return draft, time.perf_counter() - began


def test_html_is_read_as_its_text_and_the_spans_lead_back() -> None:
    page = (
        "<html><head><title>Actualités</title><script>var jour = '1er mai 2020';</script></head><body><nav><a href='/'>Accueil</a></nav>"
        f"<article><h1>Dakar&nbsp;: rencontre entre polices</h1><p>{LEAD.replace('é', '&eacute;')}</p></article>"
        "<footer>Tous droits réservés 2026</footer></body></html>"
    )

    draft = read_communique(page)

    assert draft.date == dt.date(2024, 3, 14)
    assert [person.name for person in draft.participants] == NAMES
    assert page[slice(*draft.spans["place"])] == "Dakar"


def test_capitals_are_read_as_small_letters() -> None:
    draft = read_communique(LEAD.upper())

    assert (draft.kind, draft.date) == (MeetingKind.BILATERAL, dt.date(2024, 3, 14))
    assert [person.name for person in draft.participants] == NAMES


def test_the_rest_of_the_page_is_no_part_of_the_text() -> None:
    residue = (
        "\n\nRelated Posts\n\nLe ministre de l'Intérieur du Gabon, Hervé Moussavou, a reçu mardi 2 janvier 2024 à Libreville l'ambassadeur du "
        "Japon, Kenji Aramaki.\n\nLeave A Reply\n\nVotre adresse e-mail ne sera pas publiée."
    )

    assert draft_document(read_communique(LEAD + residue)) == draft_document(read_communique(LEAD))


def test_days_that_contradict_each_other_are_all_given_and_none_chosen() -> None:
    draft = read_communique(LEAD + "\n\nLa rencontre de MM. Faye et Moreira s'est tenue vendredi 15 mars 2024 à Dakar.")

    assert draft.date is None
    assert {one.value for one in draft.candidates if one.slot == "date"} == {"2024-03-14", "2024-03-15"}
    assert "contradicting_dates" in draft.warnings


def test_two_meetings_in_one_text_are_told() -> None:
    second = (
        "\n\nLe même responsable a également reçu, vendredi 15 mars 2024 à Dakar, Hanna Lindqvist Berg, cheffe de la police de Suède, et "
        "vendredi 15 mars 2024, Piotr Zielony, directeur de la police de Pologne."
    )

    draft = read_communique(LEAD + second)

    assert "several_meetings" in draft.warnings
    assert {one.value for one in draft.candidates if one.slot == "date"} >= {"2024-03-15"}


def test_the_end_of_a_conference_is_no_second_meeting() -> None:
    draft = read_communique(
        LEAD + "\n\nDakar accueille cette semaine la 12e Conférence des polices, qui se poursuit jusqu'au 17 mars 2024."
    )

    assert (draft.date, draft.warnings) == (dt.date(2024, 3, 14), ())


def test_a_person_spelt_in_two_ways_is_one_person() -> None:
    draft = read_communique(LEAD + "\n\nM. Rui Telles Moreira a remercié le directeur général de la police nationale sénégalaise.")

    assert [person.name for person in draft.participants] == NAMES
    assert draft.participants[1].also_written == ("Rui Telles Moreira",)


def test_without_a_year_the_day_is_not_guessed() -> None:
    text = LEAD.replace("jeudi 14 mars 2024", "jeudi 14 mars")

    assert read_communique(text).date is None
    assert read_communique(text, published_on=dt.date(2024, 3, 16)).date == dt.date(2024, 3, 14)


def test_a_text_in_two_languages_is_read_in_that_of_most_of_it() -> None:
    english = "\n\nThe two heads of police held talks in Dakar."

    draft = read_communique(LEAD + english)

    assert (draft.language, draft.kind, draft.date) == ("fr", MeetingKind.BILATERAL, dt.date(2024, 3, 14))


def test_a_language_that_is_not_read_gives_a_warning_and_no_value() -> None:
    draft = read_communique("Полиция провела встречу в Женеве, участники обсудили вопросы безопасности и сотрудничества.")

    assert (draft.language, draft.kind, draft.participants) == (None, MeetingKind.NONE, ())
    assert draft.warnings == ("unknown_language",)


def test_the_same_text_gives_the_same_document() -> None:
    assert draft_document(read_communique(LEAD)) == draft_document(read_communique(LEAD))
