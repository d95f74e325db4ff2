"""Forms of demand, one file a register."""

from releve_web.demand.forms.calls import CallForm, NationalDeadlineForm
from releve_web.demand.forms.filters import CallFilter, MissionFilter, PostLineFilter, ProfileFilter
from releve_web.demand.forms.lines import ClosePostLineForm, PostLineForm
from releve_web.demand.forms.missions import CeilingForm, MissionForm
from releve_web.demand.forms.profiles import ProfileForm

__all__ = [
    "CallFilter",
    "CallForm",
    "CeilingForm",
    "ClosePostLineForm",
    "MissionFilter",
    "MissionForm",
    "NationalDeadlineForm",
    "PostLineFilter",
    "PostLineForm",
    "ProfileFilter",
    "ProfileForm",
]
