"""What lists may be asked for; every text is bounded, for it goes into a query."""

from datetime import date
from typing import Annotated

from ninja import Field, Schema
from pydantic import StringConstraints

Code = Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00-\x1f]*$")]
Words = Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00-\x1f]*$")]
Language = Annotated[str, StringConstraints(max_length=15, pattern=r"^[a-z]{2,8}(:[ABC][12])?$")]
Key = Annotated[int, Field(ge=1, le=2**63 - 1)]


class Paging(Schema):
    """Which part of a list."""

    after: Annotated[str, StringConstraints(max_length=700)] | None = Field(None, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="Rows a page, 200 at most.")


class NoFilters(Schema):
    """A list that is short."""


class MissionFilters(Schema):
    """Of missions."""

    kind: Code | None = Field(None, description="`field` or `headquarters`.")


class ProfileFilters(Schema):
    """Of profiles."""

    category: Code | None = None
    is_active: bool | None = None


class PostLineFilters(Schema):
    """Of post lines."""

    mission: Code | None = Field(None, description="Acronym.")
    category: Code | None = None
    profile: Code | None = None
    priority: int | None = Field(None, ge=1, le=4)
    is_open: bool | None = None


class CallFilters(Schema):
    """Of calls."""

    closes_from: date | None = Field(None, description="Deadline on this day (UTC) or later.")
    closes_until: date | None = Field(None, description="Deadline on this day (UTC) or earlier.")


class PartnerFilters(Schema):
    """Of partners."""

    kind: Code | None = None


class OfficerFilters(Schema):
    """Of officers."""

    partner: Code | None = None
    q: Words | None = Field(None, description="Parts of names or of the key, in Latin or Arabic script, accents folded.")
    language: Language | None = Field(None, description="At this level or above: `fr:B2`; at any level: `fr`.")
    skill: Code | None = None
    gender: Annotated[str, StringConstraints(pattern="^[FM]$")] | None = None
    available_on: date | None = None
    is_synthetic: bool | None = None


class NominationFilters(Schema):
    """Of nominations."""

    partner: Code | None = None
    mission: Code | None = None
    stage: Code | None = None
    call: Key | None = None
    officer: Key | None = None
    post_line: Key | None = None


class FormedUnitFilters(Schema):
    """Of formed units."""

    partner: Code | None = None
    mission: Code | None = None
    readiness: Code | None = None
