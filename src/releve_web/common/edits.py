"""
The one pattern of forms: a record made or changed, by a service.

What can go wrong on the way loses nothing: a mistake is summed up above the form, a form sent twice makes one record,
a record changed meanwhile is shown in both versions, a session that ended keeps what was typed (:mod:`releve_web.common.access`).
"""

import uuid
from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from releve_web.common import conflicts
from releve_web.common.access import PermissionRequired
from releve_web.common.lists import Crumb
from releve_web.common.models import Submission

TOKEN = "_once"  # noqa: S105 -- a field's name
SUBMISSION_DAYS = 2
"""How long a form sent again is known."""


class RecordFormView(PermissionRequired, ABC):
    """
    A form for one record: new when the address names none.

    A subclass names a model and a form, and saves by a service. A service that refuses raises ``ValidationError``, by field where it can.

    Attributes
    ----------
    lookup
        Name in the address and of the field.
    groups
        Headings and the fields below each; fields not named stand first, under no heading.
    has_revision
        Whether the model counts its changes in ``revision``: then nobody overwrites what they have not seen.
    """

    model: ClassVar[type[models.Model]]
    form_class: ClassVar[type[forms.BaseForm]]
    template_name = "components/form_page.html"
    lookup = "pk"
    groups: ClassVar[tuple[tuple[StrOrPromise, tuple[str, ...]], ...]] = ()
    submit_label: ClassVar[StrOrPromise] = ""
    intro: ClassVar[StrOrPromise] = ""
    is_dangerous = False
    has_revision = True

    # What a form of one app changes ------------------------------------------------------------------------------

    def queryset_for(self, user: Any) -> "models.QuerySet[Any]":  # noqa: ANN401 -- a user of this installation
        """Return the records the reader may see."""
        return self.model._default_manager.visible_to(user)  # type: ignore[attr-defined, no-any-return]  # every register's manager has it

    @abstractmethod
    def save(self, form: Any, record: Any) -> Any:  # noqa: ANN401 -- the app's form and record
        """Call the service that writes; return the record. `record` is None for a new one."""

    def form_kwargs(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- the app's record
        """Return what the form is made with: the instance of a model's form; an app's own form takes ``initial``."""
        return {"instance": record} if issubclass(self.form_class, forms.BaseModelForm) and record is not None else {}

    def title(self, record: Any) -> str:  # noqa: ANN401 -- the app's record
        """Return the heading."""
        noun = self.model._meta.verbose_name
        return _("New: %(noun)s") % {"noun": noun} if record is None else _("Change %(record)s") % {"record": record}

    def breadcrumbs(self, record: Any) -> list[Crumb]:  # noqa: ANN401, ARG002 -- the app's record
        """Return the pages above this one."""
        return []

    def success_url(self, record: Any) -> str:  # noqa: ANN401 -- the app's record
        """Return where a saved form leads: the record's page."""
        return str(record.get_absolute_url())

    def cancel_url(self, record: Any) -> str:  # noqa: ANN401 -- the app's record
        """Return where giving up leads; blank offers no way but back."""
        return self.success_url(record) if record is not None and hasattr(record, "get_absolute_url") else ""

    def success_message(self, record: Any) -> str:  # noqa: ANN401 -- the app's record
        """Return what is said when it is saved."""
        return _("%(record)s is saved.") % {"record": record}

    def changed_by(self, record: Any) -> str:  # noqa: ANN401, ARG002 -- the app's record
        """Return who made the change that came between; blank when that is not known."""
        return ""

    def extra_context(self, record: Any, form: Any) -> dict[str, Any]:  # noqa: ANN401, ARG002 -- the app's record and form
        """Return what the app's template shows beside."""
        return {}

    # The way of a form -------------------------------------------------------------------------------------------

    def get_record(self) -> Any:  # noqa: ANN401 -- the app's record
        """Return the record, None for a new one; 404 for a stranger, 403 for a colleague without the right."""
        if self.lookup not in self.kwargs:
            return None
        record = get_object_or_404(self.queryset_for(self.user), **{self.lookup: self.kwargs[self.lookup]})
        self.check_object(record)
        return record

    def make_form(self, record: Any, data: QueryDict | None = None, **kwargs: Any) -> Any:  # noqa: ANN401 -- the app's form
        """Return the form, bound to what was sent when `data` is given."""
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, **{**self.form_kwargs(record), **kwargs})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Show the form."""
        record = self.get_record()
        return self.show(record, self.make_form(record))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401, ARG002 -- Django's signature
        """Take the form, once."""
        token = read_token(request.POST.get(TOKEN, ""))
        earlier = Submission.objects.filter(user=self.user, token=token).first()
        if earlier:
            return self.answer_again(earlier)
        record = self.get_record()
        if record is not None:
            # Whoever saves at the same moment waits here, and then sees the change.
            try:
                record.refresh_from_db(from_queryset=self.model._default_manager.select_for_update(of=("self",)))
            except ObjectDoesNotExist:  # taken out between the two questions
                raise Http404 from None
        data = conflicts.resolved(request.POST)
        form = self.make_form(record, data)
        if record is not None and self.was_changed_meanwhile(record, data):
            return self.show_both(record, data)
        if record is not None and conflicts.is_choice_missing(request.POST):
            return self.show_both(record, request.POST, is_choice_missing=True)
        if not form.is_valid():
            return self.show(record, form, status=422)
        return self.take(record, form, token)

    def was_changed_meanwhile(self, record: Any, data: QueryDict) -> bool:  # noqa: ANN401 -- the app's record
        """Return whether the record is no longer what the form began from: by its counter, else by what the form carries of it."""
        if self.has_revision:
            return data.get(conflicts.REVISION) != str(record.revision)
        opened = data.get(conflicts.OPENED, "")
        return bool(opened) and conflicts.read_opened(opened) != conflicts.read_opened(conflicts.opened_values(self.make_form(record)))

    def take(self, record: Any, form: Any, token: uuid.UUID) -> HttpResponseBase:  # noqa: ANN401 -- the app's record and form
        """Save, or say why not."""
        try:
            with transaction.atomic():
                submission, is_first = Submission.objects.get_or_create(user=self.user, token=token)
                if not is_first:
                    return self.answer_again(submission)
                saved = self.save(form, record)
                submission.url = self.success_url(saved)
                submission.save(update_fields=["url"])
        except ValidationError as error:
            add_errors(form, error)
            return self.show(record, form, status=422)
        Submission.objects.filter(user=self.user, created_at__lt=timezone.now() - timedelta(days=SUBMISSION_DAYS)).delete()
        message = self.success_message(saved)
        if message:
            messages.success(self.request, message)
        return HttpResponseRedirect(submission.url)

    def answer_again(self, earlier: Submission) -> HttpResponseBase:
        """Answer a form that was taken already."""
        messages.info(self.request, _("This form was sent twice; it was saved once, and this is the result."))
        return HttpResponseRedirect(earlier.url or "/")

    def show(self, record: Any, form: Any, *, status: int = 200) -> HttpResponse:  # noqa: ANN401 -- the app's record and form
        """Return the page of the form."""
        # What was opened at first stays what a later comparison begins from, through any number of mistakes.
        sent = form.data if form.is_bound else QueryDict()
        context = {
            **self.frame(record),
            "form": form,
            "groups": grouped(form, self.groups),
            "revision": sent.get(conflicts.REVISION) or getattr(record, "revision", ""),
            "opened": sent.get(conflicts.OPENED) or conflicts.opened_values(self.make_form(record)),
            "token": sent.get(TOKEN) or uuid.uuid4(),
            **self.extra_context(record, form),
        }
        return render(self.request, self.template_name, context, status=status)

    def show_both(self, record: Any, data: QueryDict, *, is_choice_missing: bool = False) -> HttpResponse:  # noqa: ANN401 -- the app's record
        """Return the page of both versions."""
        mine, theirs = self.make_form(record, data), self.make_form(record, prefix=conflicts.THEIRS)
        context = {
            **self.frame(record),
            "mine": mine,
            "theirs": theirs,
            "differences": conflicts.differences(mine, self.make_form(record), conflicts.read_opened(data.get(conflicts.OPENED, ""))),
            "changed_by": self.changed_by(record),
            "is_choice_missing": is_choice_missing,
            "revision": getattr(record, "revision", ""),
            "opened": conflicts.opened_values(self.make_form(record)),
            "token": uuid.uuid4(),
        }
        return render(self.request, "components/conflict_page.html", context, status=409)

    def frame(self, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- the app's record
        """Return what both pages show around the form."""
        return {
            "view": self,
            "record": record,
            "title": self.title(record),
            "intro": self.intro,
            "crumbs": self.breadcrumbs(record),
            "cancel_url": self.cancel_url(record),
            "submit_label": self.submit_label or _("Save"),
            "is_dangerous": self.is_dangerous,
        }


def read_token(text: str) -> uuid.UUID:
    """Return the token a form carries; one without a token that can be read is taken as a form of its own."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def grouped(form: forms.BaseForm, groups: tuple[tuple[StrOrPromise, tuple[str, ...]], ...]) -> list[dict[str, Any]]:
    """Return a form's visible fields under their headings."""
    named = {name for _heading, names in groups for name in names}
    first = [bound for bound in form.visible_fields() if bound.name not in named]
    parts = [{"heading": "", "fields": first}] if first else []
    return [*parts, *({"heading": heading, "fields": [form[name] for name in names if name in form.fields]} for heading, names in groups)]


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what a service refuses beside the fields it is about, the rest above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)
