"""What a desk met in its own texts: capitals, two spellings, titles said twice, training of officers, a day without a year."""

from releve.communique import read_communique
from releve.communique.draft import StatementAct

SHOUTED = """LE DIRECTEUR GÉNÉRAL DE LA POLICE NATIONALE, OUMAR SISSOKO, A REÇU À BAMAKO L'AMBASSADEUR DU PORTUGAL AU MALI, \
RUI TAVARES. AUJOURD'HUI LES DEUX PARTIES ONT CONVENU DE RENFORCER LE PARTENARIAT. RENFORCER LE PARTENARIAT EST UTILE. \
AUCUN POSTE ET AUCUNE DATE."""
TWO_SPELLINGS = """Le directeur de la police de Tunisie, Khaled Ben Youssef, a reçu à Tunis l'ambassadeur d'Italie, Marco Rinaldi. \
À l'issue de l'entretien, Khalid Ben Yousef a salué la coopération."""
BROTHERS = """Le ministre de l'Intérieur du Tchad, Mohamed Ali Hassan, a reçu à N'Djamena \
le directeur de la police du Niger, Mahmoud Ali Hassan."""


def test_capitals_alone_make_nobody_a_person() -> None:
    draft = read_communique(SHOUTED)

    assert [person.name for person in draft.participants] == ["Oumar Sissoko", "Rui Tavares"]


def test_a_name_in_two_spellings_is_one_person() -> None:
    people = read_communique(TWO_SPELLINGS).participants

    assert [(person.name, person.also_written) for person in people] == [
        ("Khaled Ben Youssef", ("Khalid Ben Yousef",)),
        ("Marco Rinaldi", ()),
    ]


def test_names_that_are_only_alike_stay_two_persons() -> None:
    assert [person.name for person in read_communique(BROTHERS).participants] == ["Mohamed Ali Hassan", "Mahmoud Ali Hassan"]


def test_a_title_within_a_longer_one_is_not_said_twice() -> None:
    text = (
        "The Director General of the Kenya Police, Director General Amos Kiprono, received in Nairobi on 3 March 2025 "
        "the ambassador of Ghana, Kofi Darko."
    )

    titles = read_communique(text).participants[0].titles
    assert not any(one != other and one.casefold() in other.casefold() for one in titles for other in titles)


def test_training_of_officers_is_no_request_for_officers() -> None:
    text = (
        "The Inspector General of Police of Malawi, Grace Banda, received in Lilongwe the ambassador of Norway, Lars Holm. "
        "Ms Banda requested support for the training of women officers."
    )

    (request,) = (said for said in read_communique(text).statements if said.act is StatementAct.REQUEST)
    assert request.subject is None


def test_a_day_without_a_year_is_shown_and_not_chosen() -> None:
    text = "Le ministre de l'Intérieur du Tchad, Idriss Abakar, a reçu le 4 mai à N'Djamena l'ambassadeur de France au Tchad, Paul Morel."

    draft = read_communique(text)
    assert draft.date is None
    assert [(one.slot, one.value, one.why) for one in draft.candidates] == [("date", "4 mai", "no_year")]
    assert [text[slice(*one.span)] for one in draft.candidates] == ["4 mai"]
