"""
What is asked for: missions and their ceilings, profiles, post lines, calls for nominations.

All desks may read demand: it is what notes verbales tell every partner.
Languages and skills stand as the contract writes them: ``fr:B2`` and codes, in arrays.
"""

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from releve.model import Category as CategoryCode
from releve.model import Completeness, LineDescription, completeness_of
from releve.model import Education as EducationCode
from releve.model.names import fold_name
from releve_web.common.choices import Category, Education, MissionKind, Priority
from releve_web.common.days import DaysThatCanBeMeant
from releve_web.demand.querysets import CallQuerySet, CeilingQuerySet, MissionQuerySet, PostLineQuerySet, ProfileQuerySet

RANK = (MinValueValidator(1), MaxValueValidator(8))


def codes_field(label: StrPromise | str, size: int = 24) -> "ArrayField[list[str], list[str]]":
    """Return a field that holds codes, in their order, none by default."""
    return ArrayField(models.CharField(max_length=size), default=list, blank=True, verbose_name=label)


class InFourLanguages(DaysThatCanBeMeant):
    """A title in four languages, English required."""

    title_en = models.CharField(_("title in English"), max_length=200)
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    title_ar = models.CharField(_("title in Arabic"), max_length=200, blank=True)
    title_es = models.CharField(_("title in Spanish"), max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """Return the title in the reader's language, else in English."""
        told: str = getattr(self, f"title_{get_language() or 'en'}", "") or self.title_en
        return told


@pghistory.track()
class Mission(models.Model):
    """A field mission or a headquarters office; its acronym is the key."""

    code = models.CharField(_("acronym"), primary_key=True, max_length=24)
    kind = models.CharField(_("kind"), max_length=16, choices=MissionKind)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=200, blank=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    name_es = models.CharField(_("name in Spanish"), max_length=200, blank=True)
    host_countries = codes_field(_("host countries"), 3)
    working_languages = codes_field(_("working languages"))
    excluded_nationalities = codes_field(_("excluded nationalities"), 3)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        """Return the acronym."""
        return self.code

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("demand:mission-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """Return the name in the reader's language, else in English, else nothing."""
        told: str = getattr(self, f"name_{get_language() or 'en'}", "") or self.name_en
        return told


@pghistory.track()
class Ceiling(DaysThatCanBeMeant):
    """How many police a resolution authorises for a mission, from a day on."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="ceilings", verbose_name=_("mission"))
    kind = models.CharField(
        _("counts"),
        max_length=16,
        choices=[("police", _("All police")), ("individual", _("Individual officers")), ("formed", _("Formed units"))],
    )
    quantity = models.PositiveIntegerField(_("authorised"))
    in_force_on = models.DateField(_("in force from"))
    source = models.CharField(_("source"), max_length=300)
    is_confirmed = models.BooleanField(_("confirmed"), default=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = CeilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ceiling")
        verbose_name_plural = _("ceilings")
        ordering: ClassVar[list[str]] = ["mission", "-in_force_on"]
        constraints = (models.UniqueConstraint(fields=["mission", "kind", "in_force_on"], name="one_ceiling_a_day"),)

    def __str__(self) -> str:
        """Return mission and day."""
        return f"{self.mission_id} {self.in_force_on}"

    def get_absolute_url(self) -> str:
        """Return the address of its mission's page, where ceilings stand."""
        return reverse("demand:mission-detail", args=[self.mission_id])


class Requirements(models.Model):
    """What a post asks of an officer; blank asks nothing."""

    languages_required = codes_field(_("languages required"))
    languages_desired = codes_field(_("languages desired"))
    skills_required = codes_field(_("skills required"), 64)
    skills_desired = codes_field(_("skills desired"), 64)
    service_years_min = models.PositiveSmallIntegerField(
        _("years of service, at least"), null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    rank_min = models.PositiveSmallIntegerField(_("lowest grade"), null=True, blank=True, validators=RANK)
    rank_max = models.PositiveSmallIntegerField(_("highest grade"), null=True, blank=True, validators=RANK)
    education_min = models.CharField(_("education, at least"), max_length=16, choices=Education, blank=True)
    armed = models.BooleanField(_("armed"), null=True, blank=True)
    driving = models.BooleanField(_("drives"), null=True, blank=True)

    class Meta:
        abstract = True


@pghistory.track()
class Profile(InFourLanguages, Requirements):
    """A kind of officer that posts ask for; edited as data, so that a new one needs no new release."""

    code = models.SlugField(_("code"), primary_key=True, max_length=64)
    category = models.CharField(_("category"), max_length=16, choices=Category, blank=True)
    stream = models.CharField(_("stream"), max_length=80, blank=True)
    notes = models.TextField(_("notes"), blank=True, max_length=4000)
    is_active = models.BooleanField(_("in use"), default=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering: ClassVar[list[str]] = ["code"]

    def __str__(self) -> str:
        """Return the title in the reader's language."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("demand:profile-detail", args=[self.pk])


@pghistory.track(exclude=["search_key"])
class PostLine(InFourLanguages, Requirements):
    """
    One or more identical seats of a mission.

    Attributes
    ----------
    is_open
        Its seats are vacant and may be nominated for.
    is_draft
        A mission's desk proposes it; the selection desk opens it. Neither open nor draft: closed.
    completeness, sort_key, search_key
        Computed by :meth:`renew_keys`, on every save and bulk insert.
    """

    post_id = models.CharField(_("post"), max_length=64, unique=True)
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="post_lines", verbose_name=_("mission"))
    profile = models.ForeignKey(
        Profile, on_delete=models.PROTECT, null=True, blank=True, related_name="post_lines", verbose_name=_("profile")
    )
    category = models.CharField(_("category"), max_length=16, choices=Category)
    level = models.CharField(_("level"), max_length=8, blank=True)
    duty_station = models.CharField(_("duty station"), max_length=120, blank=True)
    reports_to = models.CharField(_("reports to"), max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.NORMAL)
    starts_on = models.DateField(_("first day of duty"))
    tour_months = models.PositiveSmallIntegerField(_("tour, months"), validators=[MinValueValidator(1)])
    is_open = models.BooleanField(_("open"), default=True)
    is_draft = models.BooleanField(_("draft"), default=False, editable=False)
    closed_reason = models.CharField(_("reason for closing"), max_length=300, blank=True, editable=False)
    completeness = models.PositiveSmallIntegerField(_("complete, per cent"), default=0, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, default="")
    search_key = models.TextField(editable=False, default="")
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("post line")
        verbose_name_plural = _("post lines")
        ordering: ClassVar[list[str]] = ["mission", "post_id"]
        indexes = (
            models.Index(fields=["mission", "post_id"], name="line_by_mission"),
            models.Index(fields=["priority", "id"], name="line_by_priority"),
            models.Index(fields=["starts_on", "id"], name="line_by_start"),
            models.Index(fields=["completeness", "id"], name="line_by_completeness"),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="line_search"),
        )
        constraints = (
            models.CheckConstraint(name="line_has_seats", condition=Q(seats__gte=1)),
            models.CheckConstraint(name="draft_is_not_open", condition=Q(is_draft=False) | Q(is_open=False)),
            models.CheckConstraint(
                name="line_grades_in_order", condition=Q(rank_min__isnull=True) | Q(rank_max__isnull=True) | Q(rank_min__lte=F("rank_max"))
            ),
        )

    def __str__(self) -> str:
        """Return the key."""
        return self.post_id

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Save, the keys and the score computed first."""
        self.renew_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("demand:postline-detail", args=[self.pk])

    def renew_keys(self) -> None:
        """Compute the score, and what lists sort and search by."""
        self.completeness = self.described.score
        self.sort_key = fold_name(self.title_en)[:400]
        told = (self.post_id, self.title_en, self.title_fr, self.title_ar, self.title_es, self.duty_station)
        self.search_key = " ".join(folded for folded in map(fold_name, told) if folded)

    @property
    def described(self) -> Completeness:
        """Return how complete the line is, and what it lacks."""
        return completeness_of(
            LineDescription(
                category=CategoryCode(self.category),
                title=self.title_en,
                title_fr=self.title_fr,
                level=self.level,
                duty_station=self.duty_station,
                reports_to=self.reports_to,
                starts_on=self.starts_on,
                tour_months=self.tour_months,
                languages_required=tuple(self.languages_required),
                skills_required=tuple(self.skills_required),
                service_years_min=self.service_years_min,
                rank_min=self.rank_min,
                rank_max=self.rank_max,
                education_min=EducationCode[self.education_min.upper()] if self.education_min else None,
                armed=self.armed,
                driving=self.driving,
            )
        )


@pghistory.track()
class Call(InFourLanguages):
    """
    A call for nominations by note verbale.

    Attributes
    ----------
    closes_at
        The caller's deadline, an instant.
    women_pct_min, names_per_post_max
        What a list in answer is held to; settings, shown with the rule's source.
    partners
        Whom it addresses; nobody by name means all.
    """

    partner_is_public = True  # whom a note verbale addresses tells of no officer; pages show a State its own name only

    reference = models.CharField(_("reference"), max_length=64, unique=True)
    note_verbale = models.CharField(_("note verbale"), max_length=120, blank=True)
    note_verbale_on = models.DateField(_("date of the note verbale"), null=True, blank=True)
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"))
    time_zone = models.CharField(_("time zone of the caller"), max_length=64, default="America/New_York")
    partners = models.ManyToManyField("engagement.Partner", blank=True, related_name="calls", verbose_name=_("addressed partners"))
    post_lines = models.ManyToManyField(PostLine, blank=True, related_name="calls", verbose_name=_("post lines"))
    women_pct_min = models.PositiveSmallIntegerField(
        _("women in a list, per cent at least"), default=25, validators=[MaxValueValidator(100)]
    )
    names_per_post_max = models.PositiveSmallIntegerField(
        _("names for a seconded post, at most"), default=2, validators=[MinValueValidator(1)]
    )
    notes = models.TextField(_("notes"), blank=True, max_length=4000)
    is_published = models.BooleanField(_("published"), default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for nominations")
        verbose_name_plural = _("calls for nominations")
        ordering: ClassVar[list[str]] = ["-closes_at"]
        indexes = (models.Index(fields=["closes_at", "id"], name="call_by_deadline"),)

    def __str__(self) -> str:
        """Return the reference."""
        return self.reference

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("demand:call-detail", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        """Return whether its deadline has passed."""
        return self.closes_at <= timezone.now()
