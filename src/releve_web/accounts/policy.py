"""Who must have a second factor; read by the settings, so nothing of Django's registry is touched here."""

from typing import Final

from releve_web.environment import UnreadableSettingError

ROLES: Final = ("selection_desk", "mission_desk", "contributing_country", "auditor", "administrator")
"""The values of :class:`releve_web.accounts.roles.Role`; a test holds the two together."""


def roles_from_text(variable: str, text: str) -> frozenset[str]:
    """
    Return the roles named in a variable, comma separated; ``all`` is every role, empty or ``none`` is nobody.

    Raises
    ------
    UnreadableSettingError
        When a name is no role: a slip must not leave a desk without its second factor.
    """
    names = {name.strip() for name in text.split(",") if name.strip()}
    if names == {"all"}:
        return frozenset(ROLES)
    if names == {"none"}:
        return frozenset()
    if not names <= set(ROLES):
        raise UnreadableSettingError(variable, text, f"all, none, or some of {', '.join(ROLES)}")
    return frozenset(names)
