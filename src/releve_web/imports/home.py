"""What waits among imports: files that need a person, files that could not be read, rows set aside."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from releve_web.common.panels import Figure, Panel, counted, list_url
from releve_web.imports.models import Import, QuarantinedRow, QuarantineState, State

if TYPE_CHECKING:
    from releve_web.accounts.models import User


def panels(user: "User") -> list[Panel]:
    """Return what waits for a person among imports."""
    if not user.has_perm("imports.view_import"):
        return []
    figures = [file_figure(user, state) for state in (State.MAPPING, State.PREVIEW, State.REFUSED)]
    aside = QuarantinedRow.objects.visible_to(user).filter(state=QuarantineState.OPEN)
    figures.append(counted(aside, _("Rows set aside"), list_url("imports:quarantinedrow-list", state=QuarantineState.OPEN.value)))
    return [Panel(title=_("Imports"), order=50, figures=figures, more=list_url("imports:import-list"), more_label=_("All imports"))]


def file_figure(user: "User", state: State) -> Figure:
    """Return how many files stand in a state."""
    files = Import.objects.visible_to(user).filter(state=state)
    return counted(files, state.label, list_url("imports:import-list", state=state.value))
