"""One account for each desk of the example, with passwords drawn anew for each installation."""

import secrets
from dataclasses import dataclass

from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.demand.models import Mission
from releve_web.engagement.models import Partner


@dataclass(frozen=True, kw_only=True)
class ExampleAccount:
    """What ``releve up`` prints once: an address, a password, and the desk it opens."""

    role: str
    email: str
    password: str
    partner: str = ""
    missions: tuple[str, ...] = ()


ACCOUNTS = (
    (Role.SELECTION_DESK, "selection@example.org", "Selection desk", "", (), "en", "America/New_York"),
    (Role.MISSION_DESK, "minusca@example.org", "MINUSCA police component", "", ("MINUSCA",), "fr", "Africa/Bangui"),
    (Role.CONTRIBUTING_COUNTRY, "morocco@example.org", "Cooperation desk, Morocco", "MAR", (), "fr", "Africa/Casablanca"),
    (Role.CONTRIBUTING_COUNTRY, "senegal@example.org", "Cooperation desk, Senegal", "SEN", (), "fr", "Africa/Dakar"),
    (Role.AUDITOR, "auditor@example.org", "Auditor", "", (), "en", "UTC"),
    (Role.ADMINISTRATOR, "administrator@example.org", "Administrator", "", (), "en", "UTC"),
)


def make_accounts() -> tuple[ExampleAccount, ...]:
    """Return the accounts made, one a desk and a second contributing country, so that isolation can be seen."""
    made = []
    for role, email, name, partner, missions, language, time_zone in ACCOUNTS:
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(
            email,
            password,
            name=name,
            role=role,
            partner=Partner.objects.get(pk=partner) if partner else None,
            language=language,
            time_zone=time_zone,
            is_example=True,
        )
        user.missions.set(Mission.objects.filter(pk__in=missions))
        made.append(ExampleAccount(role=role.value, email=email, password=password, partner=partner, missions=missions))
    return tuple(made)
