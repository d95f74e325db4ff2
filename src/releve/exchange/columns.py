"""
The one dictionary of the input tables: it drives reading, checking, templates and the reference pages.

Names are those of the planning and engagement contracts. Headings and notes in four languages live in the text catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from releve.model import (
    Act,
    Category,
    CommitmentKind,
    CommitmentState,
    DecisionKind,
    Education,
    Gender,
    MissionKind,
    NominationState,
    PartnerKind,
    Vetting,
)
from releve.model.scales import GRADE_MAX, GRADE_MIN, SCORE_MAX


class Kind(StrEnum):
    """The form of the values of a column."""

    TEXT = "text"
    ID = "id"
    IDS = "ids"
    DAY = "day"
    INTEGER = "integer"
    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNTRY = "country"
    COUNTRIES = "countries"
    LANGUAGES = "languages"
    ASKED_LANGUAGES = "asked_languages"
    LEVELS = "levels"
    SKILLS = "skills"


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    One column of a table.

    Attributes
    ----------
    filled
        Whether every cell must hold a value.
    present
        Whether the column itself must be there; an absent column reads as blank cells.
    choices
        Values of a choice, in their order.
    low, high
        Smallest and largest integer, both inclusive; None = no bound.
    """

    name: str
    kind: Kind
    filled: bool = False
    present: bool = False
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, kw_only=True)
class TableForm:
    """
    One table: its columns, its key, and whether the folder must hold it.

    ``key`` None = rows have no key; a row that repeats another counts once.
    """

    name: str
    columns: tuple[Column, ...]
    key: str | None = None
    needed: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns, in their order."""
        return tuple(column.name for column in self.columns)


def _key(name: str) -> Column:
    return Column(name=name, kind=Kind.ID, filled=True, present=True)


def _text(name: str) -> Column:
    return Column(name=name, kind=Kind.TEXT)


def _id(name: str) -> Column:
    return Column(name=name, kind=Kind.ID)


def _day(name: str) -> Column:
    return Column(name=name, kind=Kind.DAY)


def _flag(name: str) -> Column:
    return Column(name=name, kind=Kind.YES_NO)


def _number(name: str, low: int, high: int | None = None) -> Column:
    return Column(name=name, kind=Kind.INTEGER, low=low, high=high)


def _choice(name: str, choices: type[StrEnum], *, filled: bool = False) -> Column:
    return Column(name=name, kind=Kind.CHOICE, choices=tuple(member.value for member in choices), filled=filled, present=filled)


EDUCATION_CHOICES: Final = tuple(member.name.lower() for member in Education)
LONGEST_TOUR_MONTHS: Final = 240
MOST_SEATS: Final = 100_000
MOST_YEARS: Final = 100

MISSIONS: Final = TableForm(
    name="missions",
    key="mission",
    needed=True,
    columns=(
        _key("mission"),
        _choice("kind", MissionKind, filled=True),
        Column(name="host_countries", kind=Kind.COUNTRIES),
        Column(name="working_languages", kind=Kind.LANGUAGES),
        Column(name="excluded_nationalities", kind=Kind.COUNTRIES),
    ),
)

POSTS: Final = TableForm(
    name="posts",
    key="post_id",
    needed=True,
    columns=(
        _key("post_id"),
        _key("mission"),
        _text("title"),
        _choice("category", Category, filled=True),
        Column(name="seats", kind=Kind.INTEGER, low=1, high=MOST_SEATS, filled=True, present=True),
        Column(name="priority", kind=Kind.INTEGER, low=1, high=4, filled=True, present=True),
        Column(name="languages_required", kind=Kind.LEVELS),
        Column(name="languages_desired", kind=Kind.LEVELS),
        Column(name="skills_required", kind=Kind.SKILLS),
        Column(name="skills_desired", kind=Kind.SKILLS),
        _number("service_years_min", 0, MOST_YEARS),
        _number("rank_min", GRADE_MIN, GRADE_MAX),
        _number("rank_max", GRADE_MIN, GRADE_MAX),
        Column(name="education_min", kind=Kind.CHOICE, choices=EDUCATION_CHOICES),
        Column(name="armed", kind=Kind.YES_NO, filled=True, present=True),
        Column(name="driving", kind=Kind.YES_NO, filled=True, present=True),
        Column(name="starts_on", kind=Kind.DAY, filled=True, present=True),
        Column(name="tour_months", kind=Kind.INTEGER, low=1, high=LONGEST_TOUR_MONTHS, filled=True, present=True),
        _day("needed_from"),
        _day("needed_until"),
    ),
)

OFFICERS: Final = TableForm(
    name="officers",
    key="officer_id",
    needed=True,
    columns=(
        _key("officer_id"),
        Column(name="country", kind=Kind.COUNTRY),
        _choice("gender", Gender),
        _day("birth_date"),
        _day("service_since"),
        _number("rank", GRADE_MIN, GRADE_MAX),
        Column(name="education", kind=Kind.CHOICE, choices=EDUCATION_CHOICES),
        Column(name="languages", kind=Kind.LEVELS),
        Column(name="skills", kind=Kind.SKILLS),
        _day("ams_cleared_on"),
        Column(name="ams_languages", kind=Kind.LANGUAGES),
        _flag("driving_passed"),
        _day("licence_since"),
        _flag("firearms_passed"),
        _day("medical_expires_on"),
        _day("passport_expires_on"),
        _choice("vetting", Vetting),
        _flag("active_service"),
        _day("retired_on"),
        _day("available_from"),
        _day("available_until"),
        Column(name="nominated_for", kind=Kind.IDS),
        _number("un_missions", 0, MOST_YEARS),
        _day("last_repatriated_on"),
        _number("assessment_score", 0, SCORE_MAX),
        _day("earliest_arrival"),
    ),
)

DEPLOYMENTS: Final = TableForm(
    name="deployments",
    key="officer_id",
    columns=(
        _key("officer_id"),
        _id("post_id"),
        _id("mission"),
        _choice("category", Category),
        Column(name="country", kind=Kind.COUNTRY),
        _choice("gender", Gender),
        _day("starts_on"),
        _day("ends_on"),
        _day("extendable_until"),
    ),
)

PREVIOUS: Final = TableForm(name="previous", columns=(_key("officer_id"), _key("post_id")))

DECISIONS: Final = TableForm(
    name="decisions",
    columns=(_key("officer_id"), _key("post_id"), _choice("decision", DecisionKind, filled=True), _text("reason"), _text("decided_by")),
)

WAIVERS: Final = TableForm(
    name="waivers",
    columns=(_key("officer_id"), _key("post_id"), _key("rule"), _text("authority"), _text("reason"), _day("expires_on")),
)

PARTNERS: Final = TableForm(
    name="partners",
    key="partner",
    columns=(
        _key("partner"),
        _choice("kind", PartnerKind, filled=True),
        _id("parent"),
        _text("name_en"),
        _text("name_fr"),
        _text("name_ar"),
        _text("name_es"),
        Column(name="aliases", kind=Kind.IDS),
    ),
)

MEETINGS: Final = TableForm(
    name="meetings",
    key="meeting",
    columns=(
        _key("meeting"),
        _text("kind"),
        _day("held_on"),
        _text("place"),
        Column(name="country", kind=Kind.COUNTRY),
        _text("venue"),
        _text("assembly"),
        _id("host"),
        Column(name="guests", kind=Kind.IDS),
        _text("source"),
    ),
)

PARTICIPANTS: Final = TableForm(
    name="participants",
    columns=(
        _key("meeting"),
        _text("name"),
        _text("title"),
        _id("partner"),
        Column(name="role", kind=Kind.CHOICE, choices=("host", "guest", "other")),
        Column(name="attendance", kind=Kind.CHOICE, choices=("present", "absent", "excused")),
    ),
)

COMMITMENTS: Final = TableForm(
    name="commitments",
    key="commitment",
    columns=(
        _key("commitment"),
        _id("meeting"),
        _id("by"),
        _id("to"),
        _choice("act", Act),
        _choice("kind", CommitmentKind),
        _number("quantity", 0),
        _number("women", 0),
        Column(name="languages", kind=Kind.ASKED_LANGUAGES),
        Column(name="skills", kind=Kind.SKILLS),
        _day("from"),
        _day("until"),
        _text("conditions"),
        _text("owner_by"),
        _text("owner_to"),
        _day("due_on"),
        _choice("state", CommitmentState),
        _text("note_verbale"),
    ),
)

NOMINATIONS: Final = TableForm(
    name="nominations",
    key="nomination",
    columns=(
        _key("nomination"),
        _key("officer_id"),
        _id("post_id"),
        _id("profile"),
        _id("commitment"),
        _id("call"),
        _text("note_verbale"),
        _day("nominated_on"),
        _choice("state", NominationState),
    ),
)

TABLES: Final[Mapping[str, TableForm]] = MappingProxyType(
    {
        form.name: form
        for form in (
            MISSIONS,
            POSTS,
            OFFICERS,
            DEPLOYMENTS,
            PREVIOUS,
            DECISIONS,
            WAIVERS,
            PARTNERS,
            MEETINGS,
            PARTICIPANTS,
            COMMITMENTS,
            NOMINATIONS,
        )
    }
)
"""Every table by the name of its file without extension, in the order of the contracts."""
