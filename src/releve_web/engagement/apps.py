"""Registration of the app."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """Partners."""

    name = "releve_web.engagement"
    label = "engagement"
