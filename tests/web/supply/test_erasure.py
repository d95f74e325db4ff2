"""Words of names that nobody bears any more are forgotten, of each State by itself; words in use stay."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicDeferrer

from factories.web_people import People, in_everything, make_officer
from releve_web.supply import erasure
from releve_web.supply.erasure import forget_words
from releve_web.supply.models import NameWord, Officer
from releve_web.supply.services import save_officer
from releve_web.supply.tasks import task_forget_words


def words(partner: str = "MAR") -> set[str]:
    with in_everything():
        return set(NameWord.objects.filter(partner=partner).values_list("word", flat=True))


@pytest.fixture
def renamed(people: People) -> Officer:
    """Return an officer who was Bennani and is Idrissi now, beside a Bennani of another State."""
    with in_everything():
        officer = make_officer()
        make_officer(officer_id="SEN-0001", partner="SEN")
        officer.family_name = "Idrissi"
        return save_officer(officer, people.selection)


@pytest.mark.django_db
def test_word_of_a_former_name_is_forgotten_and_another_states_stays(renamed: Officer) -> None:
    before = words()

    n_forgotten = forget_words()

    assert before == {"bennani", "idrissi", "salma", "mar", "0001"}
    assert (n_forgotten, words()) == (1, {"idrissi", "salma", "mar", "0001"})
    assert words("SEN") == {"bennani", "salma", "sen", "0001"}
    assert forget_words() == 0


@pytest.mark.django_db
def test_word_that_somebody_else_bears_stays(renamed: Officer) -> None:
    with in_everything():
        make_officer(officer_id="MAR-0002")

    assert forget_words() == 0
    assert words() == {"bennani", "idrissi", "salma", "mar", "0001", "0002"}


@pytest.mark.django_db
def test_words_of_a_removed_officer_are_forgotten(renamed: Officer) -> None:
    # No desk removes an officer: whoever keeps the database does.
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DELETE FROM supply_officer WHERE id = %s", [renamed.pk])

    task_forget_words(0)

    assert (words(), words("SEN")) == (set(), {"bennani", "salma", "sen", "0001"})


@pytest.mark.django_db(transaction=True)
def test_nothing_is_forgotten_while_somebody_writes_officers(renamed: Officer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasure, "WAIT", "100ms")
    parameters = {**connection.get_connection_params()}
    plain = {name: parameters[name] for name in parameters if name not in {"cursor_factory", "context", "prepare_threshold"}}

    with psycopg.connect(**plain) as other:
        other.execute("LOCK TABLE supply_officer IN ROW EXCLUSIVE MODE")
        with pytest.raises(OperationalError):
            forget_words()

    assert "bennani" in words()
    assert forget_words() == 1


def test_worker_knows_the_nightly_tasks() -> None:
    nightly = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert nightly >= {"supply.forget_words", "imports.delete_rows", "imports.resume"}


def test_what_waited_for_the_night_is_done_when_a_machine_starts_in_the_afternoon() -> None:
    afternoon = datetime(2026, 3, 2, 15, 0, tzinfo=UTC).timestamp()
    deferrer = PeriodicDeferrer(registry=app.periodic_registry, **app.periodic_defaults)

    due = {task.task.name for task, _instant in deferrer.get_previous_tasks(at=afternoon)}

    assert due >= {"supply.forget_words", "imports.delete_rows"}
