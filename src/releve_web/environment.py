"""What the environment says, read strictly: a value that cannot be read stops the start and names the variable."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


class UnreadableSettingError(ImproperlyConfigured):
    """A variable of the environment holds a value that cannot be used; Django prints it and stops."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(f"{variable}={value!r}: expected {expected}")


def env_text(name: str, default: str = "") -> str:
    """Return a variable's text, without the spaces around it."""
    return os.environ.get(name, default).strip()


def env_bool(name: str, *, default: bool) -> bool:
    """
    Return a variable as yes or no.

    Raises
    ------
    UnreadableSettingError
        When the value is neither.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise UnreadableSettingError(name, value, "yes or no")


def env_int(name: str, default: int) -> int:
    """
    Return a variable as a whole number.

    Raises
    ------
    UnreadableSettingError
        When it is none.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        raise UnreadableSettingError(name, value, "a whole number") from None
