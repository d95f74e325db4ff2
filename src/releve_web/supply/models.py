"""
Who is offered: officers and their files, nominations and their steps, formed units.

Every table here belongs to a partner and says so in a column of its own: policies of the database read it.
A composite foreign key ties each row of a file to an officer of the same partner.
No passport number and no document itself is kept: the day it expires is what rules need.
"""

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
from releve_web.common.choices import Education, Gender, LanguageLevel, Vetting
from releve_web.common.days import DaysThatCanBeMeant
from releve_web.common.querysets import M, PartnerQuerySet
from releve_web.demand.models import RANK, Call, Mission, PostLine, Profile, codes_field
from releve_web.engagement.models import Partner
from releve_web.supply.choices import AssessmentResult, DocumentKind, ReadinessLevel, Stage, UnitKind

SEARCH_KEY_MAX = 800
"""Letters of a search key: more would not fit into an index."""


class OfPartner(DaysThatCanBeMeant):
    """A row that belongs to a partner."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("partner"))

    class Meta:
        abstract = True


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


class FilePart(OfPartner):
    """A row of an officer's file."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("officer"))

    class Meta:
        abstract = True


class FilePartQuerySet(PartnerQuerySet[M]):
    """Rows of files; a mission desk sees those of officers nominated to it."""

    mission_path = "officer__nominations__mission"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Document(FilePart):
    """That a paper was seen, and until when it holds."""

    kind = models.CharField(_("document"), max_length=24, choices=DocumentKind)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    seen_by = models.CharField(_("seen by"), max_length=120, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering: ClassVar[list[str]] = ["kind", "-expires_on"]
        indexes = (models.Index(fields=["expires_on"], name="document_by_expiry"),)

    def __str__(self) -> str:
        """Return what paper it is."""
        return self.get_kind_display()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Assessment(FilePart):
    """One assessment for mission service, in one language; a part not taken is blank."""

    language = models.CharField(_("language"), max_length=12)
    held_on = models.DateField(_("held on"))
    result = models.CharField(_("result"), max_length=8, choices=AssessmentResult)
    level = models.CharField(_("level"), max_length=2, choices=LanguageLevel, blank=True)
    score = models.PositiveSmallIntegerField(_("score"), null=True, blank=True, validators=[MaxValueValidator(100)])
    driving_passed = models.BooleanField(_("driving test passed"), null=True, blank=True)
    firearms_passed = models.BooleanField(_("firearms test passed"), null=True, blank=True)
    source = models.CharField(_("results matrix or note"), max_length=200, blank=True)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering: ClassVar[list[str]] = ["-held_on"]

    def __str__(self) -> str:
        """Return language and day."""
        return f"{self.language} {self.held_on}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Experience(FilePart):
    """A function held, at home or in a mission."""

    organisation = models.CharField(_("service or mission"), max_length=160)
    function = models.CharField(_("function"), max_length=160)
    country = models.CharField(_("country"), max_length=3, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    in_mission = models.BooleanField(_("in a mission"), default=False)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("experience")
        verbose_name_plural = _("experience")
        ordering: ClassVar[list[str]] = ["-starts_on"]

    def __str__(self) -> str:
        """Return function and place."""
        return f"{self.function}, {self.organisation}"


class NominationQuerySet(PartnerQuerySet["Nomination"]):
    """Nominations; a mission desk sees those to its missions."""

    mission_path = "mission"


@pghistory.track()
class Nomination(OfPartner):
    """
    A name put forward: an officer for a post line or for a profile.

    Attributes
    ----------
    mission
        The line's mission, kept here so that its desk sees the row; blank for a profile without a line.
    stage
        See :mod:`releve.nominations`; changed by steps only.
    commitment
        Key of the commitment it answers; blank when spontaneous or in answer to a call.
    """

    reference = models.CharField(_("reference"), max_length=64)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="nominations", verbose_name=_("officer"))
    post_line = models.ForeignKey(
        PostLine, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("post line")
    )
    profile = models.ForeignKey(
        Profile, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("profile")
    )
    mission = models.ForeignKey(
        Mission, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("mission")
    )
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("call"))
    commitment = models.CharField(_("commitment"), max_length=64, blank=True)
    note_verbale = models.CharField(_("note verbale"), max_length=120, blank=True)
    nominated_on = models.DateField(_("nominated on"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=24, choices=Stage, default=Stage.NOMINATED)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering: ClassVar[list[str]] = ["-id"]
        constraints = (
            models.UniqueConstraint(fields=["partner", "reference"], name="one_nomination_a_reference"),
            models.UniqueConstraint(fields=["id", "partner"], name="nomination_and_partner"),
            models.CheckConstraint(
                name="for_a_line_or_a_profile",
                condition=Q(post_line__isnull=False, profile__isnull=True) | Q(post_line__isnull=True, profile__isnull=False),
                violation_error_message=_("A nomination names either a post line or a profile."),
            ),
            models.CheckConstraint(name="mission_of_its_line", condition=Q(post_line__isnull=True) | Q(mission__isnull=False)),
        )
        indexes = (
            models.Index(fields=["mission", "stage"], name="nomination_by_mission"),
            models.Index(fields=["partner", "stage"], name="nomination_by_partner"),
            models.Index(fields=["stage", "id"], name="nomination_by_stage"),
        )

    def __str__(self) -> str:
        """Return the reference."""
        return self.reference

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("supply:nomination-detail", args=[self.pk])


class NominationPart(OfPartner):
    """A row that belongs to a nomination."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name=_("nomination"))

    class Meta:
        abstract = True


class NominationPartQuerySet(PartnerQuerySet[M]):
    """Rows of nominations; a mission desk sees those to its missions."""

    mission_path = "nomination__mission"


class NominationStep(NominationPart):
    """One step taken: from where to where, who, when, on what paper. Never changed; an undo is a step of its own."""

    append_only = True

    start = models.CharField(_("from"), max_length=24, choices=Stage, blank=True)
    end = models.CharField(_("to"), max_length=24, choices=Stage)
    taken_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    taken_at = models.DateTimeField(_("at"), auto_now_add=True)
    document = models.CharField(_("document"), max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name=_("undoes")
    )

    objects = NominationPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Return where it leads."""
        return self.get_end_display()


class Comment(NominationPart):
    """What somebody wrote beside a nomination; its own State's desk and the desks of its mission read it."""

    append_only = True

    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("author"))
    written_at = models.DateTimeField(_("written"), auto_now_add=True)
    text = models.TextField(_("text"), max_length=4000)
    is_internal = models.BooleanField(_("not for the contributing country"), default=False)

    objects = NominationPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Return its beginning."""
        return self.text[:60]


class FileRead(FilePart):
    """That somebody read an officer's file: who, when, on which page."""

    append_only = True
    auditor_adds = True

    reader = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("reader"))
    read_at = models.DateTimeField(_("read"), auto_now_add=True)
    page = models.CharField(_("page"), max_length=40)

    objects = FilePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        ordering: ClassVar[list[str]] = ["-id"]
        indexes = (models.Index(fields=["officer", "-read_at"], name="reading_by_officer"),)

    def __str__(self) -> str:
        """Return when."""
        return str(self.read_at)


class FormedUnitQuerySet(PartnerQuerySet["FormedUnit"]):
    """Units; a mission desk sees those meant for its missions."""

    mission_path = "mission"


@pghistory.track()
class FormedUnit(OfPartner):
    """A formed police unit or specialised team that a State pledged, with its level of readiness."""

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=8, choices=UnitKind)
    strength = models.PositiveIntegerField(_("strength"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women"), null=True, blank=True)
    languages = codes_field(_("languages"))
    readiness = models.CharField(_("readiness"), max_length=4, choices=ReadinessLevel)
    pledged_on = models.DateField(_("pledged on"), null=True, blank=True)
    visited_on = models.DateField(_("assessment and advisory visit on"), null=True, blank=True)
    available_from = models.DateField(_("available from"), null=True, blank=True)
    caveats = models.TextField(_("national caveats"), blank=True, max_length=4000)
    mission = models.ForeignKey(
        Mission, on_delete=models.PROTECT, null=True, blank=True, related_name="formed_units", verbose_name=_("mission")
    )
    is_synthetic = models.BooleanField(_("synthetic"), default=False, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = FormedUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("formed unit")
        verbose_name_plural = _("formed units")
        ordering: ClassVar[list[str]] = ["partner", "name"]
        constraints = (
            models.UniqueConstraint(fields=["partner", "name"], name="one_unit_a_name"),
            models.CheckConstraint(
                name="women_within_strength", condition=Q(women__isnull=True) | Q(strength__isnull=True) | Q(women__lte=F("strength"))
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("supply:formedunit-detail", args=[self.pk])


@pghistory.track()
class NationalDeadline(OfPartner):
    """The earlier deadline that a State sets its own services for a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="national_deadlines", verbose_name=_("call"))
    closes_at = models.DateTimeField(_("national deadline"))
    circular = models.CharField(_("circular"), max_length=120, blank=True)

    objects: ClassVar[PartnerQuerySet["NationalDeadline"]] = PartnerQuerySet.as_manager()  # type: ignore[assignment]  # a mission desk has no part in it

    class Meta:
        verbose_name = _("national deadline")
        verbose_name_plural = _("national deadlines")
        constraints = (models.UniqueConstraint(fields=["call", "partner"], name="one_national_deadline"),)

    def __str__(self) -> str:
        """Return the instant."""
        return str(self.closes_at)
