"""Registration of the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, invitations, tokens."""

    name = "releve_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Speak to whoever signs in in their own language from the first word."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 -- models can be asked only now

        from releve_web.accounts.languages import speak_to  # noqa: PLC0415 -- see above

        user_logged_in.connect(speak_to, dispatch_uid="releve.language")
