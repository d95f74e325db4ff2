"""Registration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, invitations, tokens."""

    name = "releve_web.accounts"
    label = "accounts"
