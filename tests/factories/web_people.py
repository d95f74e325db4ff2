"""People of all desks, and rows for them, made as the system makes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client

from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import ADMIN, EVERYTHING, Scope
from releve_web.demand.models import Mission, PostLine
from releve_web.engagement.models import Partner
from releve_web.supply.models import Nomination, Officer

ClientOf = Callable[[User], Client]
"""The fixture ``client_of``: a browser in which a person is signed in."""
PASSWORD = "a long password for tests"  # noqa: S105 -- of nobody


@dataclass(frozen=True, kw_only=True)
class People:
    """
    One person for each desk.

    ``country`` works for Morocco, ``stranger`` for Senegal; ``mission`` for MINUSCA, ``other_mission`` for UNMISS.
    """

    selection: User
    mission: User
    other_mission: User
    country: User
    stranger: User
    auditor: User
    administrator: User


def make_partner(code: str = "MAR", **fields: Any) -> Partner:
    return Partner.objects.get_or_create(
        code=code, defaults={"kind": "state", "name_en": {"MAR": "Morocco", "SEN": "Senegal"}.get(code, code), **fields}
    )[0]


def make_mission(code: str = "MINUSCA", **fields: Any) -> Mission:
    return Mission.objects.get_or_create(code=code, defaults={"kind": "field", "working_languages": ["fr"], **fields})[0]


def make_user(email: str, role: Role, *, partner: Partner | None = None, missions: tuple[Mission, ...] = (), **fields: Any) -> User:
    user = User.objects.create_user(email, PASSWORD, name=email.split("@", maxsplit=1)[0], role=role, partner=partner, **fields)
    user.missions.set(missions)
    return user


def make_people() -> People:
    with acting_in(Scope(role=ADMIN)):
        morocco, senegal = make_partner("MAR"), make_partner("SEN")
        minusca, unmiss = make_mission("MINUSCA"), make_mission("UNMISS")
        return People(
            selection=make_user("selection@example.org", Role.SELECTION_DESK),
            mission=make_user("mission@example.org", Role.MISSION_DESK, missions=(minusca,)),
            other_mission=make_user("other-mission@example.org", Role.MISSION_DESK, missions=(unmiss,)),
            country=make_user("morocco@example.org", Role.CONTRIBUTING_COUNTRY, partner=morocco),
            stranger=make_user("senegal@example.org", Role.CONTRIBUTING_COUNTRY, partner=senegal),
            auditor=make_user("auditor@example.org", Role.AUDITOR),
            administrator=make_user("administrator@example.org", Role.ADMINISTRATOR),
        )


def make_line(post_id: str = "MINUSCA-001", *, mission: str = "MINUSCA", **fields: Any) -> PostLine:
    return PostLine.objects.create(
        **{
            "post_id": post_id,
            "mission": make_mission(mission),
            "title_en": "Community policing adviser",
            "category": "IPO",
            "seats": 2,
            "starts_on": date(2026, 3, 1),
            "tour_months": 12,
            **fields,
        }
    )


def make_officer(officer_id: str = "MAR-0001", *, partner: str = "MAR", **fields: Any) -> Officer:
    officer = Officer(
        **{
            "partner": make_partner(partner),
            "officer_id": officer_id,
            "family_name": "Bennani",
            "given_names": "Salma",
            "gender": "F",
            "birth_date": date(1985, 4, 2),
            "languages": ["ar:C2", "fr:C1"],
            "is_synthetic": True,
            **fields,
        }
    )
    officer.renew_keys()
    officer.save()
    return officer


def make_nomination(officer: Officer | None = None, line: PostLine | None = None, **fields: Any) -> Nomination:
    officer = officer or make_officer()
    line = line or make_line()
    return Nomination.objects.create(
        **{
            "partner_id": officer.partner_id,
            "reference": f"N-{officer.officer_id}-{line.post_id}",
            "officer": officer,
            "post_line": line,
            "mission_id": line.mission_id,
            **fields,
        }
    )


def in_everything() -> Any:
    """Return the scope in which a test may write any row."""
    return acting_in(EVERYTHING)
