"""The database keeps partners apart by itself, for the login that the web really uses."""

import psycopg
import pytest
from django.apps import apps
from django.db import connection, models
from django.db.utils import IntegrityError, ProgrammingError

from factories.web_people import make_nomination, make_officer, make_partner
from releve_web.common.grants import holds_partner_rows, is_trail
from releve_web.common.isolation import acting_in, current_scope
from releve_web.common.scopes import APP, AUDITOR, COUNTRY, EVERYTHING, MISSION, NOBODY, Scope
from releve_web.postgres import Cluster
from releve_web.supply.models import Comment, Officer

MOROCCO = Scope(role=COUNTRY, partner="MAR")
PARTNER_TABLES = [model for model in apps.get_models() if holds_partner_rows(model)]


def test_partner_tables_are_those_of_supply() -> None:
    names = {model._meta.model_name for model in PARTNER_TABLES}

    assert {"officer", "document", "nomination", "nominationstep", "comment", "fileread", "officerevent"} <= names


@pytest.mark.parametrize("model", PARTNER_TABLES, ids=lambda model: model._meta.db_table)
def test_partner_table_forces_row_level_security(db: None, model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [model._meta.db_table])

        assert cursor.fetchone() == (True, True)


def rows_in_every_table() -> None:
    nomination = make_nomination()
    officer = nomination.officer
    stranger = make_officer("SEN-0001", partner="SEN")
    stranger.family_name = "Diop"
    stranger.save()
    officer.documents.create(partner=officer.partner, kind="passport")


@pytest.mark.parametrize("scope", [NOBODY, Scope(role=COUNTRY), Scope(role=MISSION)], ids=["nobody", "no partner", "no mission"])
def test_no_partner_set_gives_no_row_of_any_partner_table(db: None, scope: Scope) -> None:
    with acting_in(EVERYTHING):
        rows_in_every_table()
    with acting_in(scope):
        counts = {model._meta.db_table: model._default_manager.count() for model in PARTNER_TABLES}

    assert counts == dict.fromkeys(counts, 0)


def test_country_sees_its_own_rows_only(db: None) -> None:
    with acting_in(EVERYTHING):
        rows_in_every_table()
    with acting_in(MOROCCO):
        seen = list(Officer.objects.values_list("officer_id", flat=True))

    assert seen == ["MAR-0001"]


def test_cross_partner_insert_is_refused(db: None) -> None:
    with acting_in(EVERYTHING):
        make_partner("SEN")

    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(MOROCCO):
        Officer.objects.create(partner_id="SEN", officer_id="SEN-0009")


def test_cross_partner_update_reaches_no_row(db: None) -> None:
    with acting_in(EVERYTHING):
        make_officer("SEN-0001", partner="SEN")
    with acting_in(MOROCCO):
        changed = Officer.objects.filter(officer_id="SEN-0001").update(family_name="taken")

    assert changed == 0


def test_own_row_cannot_be_given_to_another_partner(db: None) -> None:
    with acting_in(EVERYTHING):
        make_officer()
        make_partner("SEN")

    with pytest.raises(ProgrammingError, match="row-level security"), acting_in(MOROCCO):
        Officer.objects.update(partner_id="SEN")


def test_row_of_a_file_stays_with_its_officers_partner(db: None) -> None:
    with acting_in(EVERYTHING):
        officer = make_officer()
        make_partner("SEN")

    with pytest.raises(IntegrityError, match="same_partner"), acting_in(EVERYTHING):
        officer.documents.create(partner_id="SEN", kind="passport")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_mission_desk_sees_officers_nominated_to_it(db: None) -> None:
    with acting_in(EVERYTHING):
        make_nomination()
        make_officer("MAR-0002")
    with acting_in(Scope(role=MISSION, missions=("MINUSCA",))):
        own = list(Officer.objects.values_list("officer_id", flat=True))
    with acting_in(Scope(role=MISSION, missions=("UNMISS",))):
        other = list(Officer.objects.values_list("officer_id", flat=True))

    assert (own, other) == (["MAR-0001"], [])


def test_internal_comment_is_hidden_from_the_country(db: None, people: object) -> None:
    with acting_in(EVERYTHING):
        nomination = make_nomination()
        for is_internal in (True, False):
            Comment.objects.create(
                partner_id="MAR",
                nomination=nomination,
                author=people.selection,
                text="seen",
                is_internal=is_internal,  # type: ignore[attr-defined]
            )
    with acting_in(MOROCCO):
        seen = list(Comment.objects.values_list("is_internal", flat=True))

    assert seen == [False]


def test_auditor_reads_all_and_writes_nothing(db: None) -> None:
    with acting_in(EVERYTHING):
        rows_in_every_table()
    with acting_in(Scope(role=AUDITOR)):
        seen = Officer.objects.count()

    with pytest.raises(ProgrammingError, match="permission denied"), acting_in(Scope(role=AUDITOR)):
        Officer.objects.update(family_name="changed")
    assert seen == 2


@pytest.mark.parametrize("model", [model for model in PARTNER_TABLES if is_trail(model)], ids=lambda model: model._meta.db_table)
@pytest.mark.parametrize("statement", ["UPDATE {} SET partner_id = partner_id", "DELETE FROM {}"])
def test_trail_cannot_be_changed(db: None, model: type[models.Model], statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_in(EVERYTHING), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))


def test_scopes_nest_and_return(db: None) -> None:
    with acting_in(EVERYTHING):
        rows_in_every_table()
        with acting_in(MOROCCO):
            inner = Officer.objects.count()
        outer = Officer.objects.count()
    after = Officer.objects.count()

    assert (inner, outer, after, current_scope()) == (1, 2, 0, NOBODY)


def test_scope_returns_after_an_error(db: None) -> None:
    with acting_in(EVERYTHING):
        rows_in_every_table()
    with pytest.raises(ValueError, match="stop"), acting_in(MOROCCO):
        raise ValueError("stop")

    assert (Officer.objects.count(), current_scope()) == (0, NOBODY)


@pytest.mark.django_db(transaction=True)
def test_real_login_sees_no_row_until_it_takes_on_a_role(database_server: Cluster) -> None:
    with acting_in(EVERYTHING):
        make_nomination()

    with psycopg.connect(database_server.urls.app, dbname=connection.settings_dict["NAME"]) as login:
        bare = login.execute("SELECT count(*) FROM supply_officer").fetchone()
        login.execute("SET LOCAL ROLE releve_country")
        unset = login.execute("SELECT count(*) FROM supply_officer").fetchone()
        login.execute("SELECT set_config('releve.partner', 'MAR', true)")
        own = login.execute("SELECT count(*) FROM supply_officer").fetchone()
        rights = login.execute("SELECT rolsuper, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = %s", [APP]).fetchone()

    assert (bare, unset, own, rights) == ((0,), (0,), (1,), (False, False, False))
