"""
Two of everything: a row of Morocco, whose desk asks, and one of Senegal, which it must never see.

Every text of a row bears a mark of its State, so that a page that tells of it gives itself away.
"""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from factories.web_people import People, make_line, make_mission, make_nomination, make_officer, make_partner, make_people
from releve_web.accounts.models import ApiToken, CacheEntry, Invitation, User, UserMission
from releve_web.accounts.tokens import create_token
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import Call, Ceiling, Mission, PostLine, Profile
from releve_web.engagement.models import Partner
from releve_web.supply.models import Comment, Nomination, Officer

MOROCCAN, SENEGALESE, INTERNAL = "qzxmar", "qzxsen", "qzxinternal"
"""Marks that stand in the texts of each State's rows, and in comments that no State's desk may read."""
HIDDEN = {
    "selection": (),
    "auditor": (),
    "mission": (SENEGALESE,),
    "other_mission": (MOROCCAN,),
    "country": (SENEGALESE, INTERNAL),
    "stranger": (MOROCCAN, INTERNAL),
    "administrator": (MOROCCAN, SENEGALESE, INTERNAL),
}
"""The marks that no answer to a person may hold. Morocco's officer is nominated to MINUSCA, Senegal's to UNMISS."""
MADE_ELSEWHERE = {User, UserMission, ApiToken, Invitation, CacheEntry, Partner, Mission}


@dataclass(frozen=True, kw_only=True)
class World:
    """The people, and the rows of each table: Morocco's first, then Senegal's."""

    people: People
    secrets: dict[str, str]
    rows: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def pair(self, model: type[models.Model]) -> list[models.Model]:
        return self.rows[model]


def make_world() -> World:
    people = make_people()
    world = World(people=people, secrets={})
    with acting_in(EVERYTHING):
        for who in HIDDEN:
            token, world.secrets[who] = create_token(getattr(people, who), name="program", expires_at=timezone.now() + timedelta(days=1))
            world.rows.setdefault(ApiToken, []).append(token)
        world.rows[User] = [people.country, people.stranger]
        world.rows[Partner] = [make_partner("MAR"), make_partner("SEN")]
        world.rows[Mission] = [make_mission("MINUSCA"), make_mission("UNMISS")]
        world.rows[Profile] = [Profile.objects.create(code=code, title_en=code) for code in ("trainer", "planner")]
        world.rows[PostLine] = [make_line("MINUSCA-001"), make_line("UNMISS-001", mission="UNMISS")]
        world.rows[Ceiling] = [
            Ceiling.objects.create(mission_id=code, kind="police", quantity=9, in_force_on=date(2025, 1, 1), source="a resolution")
            for code in ("MINUSCA", "UNMISS")
        ]
        world.rows[Call] = [
            Call.objects.create(reference=code, title_en=code, closes_at=timezone.now() + timedelta(days=9), is_published=published)
            for code, published in (("CALL-1", True), ("CALL-2", False))
        ]
        world.rows[Officer] = [
            make_officer("MAR-1", family_name=f"{MOROCCAN} Bennani"),
            make_officer("SEN-1", partner="SEN", family_name=f"{SENEGALESE} Diop"),
        ]
        world.rows[Nomination] = [
            make_nomination(officer, line, reference=f"N-{mark}", note_verbale=mark)  # type: ignore[arg-type]
            for officer, line, mark in zip(world.rows[Officer], world.rows[PostLine], (MOROCCAN, SENEGALESE), strict=True)
        ]
        for nomination in world.rows[Nomination]:
            Comment.objects.create(
                partner_id=nomination.partner_id,  # type: ignore[attr-defined]
                nomination=nomination,
                author=people.selection,
                text=INTERNAL,
                is_internal=True,
            )
        for model in apps.get_models():
            if model.__module__.startswith("releve_web.") and not hasattr(model, "pgh_tracked_model") and not model._meta.proxy:
                make_pair(world, model)
    return world


def make_pair(world: World, model: type[models.Model]) -> list[models.Model]:
    """Return a row of each State of a table, made from what its columns must hold, unless there are some."""
    if model not in world.rows and model not in MADE_ELSEWHERE:
        world.rows[model] = []
        world.rows[model] = [make_any(world, model, number) for number in (0, 1)]
    return world.rows.get(model, [])


def make_any(world: World, model: type[models.Model], number: int) -> models.Model:
    values: dict[str, Any] = {}
    for column in model._meta.concrete_fields:
        if column.primary_key and isinstance(column, models.AutoField):
            continue
        if column.name == "partner":
            values["partner_id"] = ("MAR", "SEN")[number]
        elif isinstance(column, models.ForeignKey):
            if not column.null:
                values[column.name] = make_pair(world, column.remote_field.model)[number]
        elif not column.has_default() and not column.null and not getattr(column, "auto_now_add", False):
            values[column.name] = filling(column, number)
    return model._default_manager.create(**values)


VALUES: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    # A kind of column and what it takes; the narrower kind comes first.
    (ArrayField, []),
    (models.BooleanField, False),
    (models.IntegerField, 1),
    (models.DateTimeField, datetime(2026, 1, 1, tzinfo=UTC)),
    (models.DateField, date(2026, 1, 1)),
    (models.JSONField, {}),
    (models.BinaryField, b""),
)


def filling(column: models.Field[Any, Any], number: int) -> Any:
    """Return a value that a column takes, marked where it is a text."""
    if column.choices:
        return next(value for value, _label in column.flatchoices if value != "")
    if isinstance(column, models.UUIDField):
        return uuid.uuid4()
    for kind, value in VALUES:
        if isinstance(column, kind):
            return value
    text = f"{(MOROCCAN, SENEGALESE)[number]}-{column.model._meta.model_name}"
    return text[: getattr(column, "max_length", None)]
