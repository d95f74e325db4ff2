"""What each role of the database may do at all, renewed after every migration; policies narrow it to rows."""

from typing import Any, Final

from django.apps import AppConfig, apps
from django.db import connections, models

from releve_web.common.scopes import ADMIN, APP, AUDITOR, COUNTRY, DESKS, MISSION, SELECTION


def is_trail(model: type[models.Model]) -> bool:
    """Return whether a table only ever grows: events of the history and whatever its model marks ``append_only``."""
    return getattr(model, "append_only", False) or hasattr(model, "pgh_tracked_model")


def holds_partner_rows(model: type[models.Model]) -> bool:
    """Return whether a table's rows belong to a partner: it has a column ``partner`` and does not say that all may know it."""
    names = {field.name for field in model._meta.concrete_fields}
    told_of = getattr(model, "pgh_tracked_model", None) or model._meta.auto_created or model
    return "partner" in names and not getattr(told_of, "partner_is_public", False)


ALL: Final = "SELECT, INSERT, UPDATE, DELETE"
GROWS: Final = "SELECT, INSERT"


def renew_grants(sender: AppConfig, *, using: str, **_: Any) -> None:  # noqa: ANN401 -- what Django's signal sends beside
    """Grant, after a migration, what each role may do on each table."""
    if sender.label != "common":
        return
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        for statement in grants(present):
            cursor.execute(statement)


def grants(present: set[str]) -> list[str]:
    """Return the statements for the tables that are there; those of other apps (sessions, sign-in, jobs) serve all roles."""
    desks = ", ".join(DESKS)
    statements = [
        f"GRANT USAGE ON SCHEMA public TO {APP}, {desks}",
        f"GRANT {ALL} ON ALL TABLES IN SCHEMA public TO {APP}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}, {desks}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP}, {desks}",
    ]
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in present or model._meta.proxy:
            continue
        table = f'"{model._meta.db_table}"'
        writes = GROWS if is_trail(model) else ALL
        ours = model.__module__.startswith("releve_web.")
        if holds_partner_rows(model):
            statements.append(f"REVOKE ALL ON {table} FROM {APP}")
            statements.append(f"GRANT SELECT ON {table} TO {APP}")
            statements.append(f"GRANT {writes} ON {table} TO {SELECTION}, {MISSION}, {COUNTRY}")
            auditor = GROWS if getattr(model, "auditor_adds", False) else "SELECT"
            statements.append(f"GRANT {auditor} ON {table} TO {AUDITOR}")
        elif ours and model._meta.app_label in {"demand", "engagement"}:
            # What all desks may read; the desks that own demand write it.
            statements.append(f"GRANT SELECT ON {table} TO {desks}")
            statements.append(f"GRANT {writes} ON {table} TO {SELECTION}, {MISSION}, {ADMIN}")
        else:
            statements.append(f"GRANT {ALL} ON {table} TO {desks}")
    return statements
