"""A file of scenarios: TOML in, scenarios out, every problem listed."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from releve.errors import InputError, Problem
from releve.exchange.codes import ExchangeCode
from releve.exchange.csv_files import decode_text, read_bytes
from releve.exchange.forms import CellForms
from releve.exchange.policy_file import policy_of, shown_value, toml_failure
from releve.exchange.raw import ProblemList
from releve.model import Policy, Snapshot
from releve.reference import Reference
from releve.scenarios.codes import ScenarioCode
from releve.scenarios.reading.draft import Draft
from releve.scenarios.reading.form import KEYS, POLICY_KEYS
from releve.scenarios.reading.lines import add_line, change_lines, draw_down
from releve.scenarios.reading.people import add_officers, waive, withdraw
from releve.scenarios.reading.places import Place, ScenarioPolicyReader
from releve.scenarios.scenario import Scenario

TOP_KEY: Final = "scenario"
STEPS: Final[Mapping[str, Callable[[Draft, Mapping[str, Any], Place], None]]] = MappingProxyType(
    {"withdrawals": withdraw, "posts": change_lines, "drawdowns": draw_down, "new_posts": add_line, "waivers": waive}
)
"""Steps in the order in which they are worked out; arrivals come right after the withdrawals."""


def read_scenario_file(path: Path, snapshot: Snapshot, reference: Reference) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """
    Return the scenarios of a file, checked against the folder that they are asked of, and the warnings.

    Parameters
    ----------
    reference
        The tables in force in that folder.

    Raises
    ------
    InputError
        With every problem, when at least one is an error.
    """
    problems = ProblemList()
    content = read_bytes(path, problems, file=path.name)
    text = None if content is None else decode_text(content, problems, file=path.name)
    tree: Mapping[str, Any] = {}
    if text is not None:
        try:
            # Any: the tree of a TOML file.
            tree = tomllib.loads(text, parse_float=Decimal)
        except (RecursionError, ValueError, ArithmeticError) as failure:
            problems.add(ExchangeCode.MALFORMED_TOML, file=path.name, data={"detail": toml_failure(failure)})
            text = None
    scenarios: tuple[Scenario, ...] = ()
    if text is not None:
        top = Place(problems=problems, file=path.name).table(tree, (TOP_KEY,))
        items = top.get(TOP_KEY, [])
        scenarios = _scenarios(items if isinstance(items, list) else [items], snapshot, reference, problems, path.name, path.parent)
    return _sound(scenarios, problems)


def read_scenarios(
    trees: Sequence[Mapping[str, Any]], snapshot: Snapshot, reference: Reference, *, home: Path
) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    """
    Return scenarios given as trees of TOML, as options of a command give them; problems name no file. Any: values of TOML.

    Raises
    ------
    InputError
        As `read_scenario_file` does.
    """
    problems = ProblemList()
    return _sound(_scenarios(trees, snapshot, reference, problems, None, home), problems)


def _sound(scenarios: tuple[Scenario, ...], problems: ProblemList) -> tuple[tuple[Scenario, ...], tuple[Problem, ...]]:
    if problems.has_errors:
        raise InputError(problems.sorted())
    return scenarios, problems.sorted()


def _scenarios(
    trees: Sequence[Any], snapshot: Snapshot, reference: Reference, problems: ProblemList, file: str | None, home: Path
) -> tuple[Scenario, ...]:
    # Any: values of a TOML file.
    top = Place(problems=problems, file=file)
    if not trees:
        top.fault(ScenarioCode.NO_SCENARIOS)
    found: list[Scenario] = []
    for i, tree in enumerate(trees, start=1):
        place = top.at(TOP_KEY).at(i)
        given = tree.get("name") if isinstance(tree, Mapping) else None
        if not isinstance(given, str) or not given.strip():
            place.at("name").fault(ScenarioCode.UNNAMED, given)
            given = str(i)
        name = given.strip()
        if any(name == other.name for other in found):
            place.at("name").fault(ScenarioCode.REPEATED_NAME, name)
        named = Place(problems=problems, file=file, scenario=name, key=f'{TOP_KEY}."{name}"')
        found.append(_scenario(name, named.table(tree, KEYS[TOP_KEY]), named, snapshot, reference, home))
    return tuple(found)


def _scenario(name: str, table: Mapping[str, Any], place: Place, snapshot: Snapshot, reference: Reference, home: Path) -> Scenario:
    draft = Draft(snapshot=snapshot, forms=CellForms(reference=reference), lines={post.post_id: post for post in snapshot.posts})
    if not table.keys() - {"name"}:
        place.fault(ScenarioCode.ASKS_NOTHING)
    policy = _policy(table, place, snapshot.policy)
    for key, step in STEPS.items():
        _work_out(draft, table, key, place, step)
        if key == "withdrawals":
            _work_out(draft, table, "arrivals", place, lambda d, t, p: add_officers(d, t, p, home=home))
    old = {post.post_id: post for post in snapshot.posts}
    return Scenario(
        name=name,
        asks=tuple(_asks(table)),
        policy=policy,
        lines=tuple(post for post_id, post in draft.lines.items() if old.get(post_id) != post),
        lines_gone=frozenset(old.keys() - draft.lines.keys()),
        officers_gone=frozenset(draft.officers_gone),
        arrivals=tuple(draft.arrivals),
        waivers=tuple(draft.waivers),
    )


def _work_out(
    draft: Draft, table: Mapping[str, Any], key: str, place: Place, step: Callable[[Draft, Mapping[str, Any], Place], None]
) -> None:
    if key in table:
        for here, found in place.at(key).tables(table[key], KEYS[key]):
            step(draft, found, here)


def _policy(table: Mapping[str, Any], place: Place, policy: Policy) -> Policy | None:
    settings = {key: table[key] for key in POLICY_KEYS if key in table}
    if not settings:
        return None
    reader = ScenarioPolicyReader(problems=place.problems, file=place.file, prefix=f"{place.key}.", scenario=place.scenario)
    return policy_of(settings, policy, reader)


def _asks(tree: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401 - a TOML value
    """Yield what a table asks for, one ``key = value`` each, in the order written."""
    if isinstance(tree, Mapping):
        for name, value in tree.items():
            if key or name != "name":
                yield from _asks(value, f"{key}.{name}" if key else name)
    elif isinstance(tree, list) and any(isinstance(item, Mapping) for item in tree):
        for i, item in enumerate(tree, start=1):
            yield from _asks(item, f"{key}[{i}]" if len(tree) > 1 else key)
    else:
        yield f"{key} = {';'.join(map(shown_value, tree)) if isinstance(tree, list) else shown_value(tree)}"
