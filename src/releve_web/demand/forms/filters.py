"""Filters of the lists of demand."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from releve.model import WHOLE
from releve.model.names import fold_name
from releve_web.common.choices import Category, MissionKind, Priority
from releve_web.common.filters import FilterForm
from releve_web.demand.fields import OFFERED_LANGUAGES, DayInput
from releve_web.demand.models import Call, Mission, Profile
from releve_web.demand.words import language_code, language_name, skill_choices

if TYPE_CHECKING:
    from releve_web.demand.models import PostLine

ANY = ("", _("Any"))


def _languages_of_lines() -> list[tuple[str, Any]]:
    named = sorted((language_name(tag), tag) for tag in OFFERED_LANGUAGES)
    return [ANY, *((tag, name) for name, tag in named)]


def _skills() -> list[tuple[str, Any]]:
    return [ANY, *skill_choices()]


def words_in(queryset: "QuerySet[Any]", text: str, *, paths: tuple[str, ...]) -> "QuerySet[Any]":
    """Return the rows that hold every word of a text somewhere in these fields, capitals apart."""
    for word in text.split()[:8]:
        queryset = queryset.filter(Q(*[(f"{path}__icontains", word) for path in paths], _connector=Q.OR))
    return queryset


class PostLineFilter(FilterForm):
    """By text, mission, category, priority, state, profile, start, language, skill, and whether anything is missing."""

    primary: ClassVar[tuple[str, ...]] = ("q", "mission", "state")
    lookups: ClassVar[dict[str, str]] = {
        "mission": "mission",
        "category": "category",
        "priority": "priority",
        "profile": "profile",
        "call": "calls",
        "starts_from": "starts_on__gte",
        "starts_until": "starts_on__lte",
    }

    q = forms.CharField(label=_("Text"), max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    mission = forms.ModelChoiceField(queryset=Mission.objects.none(), label=_("mission"), empty_label=_("Any"))
    state = forms.ChoiceField(label=_("state"), choices=[ANY, ("open", _("Open")), ("draft", _("Draft")), ("closed", _("Closed"))])
    category = forms.ChoiceField(label=_("category"), choices=[ANY, *Category.choices])
    priority = forms.TypedChoiceField(label=_("priority"), coerce=int, empty_value=None, choices=[ANY, *Priority.choices])
    profile = forms.ModelChoiceField(queryset=Profile.objects.none(), label=_("profile"), empty_label=_("Any"))
    call = forms.ModelChoiceField(queryset=Call.objects.none(), label=_("call"), empty_label=_("Any"))
    language = forms.ChoiceField(label=_("language required"), choices=_languages_of_lines)
    skill = forms.ChoiceField(label=_("skill asked for"), choices=_skills)
    starts_from = forms.DateField(label=_("starts from"), widget=DayInput())
    starts_until = forms.DateField(label=_("starts until"), widget=DayInput())
    incomplete = forms.BooleanField(label=_("something is missing"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("mission", Mission.objects.visible_to(self.user)),
            ("profile", Profile.objects.visible_to(self.user)),
            ("call", Call.objects.visible_to(self.user)),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows.order_by("pk")

    def narrow(self, queryset: "QuerySet[PostLine]") -> "QuerySet[PostLine]":
        """Return the lines that meet the filter; words are sought without accents and capitals, in all four titles."""
        queryset = super().narrow(queryset)
        text = self.value_of("q") or ""
        words = fold_name(text).split()[:8]
        if text and not words:  # of signs alone: no line holds them
            return queryset.none()
        for word in words:
            queryset = queryset.filter(search_key__contains=word)
        states = {"open": Q(is_open=True), "draft": Q(is_draft=True), "closed": Q(is_open=False, is_draft=False)}
        state, language, skill = self.value_of("state"), self.value_of("language"), self.value_of("skill")
        if state:
            queryset = queryset.filter(states[state])
        if language:
            tag = language_code(language)
            queryset = queryset.filter(languages_required__overlap=[f"{tag}:{level}" for level in ("A1", "A2", "B1", "B2", "C1", "C2")])
        if skill:
            queryset = queryset.filter(Q(skills_required__contains=[skill]) | Q(skills_desired__contains=[skill]))
        if self.value_of("incomplete"):
            queryset = queryset.filter(completeness__lt=WHOLE)
        return queryset


class MissionFilter(FilterForm):
    """By text and kind."""

    primary: ClassVar[tuple[str, ...]] = ("q", "kind")
    lookups: ClassVar[dict[str, str]] = {"kind": "kind"}

    q = forms.CharField(label=_("Text"), max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("kind"), choices=[ANY, *MissionKind.choices])

    def narrow(self, queryset: "QuerySet[Mission]") -> "QuerySet[Mission]":
        """Return the missions that meet the filter."""
        text = self.value_of("q") or ""
        return words_in(super().narrow(queryset), text, paths=("code", "name_en", "name_fr", "name_ar", "name_es"))


class ProfileFilter(FilterForm):
    """By text, category and whether it is in use."""

    primary: ClassVar[tuple[str, ...]] = ("q", "category")
    lookups: ClassVar[dict[str, str]] = {"category": "category"}

    q = forms.CharField(label=_("Text"), max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    category = forms.ChoiceField(label=_("category"), choices=[ANY, *Category.choices])
    retired = forms.BooleanField(label=_("not in use any more"))

    def narrow(self, queryset: "QuerySet[Profile]") -> "QuerySet[Profile]":
        """Return the profiles that meet the filter."""
        queryset = super().narrow(queryset)
        if self.value_of("retired"):
            queryset = queryset.filter(is_active=False)
        return words_in(queryset, self.value_of("q") or "", paths=("code", "title_en", "title_fr", "title_ar", "title_es"))


class CallFilter(FilterForm):
    """By text, mission and state."""

    primary: ClassVar[tuple[str, ...]] = ("q", "mission", "state")

    q = forms.CharField(label=_("Text"), max_length=100, widget=forms.TextInput(attrs={"type": "search"}))
    mission = forms.ModelChoiceField(queryset=Mission.objects.none(), label=_("mission"), empty_label=_("Any"))
    state = forms.ChoiceField(
        label=_("state"), choices=[ANY, ("open", _("Open")), ("closed", _("Closed")), ("unpublished", _("Not published"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        field = self.fields["mission"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Mission.objects.visible_to(self.user).order_by("pk")

    def narrow(self, queryset: "QuerySet[Call]") -> "QuerySet[Call]":
        """Return the calls that meet the filter."""
        queryset = super().narrow(queryset)
        mission, state = self.value_of("mission"), self.value_of("state")
        if mission:
            queryset = queryset.filter(pk__in=queryset.model.post_lines.through.objects.filter(postline__mission=mission).values("call"))
        now = timezone.now()
        states = {
            "open": Q(is_published=True, closes_at__gt=now),
            "closed": Q(is_published=True, closes_at__lte=now),
            "unpublished": Q(is_published=False),
        }
        if state:
            queryset = queryset.filter(states[state])
        paths = ("reference", "note_verbale", "title_en", "title_fr", "title_ar", "title_es")
        return words_in(queryset, self.value_of("q") or "", paths=paths)
