"""A service or a title without a State of its own takes the one named beside it, and no other."""

import pytest

from releve.communique.gazetteer import Kind, load_gazetteer
from releve.communique.neighbours import find_with_partners

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("la police nationale espagnole", "fr", "ESP"),
        ("la Policía Nacional de Colombia", "es", "COL"),
        ("the Spanish National Police", "en", "ESP"),
        ("officers of Bhutan's National Police", "en", "BTN"),
        ("الشرطة الوطنية الفرنسية", "ar", "FRA"),
        ("وزارة الداخلية بالسنغال", "ar", "SEN"),
        ("la police nationale, au Tchad", "fr", None),
        ("la police nationale en Espagne", "fr", None),
        ("la police nationale. Le Maroc", "fr", None),
        ("la Guardia Civil de Marruecos", "es", "ESP"),
    ],
)
def test_a_service_takes_the_state_beside_it(text: str, language: str, expected: str | None) -> None:
    mentions = find_with_partners(GAZETTEER, text, Kind.SERVICE, languages=(language,))

    assert [mention.partner for mention in mentions] == [expected]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("le directeur général de la police nationale togolaise", "fr", "TGO"),
        ("le chef de la police des Nations Unies", "fr", "UN"),
        ("l’ambassadeur du Royaume des Pays-Bas au Maroc", "fr", "NLD"),
        ("l’ambassadeur au Maroc", "fr", None),
        ("le ministre de l’Intérieur de la République de Guinée", "fr", "GIN"),
        ("Portugal’s Interior Minister", "en", "PRT"),
        ("the Director General of the Guardia Civil", "en", "ESP"),
        ("el director general de la Policía Nacional portuguesa", "es", "PRT"),
        ("سفير المملكة المتحدة بالمغرب", "ar", "GBR"),
        ("وزير الداخلية الإسباني", "ar", "ESP"),
        ("the Executive Director of Frontex", "en", "FRONTEX"),
        ("le patron de la police nationale belge", "fr", "BEL"),
        ("le préfet de police de Paris", "fr", "FRA"),
        ("le commissaire de police Victoria Dupont", "fr", None),
    ],
)
def test_a_title_takes_the_state_or_the_organisation_it_serves(text: str, language: str, expected: str | None) -> None:
    mentions = find_with_partners(GAZETTEER, text, Kind.TITLE, languages=(language,))

    assert [mention.partner for mention in mentions] == [expected]


def test_a_doubtful_state_hands_its_doubt_on() -> None:
    (service,) = find_with_partners(GAZETTEER, "la police congolaise", Kind.SERVICE, languages=("fr",))

    assert (service.partner, service.others) == ("COD", ("COG",))
