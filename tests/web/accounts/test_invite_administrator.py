"""The first administrator is invited from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from releve_web.accounts.models import User
from releve_web.accounts.roles import Role


def test_link_of_the_first_administrator_opens(db: None) -> None:
    printed = StringIO()
    call_command("invite_administrator", "First@example.org", address="https://releve.example/", stdout=printed)

    link = printed.getvalue().strip()
    assert link.startswith("https://releve.example/accounts/link/")
    assert Client().get(link.removeprefix("https://releve.example")).status_code == 302
    assert User.objects.get().role == Role.ADMINISTRATOR


@pytest.mark.parametrize("email", ["no address", "taken@example.org"])
def test_address_that_cannot_be_is_refused(db: None, email: str) -> None:
    call_command("invite_administrator", "taken@example.org", stdout=StringIO())

    with pytest.raises(CommandError):
        call_command("invite_administrator", email, stdout=StringIO())
