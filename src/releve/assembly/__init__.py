"""Bilateral meetings at an assembly: requests in, a timetable that people can keep out (assembly contract)."""
