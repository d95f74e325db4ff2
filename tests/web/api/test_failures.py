"""Every failure of the API has one shape, whatever failed and wherever."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factories.web_people import People
from releve_web.accounts.models import ApiToken
from releve_web.accounts.secret_links import digest_of
from releve_web.accounts.tokens import create_token, revoke_token
from releve_web.api import operations


def error(answer: Any) -> dict[str, Any]:
    assert answer["content-type"].startswith("application/json"), answer.content[:200]
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"code", "data"}
    return dict(answer.json()["error"])


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer x", "Basic eDp5", "Bearer " + "x" * 10_000, "bearer releve_\u00e9"])
def test_no_valid_token_is_401(db: None, header: str | None) -> None:
    answer = Client().get("/api/v1/me", headers={"authorization": header} if header is not None else {})

    assert (answer.status_code, error(answer)["code"], answer["www-authenticate"]) == (401, "api.unauthorised", 'Bearer realm="releve"')


def test_session_is_no_proof(people: People, client_of: Any) -> None:
    assert client_of(people.selection).get("/api/v1/officers").status_code == 401


def test_bad_token_is_not_saved_by_a_session(people: People, client_of: Any) -> None:
    assert client_of(people.selection).get("/api/v1/docs/", headers={"authorization": "Bearer x"}).status_code == 302


@pytest.mark.parametrize("end", ["revoked", "expired", "shut"])
def test_token_that_ended_is_401(people: People, end: str) -> None:
    token, secret = create_token(people.country, name="program", expires_at=timezone.now() + timedelta(days=1))
    if end == "revoked":
        revoke_token(token)
    elif end == "expired":
        ApiToken.objects.update(expires_at=timezone.now())
    else:
        people.country.is_active = False
        people.country.save()

    assert Client().get("/api/v1/me", headers={"authorization": f"Bearer {secret}"}).status_code == 401


@pytest.mark.parametrize(
    ("path", "name", "code"),
    [
        ("/officers?limit=0", "limit", "greater_than_equal"),
        ("/officers?limit=201", "limit", "less_than_equal"),
        ("/officers?limit=99999999999999999999", "limit", "less_than_equal"),
        ("/officers?limit=x", "limit", "int_parsing"),
        ("/officers?after=%00", "after", "cursor"),
        ("/officers?after=WyJhIl0", "after", "cursor"),
        ("/officers?after=WyJhIiwieCJd", "after", "cursor"),
        ("/officers?after=WyJhIiwiOTk5OTk5OTk5OTk5OTk5OTk5OTk5Il0", "after", "cursor"),
        ("/officers?q=%00", "q", "string_pattern_mismatch"),
        ("/officers?q=" + "x" * 121, "q", "string_too_long"),
        ("/officers?language=fr:Z9", "language", "string_pattern_mismatch"),
        ("/officers?available_on=yesterday", "available_on", "date_from_datetime_parsing"),
        ("/officers?partnr=MAR", "partnr", "unknown"),
        ("/nominations?call=99999999999999999999", "call", "less_than_equal"),
        ("/officers/99999999999999999999", "key", "less_than_equal"),
        ("/officers/x", "key", "int_parsing"),
        ("/missions/%00", "code", "string_pattern_mismatch"),
        ("/me?x=1", "x", "unknown"),
    ],
)
def test_bad_parameter_is_422_and_named(people: People, program_of: Any, path: str, name: str, code: str) -> None:
    answer = program_of(people.selection)(path)

    told = error(answer)
    assert (answer.status_code, told["code"]) == (422, "api.invalid")
    assert [(problem["name"], problem["code"]) for problem in told["data"]["problems"]] == [(name, code)]


@pytest.mark.parametrize("path", ["/", "/nothing", "/officers/", "/officers/1/2", "/missions/NONE", "/officers/1"])
def test_what_is_not_there_is_404(people: People, program_of: Any, path: str) -> None:
    answer = program_of(people.selection)(path)

    assert (answer.status_code, error(answer)["code"]) == (404, "api.not_found")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["officers", "me", "missions/MINUSCA"])
def test_nothing_is_written(people: People, method: str, path: str) -> None:
    _token, secret = create_token(people.selection, name="program", expires_at=timezone.now() + timedelta(days=1))

    answer = getattr(Client(), method)(f"/api/v1/{path}", headers={"authorization": f"Bearer {secret}"})

    assert (answer.status_code, error(answer)["code"], answer["allow"]) == (405, "api.method_not_allowed", "GET")


def test_too_many_requests_are_429(people: People, program_of: Any, settings: Any) -> None:
    settings.RELEVE_API_PER_MINUTE = 2
    read = program_of(people.selection)
    token = ApiToken.objects.get()
    ApiToken.objects.filter(pk=token.pk).update(minute=None)

    answers = [read("/me") for _ in range(6)]

    refused = answers[-1]
    assert answers[0].status_code == 200
    assert (refused.status_code, error(refused), refused["retry-after"]) == (
        429,
        {"code": "api.too_many_requests", "data": {"per_minute": 2}},
        "60",
    )


def test_limit_is_each_tokens_own(people: People, program_of: Any, settings: Any) -> None:
    settings.RELEVE_API_PER_MINUTE = 2
    first, second = program_of(people.selection), program_of(people.country)
    for _ in range(4):
        first("/me")

    assert second("/me").status_code == 200


def test_fault_of_the_system_is_500_in_json_and_undoes_what_was_written(
    people: People, register: Any, program_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from releve_web.common.isolation import acting_in  # noqa: PLC0415
    from releve_web.common.scopes import EVERYTHING  # noqa: PLC0415
    from releve_web.supply.models import FileRead, Officer  # noqa: PLC0415

    monkeypatch.setattr(Officer, "birth_date", property(lambda _self: 1 / 0))
    answer = program_of(people.selection)(f"/officers/{register.nominated.pk}")

    with acting_in(EVERYTHING):
        readings = FileRead.objects.count()
    assert (answer.status_code, error(answer), readings) == (500, {"code": "api.failed", "data": {}}, 0)


def test_unknown_host_is_400(people: People) -> None:
    answer = Client(raise_request_exception=False).get("/api/v1/me", headers={"host": "evil.example"})

    assert (answer.status_code, error(answer)["code"]) == (400, "api.bad_request")


def test_use_of_a_token_is_noted_once_a_minute(people: People, program_of: Any) -> None:
    read = program_of(people.selection)
    read("/me")
    first = ApiToken.objects.get()
    read("/me")
    second = ApiToken.objects.get()

    assert first.last_used_at is not None
    if first.minute == second.minute:
        assert (second.last_used_at, second.minute_count) == (first.last_used_at, first.minute_count + 1)


def test_only_the_digest_of_a_token_is_kept(people: People) -> None:
    token, secret = create_token(people.country, name="program", expires_at=timezone.now() + timedelta(days=1))

    assert secret.startswith("releve_")
    assert token.digest == digest_of(secret)
    assert secret not in str(ApiToken.objects.values().get())


def test_every_operation_names_its_right() -> None:
    from releve_web.api.root import api  # noqa: PLC0415

    rights = {
        (path, operation.view_func.permission_required)
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
    }
    assert operations is not None
    assert len(rights) == 17
    assert all("." in right for _path, right in rights)
