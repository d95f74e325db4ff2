"""
What is done to officers' files, nominations and units: each function checks the right, the values, and writes.

Pages, the API and jobs all call these. Every change is kept by the history of its table, every step and reading in a table of its own.
"""

from releve_web.supply.services.bulk import StepPreview, preview_steps, take_steps
from releve_web.supply.services.files import delete_part, save_part
from releve_web.supply.services.nominations import add_comment, nominate, steps_for, take_step, undo_last_step, undoable_step
from releve_web.supply.services.officers import save_officer
from releve_web.supply.services.reads import record_reading, record_readings
from releve_web.supply.services.units import save_unit

__all__ = [
    "StepPreview",
    "add_comment",
    "delete_part",
    "nominate",
    "preview_steps",
    "record_reading",
    "record_readings",
    "save_officer",
    "save_part",
    "save_unit",
    "steps_for",
    "take_step",
    "take_steps",
    "undo_last_step",
    "undoable_step",
]
