"""Registration of the app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Workbooks of a sender, from the upload to the rows written."""

    name = "releve_web.imports"
    label = "imports"
