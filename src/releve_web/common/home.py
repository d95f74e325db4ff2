"""The first page: what waits for the person who signs in, or how to begin while there is nothing."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from releve_web.common.access import PermissionRequired
from releve_web.common.navigation import address_of
from releve_web.common.panels import panels_for
from releve_web.demand.models import Mission


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """One step of setting an installation up; ``url`` is blank where the reader's desk does not take it."""

    title: str
    text: str
    url: str = ""


class HomeView(PermissionRequired, TemplateView):
    """What waits for the reader's desk."""

    permission_required = "common.view_home"
    template_name = "home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the reader's panels, or the first steps while no mission is known."""
        is_begun = Mission.objects.exists()
        return super().get_context_data(
            title=_("What waits for you"),
            panels=panels_for(self.user) if is_begun else [],
            beginnings=[] if is_begun else self.beginnings(),
            **kwargs,
        )

    def beginnings(self) -> list[Beginning]:
        """Return the first steps, in order."""
        return [
            Beginning(
                title=_("Invite the desks"),
                text=_("Each person gets a link of their own and belongs to one desk. The administrator invites them."),
                url=self.offered("accounts:user-invite", "accounts.add_user"),
            ),
            Beginning(
                title=_("Enter the missions"),
                text=_("With their ceilings, each with the resolution it comes from."),
                url=self.offered("demand:mission-create", "demand.add_mission"),
            ),
            Beginning(
                title=_("Enter or import the post lines"),
                text=_("What each post asks for: languages, skills, grades, years of service. A profile saves typing."),
                url=self.offered("demand:postline-create", "demand.add_postline"),
            ),
            Beginning(
                title=_("Call for nominations"),
                text=_("With the deadline of the note verbale and the partners it addresses."),
                url=self.offered("demand:call-create", "demand.add_call"),
            ),
            Beginning(
                title=_("Import the officers"),
                text=_("Each contributing country brings its own workbook, in its own columns and language."),
                url=self.offered("imports:import-create", "imports.add_import"),
            ),
        ]

    def offered(self, name: str, permission: str) -> str:
        """Return a page's address when the reader may open it."""
        return address_of(name) if self.user.has_perm(permission) else ""
