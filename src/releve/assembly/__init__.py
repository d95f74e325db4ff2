"""Bilateral meetings at an assembly: requests in, a timetable that people can keep out (assembly contract)."""

from releve.assembly.plan import plan_timetable

__all__ = ["plan_timetable"]
