"""
Problems of cells, of links between tables and of ``policy.toml`` (codes: ``releve.exchange.codes``).

A key that ends in ``-name`` holds the sentence for the case that the value ``name`` of the data is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark

CELL_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "exchange.blank_cell": mark("This cell must not be blank. Fill it."),
    "exchange.control_character": mark("The text holds the invisible character {character}. Type it again without that character."),
    "exchange.text_too_long": mark("This text is longer than {most} characters. Shorten it."),
    "exchange.bad_id": mark(
        "“{value}” cannot be a key: at most 100 characters, not beginning with “#”, without semicolons and line breaks."
    ),
    "exchange.not_a_date": mark("“{value}” is not a day. Expected: a day of the calendar written year-month-day, such as 2025-12-31."),
    "exchange.date_proposal": mark("“{value}” is not written as a day must be. If {proposal:day} is meant, write {proposal}."),
    "exchange.ambiguous_date": mark(
        "“{value}” can be read as {day_first:day} or as {month_first:day}. Write {day_first} for the former, {month_first} for the latter."
    ),
    "exchange.date_out_of_range": mark("{value} lies outside the days that are accepted, from {low:day} to {high:day}."),
    "exchange.not_an_integer": mark("“{value}” is not a whole number. If {proposal} is meant, write {proposal}."),
    "exchange.not_an_integer-proposal": mark("“{value}” is not a whole number. Write a whole number in digits, without unit."),
    "exchange.out_of_range": mark("{value} is outside the range that is accepted: from {low} to {high}."),
    "exchange.out_of_range-high": mark("{value} is too small: {low} or more is accepted."),
    "exchange.not_yes_no": mark("Write yes or no instead of “{value}”. Was {proposal} meant?"),
    "exchange.not_yes_no-proposal": mark("Write yes or no instead of “{value}”."),
    "exchange.unknown_choice": mark("“{value}” is none of the values that are accepted here: {choices}. Was {proposal} meant?"),
    "exchange.unknown_choice-proposal": mark("“{value}” is none of the values that are accepted here: {choices}."),
    "exchange.unknown_country": mark("“{part}” is not a known country code. Was {proposal} ({proposal:country}) meant?"),
    "exchange.unknown_country-proposal": mark(
        "“{part}” is not a known country code. Expected: three capital letters of ISO 3166-1, such as MAR."
    ),
    "exchange.unknown_language": mark("“{part}” is not a known language code. Was {proposal} ({proposal:language}) meant?"),
    "exchange.unknown_language-proposal": mark("“{part}” is not a known language code. Expected: a BCP 47 code, such as fr."),
    "exchange.language_without_level": mark("“{part}” lacks its level. Expected: a language with its level, such as fr:B2."),
    "exchange.level_not_expected": mark("“{part}” carries a level, which this column does not take. Write the language alone, such as fr."),
    "exchange.unknown_level": mark("“{part}” names no level from A1 to C2. Was {proposal} meant?"),
    "exchange.unknown_level-proposal": mark("“{part}” names no level. Expected: A1, A2, B1, B2, C1 or C2."),
    "exchange.list_with_commas": mark("The items of a list are separated by semicolons. Write {proposal}."),
    "exchange.empty_item": mark("The list in this cell has an empty place: two semicolons in a row, or one at an end. Remove it."),
    "exchange.named_twice": mark("“{part}” is named twice in this cell. Name it once."),
    "exchange.unknown_skill": mark(
        "Skill “{part}” is not on the reference list; it is kept as it is. Check its spelling, or add it to the list."
    ),
    "exchange.duplicate_key": mark(
        "{value} stands already in row {other_row:plain}. Keep one of the two rows, or give one of them another key."
    ),
    "exchange.repeated_row": mark("This row repeats row {other_row:plain} and counts once. Remove it."),
    "exchange.unknown_mission": mark("{value} does not stand in the table of missions. Correct it, or add the mission there."),
    "exchange.unknown_post": mark("{value} does not stand in the table of posts. Correct it, or add the post line there."),
    "exchange.unknown_officer": mark("{value} does not stand in the table of officers. Correct it, or add the officer there."),
    "exchange.unknown_rule": mark("“{value}” is not the code of a rule. The codes are: {choices}."),
    "exchange.unknown_reference": mark("{value} does not stand in the table {table}. Correct it, or add it there."),
    "exchange.vanished": mark("{value} no longer exists in this folder; this row of the previous plan is not counted as kept."),
    "exchange.unknown_target": mark(
        "{part} is neither a mission nor a post line of this folder: the nomination finds nothing under this name. Correct it."
    ),
    "exchange.bounds_crossed": mark("{value} in {column} lies above {other_value} in {other_column}. Correct one of the two."),
    "exchange.deployment_without_mission": mark("Neither the post line nor the mission is given. Fill one of the two."),
    "exchange.deployment_without_category": mark(
        "The category is not known: the officer counts towards the national cap, and towards no target for women. Fill it if it is known."
    ),
    "exchange.post_or_profile": mark("A nomination names either a post line or a profile. Fill one of the two, and leave the other blank."),
    "exchange.malformed_toml": mark("This file cannot be read as TOML: {detail}."),
    "exchange.unknown_key": mark("Setting {column} is not known and has no effect. Was {near} meant?"),
    "exchange.unknown_key-near": mark("Setting {column} is not known and has no effect."),
    "exchange.wrong_type": mark("{column} holds {value}. Expected: {expected:form}."),
    "exchange.not_yet_in_force": mark(
        "This setting comes into force on {value:day}, after the day of the plan, {as_of:day}. It is applied all the same: check the day."
    ),
}

SEPARATORS: Final[Mapping[str, str]] = {
    ";": mark("semicolon (;)"),
    "\t": mark("tab"),
    "|": mark("vertical bar (|)"),
}
"""Names of marks that separate cells, as a person would say them."""
