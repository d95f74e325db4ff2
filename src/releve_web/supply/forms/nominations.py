"""Forms of nominations: a name put forward, a step, a comment."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releve.nominations import Step
from releve_web.common.keys import key_in
from releve_web.demand.fields import DayInput
from releve_web.demand.models import Call, PostLine, Profile
from releve_web.supply.choices import Stage
from releve_web.supply.models import Comment, Nomination, Officer

if TYPE_CHECKING:
    from releve_web.accounts.models import User


NO_SUCH_STEP = _("Your desk cannot take this step from where it stands now. Somebody may have acted meanwhile.")


class NominationForm(forms.ModelForm[Nomination]):
    """An officer put forward for a post line or for a profile; the three are named by their keys."""

    officer_key = forms.CharField(label=_("officer"), max_length=64, help_text=_("The officer's key."))
    officer_row = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**62)
    line_key = forms.CharField(
        label=_("post line"), max_length=64, required=False, help_text=_("Key of an open post line; or choose a profile instead.")
    )

    class Meta:
        model = Nomination
        fields = ["reference", "officer_key", "line_key", "profile", "call", "commitment", "note_verbale", "nominated_on"]
        widgets = {"nominated_on": DayInput()}

    field_order = ("officer_key", "line_key", "profile", "call", "commitment", "note_verbale", "nominated_on", "reference")

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("nominated_on", timezone.localdate())
        for name, rows in (
            ("profile", Profile.objects.filter(is_active=True)),
            ("call", Call.objects.visible_to(user).filter(is_published=True)),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean_officer_key(self) -> Officer:
        """Return the officer."""
        rows = Officer.objects.visible_to(self.user).filter(officer_id=self.cleaned_data["officer_key"].strip())
        row = key_in(self.data.get("officer_row", ""))
        # Two States may use one key: the page of an officer says which.
        found = list((rows if row is None else rows.filter(pk=row))[:2])
        if len(found) != 1:
            raise ValidationError(_("No officer of yours has this key."), code="unknown")
        return found[0]

    def clean_line_key(self) -> PostLine | None:
        """Return the line, when one is named; nobody is put forward for one that is closed."""
        key = self.cleaned_data["line_key"].strip()
        if not key:
            return None
        line = PostLine.objects.visible_to(self.user).open().filter(post_id=key).first()
        if line is None:
            raise ValidationError(_("No open post line has this key."), code="unknown")
        return line

    def clean(self) -> dict[str, Any]:
        """Put officer and line where the record has them."""
        cleaned: dict[str, Any] = super().clean() or {}
        officer, line = cleaned.get("officer_key"), cleaned.get("line_key")
        if isinstance(officer, Officer):
            self.instance.officer, self.instance.partner_id = officer, officer.partner_id
        self.instance.post_line = line
        self.instance.mission_id = line.mission_id if line else None
        if "line_key" not in self.errors and bool(line) == bool(cleaned.get("profile")):
            message = _("A nomination names either a post line or a profile.")
            self.add_error("line_key", ValidationError(message, code="line_or_profile"))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # What one mistake left blank is not complained of a second time.
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return exclusions | {"officer", "partner", "mission", "post_line"}

    def validate_constraints(self) -> None:
        """Leave the constraints to the service: here the officer may still be missing."""


class PapersForm(forms.Form):
    """What a step rests on."""

    document = forms.CharField(label=_("document"), max_length=200, required=False, help_text=_("Reference of the paper it rests on."))
    reason = forms.CharField(
        label=_("reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The contributing country reads it."),
    )


class StepForm(PapersForm):
    """One step; which papers it asks for is known once it is chosen."""

    end = forms.ChoiceField(label=_("step to"), error_messages={"invalid_choice": NO_SUCH_STEP})
    field_order = ("end", "document", "reason")

    def __init__(self, *args: Any, steps: tuple[Step, ...], step: Step | None, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        end = self.fields["end"]
        if isinstance(end, forms.ChoiceField):
            end.choices = [("", "…"), *((one.end.value, Stage(one.end.value).label) for one in steps)]
        if step is not None:
            self.initial["end"] = step.end.value
            self.fields["document"].required = step.needs_document
            self.fields["reason"].required = step.needs_reason


class BulkStepForm(PapersForm):
    """One step for many nominations."""

    end = forms.ChoiceField(label=_("step to"))
    field_order = ("end", "document", "reason")

    def __init__(self, *args: Any, ends: list[Stage], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        end = self.fields["end"]
        if isinstance(end, forms.ChoiceField):
            end.choices = [(stage.value, stage.label) for stage in ends]


class CommentForm(forms.ModelForm[Comment]):
    """A comment; a country's desk has no choice of who reads it."""

    class Meta:
        model = Comment
        fields = ["text", "is_internal"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, may_be_internal: bool, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if not may_be_internal:
            del self.fields["is_internal"]
