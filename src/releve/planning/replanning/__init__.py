"""Re-planning: what one event does to a solved plan, answered at once and honestly."""

from releve.planning.replanning.changed import changed_snapshot
from releve.planning.replanning.event import Event, EventRefusedError, Forbid, NewLine, Pin, Refusal, SeatChange, Withdrawal
from releve.planning.replanning.replanner import Move, Replan, Replanner

__all__ = [
    "Event",
    "EventRefusedError",
    "Forbid",
    "Move",
    "NewLine",
    "Pin",
    "Refusal",
    "Replan",
    "Replanner",
    "SeatChange",
    "Withdrawal",
    "changed_snapshot",
]
