"""What waits in demand: calls that close soon, post lines that lack something, drafts to open."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from releve_web.accounts.roles import Role
from releve_web.common.panels import Figure, Panel, counted, list_url
from releve_web.demand.models import Call, PostLine
from releve_web.demand.queries import earliest_national_deadlines

if TYPE_CHECKING:
    from releve_web.accounts.models import User

SOON_DAYS: Final = 45
CALLS_SHOWN: Final = 5


def panels(user: "User") -> list[Panel]:
    """Return what waits for a person in demand."""
    found = []
    if user.has_perm("demand.view_call"):
        found.append(closing_calls(user))
    if user.has_perm("demand.change_postline"):
        found.append(unfinished_lines(user))
    return found


def closing_calls(user: "User") -> Panel:
    """Return the published calls that close next, each on the caller's clock and the reader's."""
    now = timezone.now()
    calls = list(
        Call.objects.visible_to(user)
        .filter(is_published=True, closes_at__gt=now, closes_at__lte=now + timedelta(days=SOON_DAYS))
        .order_by("closes_at", "pk")[:CALLS_SHOWN]
    )
    national = earliest_national_deadlines(calls, user)
    figures = [
        Figure(
            label=f"{call.reference} · {call.title}",
            url=_address(call),
            deadline={
                "at": call.closes_at,
                "zone": call.time_zone,
                "national": national[call.pk].closes_at if call.pk in national else None,
            },
        )
        for call in calls
    ]
    return Panel(
        title=_("Calls that close soon"),
        order=10,
        figures=figures,
        empty=_("No call that you see closes within 45 days."),
        more=list_url("demand:call-list", state="open"),
        more_label=_("All open calls"),
    )


def unfinished_lines(user: "User") -> Panel:
    """Return how many post lines lack something, and how many drafts wait to be opened."""
    lines = PostLine.objects.visible_to(user)
    if user.role == Role.MISSION_DESK:
        lines = lines.filter(mission__in=user.mission_codes)
    return Panel(
        title=_("Post lines to complete"),
        order=20,
        figures=[
            counted(
                lines.filter(is_open=True, completeness__lt=100),
                _("Open lines that lack something"),
                list_url("demand:postline-list", state="open", incomplete="on"),
            ),
            counted(lines.filter(is_draft=True), _("Drafts to open"), list_url("demand:postline-list", state="draft")),
        ],
    )


def _address(call: Call) -> str:
    try:
        return reverse("demand:call-detail", args=[call.pk])
    except NoReverseMatch:
        return ""
