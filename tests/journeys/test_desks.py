"""What each other desk sees and may do: the mission's, the auditor's, the administrator's, another country's programs."""

import secrets
from collections.abc import Callable

from acts import fill, follow, open_first, path_of, press, send, status_of, take_step, text_of

from conftest import Desk  # the journeys' own

REFUSED = [r"^403", r"status of 403"]
ABSENT = [r"^404", r"status of 404"]


def test_mission_desk_interviews_for_its_own_mission_only(desk_of: Callable[..., Desk]) -> None:
    selection, mission = desk_of("selection@example.org"), desk_of("minusca@example.org", lang="fr")
    elsewhere = open_first(selection, "/supply/nominations/?mission=UNMISS")
    mission.expected = ABSENT

    page = mission.go("/supply/nominations/")
    missions = set(page.locator("#list tbody tr").filter(has_not_text="MINUSCA").all_inner_texts())
    nomination = open_first(mission, "/supply/nominations/?stage=screened")
    take_step(page, "interviewed", document="Score sheet 7")
    mission.check()
    told = page.locator("#steps").inner_text()
    offered = page.locator("main a[href*='/step/?end=selected']").count()
    seen = text_of(selection.go(nomination))

    assert missions == set()
    assert "Score sheet 7" in told
    assert offered == 0
    assert "Score sheet 7" in seen
    assert status_of(mission, elsewhere) == 404


def test_auditor_reads_who_opened_a_file_and_writes_nothing(desk_of: Callable[..., Desk]) -> None:
    country, auditor = desk_of("morocco@example.org"), desk_of("auditor@example.org")
    auditor.expected = REFUSED

    file = open_first(country, "/supply/officers/?q=MAR-0011")
    page = auditor.go(file)
    follow(page, f"{file}readings/")
    auditor.check()
    readers = page.locator("#list").inner_text()
    offers = page.locator("main a[href$='/change/'], main a[href*='/new/']").count()
    nomination = open_first(auditor, "/supply/nominations/")
    codes = {
        path: status_of(auditor, path)
        for path in (f"{file}change/", f"{file}documents/new/", "/supply/nominations/new/", f"{nomination}step/", "/imports/new/")
    }
    auditor.go(f"{file}change/")
    auditor.check()

    assert "Cooperation desk, Morocco" in readers
    assert "Auditor" in readers
    assert offers == 0
    assert set(codes.values()) == {403}, codes


def test_administrator_invites_somebody_and_sees_no_officer(desk_of: Callable[..., Desk]) -> None:
    country, administrator = desk_of("morocco@example.org"), desk_of("administrator@example.org")
    administrator.expected = REFUSED
    file = open_first(country, "/supply/officers/?q=MAR-0012")
    email, password = f"{secrets.token_hex(4)}@example.org", secrets.token_urlsafe(12)

    page = administrator.go("/accounts/invite/")
    fill(page, email=email, name="Fatou (example)", role="contributing_country", partner="SEN", language="fr", time_zone="Africa/Dakar")
    administrator.check()
    send(page)
    link = page.locator("main code[dir=ltr]").inner_text()
    administrator.check()
    page.reload()
    shown_again = page.locator("main code[dir=ltr]").count()

    invited = desk_of("")
    invited.go(link.removeprefix(invited.address))
    fill(invited.page, password1=password, password2=password)
    invited.check()
    send(invited.page)
    landed = path_of(invited.page)
    own = invited.go("/supply/officers/?q=SEN").locator("#list tbody tr").count()
    another = desk_of("")
    another.expected = [r"^410", r"status of 410"]
    again = another.go(link.removeprefix(another.address)).locator("main form.r-form").count()

    assert shown_again == 0
    assert (landed, own > 0, again) == ("/", True, 0)
    assert [status_of(administrator, path) for path in (file, "/supply/officers/", "/supply/nominations/")] == [403] * 3
    administrator.go("/supply/officers/")
    administrator.check()


def test_program_of_another_country_is_told_of_nothing(desk_of: Callable[..., Desk]) -> None:
    country, senegal = desk_of("morocco@example.org"), desk_of("senegal@example.org")
    file = open_first(country, "/supply/officers/?q=MAR-0013")
    nomination = open_first(country, "/supply/nominations/")

    page = senegal.go("/accounts/tokens/new/")
    fill(page, name=f"Reader {secrets.token_hex(3)}")
    send(page)
    assert "/account/reauthenticate/" in page.url  # a browser left open gives no token away
    fill(page, password=senegal.account.password if senegal.account else "")
    press(page, page.locator("main form:has([name=password]) button").first)
    secret = page.locator("main code[dir=ltr]").inner_text()
    senegal.check()

    def asked(path: str) -> tuple[int, dict]:
        answer = page.request.get(f"{senegal.address}/api/v1{path}", headers={"Authorization": f"Bearer {secret}"})
        return answer.status, answer.json()

    keys = [path.rstrip("/").rpartition("/")[2] for path in (file, nomination)]
    listed = [asked(path) for path in ("/officers", "/nominations")]

    assert [asked(f"/officers/{keys[0]}")[0], asked(f"/nominations/{keys[1]}")[0]] == [404, 404]
    assert [status for status, _told in listed] == [200, 200]
    assert all(told["items"] and {row["partner"] for row in told["items"]} == {"SEN"} for _status, told in listed)

    press(page, page.locator("form[action$='/revoke/'] button").first)
    assert asked("/officers")[0] == 401
