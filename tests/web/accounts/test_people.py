"""The administrator's pages: who may open them, and what they change."""

from typing import Any

import pytest
from django.test import Client

from factories.web_people import PASSWORD, People, make_officer, make_user
from releve_web.accounts.history import changes_of
from releve_web.accounts.models import User, UserMission
from releve_web.accounts.roles import Role
from releve_web.accounts.tokens import create_token
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING

ROLES = ("selection", "mission", "country", "auditor", "administrator")


@pytest.mark.parametrize("role", ROLES)
def test_list_is_the_administrators_and_the_auditors(people: People, client_of: Any, role: str) -> None:
    status = client_of(getattr(people, role)).get("/accounts/").status_code

    assert status == (200 if role in {"administrator", "auditor"} else 403)


@pytest.mark.parametrize("role", ROLES)
def test_only_the_administrator_invites(people: People, client_of: Any, role: str) -> None:
    status = client_of(getattr(people, role)).get("/accounts/invite/").status_code

    assert status == (200 if role == "administrator" else 403)


def test_list_asks_the_same_of_the_database_for_few_and_many(
    people: People, client_of: Any, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client = client_of(people.administrator)
    client.get("/accounts/")
    with django_assert_max_num_queries(30) as few:
        client.get("/accounts/")
    for number in range(3):
        make_user(f"more{number}@example.org", Role.MISSION_DESK, missions=tuple(people.mission.missions.all()))

    with django_assert_num_queries(len(few.captured_queries)):
        client.get("/accounts/")


def test_shut_account_loses_session_token_and_sign_in_at_once(people: People, client_of: Any) -> None:
    from django.utils import timezone  # noqa: PLC0415

    browser = client_of(people.country)
    _token, secret = create_token(people.country, name="program", expires_at=timezone.now() + timezone.timedelta(days=1))
    before = browser.get("/").status_code
    client_of(people.administrator).post(f"/accounts/{people.country.pk}/deactivate/")

    after = browser.get("/")
    signed_in = Client().post("/account/login/", {"login": people.country.email, "password": PASSWORD})
    read = Client().get("/api/v1/me", headers={"authorization": f"Bearer {secret}"})

    assert (before, after.status_code, after.url) == (200, 302, "/account/login/?next=/")
    assert signed_in.status_code in {200, 302}
    assert signed_in.get("location", "") != "/"
    assert read.status_code == 401


def test_account_opens_again_without_its_old_tokens(people: People, client_of: Any) -> None:
    from django.utils import timezone  # noqa: PLC0415

    create_token(people.country, name="program", expires_at=timezone.now() + timezone.timedelta(days=1))
    administrator = client_of(people.administrator)
    administrator.post(f"/accounts/{people.country.pk}/deactivate/")
    administrator.post(f"/accounts/{people.country.pk}/reactivate/")

    user = User.objects.get(pk=people.country.pk)
    assert (user.is_active, user.check_password(PASSWORD), user.tokens.filter(revoked_at=None).count()) == (True, True, 0)


def test_change_of_role_ends_sessions_and_is_kept_in_the_history(people: People, client_of: Any) -> None:
    browser = client_of(people.mission)
    administrator = client_of(people.administrator)

    sent = administrator.post(f"/accounts/{people.mission.pk}/edit/", {"name": "mission", "role": "auditor", "_revision": "1"})

    change = changes_of(people.mission)[0]
    assert sent.status_code == 302
    assert browser.get("/").status_code == 302
    assert (change.by, [(before, after) for _label, before, after in change.fields]) == (
        people.administrator,
        [("Mission desk", "Auditor")],
    )


def test_second_administrator_sees_what_the_first_changed(people: People, client_of: Any) -> None:
    client = client_of(people.administrator)
    sent = {"name": "First", "role": "auditor", "_revision": "1"}
    client.post(f"/accounts/{people.auditor.pk}/edit/", sent)

    second = client.post(f"/accounts/{people.auditor.pk}/edit/", {**sent, "name": "Second"})

    assert (second.status_code, User.objects.get(pk=people.auditor.pk).name) == (409, "First")


def test_change_of_name_keeps_sessions(people: People, client_of: Any) -> None:
    browser = client_of(people.selection)
    client_of(people.administrator).post(
        f"/accounts/{people.selection.pk}/edit/", {"name": "Another", "role": "selection_desk", "_revision": "1"}
    )

    assert browser.get("/").status_code == 200


def test_missions_of_a_desk_are_kept_in_the_history(people: People, client_of: Any) -> None:
    client_of(people.administrator).post(
        f"/accounts/{people.mission.pk}/edit/", {"name": "mission", "role": "mission_desk", "missions": ["UNMISS"], "_revision": "1"}
    )

    events = UserMission.pgh_event_model.objects.filter(user=people.mission).order_by("pgh_id").values_list("pgh_label", "mission_id")
    assert list(events) == [("insert", "MINUSCA"), ("delete", "MINUSCA"), ("insert", "UNMISS")]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"role": "contributing_country"}, "partner"),
        ({"role": "auditor", "partner": "MAR"}, "partner"),
        ({"role": "mission_desk"}, "missions"),
        ({"role": "auditor", "missions": ["MINUSCA"]}, "missions"),
    ],
)
def test_desk_and_its_scope_must_fit(people: People, client_of: Any, fields: dict[str, Any], wrong: str) -> None:
    told = client_of(people.administrator).post(f"/accounts/{people.auditor.pk}/edit/", {"name": "x", "_revision": "1", **fields})

    assert list(told.context["form"].errors) == [wrong]


@pytest.mark.parametrize("action", ["edit", "deactivate", "reactivate", "reset", "link"])
def test_administrator_does_not_act_on_oneself(people: People, client_of: Any, action: str) -> None:
    client = client_of(people.administrator)

    status = client.post(f"/accounts/{people.administrator.pk}/{action}/").status_code

    assert status == 403
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", ["selection", "mission", "country", "auditor"])
@pytest.mark.parametrize("action", ["edit", "deactivate", "reactivate", "reset", "link"])
def test_nobody_else_acts_on_accounts(people: People, client_of: Any, role: str, action: str) -> None:
    status = client_of(getattr(people, role)).post(f"/accounts/{people.stranger.pk}/{action}/").status_code

    kept = User.objects.get(pk=people.stranger.pk)
    assert (status, kept.is_active, kept.session_salt) == (403, True, people.stranger.session_salt)


def test_administrator_sees_no_officer(people: People) -> None:
    from releve_web.common.isolation import acting_as  # noqa: PLC0415
    from releve_web.supply.models import Officer  # noqa: PLC0415

    with acting_in(EVERYTHING):
        make_officer()
    with pytest.raises(Exception, match="permission denied"), acting_as(people.administrator):
        Officer.objects.count()
