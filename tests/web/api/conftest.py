"""What tests of the API share: programs of people, and rows of two States."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from factories.web_people import People, make_line, make_nomination, make_officer
from releve_web.accounts.models import User
from releve_web.accounts.tokens import create_token
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.supply.models import FormedUnit, Nomination, Officer


@dataclass(frozen=True, kw_only=True)
class Register:
    """A nominated officer of Morocco, another of Morocco, one of Senegal; a unit of each State."""

    nominated: Officer
    other: Officer
    foreign: Officer
    nomination: Nomination
    unit: FormedUnit
    foreign_unit: FormedUnit


@pytest.fixture
def register(people: People) -> Register:
    with acting_in(EVERYTHING):
        line = make_line()
        nominated = make_officer("MAR-0001")
        nominated.documents.create(partner_id="MAR", kind="passport", seen_by="the desk")
        nomination = make_nomination(nominated, line)
        nomination.nominationsteps.create(partner_id="MAR", start="", end="nominated", taken_by=people.country)
        return Register(
            nominated=nominated,
            other=make_officer("MAR-0002", family_name="Alaoui"),
            foreign=make_officer("SEN-0001", partner="SEN", family_name="Diop"),
            nomination=nomination,
            unit=FormedUnit.objects.create(partner_id="MAR", name="FPU 1", kind="fpu", readiness="L1"),
            foreign_unit=FormedUnit.objects.create(partner_id="SEN", name="FPU 1", kind="fpu", readiness="L1"),
        )


Program = Callable[..., HttpResponse]


@pytest.fixture
def program_of(people: People) -> Callable[[User], Program]:
    """Return a way to a program that reads the API as a person."""

    def program(user: User) -> Program:
        _token, secret = create_token(user, name="program", expires_at=timezone.now() + timedelta(days=1))
        client = Client(raise_request_exception=False)

        def read(path: str, **parameters: Any) -> Any:
            return client.get(f"/api/v1{path}", parameters, headers={"authorization": f"Bearer {secret}"})

        return read

    return program
