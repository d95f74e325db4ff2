"""Missions, profiles, post lines and calls, as programs read them."""

from datetime import date, datetime

from ninja import Field, Schema

CODES = "Codes of the data contract, such as `fr:B2` for a language."


class MissionOut(Schema):
    """A field mission or a headquarters office."""

    code: str = Field(description="Acronym; the key.")
    kind: str = Field(description="`field` or `headquarters`.")
    name_en: str
    name_fr: str
    name_ar: str
    name_es: str
    host_countries: list[str] = Field(description="ISO 3166-1 alpha-3.")
    working_languages: list[str] = Field(description="BCP 47.")
    excluded_nationalities: list[str] = Field(description="Whose officers do not serve there; ISO 3166-1 alpha-3.")


class RequirementsOut(Schema):
    """What a post asks of an officer; null or an empty list asks nothing."""

    languages_required: list[str] = Field(description=CODES)
    languages_desired: list[str] = Field(description=CODES)
    skills_required: list[str]
    skills_desired: list[str]
    service_years_min: int | None
    rank_min: int | None = Field(description="Grade, 1 (lowest) to 8.")
    rank_max: int | None = Field(description="Grade, 1 (lowest) to 8.")
    education_min: str = Field(description="`secondary`, `diploma`, `bachelor`, `master`, `doctorate`, or empty.")
    armed: bool | None
    driving: bool | None


class ProfileOut(RequirementsOut):
    """A kind of officer that posts ask for."""

    code: str = Field(description="The key.")
    title_en: str
    title_fr: str
    title_ar: str
    title_es: str
    category: str = Field(description="`IPO`, `SPT`, `P_POST_FIELD`, `P_POST_HQ`, or empty for any.")
    stream: str
    is_active: bool


class PostLineOut(RequirementsOut):
    """One or more identical seats of a mission."""

    id: int
    post_id: str = Field(description="The post's own key.")
    mission: str = Field(alias="mission_id", description="Acronym.")
    profile: str | None = Field(alias="profile_id", description="Code of the profile.")
    title_en: str
    title_fr: str
    title_ar: str
    title_es: str
    category: str
    level: str
    duty_station: str
    seats: int
    priority: int = Field(description="1 is the most urgent.")
    starts_on: date = Field(description="First day of duty.")
    tour_months: int
    is_open: bool
    completeness: int = Field(description="How much of the description is there, per cent.")
    updated_at: datetime


class CallOut(Schema):
    """A call for nominations by note verbale."""

    id: int
    reference: str
    title_en: str
    title_fr: str
    title_ar: str
    title_es: str
    note_verbale: str
    note_verbale_on: date | None
    opens_on: date | None
    closes_at: datetime = Field(description="The caller's deadline, an instant.")
    time_zone: str = Field(description="The caller's time zone.")
    women_pct_min: int = Field(description="Women in a list, per cent at least.")
    names_per_post_max: int = Field(description="Names for a seconded post, at most.")
    is_published: bool


class CallDetailOut(CallOut):
    """A call with whom it addresses and what it asks for."""

    partners: list[str] = Field(description="Codes of the addressed partners, as far as the reader may know them: a State learns its own.")
    post_lines: list[str] = Field(description="Keys of the post lines.")
    notes: str

    @staticmethod
    def resolve_partners(obj: object) -> list[str]:
        """Return the codes."""
        return [partner.pk for partner in obj.partners.all()]  # type: ignore[attr-defined]  # a Call

    @staticmethod
    def resolve_post_lines(obj: object) -> list[str]:
        """Return the keys."""
        return [line.post_id for line in obj.post_lines.all()]  # type: ignore[attr-defined]  # a Call
