"""Codes of everything that can be wrong with a file, and the data that each carries beside its place and value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class ExchangeCode(StrEnum):
    """What is wrong, at the place that the problem names."""

    # files
    MISSING_FILE = "exchange.missing_file"
    UNKNOWN_FILE = "exchange.unknown_file"
    TWO_FILES = "exchange.two_files"
    NOT_A_FILE = "exchange.not_a_file"
    UNREADABLE = "exchange.unreadable"
    TOO_LARGE = "exchange.too_large"
    WRONG_ENCODING = "exchange.wrong_encoding"
    NUL_BYTE = "exchange.nul_byte"
    WRONG_DELIMITER = "exchange.wrong_delimiter"
    MALFORMED_CSV = "exchange.malformed_csv"
    NOT_A_PARQUET = "exchange.not_a_parquet"
    NO_HEADER = "exchange.no_header"
    TOO_MANY_ROWS = "exchange.too_many_rows"
    TOO_MANY_PROBLEMS = "exchange.too_many_problems"
    # columns and rows
    DUPLICATE_COLUMN = "exchange.duplicate_column"
    BLANK_COLUMN_NAME = "exchange.blank_column_name"
    MISSING_COLUMN = "exchange.missing_column"
    UNKNOWN_COLUMN = "exchange.unknown_column"
    COLUMN_TYPE = "exchange.column_type"
    TOO_MANY_CELLS = "exchange.too_many_cells"
    TOO_FEW_CELLS = "exchange.too_few_cells"
    BLANK_ROW = "exchange.blank_row"
    # workbooks
    NOT_A_WORKBOOK = "exchange.not_a_workbook"
    ENCRYPTED = "exchange.encrypted"
    UNKNOWN_SHEET = "exchange.unknown_sheet"
    REPEATED_SHEET = "exchange.repeated_sheet"
    SPARSE_SHEET = "exchange.sparse_sheet"
    HIDDEN_SHEET = "exchange.hidden_sheet"
    FORMULA = "exchange.formula"
    MERGED_CELLS = "exchange.merged_cells"
    ERROR_CELL = "exchange.error_cell"
    # cells
    BLANK_CELL = "exchange.blank_cell"
    CONTROL_CHARACTER = "exchange.control_character"
    TEXT_TOO_LONG = "exchange.text_too_long"
    BAD_ID = "exchange.bad_id"
    NOT_A_DATE = "exchange.not_a_date"
    DATE_PROPOSAL = "exchange.date_proposal"
    AMBIGUOUS_DATE = "exchange.ambiguous_date"
    DATE_OUT_OF_RANGE = "exchange.date_out_of_range"
    NOT_AN_INTEGER = "exchange.not_an_integer"
    OUT_OF_RANGE = "exchange.out_of_range"
    NOT_YES_NO = "exchange.not_yes_no"
    UNKNOWN_CHOICE = "exchange.unknown_choice"
    UNKNOWN_COUNTRY = "exchange.unknown_country"
    UNKNOWN_LANGUAGE = "exchange.unknown_language"
    LANGUAGE_WITHOUT_LEVEL = "exchange.language_without_level"
    LEVEL_NOT_EXPECTED = "exchange.level_not_expected"
    UNKNOWN_LEVEL = "exchange.unknown_level"
    LIST_WITH_COMMAS = "exchange.list_with_commas"
    EMPTY_ITEM = "exchange.empty_item"
    NAMED_TWICE = "exchange.named_twice"
    UNKNOWN_SKILL = "exchange.unknown_skill"
    # between rows and tables
    DUPLICATE_KEY = "exchange.duplicate_key"
    REPEATED_ROW = "exchange.repeated_row"
    UNKNOWN_MISSION = "exchange.unknown_mission"
    UNKNOWN_POST = "exchange.unknown_post"
    UNKNOWN_OFFICER = "exchange.unknown_officer"
    UNKNOWN_RULE = "exchange.unknown_rule"
    UNKNOWN_REFERENCE = "exchange.unknown_reference"
    VANISHED = "exchange.vanished"
    UNKNOWN_TARGET = "exchange.unknown_target"
    BOUNDS_CROSSED = "exchange.bounds_crossed"
    DEPLOYMENT_WITHOUT_MISSION = "exchange.deployment_without_mission"
    DEPLOYMENT_WITHOUT_CATEGORY = "exchange.deployment_without_category"
    POST_OR_PROFILE = "exchange.post_or_profile"
    # policy.toml
    MALFORMED_TOML = "exchange.malformed_toml"
    UNKNOWN_KEY = "exchange.unknown_key"
    WRONG_TYPE = "exchange.wrong_type"
    NOT_YET_IN_FORCE = "exchange.not_yet_in_force"


CODE_DATA: Final[Mapping[ExchangeCode, tuple[str, ...]]] = MappingProxyType(
    {
        **dict.fromkeys(ExchangeCode, ()),
        ExchangeCode.UNKNOWN_FILE: ("near",),
        ExchangeCode.TWO_FILES: ("other",),
        ExchangeCode.UNREADABLE: ("detail",),
        ExchangeCode.TOO_LARGE: ("most_mib",),
        ExchangeCode.WRONG_ENCODING: ("byte",),
        ExchangeCode.WRONG_DELIMITER: ("found",),
        ExchangeCode.MALFORMED_CSV: ("detail",),
        ExchangeCode.NOT_A_PARQUET: ("detail",),
        ExchangeCode.TOO_MANY_ROWS: ("most",),
        ExchangeCode.TOO_MANY_PROBLEMS: ("not_listed",),
        ExchangeCode.TOO_MANY_CELLS: ("cells", "columns"),
        ExchangeCode.TOO_FEW_CELLS: ("cells", "columns"),
        ExchangeCode.UNKNOWN_COLUMN: ("near",),
        ExchangeCode.COLUMN_TYPE: ("type",),
        ExchangeCode.UNKNOWN_SHEET: ("near",),
        ExchangeCode.NOT_A_WORKBOOK: ("detail",),
        ExchangeCode.REPEATED_SHEET: ("table",),
        ExchangeCode.SPARSE_SHEET: ("cell",),
        ExchangeCode.MERGED_CELLS: ("cells",),
        ExchangeCode.FORMULA: ("cell",),
        ExchangeCode.CONTROL_CHARACTER: ("character",),
        ExchangeCode.TEXT_TOO_LONG: ("most",),
        ExchangeCode.DATE_PROPOSAL: ("proposal",),
        ExchangeCode.AMBIGUOUS_DATE: ("day_first", "month_first"),
        ExchangeCode.DATE_OUT_OF_RANGE: ("low", "high"),
        ExchangeCode.OUT_OF_RANGE: ("low", "high"),
        ExchangeCode.NOT_AN_INTEGER: ("proposal",),
        ExchangeCode.NOT_YES_NO: ("proposal",),
        ExchangeCode.UNKNOWN_CHOICE: ("choices", "proposal"),
        ExchangeCode.UNKNOWN_COUNTRY: ("part", "proposal"),
        ExchangeCode.UNKNOWN_LANGUAGE: ("part", "proposal"),
        ExchangeCode.LANGUAGE_WITHOUT_LEVEL: ("part",),
        ExchangeCode.LEVEL_NOT_EXPECTED: ("part",),
        ExchangeCode.UNKNOWN_LEVEL: ("part", "proposal"),
        ExchangeCode.LIST_WITH_COMMAS: ("proposal",),
        ExchangeCode.NAMED_TWICE: ("part",),
        ExchangeCode.UNKNOWN_SKILL: ("part",),
        ExchangeCode.DUPLICATE_KEY: ("other_row",),
        ExchangeCode.REPEATED_ROW: ("other_row",),
        ExchangeCode.UNKNOWN_RULE: ("choices",),
        ExchangeCode.UNKNOWN_REFERENCE: ("table",),
        ExchangeCode.UNKNOWN_TARGET: ("part",),
        ExchangeCode.BOUNDS_CROSSED: ("other_column", "other_value"),
        ExchangeCode.MALFORMED_TOML: ("detail",),
        ExchangeCode.UNKNOWN_KEY: ("near",),
        ExchangeCode.WRONG_TYPE: ("expected",),
        ExchangeCode.NOT_YET_IN_FORCE: ("as_of",),
    }
)
"""Names of the data of each code; file, sheet, row, column and value are always there."""

WARNINGS: Final[frozenset[ExchangeCode]] = frozenset(
    {
        ExchangeCode.UNKNOWN_COLUMN,
        ExchangeCode.BLANK_ROW,
        ExchangeCode.UNKNOWN_FILE,
        ExchangeCode.UNKNOWN_SHEET,
        ExchangeCode.HIDDEN_SHEET,
        ExchangeCode.UNKNOWN_SKILL,
        ExchangeCode.REPEATED_ROW,
        ExchangeCode.UNKNOWN_REFERENCE,
        ExchangeCode.VANISHED,
        ExchangeCode.BOUNDS_CROSSED,
        ExchangeCode.DEPLOYMENT_WITHOUT_CATEGORY,
        ExchangeCode.POST_OR_PROFILE,
        ExchangeCode.UNKNOWN_KEY,
        ExchangeCode.NOT_YET_IN_FORCE,
    }
)
"""Codes that are reported and stop nothing."""

ERRORS_OR_WARNINGS: Final[frozenset[ExchangeCode]] = frozenset({ExchangeCode.UNKNOWN_OFFICER, ExchangeCode.UNKNOWN_POST})
"""
Codes that stop the work only where a plan would be wrong: a key that leads nowhere in the engagement tables, which the planner
does not need, is a warning. All other codes are errors.
"""
