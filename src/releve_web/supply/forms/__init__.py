"""Forms of supply: filters of lists, officers and the parts of their files, nominations and their steps, units."""

from releve_web.supply.forms.files import AssessmentForm, DocumentForm, ExperienceForm
from releve_web.supply.forms.filters import NominationFilter, OfficerFilter, UnitFilter
from releve_web.supply.forms.nominations import BulkStepForm, CommentForm, NominationForm, StepForm
from releve_web.supply.forms.officers import OfficerForm
from releve_web.supply.forms.units import UnitForm

__all__ = [
    "AssessmentForm",
    "BulkStepForm",
    "CommentForm",
    "DocumentForm",
    "ExperienceForm",
    "NominationFilter",
    "NominationForm",
    "OfficerFilter",
    "OfficerForm",
    "StepForm",
    "UnitFilter",
    "UnitForm",
]
