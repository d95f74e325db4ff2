"""Whether the extra with the web system is installed; looked up without importing it."""

from importlib.util import find_spec
from typing import Final

from releve_web.commands.errors import WebMissingError

NEEDED: Final = ("django", "granian", "procrastinate", "psycopg")
EXTRA: Final = "web"


def require_web() -> None:
    """
    Do nothing where the web system is installed.

    Raises
    ------
    WebMissingError
        If it is not.
    """
    if any(find_spec(name) is None for name in NEEDED):
        raise WebMissingError(extra=EXTRA)
