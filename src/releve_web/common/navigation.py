"""The menu, in the order of the data's path. An entry stands in it when its page exists and the reader may open it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

if TYPE_CHECKING:
    from releve_web.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page in the menu."""

    label: StrOrPromise
    name: str
    permission: str
    icon: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Pages of one stage of the path."""

    label: StrOrPromise
    entries: tuple[Entry, ...]


MENU: tuple[Stage, ...] = (
    Stage(
        label=_("Engagement"),
        entries=(Entry(label=_("Partners"), name="engagement:partner-list", permission="engagement.view_partner", icon="globe2"),),
    ),
    Stage(
        label=_("Demand"),
        entries=(
            Entry(label=_("Missions"), name="demand:mission-list", permission="demand.view_mission", icon="geo-alt"),
            Entry(label=_("Post lines"), name="demand:postline-list", permission="demand.view_postline", icon="list-check"),
            Entry(label=_("Profiles"), name="demand:profile-list", permission="demand.view_profile", icon="person-vcard"),
            Entry(label=_("Calls"), name="demand:call-list", permission="demand.view_call", icon="megaphone"),
        ),
    ),
    Stage(
        label=_("Supply"),
        entries=(
            Entry(label=_("Officers"), name="supply:officer-list", permission="supply.view_officer", icon="people"),
            Entry(label=_("Nominations"), name="supply:nomination-list", permission="supply.view_nomination", icon="send"),
            Entry(label=_("Formed units"), name="supply:formedunit-list", permission="supply.view_formedunit", icon="layers"),
            Entry(label=_("Imports"), name="imports:import-list", permission="imports.view_import", icon="file-earmark-arrow-up"),
        ),
    ),
    Stage(
        label=_("Accounts"),
        entries=(Entry(label=_("People"), name="accounts:user-list", permission="accounts.view_user", icon="person-badge"),),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """An entry as it stands in the reader's menu."""

    label: StrOrPromise
    url: str
    icon: str
    is_here: bool


def menu_for(user: "User", path: str) -> list[tuple[StrOrPromise, list[Item]]]:
    """Return the reader's menu; `path` is the page open now."""
    menu = []
    for stage in MENU:
        items = [item for entry in stage.entries if (item := _item(entry, user, path))]
        if items:
            menu.append((stage.label, items))
    return menu


def _item(entry: Entry, user: "User", path: str) -> Item | None:
    url = address_of(entry.name)
    if not url or not user.has_perm(entry.permission):
        return None
    return Item(label=entry.label, url=url, icon=entry.icon, is_here=path.startswith(url))


def address_of(name: str) -> str:
    """Return a page's address, blank when this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
