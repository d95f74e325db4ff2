"""
Which rows of demand each desk sees: missions, ceilings and profiles are everybody's, drafts and unpublished calls are not.

Demand holds nobody's officers, so the database lets every desk read it; what is not yet said aloud is kept back here.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

from releve_web.accounts.roles import Role
from releve_web.engagement.models import Partner

if TYPE_CHECKING:
    from releve_web.accounts.models import User
    from releve_web.demand.models import Call, Ceiling, Mission, PostLine, Profile  # noqa: F401 -- types of the managers below

M = TypeVar("M", bound=models.Model)


class PublicQuerySet(models.QuerySet[M], Generic[M]):
    """Rows that every desk may read."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return all rows, to whoever is signed in."""
        return self.all() if user.is_authenticated and user.is_active else self.none()


class MissionQuerySet(PublicQuerySet["Mission"]):
    """Missions."""


class CeilingQuerySet(PublicQuerySet["Ceiling"]):
    """Ceilings."""


class ProfileQuerySet(PublicQuerySet["Profile"]):
    """Profiles."""


class PostLineQuerySet(PublicQuerySet["PostLine"]):
    """Post lines; drafts are for the selection desk, the auditor, the administrator and the mission that drafts them."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the lines that `user` may see."""
        rows = super().visible_to(user)
        if not user.is_authenticated or sees_unpublished(user):
            return rows
        if user.role == Role.MISSION_DESK:
            return rows.filter(Q(is_draft=False) | Q(mission__in=user.mission_codes))
        return rows.filter(is_draft=False)

    def open(self) -> Self:
        """Return lines whose seats are vacant and may be nominated for: what "vacant" means everywhere."""
        return self.filter(is_open=True)

    def bulk_create(self, objs: Iterable["PostLine"], *args: Any, **kwargs: Any) -> list["PostLine"]:  # noqa: ANN401 -- Django's signature
        """Insert lines, their keys and scores computed first."""
        rows = list(objs)
        for row in rows:
            row.renew_keys()
        return super().bulk_create(rows, *args, **kwargs)


class CallQuerySet(PublicQuerySet["Call"]):
    """
    Calls; one that is not published is for the desks that prepare it.

    A published call is for the partners that it addresses, their States and their services; one that addresses nobody by name is
    for all.
    """

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Return the calls that `user` may see."""
        rows = super().visible_to(user)
        if not user.is_authenticated or sees_unpublished(user):
            return rows
        if user.role == Role.MISSION_DESK:
            lines = self.model.post_lines.through.objects.filter(call=OuterRef("pk"), postline__mission__in=user.mission_codes)
            return rows.filter(Q(is_published=True) | Exists(lines))
        addressed = self.model.partners.through.objects.filter(call=OuterRef("pk"))
        ours = Partner.objects.filter(of_family(user.partner_id))
        return rows.filter(~Exists(addressed) | Exists(addressed.filter(partner__in=ours)), is_published=True)


def of_family(code: str | None) -> Q:
    """Return what is true for a partner, its State and its services; for none of them where there is no code."""
    return Q(pk=code) | Q(services=code) | Q(parent=code) if code else Q(pk__in=())


def sees_unpublished(user: "User") -> bool:
    """Return whether a person sees demand before it is said aloud: who prepares it, who controls it, who keeps the settings."""
    return user.role in {Role.SELECTION_DESK, Role.AUDITOR, Role.ADMINISTRATOR}
