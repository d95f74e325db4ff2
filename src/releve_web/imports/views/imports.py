"""The list of imports, the form that takes a file, and the page of one import from its upload to its result."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve_web.common.details import Line, RecordDetailView, Section
from releve_web.common.edits import RecordFormView
from releve_web.common.lists import Action, Crumb, RegisterListView
from releve_web.common.navigation import address_of
from releve_web.common.showing import Column, Shown, Tone, show
from releve_web.imports import services
from releve_web.imports.forms import ImportFilter, UploadForm
from releve_web.imports.models import OPEN, Decision, Import, State, Table, Verdict
from releve_web.imports.queries import preview_rows, problems_page, shown_verdict

TONES = {State.DONE: Tone.GOOD, State.PREVIEW: Tone.WARN, State.MAPPING: Tone.WARN, State.REFUSED: Tone.BAD}
REGISTERS = {Table.OFFICERS: "supply:officer-list", Table.NOMINATIONS: "supply:nomination-list", Table.POSTS: "demand:postline-list"}


def address(source: Import) -> str:
    """Return the address of an import's page."""
    return reverse("imports:import-detail", args=[source.pk])


def imports_crumb() -> Crumb:
    """Return the way back to the imports."""
    return Crumb(label=_("Imports"), url=reverse("imports:import-list"))


def number_of(text: str | None) -> int:
    """Return a number of an address; 0 where it cannot be read."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0  # noqa: PLR2004 -- a number of a row


class ImportListView(RegisterListView):
    """Files that came in, the newest first."""

    permission_required = "imports.view_import"
    model = Import
    filter_form = ImportFilter
    columns = (
        Column(key="file_name", label=gettext_lazy("file"), link=address),
        Column(key="table", label=gettext_lazy("table"), priority=2),
        Column(key="partner_id", label=gettext_lazy("partner"), shown=Shown.CODES),
        Column(key="state", label=gettext_lazy("state"), shown=Shown.STATUS, tone=lambda row: TONES.get(row.state, Tone.QUIET)),
        Column(key="n_total", label=gettext_lazy("rows"), shown=Shown.NUMBER, link=address, priority=2),
        Column(key="created_by", label=gettext_lazy("sent by"), priority=3),
        Column(key="created_at", label=gettext_lazy("sent"), shown=Shown.INSTANT, priority=2),
    )

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return imports without what only their pages need."""
        return Import.objects.visible_to(user).select_related("created_by").defer("reading", "mapping")

    def actions(self) -> list[Action]:
        """Offer a new import to who may send one, and the rows set aside."""
        found = [Action(label=_("Rows set aside"), url=reverse("imports:quarantinedrow-list"), icon="inbox")]
        if self.user.has_perm("imports.add_import"):
            found.insert(
                0, Action(label=_("Import a file"), url=reverse("imports:import-create"), icon="file-earmark-arrow-up", is_main=True)
            )
        return found

    def no_data_hint(self) -> str:
        """Say what an import is."""
        return _("A workbook or CSV file with your own headings is compared with the register before anything is written.")


class ImportCreateView(RecordFormView):
    """A file comes in."""

    permission_required = "imports.add_import"
    model = Import
    form_class = UploadForm
    has_revision = False
    submit_label = gettext_lazy("Send and compare")
    intro = gettext_lazy("Nothing is written before you have seen what would change.")

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- the pattern's signature
        """Offer what the reader may send."""
        return {"user": self.user}

    def title(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- the pattern's signature
        """Return the heading."""
        return _("Import a file")

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401, ARG002 -- the pattern's signature
        """Return the way back."""
        return [imports_crumb()]

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- the pattern's signature
        """Return where cancelling leads."""
        return reverse("imports:import-list")

    def save(self, form: Any, record: Any) -> Import:  # noqa: ANN401, ARG002 -- the pattern's signature
        """Take the file in."""
        told = form.cleaned_data
        return services.create_import(
            by=self.user,
            table=told["table"],
            partner=told.get("partner"),
            file_name=told["file"].name or "",
            content=told["file"].read(),
            blank_clears=told["blank_clears"],
        )

    def success_url(self, saved: Any) -> str:  # noqa: ANN401 -- the pattern's signature
        """Lead to the columns where they are to be confirmed, else to the preview."""
        return reverse("imports:import-mapping", args=[saved.pk]) if saved.state == State.MAPPING else address(saved)

    def success_message(self, saved: Any) -> str:  # noqa: ANN401, ARG002 -- the pattern's signature
        """Say nothing: the page says where the import stands."""
        return ""


class ImportDetailView(RecordDetailView):
    """One import: what is being done, what would change, what was written."""

    permission_required = "imports.view_import"
    model = Import
    object: Import

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 -- Django's signature
        """Answer with the page, or with its progress alone."""
        if getattr(request, "htmx", None) and request.GET.get("progress"):
            self.object = self.get_object()
            response = render(request, "imports/_progress.html", self.context())
            if not self.object.is_working:
                response["HX-Refresh"] = "true"
            return response
        return super().get(request, *args, **kwargs)

    def queryset_for(self, user: Any) -> "QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return imports with who sent them."""
        return Import.objects.visible_to(user).select_related("created_by", "partner")

    @property
    def may_write(self) -> bool:
        """Return whether the reader may act on it."""
        return self.user.has_perm("imports.change_import", self.object)

    def badges(self) -> list[SafeString]:
        """Say where it stands."""
        state = State(self.object.state)
        return [show(state.label, Shown.STATUS, tone=TONES.get(state, Tone.QUIET))]

    def breadcrumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [imports_crumb()]

    def actions(self) -> list[Action]:
        """Offer what may be done now."""
        source, found = self.object, []
        if self.may_write:
            if source.state in {State.MAPPING, State.PREVIEW}:
                is_next = source.state == State.MAPPING
                url = reverse("imports:import-mapping", args=[source.pk])
                found.append(Action(label=_("Columns and words"), url=url, icon="list-check", is_main=is_next))
            if source.is_working and services.is_silent(source):
                found.append(Action(label=_("Resume"), url=reverse("imports:import-resume", args=[source.pk]), is_post=True, is_main=True))
            if source.state in OPEN:
                url = reverse("imports:import-cancel", args=[source.pk])
                found.append(Action(label=_("Cancel the import"), url=url, is_post=True, is_dangerous=True))
        if source.state not in {State.READING, State.MAPPING} and source.rows_deleted_at is None:
            url = reverse("imports:import-workbook", args=[source.pk])
            found.insert(0, Action(label=_("The sender's workbook with verdicts"), url=url, icon="download"))
        return found

    def sections(self) -> list[Section]:
        """Return progress, preview or result, then the facts of the file."""
        source = self.object
        found: list[Section] = []
        if source.is_working:
            found.append(Section(title=_("Progress"), key="progress", template="imports/_progress.html"))
        if source.state == State.PREVIEW:
            found.append(Section(title=_("What would change"), key="preview", template="imports/_confirm.html", data=self.verdict_data()))
        if source.state == State.DONE:
            found.append(Section(title=_("What was written"), key="result", template="imports/_result.html", data=self.result_data()))
        if source.state in {State.PREVIEW, State.DONE, State.APPLYING}:
            if source.rows_deleted_at is None:
                found.append(Section(title=_("Rows"), key="rows", template="imports/_rows.html", data=self.rows_data()))
            else:
                found.append(Section(title=_("Rows"), key="rows", template="imports/_rows_deleted.html"))
        if source.counts.get("errors") or source.counts.get("warnings") or source.state == State.REFUSED:
            found.append(Section(title=_("Problems"), key="problems", template="imports/_problems.html", data=self.problem_data()))
        found.append(self.facts())
        return found

    def facts(self) -> Section:
        """Return what is known of the file."""
        source = self.object
        told = [
            (_("What the file holds"), show(Table(source.table).label)),
            (_("Partner"), show(source.partner)),
            (_("Sheet"), show(source.sheet)),
            (_("Rows"), show(source.n_total, Shown.NUMBER)),
            (_("Sent by"), show(source.created_by)),
            (_("Sent"), show(source.created_at, Shown.INSTANT)),
            (_("Finished"), show(source.finished_at, Shown.INSTANT)),
            (_("Blank cells clear what the register holds"), show(source.blank_clears, Shown.YES_NO)),
            (_("Fingerprint of the file (SHA-256)"), show([source.digest[i : i + 8] for i in range(0, 64, 8)], Shown.CODES)),
        ]
        return Section(title=_("File"), key="file", lines=[Line(label=label, content=content) for label, content in told])

    def verdict_data(self) -> dict[str, Any]:
        """Return what stands against writing, and whether the very same file was written before."""
        return {
            "obstacles": services.obstacles(self.object),
            "earlier": services.earlier_import(self.object, self.user),
            "may_write": self.may_write,
        }

    def result_data(self) -> dict[str, Any]:
        """Return the list behind the figures."""
        register = address_of(REGISTERS[Table(self.object.table)])
        return {"register": f"{register}?partner={self.object.partner_id}" if register and self.object.partner_id else register}

    def rows_data(self) -> dict[str, Any]:
        """Return one page of rows under one verdict."""
        source = self.object
        verdict = shown_verdict(source, self.request.GET.get("show", ""))
        rows, after = preview_rows(source, verdict, after=number_of(self.request.GET.get("after")), user=self.user)
        tabs = [
            {"verdict": one, "label": Verdict(one).label, "n": n, "is_here": one == verdict}
            for one in Verdict.values
            if (n := source.counts.get(f"rows_{one}", 0))
        ]
        is_deciding = verdict == Verdict.DUPLICATE and self.may_write and source.state == State.PREVIEW
        return {"rows": rows, "after": after, "verdict": verdict, "tabs": tabs, "decisions": Decision.choices, "is_deciding": is_deciding}

    def problem_data(self) -> dict[str, Any]:
        """Return one page of problems."""
        problems, after = problems_page(self.object, after=number_of(self.request.GET.get("problems")), user=self.user)
        return {"problems": problems, "after": after}


class ImportWorkbookView(RecordDetailView):
    """The sender's own workbook with verdicts."""

    permission_required = "imports.view_import"
    model = Import

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Answer with the file."""
        from releve_web.imports.returning import XLSX, workbook_of  # noqa: PLC0415 -- openpyxl is slow to load

        source = self.get_object()
        if source.rows_deleted_at is not None:
            raise Http404
        name = f"{source.file_name.rpartition('.')[0] or source.file_name}-{source.pk}.xlsx"
        response = HttpResponse(workbook_of(source), content_type=XLSX)
        quoted = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in name)
        response["Content-Disposition"] = f'attachment; filename="{quoted}"'
        return response
