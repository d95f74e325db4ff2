"""policy.toml in: what the desk sets over the shipped defaults; every wrong key, type and range is reported."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from releve.errors import Datum
from releve.exchange.codes import ExchangeCode
from releve.exchange.csv_files import decode_text
from releve.exchange.raw import ProblemList
from releve.model import Category, Policy, Threshold, Thresholds, UnknownPolicy
from releve.model.calendar import FIRST_DAY, LAST_DAY
from releve.model.policy import FIT_TERMS, FIT_WEIGHT_LIMIT, THRESHOLD_LIMIT

POLICY_FILE: Final = "policy.toml"
TOP_KEYS: Final = ("as_of", "unknown", "national_cap", "women_target", "fit", "thresholds", "rotation")
"""Keys of the contracts; ``rotation`` belongs to the rotation contract and is left alone here."""
SOURCED_KEYS: Final = ("value", "source", "in_force_from")
MOST_DECIMALS: Final = 12
"""Shares are exact: each decimal makes the numbers that are counted with longer."""


def read_policy(content: bytes, default: Policy, problems: ProblemList) -> Policy:
    """Return the default policy with what the file sets; where a value is wrong the default stays and the problem is reported."""
    text = decode_text(content, problems, file=POLICY_FILE)
    if text is None:
        return default
    try:
        # Any: the tree of a TOML file.
        tree: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except (RecursionError, ValueError, ArithmeticError) as failure:
        problems.add(ExchangeCode.MALFORMED_TOML, file=POLICY_FILE, data={"detail": toml_failure(failure)})
        return default
    reader = PolicyReader(problems=problems)
    reader.check_keys(tree, TOP_KEYS, "")
    return policy_of(tree, default, reader)


def policy_of(tree: Mapping[str, Any], default: Policy, reader: PolicyReader) -> Policy:
    """Return a policy with what a tree sets over it. Any: the tree of a TOML file."""
    as_of = reader.day(tree.get("as_of"), "as_of", default.as_of)
    women = reader.table(tree.get("women_target"), "women_target", tuple(Category))
    weights = reader.table(tree.get("fit"), "fit", FIT_TERMS)
    limits = reader.table(tree.get("thresholds"), "thresholds", tuple(field.name for field in fields(Thresholds)))
    thresholds = replace(
        default.thresholds,
        **{name: reader.threshold(value, f"thresholds.{name}", getattr(default.thresholds, name), as_of) for name, value in limits.items()},
    )
    if thresholds.age_min.value >= thresholds.age_max.value:
        data: dict[str, Datum] = {"other_column": "thresholds.age_max", "other_value": str(thresholds.age_max.value)}
        reader.fault(ExchangeCode.BOUNDS_CROSSED, "thresholds.age_min", thresholds.age_min.value, warning=True, data=data)
    return Policy(
        as_of=as_of,
        unknown=reader.unknown(tree.get("unknown"), default.unknown),
        national_cap=reader.share(tree.get("national_cap"), "national_cap", default.national_cap, as_of),
        women_target=MappingProxyType(
            {c: reader.share(women.get(c), f"women_target.{c}", default.women_target[c], as_of) for c in Category}
        ),
        fit=MappingProxyType({term: reader.weight(weights.get(term), f"fit.{term}", default.fit[term]) for term in FIT_TERMS}),
        thresholds=thresholds,
    )


@dataclass(frozen=True, kw_only=True)
class PolicyReader:
    """
    Reads values of the tree; a value that is wrong is reported and the default returned. Any: values of a TOML file.

    Attributes
    ----------
    file, prefix
        The file that problems name, and what stands before each key there: the table that holds the settings.
    """

    problems: ProblemList
    file: str | None = POLICY_FILE
    prefix: str = ""

    def fault(self, code: str, key: str, value: Any, *, warning: bool = False, data: Mapping[str, Datum] | None = None) -> None:  # noqa: ANN401 - a TOML value
        """Report what is wrong with the value of a key."""
        self.problems.add(
            code, file=self.file, column=self.prefix + key, value=None if value is None else shown_value(value), warning=warning, data=data
        )

    def check_keys(self, table: Mapping[str, Any], known: Collection[str], prefix: str) -> None:
        """Report keys that are not known."""
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, tuple(known), n=1)
                self.fault(ExchangeCode.UNKNOWN_KEY, prefix + key, None, warning=True, data={"near": near[0] if near else None})

    def table(self, value: Any, key: str, known: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401 - a TOML value
        """Return a table with the keys that are known; nothing where there is none."""
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(ExchangeCode.WRONG_TYPE, key, value, data={"expected": "table"})
            return {}
        self.check_keys(value, known, f"{key}.")
        return {name: value[name] for name in known if name in value}

    def day(self, value: Any, key: str, default: date) -> date:  # noqa: ANN401 - a TOML value
        """Return a day, the default where there is none."""
        if value is None:
            return default
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(ExchangeCode.WRONG_TYPE, key, value, data={"expected": "day"})
            return default
        if not FIRST_DAY <= value <= LAST_DAY:
            data = {"low": FIRST_DAY.isoformat(), "high": LAST_DAY.isoformat()}
            self.fault(ExchangeCode.DATE_OUT_OF_RANGE, key, value, data=data)
            return default
        return value

    def unknown(self, value: Any, default: UnknownPolicy) -> UnknownPolicy:  # noqa: ANN401 - a TOML value
        """Return whether pairs with unknown findings may be planned, the default where it is not said."""
        if value is None:
            return default
        choices = tuple(member.value for member in UnknownPolicy)
        if value not in choices:
            self.fault(ExchangeCode.UNKNOWN_CHOICE, "unknown", value, data={"choices": choices, "proposal": None})
            return default
        return UnknownPolicy(value)

    def sourced(self, value: Any, key: str, as_of: date) -> tuple[Any, str | None, date | None]:  # noqa: ANN401 - a TOML value
        """Return value, source and first day in force of a bare number or a table of the three."""
        if not isinstance(value, dict):
            return value, None, None
        self.check_keys(value, SOURCED_KEYS, f"{key}.")
        source = value.get("source")
        if source is not None and not isinstance(source, str):
            self.fault(ExchangeCode.WRONG_TYPE, f"{key}.source", source, data={"expected": "text"})
            source = None
        in_force_from = None
        if "in_force_from" in value:
            in_force_from = self.day(value["in_force_from"], f"{key}.in_force_from", as_of)
            if in_force_from > as_of:
                self.fault(
                    ExchangeCode.NOT_YET_IN_FORCE, f"{key}.in_force_from", in_force_from, warning=True, data={"as_of": as_of.isoformat()}
                )
        if "value" not in value:
            self.fault(ExchangeCode.BLANK_CELL, f"{key}.value", None)
        return value.get("value"), source, in_force_from

    def share(self, value: Any, key: str, default: Decimal, as_of: date) -> Decimal:  # noqa: ANN401 - a TOML value
        """Return a share 0..1, exact, the default where there is none."""
        number, _, _ = self.sourced(value, key, as_of)
        if number is None:
            return default
        if isinstance(number, bool) or not isinstance(number, int | Decimal) or not Decimal(number).is_finite():
            self.fault(ExchangeCode.WRONG_TYPE, key, number, data={"expected": "number"})
            return default
        if not 0 <= number <= 1:
            self.fault(ExchangeCode.OUT_OF_RANGE, key, number, data={"low": 0, "high": 1})
            return default
        share = Decimal(number)
        if share.as_tuple().exponent < -MOST_DECIMALS:  # type: ignore[operator]  # only infinity and NaN have letters there
            self.fault(ExchangeCode.WRONG_TYPE, key, number, data={"expected": "share"})
            return default
        return share

    def integer(self, number: Any, key: str, default: int, high: int) -> int:  # noqa: ANN401 - a TOML value
        """Return a whole number from 0 to ``high``, the default where there is none."""
        if number is None:
            return default
        if isinstance(number, bool) or not isinstance(number, int):
            self.fault(ExchangeCode.NOT_AN_INTEGER, key, number, data={"proposal": None})
            return default
        if not 0 <= number <= high:
            self.fault(ExchangeCode.OUT_OF_RANGE, key, number, data={"low": 0, "high": high})
            return default
        return number

    def weight(self, value: Any, key: str, default: int) -> int:  # noqa: ANN401 - a TOML value
        """Return the weight of a term of fit, the default where there is none."""
        return self.integer(value, key, default, FIT_WEIGHT_LIMIT)

    def threshold(self, value: Any, key: str, default: Threshold, as_of: date) -> Threshold:  # noqa: ANN401 - a TOML value
        """Return the desk's threshold; what a desk sets is a desk setting, with the source it gives."""
        number, source, in_force_from = self.sourced(value, key, as_of)
        if number is None:
            return default
        found = self.integer(number, key, default.value, THRESHOLD_LIMIT)
        return Threshold(value=found, source=source, in_force_from=in_force_from, confirmed=False)


def toml_failure(failure: Exception) -> str:
    """Return what the reader of TOML says; of other failures only their kind, which says what their text does not."""
    return str(failure) if isinstance(failure, tomllib.TOMLDecodeError) else type(failure).__name__


def shown_value(value: Any) -> str:  # noqa: ANN401 - a TOML value
    """Return a value as text, for the problem that names it."""
    try:
        return str(value)
    except ValueError:
        # Python refuses to write out whole numbers of thousands of digits.
        return "…"
