"""The one way to a list: ``visible_to(user)``, the same rows that the database's policies let through."""

from typing import TYPE_CHECKING, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from releve_web.accounts.roles import Role

if TYPE_CHECKING:
    from releve_web.accounts.models import User

M = TypeVar("M", bound=models.Model)


class PartnerQuerySet(models.QuerySet[M], Generic[M]):
    """
    Rows that belong to a partner.

    ``mission_path`` is the lookup from the row to the missions whose desk may see it; empty hides all from mission desks.
    """

    mission_path = ""

    def visible_to(self, user: "User | AnonymousUser") -> "PartnerQuerySet[M]":
        """Return the rows that `user` may see: all, those of its partner, those of its missions, or none."""
        if not user.is_authenticated:
            return self.none()
        if user.role in {Role.SELECTION_DESK, Role.AUDITOR}:
            return self.all()
        if user.role == Role.CONTRIBUTING_COUNTRY and user.partner_id:
            return self.filter(partner=user.partner_id)
        if user.role == Role.MISSION_DESK and self.mission_path:
            # By key, not by join: a row with two nominations stands once, in the order of an index, and can be locked.
            return self.filter(pk__in=self.model._default_manager.filter(**{f"{self.mission_path}__in": user.mission_codes}).values("pk"))
        return self.none()
