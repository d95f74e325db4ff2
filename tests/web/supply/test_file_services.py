from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factories.web_people import People, in_everything, make_officer, make_partner
from releve_web.common.isolation import acting_as
from releve_web.supply.models import Assessment, Document, FormedUnit, NameWord, Officer
from releve_web.supply.services import delete_part, save_officer, save_part, save_unit


@pytest.fixture
def officer(people: People) -> Officer:
    with in_everything():
        return make_officer()


def now(officer: Officer) -> Officer:
    with in_everything():
        return Officer.objects.get(pk=officer.pk)


def test_country_writes_its_own_officer(people: People) -> None:
    with acting_as(people.country):
        saved = save_officer(Officer(partner_id="MAR", officer_id="MAR-9", family_name="Élodie", given_names="Ou"), people.country)

    assert (saved.sort_key, saved.search_key, saved.revision) == ("elodie ou", "elodie ou mar 9", 1)


def test_change_counts_and_renews_the_keys(people: People, officer: Officer) -> None:
    officer.family_name = "Idrissi"
    with acting_as(people.selection):
        save_officer(officer, people.selection)

    assert (now(officer).revision, now(officer).sort_key) == (2, "idrissi salma")


@pytest.mark.parametrize("who", ["mission", "auditor", "stranger", "administrator"])
def test_others_write_no_officer(people: People, officer: Officer, who: str) -> None:
    with pytest.raises(PermissionDenied), acting_as(getattr(people, who)):
        save_officer(officer, getattr(people, who))


def test_officer_stays_with_its_partner(people: People, officer: Officer) -> None:
    with in_everything():
        officer.partner = make_partner("SEN")
    with pytest.raises(ValidationError, match="stays with its partner"), acting_as(people.selection):
        save_officer(officer, people.selection)


def test_country_opens_no_file_for_another(people: People) -> None:
    with pytest.raises(PermissionDenied), acting_as(people.country):
        save_officer(Officer(partner_id="SEN", officer_id="SEN-9"), people.country)


def test_second_officer_of_one_key_is_refused(people: People, officer: Officer) -> None:
    with pytest.raises(ValidationError), acting_as(people.country):
        save_officer(Officer(partner_id="MAR", officer_id=officer.officer_id, family_name="Tazi"), people.country)


def test_last_passport_says_until_when(people: People, officer: Officer) -> None:
    with acting_as(people.country):
        save_part(Document(officer=officer, kind="passport", expires_on=date(2027, 1, 1)), people.country)
        last = save_part(Document(officer=officer, kind="passport", expires_on=date(2032, 1, 1)), people.country)
    renewed = now(officer).passport_expires_on
    with acting_as(people.country):
        delete_part(last, people.country)

    assert (renewed, now(officer).passport_expires_on) == (date(2032, 1, 1), date(2027, 1, 1))


def test_assessments_say_what_was_passed_last_and_in_which_languages_it_holds(people: People, officer: Officer) -> None:
    with acting_as(people.selection):
        for language, held_on, result, driving in (
            ("es", date(2021, 1, 1), "passed", None),
            ("fr", date(2025, 1, 1), "passed", True),
            ("en", date(2025, 6, 1), "passed", None),
            ("en", date(2025, 9, 1), "failed", None),
        ):
            part = Assessment(officer=officer, language=language, held_on=held_on, result=result, driving_passed=driving, score=70)
            save_part(part, people.selection)

    found = now(officer)
    assert (found.ams_cleared_on, found.ams_languages, found.assessment_score, found.driving_passed) == (
        date(2025, 6, 1),
        ["en", "fr"],
        70,
        True,
    )


@pytest.mark.parametrize("who", ["mission", "auditor", "stranger"])
def test_others_write_no_part_of_a_file(people: People, officer: Officer, who: str) -> None:
    with pytest.raises(PermissionDenied), acting_as(getattr(people, who)):
        save_part(Document(officer=officer, kind="passport"), getattr(people, who))


def test_words_of_a_name_are_kept_for_its_partner(people: People, officer: Officer) -> None:
    with acting_as(people.stranger):
        others = NameWord.objects.visible_to(people.stranger).count()
    with acting_as(people.country):
        own = set(NameWord.objects.visible_to(people.country).values_list("word", flat=True))

    assert (others, own) == (0, {"bennani", "salma", "mar", "0001"})


def test_country_keeps_its_units(people: People) -> None:
    with acting_as(people.country):
        unit = save_unit(FormedUnit(partner_id="MAR", name="Unit 1", kind="fpu", readiness="L1", strength=140, women=20), people.country)
        unit.readiness = "L2"
        save_unit(unit, people.country)

    assert (unit.revision, unit.readiness) == (2, "L2")


def test_unit_has_no_more_women_than_members(people: People) -> None:
    with pytest.raises(ValidationError), acting_as(people.country):
        save_unit(FormedUnit(partner_id="MAR", name="Unit 1", kind="fpu", readiness="L1", strength=10, women=20), people.country)


def test_officer_without_any_name_is_refused(people: People) -> None:
    with acting_as(people.country), pytest.raises(ValidationError, match="Write a name"):
        save_officer(Officer(partner_id="MAR", officer_id="MAR-9"), people.country)
