"""Forms of imports: the file, what its headings mean, who sees to a row."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from releve.exchange.sender_mapping import DayOrder, SenderMapping
from releve.model.names import fold_name
from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.common.filters import FilterForm
from releve_web.engagement.models import Partner, PartnerKind
from releve_web.imports.models import Import, QuarantinedRow, QuarantineState, State, Table
from releve_web.imports.quarantine import owners_for
from releve_web.imports.targets import TARGETS
from releve_web.imports.words import column_labels, value_choices

MIB = 1024 * 1024
DAY_ORDERS = [
    (DayOrder.NONE.value, gettext_lazy("Year first: 2025-12-31")),
    (DayOrder.DAY_FIRST.value, gettext_lazy("Day first: 31/12/2025")),
    (DayOrder.MONTH_FIRST.value, gettext_lazy("Month first: 12/31/2025")),
]


class ImportFilter(FilterForm):
    """Narrows the list of imports."""

    primary = ("table", "state")
    lookups = {"table": "table", "state": "state", "partner": "partner"}

    table = forms.ChoiceField(label=gettext_lazy("table"), choices=[("", "—"), *Table.choices])
    state = forms.ChoiceField(label=gettext_lazy("state"), choices=[("", "—"), *State.choices])
    partner = forms.CharField(label=gettext_lazy("partner"), max_length=24)


class QuarantineFilter(FilterForm):
    """Narrows the list of rows set aside."""

    primary = ("state",)
    lookups = {"state": "state", "source": "source"}

    state = forms.ChoiceField(label=gettext_lazy("state"), choices=[("", "—"), *QuarantineState.choices])
    source = forms.IntegerField(label=gettext_lazy("import"))


class UploadForm(forms.Form):
    """A file and whose rows it holds."""

    table = forms.ChoiceField(label=gettext_lazy("What the file holds"), choices=Table.choices)
    partner = forms.ModelChoiceField(
        label=gettext_lazy("Partner"),
        queryset=Partner.objects.none(),
        required=False,
        help_text=gettext_lazy("Whose officers or nominations these are. A file holds rows of one partner."),
    )
    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)
    blank_clears = forms.BooleanField(
        label=gettext_lazy("Blank cells clear what the register holds"),
        required=False,
        help_text=gettext_lazy("Otherwise a blank cell leaves what is known as it is."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        most = settings.RELEVE_UPLOAD_LIMIT // MIB
        self.fields["file"].help_text = _("An XLSX workbook or a CSV file in UTF-8, %(most)s MiB at most.") % {"most": most}
        if user.role == Role.CONTRIBUTING_COUNTRY:
            del self.fields["partner"]
            self.fields["table"].choices = [choice for choice in Table.choices if choice[0] != Table.POSTS]  # type: ignore[attr-defined]
        else:
            self.fields["partner"].queryset = Partner.objects.filter(kind=PartnerKind.STATE)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the partner where rows belong to one, and refuse what is too large before it is read."""
        cleaned = super().clean() or {}
        if "partner" in self.fields and cleaned.get("table") not in {None, Table.POSTS} and cleaned.get("partner") is None:
            self.add_error("partner", ValidationError(_("Choose the partner whose rows these are."), code="required"))
        file = cleaned.get("file")
        if file is not None and (file.size or 0) > settings.RELEVE_UPLOAD_LIMIT:
            told = _("The file is larger than %(most)s MiB.")
            self.add_error("file", ValidationError(told, code="too_large", params={"most": settings.RELEVE_UPLOAD_LIMIT // MIB}))
        return cleaned


class MappingForm(forms.Form):
    """What the headings, words and days of a file mean: a choice for each heading, one for each unknown word."""

    day_order = forms.ChoiceField(label=gettext_lazy("How days are written"), choices=DAY_ORDERS, required=False)

    def __init__(self, *args: Any, source: Import, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.source = source
        self.target = TARGETS[source.table]
        self.columns = {column.name: column for column in self.target.form.columns}
        labels = column_labels(source.table)
        mapping: Mapping[str, Any] = source.mapping
        self.fields["day_order"].initial = mapping.get("day_order", "")
        sheets = [(one["name"], one["name"]) for one in source.reading.get("sheets", [])]
        if len(sheets) > 1:
            self.fields["sheet"] = forms.ChoiceField(label=_("Sheet"), choices=sheets, initial=source.sheet)
        offered = [("", _("Leave out")), *((name, labels[name]) for name in self.columns)]
        for i, heading in enumerate(source.reading.get("headings", [])):
            samples = " · ".join(heading["samples"])
            self.fields[f"column-{i}"] = forms.ChoiceField(
                label=heading["text"],
                choices=offered,
                required=False,
                initial=mapping.get("columns", {}).get(heading["key"], ""),
                help_text=_("For example: %(samples)s") % {"samples": samples} if samples else "",
            )
        for name, words in source.reading.get("unknown", {}).items():
            choices = value_choices(self.columns[name])
            for i, word in enumerate(words):
                label = _("“%(word)s” under %(column)s") % {"word": word["text"], "column": labels[name]}
                known = mapping.get("words", {}).get(name, {}).get(fold_name(word["text"]), "") or word["proposal"]
                self.fields[f"word-{name}-{i}"] = (
                    forms.ChoiceField(label=label, choices=[("", _("Not known")), *choices], required=False, initial=known)
                    if choices
                    else forms.CharField(label=label, required=False, initial=known, max_length=100)
                )

    def clean(self) -> dict[str, Any]:
        """Refuse a column that stands twice, and a file without the columns that every row needs."""
        cleaned = super().clean() or {}
        chosen: dict[str, str] = {}
        for name in [name for name in self.fields if name.startswith("column-")]:
            column = cleaned.get(name, "")
            if column and column in chosen:
                self.add_error(name, ValidationError(_("This column is chosen twice."), code="twice"))
            chosen.setdefault(column, name)
        labels = column_labels(self.source.table)
        missing = [labels[column.name] for column in self.columns.values() if column.present and column.name not in chosen]
        if missing:
            told = _("These columns are needed and none of the headings stands for them: %(columns)s.")
            raise ValidationError(told, code="missing", params={"columns": " · ".join(missing)})
        return cleaned

    def mapping(self) -> SenderMapping:
        """Return what was said."""
        headings = self.source.reading.get("headings", [])
        columns = {heading["key"]: self.cleaned_data.get(f"column-{i}", "") for i, heading in enumerate(headings)}
        words: dict[str, dict[str, str]] = {name: dict(said) for name, said in self.source.mapping.get("words", {}).items()}
        for name, unknown in self.source.reading.get("unknown", {}).items():
            for i, word in enumerate(unknown):
                said = (self.cleaned_data.get(f"word-{name}-{i}") or "").strip()
                if said:
                    words.setdefault(name, {})[fold_name(word["text"])] = said
        return SenderMapping(columns=columns, words=words, day_order=DayOrder(self.cleaned_data.get("day_order") or ""))


class AssignForm(forms.Form):
    """Who sees to a row set aside."""

    owner = forms.ModelChoiceField(label=gettext_lazy("Seen to by"), queryset=User.objects.none())
    note = forms.CharField(label=gettext_lazy("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, row: QuarantinedRow, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.initial = {"owner": row.owner_id, "note": row.note}
        self.fields["owner"].queryset = owners_for(row)  # type: ignore[attr-defined]


class DiscardForm(forms.Form):
    """Why a row set aside is dropped."""

    note = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)
