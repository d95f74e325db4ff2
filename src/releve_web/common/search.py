"""
The one search field: officers, nominations, post lines, missions, calls, partners, each by what its readers call it.

A plain page by GET; opened from the palette, its results alone. Each kind is looked for among what the reader may see, a few of each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from releve.model.names import fold_name
from releve_web.common.access import PermissionRequired
from releve_web.common.navigation import address_of
from releve_web.demand.models import Call, Mission, PostLine
from releve_web.engagement.models import Partner
from releve_web.supply.models import Nomination, Officer
from releve_web.supply.words import search_names

if TYPE_CHECKING:
    from releve_web.accounts.models import User

EACH: Final = 8
"""Results of one kind."""
LEAST: Final = 2
"""Letters of a search."""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One result: what it is called, what stands beside, where it leads."""

    name: str
    beside: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """The results of one kind; ``more`` leads to the list of all, ``close`` names the words looked for in place of those typed."""

    label: StrOrPromise
    icon: str
    hits: list[Hit]
    more: str = ""
    close: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What is looked for, who may, and how."""

    label: StrOrPromise
    icon: str
    permission: str
    page: str
    find: Callable[[str, "User"], "tuple[Iterable[Hit], tuple[str, ...]]"]


def find_officers(text: str, user: "User") -> tuple[Iterable[Hit], tuple[str, ...]]:
    """Return officers by name or key; a misspelt name finds those that come close."""
    visible = Officer.objects.visible_to(user)
    # Whoever types a whole key means that officer, however many names hold its parts.
    keyed = list(visible.filter(officer_id__in={text, text.upper()}).order_by("partner", "pk")[:EACH])
    found = search_names(visible, text, user=user)
    named = found.officers.exclude(pk__in=[row.pk for row in keyed]).order_by("sort_key", "pk")[: EACH - len(keyed)]
    rows = [*keyed, *named]
    hits = (Hit(name=str(row), beside=f"{row.officer_id} · {row.partner_id}", url=row.get_absolute_url()) for row in rows)
    return hits, () if keyed else found.close


def find_nominations(text: str, user: "User") -> tuple[Iterable[Hit], tuple[str, ...]]:
    """Return nominations by the beginning of their reference."""
    rows = Nomination.objects.visible_to(user).filter(reference__istartswith=text).select_related("officer").order_by("reference")[:EACH]
    told = (Hit(name=row.reference, beside=f"{row.officer} · {row.get_stage_display()}", url=row.get_absolute_url()) for row in rows)
    return told, ()


def find_lines(text: str, user: "User") -> tuple[Iterable[Hit], tuple[str, ...]]:
    """Return post lines by key or title."""
    words = Q()
    for word in fold_name(text).split():
        words &= Q(search_key__contains=word)
    if not words:  # of signs alone
        return (), ()
    rows = PostLine.objects.visible_to(user).filter(words).order_by("post_id")[:EACH]
    return (Hit(name=row.post_id, beside=f"{row.title} · {row.mission_id}", url=row.get_absolute_url()) for row in rows), ()


def find_missions(text: str, user: "User") -> tuple[Iterable[Hit], tuple[str, ...]]:
    """Return missions by acronym or name."""
    rows = Mission.objects.visible_to(user).filter(_in_names("code", text)).order_by("code")[:EACH]
    return (Hit(name=row.code, beside=row.name, url=row.get_absolute_url()) for row in rows), ()


def find_calls(text: str, user: "User") -> tuple[Iterable[Hit], tuple[str, ...]]:
    """Return calls by reference, note verbale or title."""
    words = Q(reference__icontains=text) | Q(note_verbale__icontains=text) | Q(title_en__icontains=text)
    rows = Call.objects.visible_to(user).filter(words).order_by("-closes_at")[:EACH]
    return (Hit(name=row.reference, beside=row.title, url=row.get_absolute_url()) for row in rows), ()


def find_partners(text: str, user: "User") -> tuple[Iterable[Hit], tuple[str, ...]]:
    """Return partners by code or name, each leading to its officers where the reader sees more than one partner's."""
    if not user.has_perm("supply.view_officer") or user.partner_id:
        return (), ()
    rows = Partner.objects.filter(_in_names("code", text)).order_by("code")[:EACH]
    listed = reverse("supply:officer-list")
    return (Hit(name=str(row), beside=row.code, url=f"{listed}?partner={row.code}") for row in rows), ()


def _in_names(key: str, text: str) -> Q:
    words = Q(**{f"{key}__istartswith": text})
    for language in ("en", "fr", "ar", "es"):
        words |= Q(**{f"name_{language}__icontains": text})
    return words


KINDS: Final = (
    Kind(label=gettext_lazy("Officers"), icon="people", permission="supply.view_officer", page="supply:officer-list", find=find_officers),
    Kind(
        label=gettext_lazy("Nominations"),
        icon="send",
        permission="supply.view_nomination",
        page="supply:nomination-list",
        find=find_nominations,
    ),
    Kind(
        label=gettext_lazy("Post lines"), icon="list-check", permission="demand.view_postline", page="demand:postline-list", find=find_lines
    ),
    Kind(label=gettext_lazy("Missions"), icon="geo-alt", permission="demand.view_mission", page="demand:mission-list", find=find_missions),
    Kind(label=gettext_lazy("Calls"), icon="megaphone", permission="demand.view_call", page="demand:call-list", find=find_calls),
    Kind(label=gettext_lazy("Partners"), icon="globe2", permission="common.view_home", page="", find=find_partners),
)


def search_everything(text: str, user: "User") -> list[Group]:
    """Return what is found, kinds without a result left out."""
    groups = []
    for kind in KINDS:
        if not user.has_perm(kind.permission):
            continue
        hits, close = kind.find(text, user)
        found = list(hits)
        if found:
            more = address_of(kind.page) if kind.page and len(found) == EACH else ""
            groups.append(Group(label=kind.label, icon=kind.icon, hits=found, more=more, close=close))
    return groups


class SearchView(PermissionRequired):
    """The results of a search."""

    permission_required = "common.view_home"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401, ARG002 -- Django's signature
        """Answer with the page, or with the results alone."""
        text = " ".join(request.GET.get("q", "")[:200].replace("\0", "").split())
        is_long_enough = len(text) >= LEAST
        context = {
            "view": self,
            "title": _("Search"),
            "text": text,
            "groups": search_everything(text, self.user) if is_long_enough else [],
            "is_long_enough": is_long_enough,
        }
        alone = bool(getattr(request, "htmx", None))
        return render(request, "search/results.html" if alone else "search/page.html", context)
