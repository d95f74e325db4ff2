"""Changes of post lines: columns set or changed, seats taken away, new lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, Final

from releve.exchange.codes import ExchangeCode
from releve.exchange.columns import POSTS, Column
from releve.model import PostLine
from releve.scenarios.codes import ScenarioCode
from releve.scenarios.reading.draft import Draft, line_of, line_values, select_lines
from releve.scenarios.reading.form import KEYS
from releve.scenarios.reading.places import Place, is_list

ARROW: Final = "->"
COLUMNS: Final[Mapping[str, Column]] = {column.name: column for column in POSTS.columns}


def change_lines(draft: Draft, table: Mapping[str, Any], place: Place) -> None:
    """
    Set or change columns of the lines selected.

    ``set`` gives each a value; ``change`` replaces one value by another (``fr:B2->fr:B1``) in the lines that have it: an item of a
    list, or the whole cell. Nothing before the arrow adds, nothing after it takes away.
    """
    if "set" not in table and "change" not in table:
        place.fault(ScenarioCode.ONE_OF, data={"choices": ("set", "change")})
    settings = place.at("set").table(table["set"], KEYS["posts.set"]) if "set" in table else {}
    changes = place.at("change").table(table["change"], KEYS["posts.change"]) if "change" in table else {}
    chosen = select_lines(draft, table, place)
    n_before = len(place.problems.found)
    values = {post.post_id: line_values(post) for post in chosen}
    for name, value in settings.items():
        here = place.at("set").at(name)
        cell = here.cell(COLUMNS[name], value, draft.forms)
        if name == "mission":
            _check_mission(draft, cell, here)
        for line in values.values():
            line[name] = cell
    for name, arrow in changes.items():
        _change_column(draft, values, name, arrow, place.at("change").at(name))
    if any(problem.is_error for problem in place.problems.found[n_before:]):
        return
    draft.lines |= {post_id: line_of(line) for post_id, line in values.items()}


def draw_down(draft: Draft, table: Mapping[str, Any], place: Place) -> None:
    """
    Take seats away from the lines selected, the lowest priority first, then from the last key; a line without seats is gone.

    ``from`` spares lines whose first day of duty comes before it. ``seats`` is a number or ``all``; ``share`` of the seats is rounded
    down.
    """
    if not place.is_one_of(table, ("seats", "share")):
        return
    first_day = place.at("from").cell(COLUMNS["starts_on"], table["from"], draft.forms) if "from" in table else None
    selected = select_lines(draft, table, place)
    lines = [post for post in selected if first_day is None or post.starts_on >= first_day]
    if selected and not lines:
        place.at("from").fault(ScenarioCode.SELECTS_NOTHING, table["from"])
        return
    there = sum(post.seats for post in lines)
    n_seats = _seats_to_take(table, there, place)
    for post in sorted(lines, key=lambda post: (post.priority, post.post_id), reverse=True):
        taken = min(post.seats, n_seats)
        n_seats -= taken
        if taken == post.seats:
            del draft.lines[post.post_id]
        elif taken:
            draft.lines[post.post_id] = line_of({**line_values(post), "seats": post.seats - taken})


def add_line(draft: Draft, table: Mapping[str, Any], place: Place) -> None:
    """Add a post line with the columns of ``posts.csv``."""
    n_before = len(place.problems.found)
    values: dict[str, Any] = {}
    for column in POSTS.columns:
        if column.name in table:
            values[column.name] = place.at(column.name).cell(column, table[column.name], draft.forms)
        else:
            values[column.name] = None
            if column.filled:
                place.at(column.name).fault(ExchangeCode.BLANK_CELL)
    if "mission" in table:
        _check_mission(draft, values["mission"], place.at("mission"))
    if values["post_id"] in draft.lines or values["post_id"] in draft.snapshot.post_idx:
        place.at("post_id").fault(ScenarioCode.KEY_TAKEN, values["post_id"])
    if not any(problem.is_error for problem in place.problems.found[n_before:]):
        line: PostLine = line_of(values)
        draft.lines[line.post_id] = line


def _check_mission(draft: Draft, mission: object, place: Place) -> None:
    if mission is not None and mission not in draft.snapshot.mission_by_name:
        place.fault(ExchangeCode.UNKNOWN_MISSION, mission)


def _seats_to_take(table: Mapping[str, Any], there: int, place: Place) -> int:
    """Return how many seats go; 0 with a problem where the number is wrong. Any: values of a TOML file."""
    if table.get("seats") == "all":
        return there
    if "seats" in table:
        n_seats = place.at("seats").integer(table["seats"], low=1) or 0
        if n_seats > there:
            place.at("seats").fault(ScenarioCode.TOO_MANY_SEATS, n_seats, data={"most": there})
        return min(n_seats, there)
    share = table["share"]
    if isinstance(share, bool) or not isinstance(share, int | Decimal) or not 0 < share <= 1:
        place.at("share").fault(ExchangeCode.WRONG_TYPE, share, data={"expected": "share"})
        return 0
    n_seats = floor(Fraction(share) * there)
    if there and n_seats == 0:
        place.at("share").fault(ScenarioCode.SELECTS_NOTHING, share)
    return n_seats


def _change_column(draft: Draft, values: dict[str, dict[str, Any]], name: str, arrow: Any, place: Place) -> None:  # noqa: ANN401 - a TOML value
    """Replace one value of a column by another in every line that has it; that none has it is reported."""
    before_text, mark, after_text = (part.strip() for part in str(arrow).partition(ARROW))
    if not mark or not (before_text or after_text):
        place.fault(ScenarioCode.NO_ARROW, arrow)
        return
    column = COLUMNS[name]
    before, after = (place.cell(column, text, draft.forms) if text else None for text in (before_text, after_text))
    if name == "mission" and after_text:
        _check_mission(draft, after, place)
    if (before_text and before is None) or (after_text and after is None):
        return
    if not after_text and column.filled:
        place.fault(ExchangeCode.BLANK_CELL)
        return
    new = {post_id: _replaced(column, line[name], before, after) for post_id, line in values.items()}
    changed = {post_id: cell for post_id, cell in new.items() if cell != values[post_id][name]}
    if values and not changed:
        place.fault(ScenarioCode.VALUE_NOT_THERE, arrow, data={"part": before_text or after_text})
    for post_id, cell in changed.items():
        values[post_id][name] = cell


def _replaced(column: Column, cell: Any, before: Any, after: Any) -> Any:  # noqa: ANN401 - values of the column's kind
    """Return a cell with one value of it replaced; the cell as it is where the value is not there."""
    if not is_list(column):
        return after if cell == before else cell
    if isinstance(cell, Mapping) or isinstance(before or after, Mapping):
        held, lost, gained = dict(cell or {}), dict(before or {}), dict(after or {})
        if not lost.items() <= held.items():
            return cell
        return {tag: level for tag, level in held.items() if tag not in lost} | gained
    held_items = tuple(cell or ())
    if not set(before or ()) <= set(held_items):
        return cell
    return (
        *(item for item in held_items if item not in (before or ())),
        *(item for item in after or () if item not in held_items or item in (before or ())),
    )
