"""Filters of the lists of supply."""

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from releve.model.names import fold_name
from releve_web.accounts.roles import Role
from releve_web.common.choices import Gender, LanguageLevel
from releve_web.common.filters import FilterForm
from releve_web.common.panels import COUNTED_UP_TO
from releve_web.demand.fields import OFFERED_LANGUAGES, DayInput
from releve_web.demand.models import Mission
from releve_web.demand.words import language_name, skill_choices
from releve_web.supply import queries
from releve_web.supply.choices import ReadinessLevel, Stage, UnitKind
from releve_web.supply.forms.partners import StateField, states
from releve_web.supply.naming import FEW, narrowed
from releve_web.supply.words import search_names

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from releve_web.supply.models import Nomination, Officer

ANY = ("", _("Any"))


def _languages() -> list[tuple[str, Any]]:
    return [ANY, *_named_languages(get_language() or "")]


@lru_cache(maxsize=16)
def _named_languages(_language: str) -> tuple[tuple[str, str], ...]:
    named = sorted((language_name(tag), tag) for tag in OFFERED_LANGUAGES)
    return tuple((tag, name) for name, tag in named)


def _skills() -> list[tuple[str, Any]]:
    return [ANY, *skill_choices()]


class OfPartnerFilter(FilterForm):
    """By partner, for readers who see more than one."""

    partner = StateField(queryset=states(), label=_("partner"), empty_label=_("Any"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        if self.user is not None and self.user.role == Role.CONTRIBUTING_COUNTRY:
            del self.fields["partner"]


class OfficerFilter(OfPartnerFilter):
    """By name, partner, languages, skill, gender, and what holds on a day."""

    primary: ClassVar[tuple[str, ...]] = ("q", "partner", "language", "level")
    lookups: ClassVar[dict[str, str]] = {"partner": "partner", "gender": "gender"}

    q = forms.CharField(label=_("Name or key"), max_length=120, widget=forms.TextInput(attrs={"type": "search"}))
    language = forms.ChoiceField(label=_("language"), choices=_languages)
    level = forms.ChoiceField(label=_("at least"), choices=[ANY, *LanguageLevel.choices])
    skill = forms.ChoiceField(label=_("skill"), choices=_skills)
    gender = forms.ChoiceField(label=_("gender"), choices=[ANY, *Gender.choices])
    cleared_on = forms.DateField(label=_("assessment valid on"), widget=DayInput())
    ending = forms.TypedChoiceField(
        label=_("a document expires"),
        coerce=int,
        empty_value=None,
        choices=[ANY, (30, _("within 30 days")), (90, _("within 90 days")), (180, _("within 180 days"))],
    )
    available_on = forms.DateField(label=_("available on"), widget=DayInput())
    field_order = ("q", "partner", "language", "level")

    close: tuple[str, ...] = ()
    """Words in place of those that no officer bears."""
    is_named = False
    n_found: int | None = None
    """How many officers there are, where that came to light on the way."""
    has_many = False
    """Whether it came to light that there are more than a list counts."""

    def narrow(self, queryset: "QuerySet[Officer]") -> "QuerySet[Officer]":
        """Return the officers that meet the filter; the name comes last, for it is looked for among those left."""
        queryset = super().narrow(queryset)
        language = self.value_of("language")
        if language:
            queryset = queries.speaking(queryset, language, self.value_of("level") or LanguageLevel.A1)
        if skill := self.value_of("skill"):
            queryset = queries.skilled(queryset, [skill])
        if day := self.value_of("cleared_on"):
            queryset = queries.cleared_on(queryset, day)
        if days := self.value_of("ending"):
            today = timezone.localdate()
            queryset = queries.with_paper_ending(queryset, today, today + timedelta(days=days))
        if day := self.value_of("available_on"):
            queryset = queries.available_on(queryset, day)
        if text := self.value_of("q"):
            found = search_names(queryset, text, user=self.user, of_one_partner=self.is_of_one_partner)
            queryset, self.close, self.n_found, self.is_named = found.officers, found.close, found.n, True
        elif len({*self.names_in_force} - {"level"}) > 1:
            # The officers of one partner are few enough to walk through: beyond what is counted, a page of them is met soon.
            found_few = narrowed(queryset, few=COUNTED_UP_TO if self.is_of_one_partner else FEW)
            queryset, self.n_found, self.has_many = found_few.officers, found_few.n, found_few.n is None
        return queryset

    @property
    def is_of_one_partner(self) -> bool:
        """Return whether all officers are of one partner: the reader's, or the one asked for."""
        return "partner" in self.names_in_force or (self.user is not None and self.user.role == Role.CONTRIBUTING_COUNTRY)

    def _told(self, name: str) -> str:
        told = super()._told(name)
        return f"{told} ≈ {', '.join(self.close)}" if name == "q" and self.close else told


class NominationFilter(OfPartnerFilter):
    """By reference or name, stage, partner, mission, post line and note verbale."""

    primary: ClassVar[tuple[str, ...]] = ("q", "stage", "mission")
    lookups: ClassVar[dict[str, str]] = {
        "partner": "partner",
        "stage": "stage",
        "mission": "mission",
        "post": "post_line__post_id",
        "call": "call__reference",
        "note": "note_verbale",
        "officer": "officer",
    }

    q = forms.CharField(label=_("Reference or name"), max_length=120, widget=forms.TextInput(attrs={"type": "search"}))
    stage = forms.ChoiceField(label=_("stage"), choices=[ANY, *Stage.choices])
    mission = forms.ModelChoiceField(queryset=Mission.objects.none(), label=_("mission"), empty_label=_("Any"))
    post = forms.CharField(label=_("post line"), max_length=64)
    call = forms.CharField(label=_("call"), max_length=64)
    note = forms.CharField(label=_("note verbale"), max_length=120)
    officer = forms.IntegerField(label=_("officer"), widget=forms.HiddenInput, min_value=1, max_value=2**62)
    field_order = ("q", "stage", "mission")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        mission = self.fields["mission"]
        if isinstance(mission, forms.ModelChoiceField):
            mission.queryset = Mission.objects.order_by("code")

    def narrow(self, queryset: "QuerySet[Nomination]") -> "QuerySet[Nomination]":
        """Return the nominations that meet the filter; each word stands in the reference or in the officer's name."""
        queryset = super().narrow(queryset)
        for word in (self.value_of("q") or "").split()[:6]:
            folded = fold_name(word)
            named = Q(officer__search_key__contains=folded) if folded else Q()
            queryset = queryset.filter(Q(reference__icontains=word) | named)
        return queryset


class UnitFilter(OfPartnerFilter):
    """By name, partner, kind and level of readiness."""

    primary: ClassVar[tuple[str, ...]] = ("q", "readiness")
    lookups: ClassVar[dict[str, str]] = {"q": "name__icontains", "partner": "partner", "kind": "kind", "readiness": "readiness"}

    q = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"type": "search"}))
    readiness = forms.ChoiceField(label=_("readiness"), choices=[ANY, *ReadinessLevel.choices])
    kind = forms.ChoiceField(label=_("kind"), choices=[ANY, *UnitKind.choices])
    field_order = ("q", "readiness")
