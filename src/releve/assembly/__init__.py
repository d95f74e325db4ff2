"""Bilateral meetings at an assembly: requests in, a timetable that people can keep out (assembly contract)."""

from releve.assembly.plan import plan_timetable
from releve.assembly.repair import repair_timetable
from releve.assembly.unplaced import explain_unplaced

__all__ = ["explain_unplaced", "plan_timetable", "repair_timetable"]
