"""Marginal values: what one more of something is worth, level by level, and what a partner should be asked for."""

from releve.planning.marginal.asks import Ask, PartnerAsks, Round, UnknownPartnerError, ask_partner
from releve.planning.marginal.change import CHANGE_DATA, Change, ChangeKind, Changes, Priced
from releve.planning.marginal.difference import Difference, Gain, as_told, decisive_level, difference
from releve.planning.marginal.document import asks_as_data, values_as_data
from releve.planning.marginal.values import (
    AllValues,
    KindValues,
    MarginalValue,
    Resolver,
    all_changes,
    price_standing,
    value_changes,
    value_of,
)

__all__ = [
    "CHANGE_DATA",
    "AllValues",
    "Ask",
    "Change",
    "ChangeKind",
    "Changes",
    "Difference",
    "Gain",
    "KindValues",
    "MarginalValue",
    "PartnerAsks",
    "Priced",
    "Resolver",
    "Round",
    "UnknownPartnerError",
    "all_changes",
    "as_told",
    "ask_partner",
    "asks_as_data",
    "decisive_level",
    "difference",
    "price_standing",
    "value_changes",
    "value_of",
    "values_as_data",
]
