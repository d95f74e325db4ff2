"""Registration of the app."""

from django.apps import AppConfig


class SupplyConfig(AppConfig):
    """Officers, their files, nominations, formed units."""

    name = "releve_web.supply"
    label = "supply"
