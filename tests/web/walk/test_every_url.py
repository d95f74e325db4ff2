"""
Every address, as every desk, for a row of one's own State and for another's.

What is expected follows from what the code says of itself: the right that a view names, the rules, and ``visible_to``.
That the database agrees is tested in ``isolation/``; here no answer may hold a word of a row that the reader must not see.
An address that names no right must stand in one of the tables below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from factories.web_addresses import Address, addresses
from factories.web_people import People
from factories.web_world import HIDDEN, World, make_world
from releve_web.accounts.models import User
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import APP, NOBODY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ANONYMOUS = "anonymous"
EVERYBODY = (ANONYMOUS, *HIDDEN)
ACCEPTED = {200, 302, 303, 400, 409, 410, 413, 422}
"""What a form sent empty may come to for whoever may send it."""
OURS = ("supply_", "demand_", "engagement_", "accounts_", "imports_")

PUBLIC: dict[str, tuple[int, int]] = {
    # What a stranger and what somebody signed in gets. These open to all, for nobody is signed in yet.
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "mfa_authenticate": (302, 302),
    "mfa_login_webauthn": (302, 302),
    "common:preferences": (405, 405),
    "accounts:link-use": (410, 302),
    "accounts:link-open": (410, 409),
}
OWN: dict[str, tuple[int, int]] = {
    # allauth's pages of one's own account: they ask for a session, not for a right.
    "account_change_password": (302, 200),
    "account_reauthenticate": (302, 200),
    "mfa_index": (302, 200),
    "mfa_reauthenticate": (302, 302),
    "mfa_activate_totp": (302, 302),
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_download_recovery_codes": (302, 404),
    "mfa_list_webauthn": (302, 200),
    "mfa_add_webauthn": (302, 302),
    "mfa_reauthenticate_webauthn": (302, 302),
    "mfa_remove_webauthn": (302, 302),
    "mfa_edit_webauthn": (302, 302),
}
SHUT = {
    # Of allauth, and shut: an account neither comes to be nor changes hands without the administrator.
    "/account/signup/",
    "/account/email/",
    "/account/confirm-email/",
    "/account/password/set/",
    "/account/login/code/confirm/",
    "account_confirm_email",
    "api:api-root",
}
ADDED: dict[str, int] = {
    "imports:import-mapping": 302,  # an import whose file is not read yet has no columns to choose: it leads to its page
}
"""Pages that answer a reader who may open them with something else than 200, by GET."""


@dataclass(frozen=True, kw_only=True)
class Expected:
    """The statuses one of which must come."""

    statuses: set[int]
    is_refusal: bool = False


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Keep one world for all addresses; what a request does in it is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APP}")
        connection.releve_scope = NOBODY  # type: ignore[attr-defined]
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def sessions(world: World) -> dict[str, str]:
    """Sign everybody in, once."""
    kept = {}
    for who in HIDDEN:
        client = Client()
        client.force_login(getattr(world.people, who), backend=BACKEND)
        kept[who] = client.cookies["releve_session"].value
    return kept


ALL = addresses()


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_address_names_a_right_or_is_listed(address: Address) -> None:
    listed = {*PUBLIC, *OWN, *SHUT}

    assert (address.permission != "") != (address.name in listed), f"{address.name} ({address.template}) names no right, or two ways"


def test_tables_hold_no_address_that_is_gone() -> None:
    names = {address.name for address in ALL}

    assert {*PUBLIC, *OWN, *SHUT, *ADDED} - names == set()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_address_answers_every_desk_as_it_should(world: World, sessions: dict[str, str], address: Address, method: str) -> None:
    wrong = []
    for who in EVERYBODY:
        for path, obj in paths_of(world, address):
            expected = expectation(world.people, address, method, who, obj)
            status, body, writes = ask(world, sessions, who, method, path, is_api=address.is_api)
            told = f"{who} {method.upper()} {path}: {status}"
            if status not in expected.statuses:
                wrong.append(f"{told}, expected {sorted(expected.statuses)}")
            if expected.is_refusal and writes:
                wrong.append(f"{told}, wrote: {writes[0][:120]}")
            wrong += [f"{told}, tells of {mark}" for mark in HIDDEN.get(who, ("qzx",)) if mark in body]

    assert wrong == []


def paths_of(world: World, address: Address) -> list[tuple[str, models.Model | None]]:
    """Return the paths to ask for, with the row each names: one of one's own State, one of another's."""
    if not address.names:
        return [(address.template, None)]
    if address.name in PUBLIC | OWN or address.name in SHUT:
        return [(address.path(**dict.fromkeys(address.names, "1")), None)]
    places = address.places
    assert list(places) == list(address.names), f"whose row does {address.template} name?"
    *above, last = address.names
    found: list[tuple[str, models.Model | None]] = []
    for row in world.pair(places[last])[:2]:
        values = {name: key_above(row, places[name]) for name in above} | {last: row.pk}
        found.append((address.path(**values), row))
    return found


def key_above(row: models.Model, model: type[models.Model]) -> Any:
    """Return the key of the row of `model` that a row belongs to."""
    return next(
        getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and column.remote_field.model is model
    )


def expectation(people: People, address: Address, method: str, who: str, obj: models.Model | None) -> Expected:  # noqa: PLR0911
    if address.name in SHUT:
        return Expected(statuses={404} if method == "get" or not address.is_api else {404, 405}, is_refusal=True)
    if address.name in PUBLIC | OWN:
        told = (PUBLIC | OWN)[address.name][who != ANONYMOUS]
        return Expected(statuses={told} if method == "get" else {told, *ACCEPTED, 403, 404, 405, 429})
    if address.is_api and method not in address.methods:
        return Expected(statuses={405}, is_refusal=True)
    if who == ANONYMOUS:
        # A form sent by a stranger is given back with what was typed.
        return Expected(statuses={401 if address.is_api or method == "post" else 302}, is_refusal=True)
    user: User = getattr(people, who)
    if not user.has_perm(address.permission):
        return Expected(statuses={403}, is_refusal=True)
    if method not in address.methods:
        return Expected(statuses={405}, is_refusal=True)
    if obj is not None:
        refused = refusal(user, address.permission, obj)
        if refused:
            return Expected(statuses={refused}, is_refusal=True)
    return Expected(statuses={ADDED.get(address.name, 200)} if method == "get" else ACCEPTED)


def refusal(user: User, permission: str, obj: models.Model) -> int:
    """Return 404 for a row that the person may not know of, 403 for one that the person may not act on, else 0."""
    manager: Any = type(obj)._default_manager
    if not hasattr(manager, "visible_to") and getattr(obj, "user_id", user.pk) != user.pk:
        return 404
    with acting_in(user.scope):
        if hasattr(manager, "visible_to") and not manager.visible_to(user).filter(pk=obj.pk).exists():
            return 404
        return 0 if user.has_perm(permission, obj) else 403


def ask(world: World, sessions: dict[str, str], who: str, method: str, path: str, *, is_api: bool) -> tuple[int, str, list[str]]:
    """Return status, body and what was written to our tables; then undo it."""
    client = Client(raise_request_exception=False)
    headers = {}
    if who != ANONYMOUS and is_api:
        headers["authorization"] = f"Bearer {world.secrets[who]}"
    elif who != ANONYMOUS:
        client.cookies["releve_session"] = sessions[who]
    savepoint = transaction.savepoint()
    with CaptureQueriesContext(connection) as asked:
        response = getattr(client, method)(path, headers=headers)
    body = b"".join(response) if response.streaming else response.content
    transaction.savepoint_rollback(savepoint)
    connection.releve_scope = NOBODY  # type: ignore[attr-defined]
    writes = [
        query["sql"]
        for query in asked.captured_queries
        if query["sql"].lstrip().split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}
        and any(f'"{prefix}' in query["sql"][:60] for prefix in OURS)
    ]
    return response.status_code, body.decode(errors="replace"), writes
