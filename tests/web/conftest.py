"""
What tests of the web share: a real PostgreSQL on a private socket, and one person for each desk.

``RELEVE_PG_BIN`` picks the binaries, as for the system itself.
The tests' connection may become any role, and is ``releve_app`` in every test, so that policies hold as they do for the web;
what really signs in as ``releve_app`` is tested in ``isolation/``.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from factories.web_people import People, make_people
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import APP, EVERYTHING, NOBODY
from releve_web.database import database_from_url
from releve_web.postgres import Cluster, temporary_cluster

# pytest-django reads the settings before any conftest can say that this is a test.
# No files are gathered for one, and passwords are hashed fast: seven people sign in to each.
settings.RELEVE_ENV = "test"
settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def database_server() -> Iterator[Cluster]:
    """Run a server for this process's tests, from the first that asks for it."""
    with temporary_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, database_server: Cluster) -> Iterator[None]:
    """Point Django at that server."""
    told = database_from_url(database_server.urls.admin)
    connection.settings_dict.update({key: told[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")})
    yield
    connection.close()


@pytest.fixture(autouse=True)
def _as_the_web(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let every test with a database begin as ``releve_app``."""
    if not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP}")
    connection.releve_scope = NOBODY  # type: ignore[attr-defined]
    yield
    if connection.connection is not None and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture
def everything(db: None) -> Iterator[None]:
    """Let the test itself see and write all rows; what it asks of a page is still answered in the scope of who asks."""
    with acting_in(EVERYTHING):
        yield


@pytest.fixture
def people(db: None) -> People:
    """Return one person for each desk, and a second contributing country: who owns, who is a colleague, who is a stranger."""
    return make_people()


@pytest.fixture
def client_of() -> Any:
    """Return a way to a browser in which a person is signed in."""

    def signed_in(user: Any) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in
