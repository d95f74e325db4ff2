"""The reader reads each slot of a communiqué in four languages; persons are invented, but for those of the example of Marrakech."""

import datetime as dt

import pytest

from releve.communique import read_communique
from releve.communique.draft import Draft, MeetingKind, Role, StatementAct

FRENCH = """Dakar : le patron de la police reçoit son homologue portugais

Le directeur général de la police nationale sénégalaise, Ousmane Diagne Faye, a reçu, jeudi 14 mars 2024 à Dakar, Rui Teles Moreira, \
directeur national de la police de sécurité publique du Portugal.

Les deux responsables ont passé en revue la coopération en matière de lutte contre le terrorisme et le trafic de drogues. \
M. Teles Moreira a salué le professionnalisme de la police sénégalaise.
"""
ENGLISH = """The Inspector General of the Ghana Police Service, Kwabena Osei Twum, held talks in Accra on Tuesday 5 March 2024 with \
Ingrid Solheim Dahl, Chief of Police of Norway.

Ms Solheim Dahl praised the professionalism of the Ghanaian police. The two sides discussed cybercrime and human trafficking.
"""
SPANISH = """El director general de la Policía Nacional de Colombia, Hernán Zuluaga Pinto, recibió en Bogotá el 17 de noviembre de 2023 a \
Lucía Ferrand Otero, directora general de la Policía Nacional del Perú.

Ambas partes abordaron la lucha contra el narcotráfico y la ciberdelincuencia.
"""
ARABIC = """استقبل وزير الداخلية الأردني، السيد رائد الخوالدة النمري، يوم الاثنين 13 ماي 2024 بعمان، السيد يانيس باباداكيس كوستا، سفير اليونان لدى الأردن.

وبحث الجانبان التعاون في مجال مكافحة الإرهاب والمخدرات.
"""
TEXTS = {"fr": FRENCH, "en": ENGLISH, "es": SPANISH, "ar": ARABIC}


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    return {language: read_communique(text) for language, text in TEXTS.items()}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_and_the_kind_are_told(language: str, drafts: dict[str, Draft]) -> None:
    assert (drafts[language].language, drafts[language].kind) == (language, MeetingKind.BILATERAL)


@pytest.mark.parametrize(
    ("language", "day"),
    [("fr", dt.date(2024, 3, 14)), ("en", dt.date(2024, 3, 5)), ("es", dt.date(2023, 11, 17)), ("ar", dt.date(2024, 5, 13))],
)
def test_the_day_is_that_of_the_meeting(language: str, day: dt.date, drafts: dict[str, Draft]) -> None:
    assert (drafts[language].date, drafts[language].date_end) == (day, None)


@pytest.mark.parametrize(
    ("language", "name", "country"), [("fr", "Dakar", "SEN"), ("en", "Accra", "GHA"), ("es", "Bogotá", "COL"), ("ar", "عمان", "JOR")]
)
def test_the_town_and_its_state_are_read(language: str, name: str, country: str, drafts: dict[str, Draft]) -> None:
    place = drafts[language].place

    assert place is not None
    assert (place.name, place.country) == (name, country)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", [("Ousmane Diagne Faye", "SEN", Role.HOST), ("Rui Teles Moreira", "PRT", Role.GUEST)]),
        ("en", [("Kwabena Osei Twum", "GHA", Role.HOST), ("Ingrid Solheim Dahl", "NOR", Role.GUEST)]),
        ("es", [("Hernán Zuluaga Pinto", "COL", Role.HOST), ("Lucía Ferrand Otero", "PER", Role.GUEST)]),
        ("ar", [("رائد الخوالدة النمري", "JOR", Role.HOST), ("يانيس باباداكيس كوستا", "GRC", Role.GUEST)]),
    ],
)
def test_the_persons_speak_for_their_sides(language: str, expected: list[tuple[str, str, Role]], drafts: dict[str, Draft]) -> None:
    assert [(person.name, person.partner, person.role) for person in drafts[language].participants] == expected


@pytest.mark.parametrize(
    ("language", "topics"),
    [
        ("fr", {"terrorism", "drugs"}),
        ("en", {"cybercrime", "human_trafficking"}),
        ("es", {"drugs", "cybercrime"}),
        ("ar", {"terrorism", "drugs"}),
    ],
)
def test_the_topics_are_those_named(language: str, topics: set[str], drafts: dict[str, Draft]) -> None:
    assert set(drafts[language].topics) == topics


def test_titles_stand_as_the_text_writes_them(drafts: dict[str, Draft]) -> None:
    assert [person.titles for person in drafts["fr"].participants] == [
        ("directeur général de la police nationale sénégalaise",),
        ("directeur national de la police de sécurité publique du Portugal",),
    ]


def test_what_each_side_said_is_told(drafts: dict[str, Draft]) -> None:
    french = {(said.by, said.act, said.to) for said in drafts["fr"].statements if said.act is StatementAct.PRAISE}
    english = {(said.by, said.act, said.to) for said in drafts["en"].statements}

    assert french == {("PRT", StatementAct.PRAISE, "SEN")}
    assert english == {("NOR", StatementAct.PRAISE, "GHA")}
    assert StatementAct.REVIEW in {said.act for said in drafts["fr"].statements}


@pytest.mark.parametrize("language", TEXTS)
def test_each_value_carries_the_span_it_was_read_from(language: str, drafts: dict[str, Draft]) -> None:
    draft, text = drafts[language], TEXTS[language]

    place = draft.place
    assert place is not None
    assert text[slice(*draft.spans["place"])] == place.name
    assert str(draft.date and draft.date.day) in text[slice(*draft.spans["date"])]
    assert all(person.span is not None and text[slice(*person.span)] in person.name for person in draft.participants)
    assert set(draft.reasons) >= {"kind", "date", "place"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            (
                "Le ministre de l'Intérieur du Bénin, Alassane Koukpo, s'est entretenu par téléphone, mardi 6 février 2024, avec son homologue "
                "togolais, Yao Amouzou Kpatcha."
            ),
            MeetingKind.CALL,
        ),
        (
            (
                "Le directeur de la police du Niger, Issoufou Maïdagi, et le directeur de la police du Mali, Modibo Kanté, ont signé, lundi "
                "5 février 2024 à Niamey, un mémorandum d'entente."
            ),
            MeetingKind.SIGNATURE,
        ),
        (
            (
                "Le directeur général de la police de Tunisie, Slim Gharsalli, a effectué, du 4 au 7 mars 2024, une visite de travail en Espagne, "
                "où il s'est rendu à Madrid, Séville et Barcelone."
            ),
            MeetingKind.VISIT,
        ),
        (
            (
                "La 12e Conférence des chefs de police d'Afrique australe s'est ouverte mercredi 3 avril 2024 à Lusaka, avec la participation de "
                "quatorze pays."
            ),
            MeetingKind.MULTILATERAL,
        ),
        (
            (
                "Le prix du blé a de nouveau augmenté au mois de mars sur les marchés européens, selon les courtiers, qui s'attendent à une récolte "
                "moyenne dans la plupart des régions de production."
            ),
            MeetingKind.NONE,
        ),
        (
            (
                "The Minister of the Interior of Kenya, Mary Njoki Otieno, spoke by telephone on 6 February 2024 with the Minister of the "
                "Interior of Uganda, Peter Okello Ssali."
            ),
            MeetingKind.CALL,
        ),
        (
            (
                "El ministro del Interior de Chile, Tomás Arancibia, y el ministro del Interior de Uruguay, Raúl Etcheverry, firmaron el 6 de "
                "febrero de 2024 en Montevideo un acuerdo de cooperación policial."
            ),
            MeetingKind.SIGNATURE,
        ),
    ],
)
def test_the_kind_follows_the_verb_of_the_lead(text: str, kind: MeetingKind) -> None:
    assert read_communique(text).kind is kind


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("en marge de la 93e Assemblée générale d'INTERPOL", 93),
        ("en marge de la quatre-vingt-treizième session de l'Assemblée générale d'INTERPOL", 93),
        ("en marge de la XIIe Conférence régionale des polices", 12),
        ("en marge de l'Assemblée générale d'INTERPOL", None),
    ],
)
def test_the_edition_of_the_conference_is_read(text: str, edition: int | None) -> None:
    draft = read_communique(
        f"Le chef de la police du Ghana, Kofi Asante Mensah, a reçu lundi 4 mars 2024 à Vienne, {text}, le chef de la police d'Islande, "
        "Sigurdur Halldorsson."
    )

    assert draft.event is not None
    assert draft.event.edition == edition


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("le 1er mars 2024", dt.date(2024, 3, 1)),
        ("ce vendredi 1er mars 2024", dt.date(2024, 3, 1)),
        ("le 01/03/2024", dt.date(2024, 3, 1)),
        ("vendredi", dt.date(2024, 3, 1)),
        ("hier", dt.date(2024, 3, 3)),
        ("aujourd'hui", dt.date(2024, 3, 4)),
        ("le 29 février", dt.date(2024, 2, 29)),
    ],
)
def test_the_day_is_counted_from_the_day_of_publication(written: str, day: dt.date) -> None:
    text = f"Le chef de la police du Ghana, Kofi Asante Mensah, a reçu, {written} à Accra, l'ambassadrice du Brésil, Marina Duarte Lopes."

    assert read_communique(text, published_on=dt.date(2024, 3, 4)).date == day


@pytest.mark.parametrize(
    ("language", "written", "day"),
    [
        ("ar", "يوم الاثنين 17 نونبر 2025", dt.date(2025, 11, 17)),
        ("ar", "يوم ١٧ نوفمبر ٢٠٢٥", dt.date(2025, 11, 17)),
        ("ar", "يوم 17 تشرين الثاني 2025", dt.date(2025, 11, 17)),
        ("ar", "يوم 9 يوليوز 2025", dt.date(2025, 7, 9)),
    ],
)
def test_arabic_days_are_read_in_every_calendar_of_months(language: str, written: str, day: dt.date) -> None:
    text = (
        f"استقبل وزير الداخلية الأردني، السيد رائد الخوالدة النمري، {written} بعمان، السيد يانيس باباداكيس كوستا، سفير اليونان لدى الأردن."
    )

    draft = read_communique(text)

    assert (draft.language, draft.date) == (language, day)


def test_a_range_gives_its_first_and_its_last_day() -> None:
    draft = read_communique(
        "Le directeur général de la police de Tunisie, Slim Gharsalli, a effectué, du 4 au 7 mars 2024, une visite de travail en Espagne."
    )

    assert (draft.date, draft.date_end) == (dt.date(2024, 3, 4), dt.date(2024, 3, 7))
