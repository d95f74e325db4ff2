"""Files in and out: the column dictionary, the readers with all their problems, the templates."""

from releve.exchange.codes import CODE_DATA, ERRORS_OR_WARNINGS, WARNINGS, ExchangeCode
from releve.exchange.columns import TABLES, Column, Kind, TableForm
from releve.exchange.folder import Reading, SoundReading, at_their_sheets, read_folder, read_folder_or_raise
from releve.exchange.template import write_template

__all__ = [
    "CODE_DATA",
    "ERRORS_OR_WARNINGS",
    "TABLES",
    "WARNINGS",
    "Column",
    "ExchangeCode",
    "Kind",
    "Reading",
    "SoundReading",
    "TableForm",
    "at_their_sheets",
    "read_folder",
    "read_folder_or_raise",
    "write_template",
]
