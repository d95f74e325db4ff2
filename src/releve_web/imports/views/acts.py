"""What is done on the page of an import: its columns explained, duplicates decided, rows written, the import stopped or taken up."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from releve_web.common.access import PermissionRequired
from releve_web.common.keys import key_in
from releve_web.common.lists import Crumb
from releve_web.imports import services
from releve_web.imports.forms import MappingForm
from releve_web.imports.models import Import, State
from releve_web.imports.views.imports import address, imports_crumb


class ImportActView(ABC, PermissionRequired):
    """One act on an import, by POST."""

    permission_required = "imports.change_import"
    http_method_names = ("post",)

    def get_import(self) -> Import:
        """Return the import; 404 for a stranger, 403 for a colleague without the right."""
        source: Import = get_object_or_404(Import.objects.visible_to(self.user), pk=self.kwargs["pk"])
        self.check_object(source)
        return source

    @abstractmethod
    def act(self, source: Import) -> str:
        """Do it; return what to say."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Do it, say what came of it, and go back to the page."""
        source = self.get_import()
        try:
            told = self.act(source)
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        else:
            if told:
                messages.success(request, told)
        return HttpResponseRedirect(self.back(source))

    def back(self, source: Import) -> str:
        """Return where to go afterwards."""
        return address(source)


class ImportConfirmView(ImportActView):
    """All rows are written, or none."""

    def act(self, source: Import) -> str:
        """Write."""
        source = services.confirm(source, by=self.user)
        if source.is_stale:
            return _("The register has changed since: nothing is written yet. Look at the preview again.")
        return _("The rows are written.") if source.state == State.DONE else ""


class ImportCancelView(ImportActView):
    """The import is stopped."""

    def act(self, source: Import) -> str:
        """Stop."""
        services.cancel(source, by=self.user)
        return _("The import is cancelled. Nothing of it is written.") if source.state != State.DONE else ""


class ImportResumeView(ImportActView):
    """An import whose worker died is taken up again."""

    def act(self, source: Import) -> str:
        """Go on."""
        services.resume(source, by=self.user)
        return _("The import goes on.")


class ImportDecideView(ImportActView):
    """Possible duplicates are decided on."""

    def act(self, source: Import) -> str:
        """Take the decisions of the page, and the one for all others."""
        told = {
            key: value
            for name, value in self.request.POST.items()
            if name.startswith("decision-") and (key := key_in(name.removeprefix("decision-"))) is not None and isinstance(value, str)
        }
        services.decide(source, told, by=self.user, others=self.request.POST.get("others", ""))
        return _("The decisions are kept.")

    def back(self, source: Import) -> str:
        """Stay among the duplicates."""
        return f"{address(source)}?show=duplicate#rows"


class ImportMappingView(PermissionRequired):
    """What the headings, words and days of a file mean; learned for the partner's next file."""

    permission_required = "imports.change_import"

    def get_import(self) -> Import:
        """Return the import; 404 for a stranger, 403 for a colleague without the right."""
        source: Import = get_object_or_404(Import.objects.visible_to(self.user), pk=self.kwargs["pk"])
        self.check_object(source)
        return source

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Show what is guessed or known."""
        source = self.get_import()
        if source.state not in {State.MAPPING, State.PREVIEW}:
            return HttpResponseRedirect(address(source))
        return self.show(source, MappingForm(source=source))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Take what is said and compare; another sheet is read first, whatever else is said."""
        source = self.get_import()
        form = MappingForm(request.POST, source=source)
        sheet = request.POST.get("sheet", "")
        is_other = sheet != source.sheet and sheet in [one["name"] for one in source.reading.get("sheets", [])]
        if not form.is_valid() and not is_other:
            return self.show(source, form, status=422)
        try:
            services.save_mapping(source, form.mapping(), by=self.user, sheet=sheet if is_other else "")
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(source, form, status=422)
        return HttpResponseRedirect(request.path if is_other else address(source))

    def show(self, source: Import, form: MappingForm, *, status: int = 200) -> HttpResponse:
        """Return the page."""
        names = list(form.fields)
        context = {
            "title": _("Columns and words"),
            "subtitle": source.file_name,
            "intro": _("What you say here is kept for the next file of the same partner."),
            "crumbs": [imports_crumb(), Crumb(label=source.file_name, url=address(source))],
            "form": form,
            "source": source,
            "general": [form[name] for name in names if name in {"sheet", "day_order"}],
            "columns": [form[name] for name in names if name.startswith("column-")],
            "words": [form[name] for name in names if name.startswith("word-")],
            "cancel_url": address(source),
        }
        return render(self.request, "imports/import_mapping.html", context, status=status)
