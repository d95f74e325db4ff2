"""Registration of the app."""

from django.apps import AppConfig


class DemandConfig(AppConfig):
    """Missions, ceilings, profiles, post lines, calls."""

    name = "releve_web.demand"
    label = "demand"
