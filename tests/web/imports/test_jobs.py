"""Imports in the background: progress seen from outside, stopped, taken up after a death, and never done twice."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from factories.web_people import People
from releve_web.common.isolation import acting_as
from releve_web.imports import services, staging, steps, tasks
from releve_web.imports.models import Import, StagedRow, State
from releve_web.imports.progress import Progress
from releve_web.postgres import Cluster
from releve_web.supply.models import Officer

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = "officer_id,country,family_name,birth_date,education\n"
CONTENT = (HEAD + "".join(f"A-{i},MAR,Name{i},19{50 + i % 50}-01-{1 + i % 28:02d},master\n" for i in range(40))).encode()


@pytest.fixture
def deferred(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Send every import to the background, and keep what was sent."""
    sent: list[tuple[int, int]] = []
    monkeypatch.setattr(services, "MOST_INLINE_BYTES", 10)
    monkeypatch.setattr(tasks.task_run_import, "defer", lambda *, pk, user_pk: sent.append((pk, user_pk)))
    return sent


def sent_import(people: People) -> Import:
    with acting_as(people.country):
        return services.create_import(by=people.country, table="officers", partner=None, file_name="large.csv", content=CONTENT)


def reread(source: Import, people: People) -> Import:
    with acting_as(people.country):
        return Import.objects.get(pk=source.pk)


def test_large_file_goes_to_the_background_and_comes_to_its_preview(people: People, deferred: list[tuple[int, int]]) -> None:
    source = sent_import(people)

    tasks.task_run_import(*deferred[0])

    after = reread(source, people)
    assert (source.state, deferred) == (State.READING, [(source.pk, people.country.pk)])
    assert (after.state, after.counts["rows_new"], after.n_total) == (State.PREVIEW, 40, 40)
    assert after.beat_at is not None


def test_job_is_deferred_in_the_scope_of_a_country(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_INLINE_BYTES", 10)
    source = sent_import(people)

    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args ->> 'pk', queue_name FROM procrastinate_jobs")
        jobs = cursor.fetchall()
    assert jobs == [("imports.run", str(source.pk), "imports")]


def test_import_is_stopped_while_it_is_worked_on_and_leaves_nothing(
    people: People, deferred: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = sent_import(people)
    tasks.task_run_import(*deferred[0])
    with acting_as(people.country):
        services.confirm(reread(source, people), by=people.country)
    from releve_web.imports import applying  # noqa: PLC0415 -- patched here alone

    def stop_then_write(source: Import, user: Any, progress: Progress) -> None:
        applying.ROWS_AT_ONCE = 10
        Officer.objects.create(partner_id="MAR", officer_id="half")
        with psycopg.connect(**plain_parameters(), autocommit=True) as other:
            other.execute("UPDATE imports_import SET is_stopping = true")
        progress.tell(40, 40)

    monkeypatch.setattr(steps, "apply_import", stop_then_write)
    tasks.task_run_import(*deferred[0])

    with acting_as(people.country):
        assert (reread(source, people).state, Officer.objects.count()) == (State.CANCELLED, 0)


def plain_parameters() -> dict[str, Any]:
    parameters = {**connection.get_connection_params()}
    return {name: parameters[name] for name in parameters if name not in {"cursor_factory", "context", "prepare_threshold"}}


def test_import_whose_worker_died_is_taken_up_from_the_step_it_was_in(
    people: People, deferred: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = sent_import(people)

    def die(*_: Any, **__: Any) -> None:
        raise psycopg.OperationalError

    with monkeypatch.context() as dying:
        dying.setattr(steps, "compare_import", die)
        with pytest.raises(psycopg.OperationalError):
            tasks.task_run_import(*deferred[0])
    halfway = reread(source, people)
    with acting_as(people.country):
        n_staged = StagedRow.objects.count()
        Import.objects.update(beat_at=timezone.now() - timedelta(minutes=5))
    tasks.task_resume_imports(0)
    tasks.task_run_import(*deferred[-1])

    assert (halfway.state, n_staged, len(deferred)) == (State.CHECKING, 0, 2)
    assert reread(source, people).counts["rows_new"] == 40


def test_import_in_good_hands_is_left_alone(people: People, deferred: list[tuple[int, int]], database_server: Cluster) -> None:
    source = sent_import(people)
    with psycopg.connect(**plain_parameters()) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s, %s)", [steps.LOCK, source.pk])
        tasks.task_run_import(*deferred[0])
        held = reread(source, people).state
    tasks.task_run_import(*deferred[0])

    assert (held, reread(source, people).state) == (State.READING, State.PREVIEW)


def test_confirmed_twice_is_written_once(people: People, deferred: list[tuple[int, int]]) -> None:
    source = sent_import(people)
    tasks.task_run_import(*deferred[0])
    for _ in range(2):
        with acting_as(people.country):
            services.confirm(reread(source, people), by=people.country)
    for call in deferred[1:]:
        tasks.task_run_import(*call)
    tasks.task_run_import(*deferred[0])

    with acting_as(people.country):
        assert (len(deferred), Officer.objects.count(), reread(source, people).state) == (2, 40, State.DONE)


def test_progress_is_told_in_rows(people: People, deferred: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(staging, "ROWS_AT_ONCE", 10)
    monkeypatch.setattr("releve_web.imports.progress.ToldProgress.tell", lambda _, done, total: told.append((done, total)))
    sent_import(people)

    tasks.task_run_import(*deferred[0])

    assert told[:4] == [(10, 40), (20, 40), (30, 40), (40, 40)]
