"""How a person stands in a list and on a page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.accounts.models import User
from releve_web.common.showing import Column, Shown, Tone


def state_of(person: User) -> tuple[str, Tone]:
    """Return how far an account is, in a word, and its colour."""
    if not person.is_active:
        return _("Shut"), Tone.QUIET
    if person.has_usable_password():
        return _("Active"), Tone.GOOD
    invitation = getattr(person, "invitation", None)
    if invitation is not None and invitation.is_open:
        return _("Invited"), Tone.INFO
    return _("Invitation expired"), Tone.WARN


def scope_of(person: User) -> str:
    """Return the partner or the missions of a person."""
    if person.partner is not None:
        return str(person.partner)
    return " · ".join(sorted(mission.pk for mission in person.missions.all()))


def address_of(person: Any) -> str:  # noqa: ANN401 -- a row
    """Return the page of a person."""
    return reverse("accounts:user-detail", args=[person.pk])


COLUMNS = (
    Column(key="name", label=gettext_lazy("name"), sort="name", link=address_of, value=str),
    Column(key="email", label=gettext_lazy("e-mail address"), priority=2),
    Column(key="role", label=gettext_lazy("desk"), value=lambda row: row.get_role_display()),
    Column(key="scope", label=gettext_lazy("partner or missions"), value=scope_of, priority=2),
    Column(key="last_login", label=gettext_lazy("last signed in"), shown=Shown.INSTANT, priority=3),
    Column(
        key="state",
        label=gettext_lazy("state"),
        shown=Shown.STATUS,
        value=lambda row: state_of(row)[0],
        tone=lambda row: state_of(row)[1],
    ),
)
