"""A timetable out: documents, tables, calendars and printed pages, in one folder."""

from releve.assembly.output.document import all_unplaced
from releve.assembly.output.folder import TimetableBrokenError, check_timetable, write_timetable
from releve.assembly.output.words import OutputWords

__all__ = ["OutputWords", "TimetableBrokenError", "all_unplaced", "check_timetable", "write_timetable"]
