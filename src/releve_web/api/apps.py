"""Registration of the app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What programs read."""

    name = "releve_web.api"
    label = "api"
