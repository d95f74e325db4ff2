"""Which database the process talks to, read from one address."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from releve_web.environment import UnreadableSettingError


def database_from_url(url: str) -> dict[str, Any]:
    """
    Return Django's settings of a ``postgresql://`` address.

    A socket folder stands in the query, as libpq writes it: ``postgresql://user@/releve?host=/run/releve``.

    Raises
    ------
    UnreadableSettingError
        When the address names another kind of database or none.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise UnreadableSettingError("DATABASE_URL", url.rsplit("@", maxsplit=1)[-1], "postgresql://user@host/name")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", parts.port or ""),
        "OPTIONS": options,
        # A connection lives on between requests: the scope of a request is set inside its transaction and ends with it.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
