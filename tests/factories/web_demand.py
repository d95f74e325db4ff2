"""Calls, profiles and ceilings, as the system makes them."""

from datetime import UTC, date, datetime
from typing import Any

from factories.web_people import make_mission
from releve_web.demand.models import Call, Ceiling, PostLine, Profile
from releve_web.engagement.models import Partner


def make_call(reference: str = "CALL-1", *, lines: tuple[PostLine, ...] = (), partners: tuple[Partner, ...] = (), **fields: Any) -> Call:
    call = Call.objects.create(
        **{
            "reference": reference,
            "title_en": "Police advisers",
            "closes_at": datetime(2099, 5, 1, 21, 0, tzinfo=UTC),
            "note_verbale": "DPO/2026/1",
            "note_verbale_on": date(2026, 1, 15),
            "is_published": True,
            **fields,
        }
    )
    call.post_lines.set(lines)
    call.partners.set(partners)
    return call


def make_profile(code: str = "police-adviser", **fields: Any) -> Profile:
    return Profile.objects.create(
        **{
            "code": code,
            "title_en": "Police adviser",
            "category": "IPO",
            "languages_required": ["fr:B2"],
            "skills_required": ["reform"],
            "service_years_min": 8,
            "armed": False,
            **fields,
        }
    )


def make_ceiling(mission: str = "MINUSCA", **fields: Any) -> Ceiling:
    return Ceiling.objects.create(
        **{
            "mission": make_mission(mission),
            "kind": "police",
            "quantity": 3020,
            "in_force_on": date(2021, 11, 15),
            "source": "S/RES/2605 (2021)",
            **fields,
        }
    )
