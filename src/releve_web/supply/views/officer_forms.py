"""Officers written: a file opened or corrected, and its parts."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Crumb
from releve_web.supply.forms import AssessmentForm, DocumentForm, ExperienceForm, OfficerForm
from releve_web.supply.forms import officers as groups
from releve_web.supply.models import Assessment, Document, Experience, Officer
from releve_web.supply.queries import officers_for_user
from releve_web.supply.services import delete_part, record_reading, save_officer, save_part
from releve_web.supply.views.officers import officers_crumb


class OfficerFormView(RecordFormView):
    """A new or changed officer."""

    model = Officer
    form_class = OfficerForm
    groups: ClassVar[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = (
        (gettext_lazy("Person"), groups.PERSON),
        (gettext_lazy("Service"), groups.SERVICE),
        (gettext_lazy("Languages and skills"), groups.ABILITIES),
        (gettext_lazy("Clearance"), groups.CLEARANCE),
        (gettext_lazy("Availability"), groups.AVAILABILITY),
    )

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- an officer or None
        """Return who writes."""
        return {**super().form_kwargs(record), "user": self.user}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401 -- an officer or None
        """Return the way back."""
        return [officers_crumb(), *([Crumb(label=str(record), url=record.get_absolute_url())] if record else [])]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- an officer or None
        """Return where giving up leads."""
        return str(record.get_absolute_url()) if record else reverse("supply:officer-list")

    def save(self, form: Any, record: Any) -> Officer:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_officer(form.instance, self.user)


class OfficerCreateView(OfficerFormView):
    """A new officer."""

    permission_required = "supply.add_officer"


class OfficerUpdateView(OfficerFormView):
    """A changed officer. The form shows the file: opening it is recorded."""

    permission_required = "supply.change_officer"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 -- Django's signature
        """Show the form, and record that the file was opened."""
        response = super().get(request, *args, **kwargs)
        record_reading(officers_for_user(self.user).get(pk=kwargs["pk"]), reader=self.user, page="officer-update")
        return response


class PartFormView(RecordFormView):
    """A row of an officer's file, new when the address names the officer."""

    has_revision = False
    officer: Officer

    def get_record(self) -> Any:  # noqa: ANN401 -- a part or None
        """Return the part, None for a new one; the officer's file is looked up either way."""
        record = super().get_record()
        if record is not None:
            self.officer = record.officer
            return record
        self.officer = get_object_or_404(officers_for_user(self.user), pk=self.kwargs["officer"])
        self.check_object(self.officer)
        return None

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the parts with their officers."""
        return super().queryset_for(user).select_related("officer")

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- a part or None
        """Give a new part its officer."""
        return {"instance": record or self.model(officer=self.officer, partner_id=self.officer.partner_id)}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401, ARG002 -- a part or None
        """Return the way back."""
        return [officers_crumb(), Crumb(label=str(self.officer), url=self.officer.get_absolute_url())]

    def success_url(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- a part
        """Return the part of the officer's page."""
        return f"{self.officer.get_absolute_url()}#{self.model._meta.model_name}s"

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- a part or None
        """Return where giving up leads."""
        return self.success_url(record)

    def save(self, form: Any, record: Any) -> Any:  # noqa: ANN401, ARG002 -- the form has the record
        """Save by the service."""
        return save_part(form.instance, self.user)

    def extra_context(self, record: Any, form: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- a part or None
        """Offer to take the part out."""
        name = self.model._meta.model_name
        may = record is not None and self.user.has_perm(f"supply.delete_{name}", record)
        return {"delete_url": reverse(f"supply:{name}-delete", args=[record.pk]) if may else ""}

    template_name = "supply/part_form.html"


class PartDeleteView(PartFormView):
    """A row taken out of a file, after a look."""

    form_class = forms.Form
    template_name = "components/form_page.html"
    submit_label = gettext_lazy("Take out of the file")
    intro = gettext_lazy("The history keeps what it said, who took it out and when.")
    is_dangerous = True

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- a part
        """Return nothing: the form only confirms."""
        return {}

    def title(self, record: Any) -> str:  # noqa: ANN401 -- a part
        """Return the heading."""
        return _("Take out of the file: %(record)s") % {"record": record}

    def save(self, form: Any, record: Any) -> Any:  # noqa: ANN401, ARG002 -- the form only confirms
        """Take it out by the service."""
        delete_part(record, self.user)
        return record

    def success_message(self, record: Any) -> str:  # noqa: ANN401 -- a part
        """Say what happened."""
        return _("%(record)s was taken out of the file.") % {"record": record}

    def extra_context(self, record: Any, form: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- a part
        """Return nothing more."""
        return {}


class DocumentCreateView(PartFormView):
    """A new document."""

    permission_required = "supply.add_document"
    model, form_class = Document, DocumentForm


class DocumentUpdateView(PartFormView):
    """A changed document."""

    permission_required = "supply.change_document"
    model, form_class = Document, DocumentForm


class DocumentDeleteView(PartDeleteView):
    """A document taken out."""

    permission_required = "supply.delete_document"
    model = Document


class AssessmentCreateView(PartFormView):
    """A new assessment."""

    permission_required = "supply.add_assessment"
    model, form_class = Assessment, AssessmentForm


class AssessmentUpdateView(PartFormView):
    """A changed assessment."""

    permission_required = "supply.change_assessment"
    model, form_class = Assessment, AssessmentForm


class AssessmentDeleteView(PartDeleteView):
    """An assessment taken out."""

    permission_required = "supply.delete_assessment"
    model = Assessment


class ExperienceCreateView(PartFormView):
    """A new experience."""

    permission_required = "supply.add_experience"
    model, form_class = Experience, ExperienceForm


class ExperienceUpdateView(PartFormView):
    """A changed experience."""

    permission_required = "supply.change_experience"
    model, form_class = Experience, ExperienceForm


class ExperienceDeleteView(PartDeleteView):
    """An experience taken out."""

    permission_required = "supply.delete_experience"
    model = Experience
