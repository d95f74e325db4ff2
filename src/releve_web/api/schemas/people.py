"""Partners and the person whose token it is, as programs read them."""

from ninja import Field, Schema


class PartnerOut(Schema):
    """A State, a service of a State, or an organisation."""

    code: str = Field(description="Alpha-3 of a State, else an own code; the key.")
    kind: str = Field(description="`state`, `service`, `international` or `regional`.")
    parent: str | None = Field(alias="parent_id", description="A service's State.")
    name_en: str
    name_fr: str
    name_ar: str
    name_es: str
    aliases: list[str]


class MeOut(Schema):
    """Whose token this is, and what it may see."""

    email: str
    name: str
    role: str = Field(description="The desk: `selection_desk`, `mission_desk`, `contributing_country`, `auditor`, `administrator`.")
    partner: str | None = Field(alias="partner_id", description="The partner of a contributing country's desk.")
    missions: list[str] = Field(alias="mission_codes", description="The missions of a mission desk.")
    language: str
    time_zone: str
