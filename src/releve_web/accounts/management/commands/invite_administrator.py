"""Invite an administrator from the command line: the first of an installation, or another when the first lost every way in."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from releve_web.accounts.roles import Role
from releve_web.accounts.services import invite_user


class Command(BaseCommand):
    """Make an administrator's account and print the link that opens it, once."""

    help = "Make an administrator's account and print the link that opens it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whom to invite, and where the installation is reached."""
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how the person is called; the e-mail address otherwise")
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where people reach this installation")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 -- Django's signature
        """Do it."""
        email, name = options["email"], options["name"] or options["email"]
        try:
            _user, secret = invite_user(None, email=email, name=name, role=Role.ADMINISTRATOR)
        except ValidationError as refused:
            raise CommandError("; ".join(refused.messages)) from None
        self.stdout.write(options["address"].rstrip("/") + reverse("accounts:link-open", kwargs={"secret": secret}))
