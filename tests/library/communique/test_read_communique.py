"""What the reader makes of communiqués in the project's own words."""

import datetime as dt
from pathlib import Path

import pytest

from releve.communique import draft_document, read_communique
from releve.communique.draft import MeetingKind, Role, StatementAct

EXAMPLES = Path(__file__).parents[3] / "examples" / "marrakech-2025"
MARRAKECH = "\n\n".join(  # noqa: FLY002  # paragraphs, each with its own letters
    (
        "À Marrakech, l’ONU demande davantage de policiers",
        (
            "Le directeur général de la Sûreté nationale et de la Surveillance du territoire, Abdellatif Hammouchi, a reçu, mardi 25 novembre 2025 "
            "à Marrakech, Faisal Shahkar, chef de la police des Nations Unies."
        ),
        (
            "Selon un communiqué de la Direction générale de la Sûreté nationale (DGSN), l'entrevue a eu lieu aux Jardins de la Ménara, où se tient "
            "jusqu'au 27 novembre 2025 la 93ᵉ Assemblée générale d'Interpol."
        ),
        (
            "M. Shahkar a sollicité davantage de policiers marocains, au siège de New York comme dans les missions de maintien de la paix, et relevé "
            "leur maîtrise de plusieurs langues."
        ),
        "Related Posts",
        "Le ministre Jean Untel a reçu Paul Quidam le 3 mai 2024 à Lyon",
    )
)


def test_the_meeting_of_marrakech_is_read_in_every_slot() -> None:
    document = draft_document(read_communique(MARRAKECH))

    assert (document["language"], document["issuer"], document["kind"]) == ("fr", "DGSN", "bilateral")
    assert (document["date"], document["date_end"]) == ("2025-11-25", None)
    assert document["place"] == {"name": "Marrakech", "country": "MAR"}
    assert document["venue"] == "Jardins de la Ménara"
    assert document["event"] == {"name": "INTERPOL General Assembly", "edition": 93, "starts_on": None, "ends_on": "2025-11-27"}
    assert document["topics"] == ["peace_operations"]
    draft = read_communique(MARRAKECH)
    assert [(one.name, one.role, one.organisation, one.partner) for one in draft.participants] == [
        ("Abdellatif Hammouchi", Role.HOST, "DGSN", "MAR"),
        ("Faisal Shahkar", Role.GUEST, "UN Police", "UN"),
    ]
    assert [(said.by, said.act, said.to, said.subject, said.scope, said.languages) for said in draft.statements] == [
        ("UN", StatementAct.REQUEST, "MAR", "police personnel", ("headquarters", "missions"), True)
    ]


def test_spans_show_the_words_a_value_was_read_from() -> None:
    draft = read_communique(MARRAKECH)

    start, end = draft.spans["date"]
    assert MARRAKECH[start:end] == "mardi 25 novembre 2025"
    start, end = draft.spans["place"]
    assert MARRAKECH[start:end] == "Marrakech"
    assert [MARRAKECH[slice(*one.span)] for one in draft.participants if one.span] == ["Abdellatif Hammouchi", "Faisal Shahkar"]


def test_spans_of_a_web_page_are_those_of_the_page() -> None:
    page = "<html><body><nav>Accueil</nav><p>Le ministre de l&rsquo;Int&eacute;rieur du Niger, <b>Moussa Alzouma</b>, a re&ccedil;u &agrave; Niamey, le 3 mai 2024, l&rsquo;ambassadeur du Tchad, <b>Ali Kossi</b>.</p></body></html>"

    draft = read_communique(page)

    assert [one.name for one in draft.participants] == ["Moussa Alzouma", "Ali Kossi"]
    assert [page[slice(*one.span)] for one in draft.participants if one.span] == ["Moussa Alzouma", "Ali Kossi"]
    assert (draft.date, draft.kind) == (dt.date(2024, 5, 3), MeetingKind.BILATERAL)


ENGLISH = (
    "The Director General of National Security and Territorial Surveillance, Karim Bennis, received on Monday, 3 February 2025 in Rabat, "
    "the Commissioner of the Nigeria Police, Mr. Adewale Okonkwo. The two officials agreed to step up the fight against drug trafficking. "
    "Mr. Okonkwo praised the training offered to Nigerian police officers."
)
SPANISH = (
    "El ministro del Interior de España, Fernando Robles Marchena, se ha reunido este lunes 17 de noviembre de 2025 en Madrid con su "
    "homólogo marroquí, Abdelhak Berrada. Ambos ministros acordaron reforzar las patrullas contra la inmigración irregular. "
    "Robles agradeció a Marruecos su colaboración."
)
ARABIC = (
    "التقى وزير الداخلية التونسي خالد بن محمود النوري، يوم ١٧ نوفمبر ٢٠٢٤ بالدوحة، نظيره القطري الشيخ خليفة بن حمد آل ثاني. "
    "واتفق الوزيران على دعم التعاون في مجال مكافحة المخدرات."
)


@pytest.mark.parametrize(
    ("text", "language", "day", "place", "sides", "topics"),
    [
        (
            ENGLISH,
            "en",
            dt.date(2025, 2, 3),
            ("Rabat", "MAR"),
            [("Karim Bennis", "host", "MAR"), ("Adewale Okonkwo", "guest", "NGA")],
            {"drugs", "training"},
        ),
        (
            SPANISH,
            "es",
            dt.date(2025, 11, 17),
            ("Madrid", "ESP"),
            [("Fernando Robles Marchena", "host", "ESP"), ("Abdelhak Berrada", "guest", "MAR")],
            {"migration"},
        ),
        (
            ARABIC,
            "ar",
            dt.date(2024, 11, 17),
            ("الدوحة", "QAT"),
            [("خالد بن محمود النوري", "guest", "TUN"), ("خليفة بن حمد آل ثاني", "host", "QAT")],
            {"drugs"},
        ),
    ],
)
def test_other_languages_are_read_as_well(
    text: str, language: str, day: dt.date, place: tuple[str, str], sides: list[tuple[str, str, str]], topics: set[str]
) -> None:
    draft = read_communique(text)

    assert (draft.language, draft.kind, draft.date) == (language, MeetingKind.BILATERAL, day)
    assert draft.place is not None
    assert (draft.place.name, draft.place.country) == place
    assert [(one.name, one.role, one.partner) for one in draft.participants] == sides
    assert set(draft.topics) == topics
    assert StatementAct.AGREEMENT in {said.act for said in draft.statements}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a eu, le 8 janvier 2024, un entretien téléphonique avec", MeetingKind.CALL),
        ("a signé, le 8 janvier 2024 à Bruxelles, un mémorandum avec", MeetingKind.SIGNATURE),
        ("a présidé, le 8 janvier 2024 à Bruxelles, la cérémonie de remise de médailles avec", MeetingKind.CEREMONY),
        ("a effectué du 8 au 9 janvier 2024 une visite de travail aux côtés de", MeetingKind.VISIT),
        ("a pris part, le 8 janvier 2024 à Bruxelles, à la conférence des polices avec", MeetingKind.MULTILATERAL),
        ("s'est entretenu, le 8 janvier 2024 à Bruxelles, en marge d'une visite de travail, avec", MeetingKind.BILATERAL),
    ],
)
def test_the_first_verb_of_the_lead_says_what_kind_of_meeting_it_was(words: str, kind: MeetingKind) -> None:
    text = f"Le directeur général de la police nationale du Sénégal, Mamadou Faty, {words} le commissaire général de la Police fédérale belge, Éric Vandenhove."

    assert read_communique(text).kind is kind


def test_a_text_about_no_meeting_is_none() -> None:
    text = (
        "Le bilan de l'année écoulée montre une baisse de la criminalité. Les services ont traité 800 000 affaires et interpellé plus de "
        "300 000 personnes, dont 12 000 pour trafic de drogue. Le taux de résolution des affaires est de 95 pour cent."
    )

    draft = read_communique(text)

    assert (draft.kind, draft.participants, draft.topics) == (MeetingKind.NONE, (), ())


def test_a_day_of_the_week_is_resolved_by_the_day_of_publication_and_else_left_open() -> None:
    text = "Le ministre de l'Intérieur du Niger, Moussa Alzouma, a reçu mardi à Niamey l'ambassadeur du Tchad, Ali Kossi, au sujet de la police."

    assert read_communique(text).date is None
    assert read_communique(text, published_on=dt.date(2024, 5, 9)).date == dt.date(2024, 5, 7)


def test_days_that_contradict_each_other_are_all_given_and_none_is_chosen() -> None:
    text = (
        "Le ministre de l'Intérieur du Niger, Moussa Alzouma, a reçu, le 7 mai 2024 à Niamey, l'ambassadeur du Tchad, Ali Kossi. "
        "La rencontre entre Moussa Alzouma et Ali Kossi, tenue le 9 mai 2024 à Niamey, a porté sur la formation."
    )

    draft = read_communique(text)

    assert draft.date is None
    assert draft.warnings == ("contradicting_dates",)
    assert [one.value for one in draft.candidates if one.slot == "date"] == ["2024-05-07", "2024-05-09"]


def test_a_person_spelt_in_two_ways_is_one_participant() -> None:
    text = (
        "Le ministre de l'Intérieur du Niger, Abdellatif Souley, a reçu, le 7 mai 2024 à Niamey, l'ambassadeur du Tchad, Ali Kossi. "
        "À cette occasion, Abdelatif Souley a salué la coopération avec le Tchad."
    )

    draft = read_communique(text)

    assert [(one.name, one.also_written) for one in draft.participants] == [("Abdellatif Souley", ("Abdelatif Souley",)), ("Ali Kossi", ())]


def test_a_text_in_capitals_is_read() -> None:
    text = "LE DIRECTEUR GÉNÉRAL DE LA SÛRETÉ NATIONALE, KARIM BENNIS, A REÇU, LE 25 NOVEMBRE 2025 À MARRAKECH, LE CHEF DE LA POLICE DES NATIONS UNIES, FAISAL SHAHKAR."

    draft = read_communique(text)

    assert [(one.name, one.partner) for one in draft.participants] == [("Karim Bennis", "MAR"), ("Faisal Shahkar", "UN")]
    assert (draft.date, draft.kind) == (dt.date(2025, 11, 25), MeetingKind.BILATERAL)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("\x00\x01\x02\x7fELF\x00\x03\x00" * 500, "not_text"),
        ("Lorem 12345 %%% zzz qqq www kkk", "unknown_language"),
    ],
)
def test_what_is_no_text_gives_an_empty_draft_and_says_why(text: str, warning: str) -> None:
    draft = read_communique(text)

    assert draft.warnings == (warning,)
    assert (draft.kind, draft.date, draft.place, draft.participants) == (MeetingKind.NONE, None, None, ())


def test_a_text_of_ten_megabytes_is_read_in_part_and_says_so() -> None:
    draft = read_communique(MARRAKECH.split("Related Posts", maxsplit=1)[0] + "La séance a continué. " * 470_000)

    assert "cut" in draft.warnings
    assert draft.date == dt.date(2025, 11, 25)


def test_names_of_a_further_finder_count_without_a_title() -> None:
    text = "Le ministre de l'Intérieur du Niger, Moussa Alzouma, a reçu à Niamey, le 7 mai 2024, une équipe, dont faisait partie hier Ali Kossi."
    start = text.index("Ali Kossi")

    assert [one.name for one in read_communique(text).participants] == ["Moussa Alzouma"]
    found = read_communique(text, names=lambda read: [(start, start + 9)] if read[start:].startswith("Ali") else [])
    assert [one.name for one in found.participants] == ["Moussa Alzouma", "Ali Kossi"]


@pytest.mark.parametrize("language", ["fr", "en", "ar", "es"])
def test_the_shipped_communique_of_marrakech_is_read_alike_in_four_languages(language: str) -> None:
    text = (EXAMPLES / f"communique.{language}.txt").read_text("utf-8")

    draft = read_communique(text)

    assert (draft.language, draft.kind, draft.date) == (language, MeetingKind.BILATERAL, dt.date(2025, 11, 25))
    assert draft.place is not None
    assert draft.place.country == "MAR"
    assert draft.event is not None
    assert (draft.event.edition, draft.event.starts_on, draft.event.ends_on) == (93, dt.date(2025, 11, 24), dt.date(2025, 11, 27))
    assert [(one.role, one.partner) for one in draft.participants] == [(Role.HOST, "MAR"), (Role.GUEST, "UN")]
    assert draft.topics == ("peace_operations",)
    assert [(said.by, said.act, said.to, said.scope, said.languages) for said in draft.statements] == [
        ("UN", StatementAct.REQUEST, "MAR", ("headquarters", "missions"), True)
    ]


def test_a_visitor_who_receives_a_thing_is_no_host() -> None:
    text = (
        "Le directeur général de la police nationale du Sénégal, Mamadou Faty, en visite à Niamey le 7 mai 2024, a reçu une médaille. "
        "Il s'est entretenu avec le ministre de l'Intérieur du Niger, Moussa Alzouma."
    )

    draft = read_communique(text)

    assert [(one.name, one.role) for one in draft.participants] == [("Mamadou Faty", Role.GUEST), ("Moussa Alzouma", Role.HOST)]
