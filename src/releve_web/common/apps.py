"""Registration of the part that all others share."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    """What all apps share: isolation, history, pages' components."""

    name = "releve_web.common"
    label = "common"

    def ready(self) -> None:
        """Renew the database's grants after each migration."""
        from releve_web.common.grants import renew_grants  # noqa: PLC0415 -- models can be asked only now

        post_migrate.connect(renew_grants, dispatch_uid="releve.grants")
