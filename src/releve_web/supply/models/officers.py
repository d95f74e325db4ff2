"""Officers, and the words that misspelt names are compared with."""

from typing import Any, ClassVar, Self

import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Reverse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from releve.model.names import fold_name
from releve_web.common.choices import Education, Gender, Vetting
from releve_web.common.querysets import PartnerQuerySet
from releve_web.demand.models import RANK, codes_field
from releve_web.supply.models.ownership import OfPartner

SEARCH_KEY_MAX = 800
"""Letters of a search key: more would not fit into an index."""


class OfficerQuerySet(PartnerQuerySet["Officer"]):
    """Officers; a mission desk sees those nominated to it."""

    mission_path = "nominations__mission"
    finds_keys_first = False

    def keys_first(self) -> Self:
        """Return the same officers; a page of them is looked up by index alone, and only its rows are then read."""
        found = self.all()
        found.finds_keys_first = True
        return found

    def _clone(self) -> Self:
        found: Self = super()._clone()  # type: ignore[misc]  # Django's own hook, not in the stubs
        found.finds_keys_first = self.finds_keys_first
        return found

    def __getitem__(self, k: Any) -> Any:  # noqa: ANN401 -- Django's signature
        """Return a page, or a row."""
        if not self.finds_keys_first or not isinstance(k, slice):
            return super().__getitem__(k)
        plain = self.all()
        plain.finds_keys_first = False
        keys = list(plain.values_list("pk", flat=True)[k])
        rows = self.model._default_manager.filter(pk__in=keys)
        rows.query.order_by, rows.query.deferred_loading = self.query.order_by, self.query.deferred_loading
        rows.query.select_related = self.query.select_related
        return rows


@pghistory.track(level=pghistory.Statement)  # a file may hold 100,000 officers: a statement leaves its events at once
class Officer(OfPartner):
    """
    An individual police officer put forward by a State. Blank is unknown, never no.

    Attributes
    ----------
    officer_id
        The partner's own key.
    languages
        ``fr:C1``, one level a language.
    revision
        Grows with every change; a form that began from an older one is told so.
    """

    officer_id = models.CharField(_("key"), max_length=64)
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    given_names = models.CharField(_("given names"), max_length=120, blank=True)
    name_ar = models.CharField(_("name in Arabic script"), max_length=240, blank=True)
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    service_since = models.DateField(_("in service since"), null=True, blank=True)
    rank = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True, validators=RANK)
    rank_title = models.CharField(_("national rank"), max_length=80, blank=True)
    education = models.CharField(_("education"), max_length=16, choices=Education, blank=True)
    languages = codes_field(_("languages"))
    skills = codes_field(_("skills"), 64)
    ams_cleared_on = models.DateField(_("assessment for mission service passed on"), null=True, blank=True)
    ams_languages = codes_field(_("languages of the assessment"))
    assessment_score = models.PositiveSmallIntegerField(
        _("score of the assessment"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    driving_passed = models.BooleanField(_("driving test passed"), null=True, blank=True)
    licence_since = models.DateField(_("driving licence since"), null=True, blank=True)
    firearms_passed = models.BooleanField(_("firearms test passed"), null=True, blank=True)
    medical_expires_on = models.DateField(_("medical clearance until"), null=True, blank=True)
    passport_expires_on = models.DateField(_("passport until"), null=True, blank=True)
    vetting = models.CharField(_("vetting"), max_length=8, choices=Vetting, blank=True)
    active_service = models.BooleanField(_("in active service"), null=True, blank=True)
    retired_on = models.DateField(_("retired on"), null=True, blank=True)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    available_until = models.DateField(_("available until"), null=True, blank=True)
    un_missions = models.PositiveSmallIntegerField(_("earlier missions"), null=True, blank=True)
    last_repatriated_on = models.DateField(_("last repatriated on"), null=True, blank=True)
    is_synthetic = models.BooleanField(_("synthetic"), default=False, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, default="")
    search_key = models.TextField(editable=False, default="")
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        ordering: ClassVar[list[str]] = ["sort_key", "id"]
        constraints = (
            models.UniqueConstraint(fields=["partner", "officer_id"], name="one_officer_a_key"),
            models.UniqueConstraint(fields=["id", "partner"], name="officer_and_partner"),
            models.CheckConstraint(
                name="available_in_order",
                condition=Q(available_from__isnull=True) | Q(available_until__isnull=True) | Q(available_from__lte=F("available_until")),
            ),
        )
        indexes = (
            # With the search key inside: names are looked through in their order without touching the rows.
            models.Index(fields=["sort_key", "id"], include=["search_key"], name="officer_in_order_of_names"),
            models.Index(fields=["partner", "sort_key", "id"], include=["search_key"], name="officer_of_partner_by_name"),
            models.Index(fields=["officer_id"], name="officer_by_key"),
            models.Index(fields=["birth_date", "id"], name="officer_by_birth"),
            models.Index(fields=["partner", "birth_date", "id"], name="officer_by_partner_and_birth"),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="officer_search"),
            GinIndex(fields=["languages"], name="officer_languages", fastupdate=False),
            GinIndex(fields=["skills"], name="officer_skills", fastupdate=False),
            models.Index(fields=["passport_expires_on"], name="officer_by_passport"),
            models.Index(fields=["medical_expires_on"], name="officer_by_medical"),
            models.Index(fields=["ams_cleared_on"], name="officer_by_assessment"),
        )

    def __str__(self) -> str:
        """Return family name and given names, else the Arabic name, else the key."""
        return self.name or self.officer_id

    def get_absolute_url(self) -> str:
        """Return the address of the file."""
        return reverse("supply:officer-detail", args=[self.pk])

    @property
    def name(self) -> str:
        """Return the name as lists show it, the family name first; empty when none is known."""
        return ", ".join(part for part in (self.family_name, self.given_names) if part) or self.name_ar

    def renew_keys(self) -> None:
        """Compute what lists sort and search by; whoever writes names calls it."""
        latin = fold_name(f"{self.family_name} {self.given_names}")
        self.sort_key = (latin or fold_name(self.name_ar) or fold_name(self.officer_id))[:400]
        self.search_key = " ".join(part for part in (latin, fold_name(self.name_ar), fold_name(self.officer_id)) if part)[:SEARCH_KEY_MAX]


class NameWord(OfPartner):
    """
    A word that stands in the search keys of a partner's officers: what a misspelt name is compared with.

    A trigger of the database adds the words of every row written, whoever writes it. Kept for each partner, so that a word tells
    nobody of another State's officers.

    Attributes
    ----------
    mirror
        The word from its end, by which words are found that end alike; None for a number, which nobody misspells.
    """

    # In the order of code points, which is the same everywhere: words that begin alike stand together.
    word = models.CharField(max_length=240, db_collation="C")
    mirror = models.GeneratedField(
        expression=Case(When(word__regex="^[0-9]+$", then=None), default=Reverse("word")),
        output_field=models.CharField(max_length=240, null=True, db_collation="C"),
        db_persist=True,
        editable=False,
    )

    objects: ClassVar[PartnerQuerySet["NameWord"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # a mission desk compares with the names it sees

    class Meta:
        constraints = (models.UniqueConstraint(fields=["partner", "word"], name="one_word_a_partner"),)
        indexes = (
            # Ranges of an ordered index are a condition that policies let through; likeness is none.
            models.Index(fields=["word"], condition=Q(mirror__isnull=False), name="name_word_by_beginning"),
            models.Index(fields=["mirror"], condition=Q(mirror__isnull=False), name="name_word_by_end"),
            models.Index(fields=["partner", "mirror"], include=["word"], condition=Q(mirror__isnull=False), name="name_word_of_partner"),
            GinIndex(OpClass("word", name="gin_trgm_ops"), condition=Q(mirror__isnull=False), name="name_word_alike"),
        )

    def __str__(self) -> str:
        """Return the word."""
        return self.word
