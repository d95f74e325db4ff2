"""Who receives where no verb of receiving says so, or where several do."""

import pytest

from releve.communique import read_communique


def roles(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {person.name: (person.role, person.partner) for person in read_communique(text).participants}


FEAST = (
    "Le directeur de la police du Sénégal, Abdou Faye, s'est entretenu avec le directeur de la police nationale espagnole, Luis Ortega, "
    "à l'occasion des festivités de la police nationale espagnole."
)
INVITATION = (
    "Le directeur de la police du Sénégal, Abdou Faye, s'est entretenu, à l'invitation de la police nationale espagnole, avec le directeur "
    "de la police nationale espagnole, Luis Ortega."
)


@pytest.mark.parametrize("text", [FEAST, INVITATION], ids=["whose feast it is", "who invites"])
def test_the_side_whose_feast_it_is_or_that_invites_is_the_host(text: str) -> None:
    assert roles(text) == {"Abdou Faye": ("guest", "SEN"), "Luis Ortega": ("host", "ESP")}


def test_whose_visit_it_was_is_a_guest() -> None:
    text = (
        "The police chiefs held talks during the working visit of the police chief of Chile, Tomas Vega, to the police chief of Peru, "
        "Rosa Quispe."
    )

    assert roles(text)["Tomas Vega"] == ("guest", "CHL")


def test_all_who_receive_one_after_the_other_are_hosts_of_one_state() -> None:
    text = (
        "Le ministre de la Sécurité du Burkina Faso, Issa Kaboré, a été reçu mardi à Niamey par son homologue nigérien, "
        "le général Sani Idi, puis par le Premier ministre Moussa Garba."
    )

    assert roles(text) == {"Issa Kaboré": ("guest", "BFA"), "Sani Idi": ("host", "NER"), "Moussa Garba": ("host", "NER")}
