"""Bilateral meetings at an assembly: requests in, a timetable that people can keep out (assembly contract)."""

from releve.assembly.moving import judge_move
from releve.assembly.plan import plan_timetable
from releve.assembly.repair import repair_timetable
from releve.assembly.unplaced import explain_unplaced

__all__ = ["explain_unplaced", "judge_move", "plan_timetable", "repair_timetable"]
