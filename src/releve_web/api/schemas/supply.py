"""Officers and their files, nominations and their steps, formed units, as programs read them. Null and empty are unknown, never no."""

from datetime import date, datetime

from ninja import Field, Schema


class OfficerOut(Schema):
    """An officer as lists show one."""

    id: int
    partner: str = Field(alias="partner_id", description="Code of the State that put the officer forward.")
    officer_id: str = Field(description="The partner's own key.")
    family_name: str
    given_names: str
    name_ar: str = Field(description="Name in Arabic script.")
    gender: str = Field(description="`F`, `M`, or empty for unknown.")
    rank: int | None = Field(description="Grade, 1 (lowest) to 8.")
    rank_title: str = Field(description="National rank.")
    languages: list[str] = Field(description="One level a language: `fr:C1`.")
    skills: list[str]
    ams_cleared_on: date | None = Field(description="Assessment for mission service passed on.")
    available_from: date | None
    available_until: date | None
    is_synthetic: bool = Field(description="True for the people of the example, who do not exist.")
    updated_at: datetime


class DocumentOut(Schema):
    """That a paper was seen, and until when it holds."""

    kind: str
    issued_on: date | None
    expires_on: date | None
    seen_by: str
    remark: str


class AssessmentOut(Schema):
    """One assessment for mission service, in one language."""

    language: str
    held_on: date
    result: str = Field(description="`passed` or `failed`.")
    level: str
    score: int | None
    driving_passed: bool | None
    firearms_passed: bool | None
    source: str


class ExperienceOut(Schema):
    """A function held, at home or in a mission."""

    organisation: str
    function: str
    country: str
    starts_on: date
    ends_on: date | None
    in_mission: bool


class OfficerFileOut(OfficerOut):
    """An officer's file. That it was read is written down, with who read it."""

    birth_date: date | None
    service_since: date | None
    education: str
    ams_languages: list[str]
    assessment_score: int | None
    driving_passed: bool | None
    licence_since: date | None
    firearms_passed: bool | None
    medical_expires_on: date | None
    passport_expires_on: date | None
    vetting: str = Field(description="`clear`, `pending`, `barred`, or empty.")
    active_service: bool | None
    retired_on: date | None
    un_missions: int | None
    last_repatriated_on: date | None
    documents: list[DocumentOut] = Field(alias="documents.all")
    assessments: list[AssessmentOut] = Field(alias="assessments.all")
    experience: list[ExperienceOut] = Field(alias="experiences.all")


class NominationOut(Schema):
    """An officer put forward for a post line or for a profile."""

    id: int
    partner: str = Field(alias="partner_id")
    reference: str
    officer: int = Field(alias="officer_id", description="`id` of the officer.")
    post_line: int | None = Field(alias="post_line_id", description="`id` of the post line; one of `post_line` and `profile` is set.")
    profile: str | None = Field(alias="profile_id", description="Code of the profile.")
    mission: str | None = Field(alias="mission_id", description="Acronym of the line's mission.")
    call: int | None = Field(alias="call_id", description="`id` of the call it answers.")
    commitment: str
    note_verbale: str
    nominated_on: date | None
    stage: str = Field(description="How far it is: `nominated`, `registered`, `screened` and so on.")
    updated_at: datetime


class StepOut(Schema):
    """One step taken. Never changed; an undo is a step of its own."""

    id: int
    start: str = Field(description="Stage before; empty for the first.")
    end: str = Field(description="Stage after.")
    taken_at: datetime
    taken_by: str = Field(alias="taken_by.name", description="Who took it.")
    document: str
    reason: str
    undoes: int | None = Field(alias="undoes_id", description="`id` of the step it takes back.")


class NominationDetailOut(NominationOut):
    """A nomination with its steps, oldest first."""

    steps: list[StepOut] = Field(alias="nominationsteps.all")


class FormedUnitOut(Schema):
    """A formed police unit or specialised team that a State pledged."""

    id: int
    partner: str = Field(alias="partner_id")
    name: str
    kind: str = Field(description="`fpu` or `spt`.")
    strength: int | None
    women: int | None
    languages: list[str]
    readiness: str = Field(description="`L1`, `L2`, `L3` or `RDL`.")
    pledged_on: date | None
    visited_on: date | None
    available_from: date | None
    caveats: str
    mission: str | None = Field(alias="mission_id")
    is_synthetic: bool
