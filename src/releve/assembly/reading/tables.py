"""The tables of an assembly's folder: files, columns and keys of the assembly contract, for readers and for the reference page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from releve.assembly.records import DelegationKind
from releve.exchange import Column, Kind, TableForm

MOST_SLOTS: Final = 1_000
MOST_PARALLEL: Final = 1_000
MOST_SEQUENCE: Final = 2**31 - 1
"""Largest sequence that a calendar may hold (RFC 5545, section 3.3.8)."""

LANGUAGES: Final = "languages"
TIMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "delegations": ("arrives_at", "departs_at"),
        "unavailable": ("from", "to"),
        "requests": ("not_before", "not_after"),
        "interpreters": ("available_from", "available_until"),
        "fixed": ("starts_at",),
        "previous": ("starts_at", "ends_at"),
    }
)
"""Columns of local times, by table."""


def _key(name: str) -> Column:
    return Column(name=name, kind=Kind.ID, filled=True, present=True)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name=name, kind=Kind.TEXT) for name in names)


def _number(name: str, low: int, high: int) -> Column:
    return Column(name=name, kind=Kind.INTEGER, low=low, high=high)


FORMS: Final[Mapping[str, TableForm]] = MappingProxyType(
    {
        form.name: form
        for form in (
            TableForm(
                name="delegations",
                key="delegation",
                needed=True,
                columns=(
                    _key("delegation"),
                    *_text("partner"),
                    Column(name="kind", kind=Kind.CHOICE, choices=tuple(DelegationKind)),
                    *_text("head", LANGUAGES, "arrives_at", "departs_at"),
                    _number("parallel", 1, MOST_PARALLEL),
                ),
            ),
            TableForm(name="unavailable", columns=(_key("delegation"), *_text("from", "to", "reason"))),
            TableForm(
                name="requests",
                key="request",
                needed=True,
                columns=(
                    _key("request"),
                    _key("requester"),
                    _key("counterpart"),
                    _number("priority", 1, 3),
                    Column(name="must", kind=Kind.YES_NO),
                    _number("slots", 1, MOST_SLOTS),
                    *_text("not_before", "not_after"),
                    Column(name="accepted", kind=Kind.YES_NO),
                    *_text("topics"),
                ),
            ),
            TableForm(name="order", columns=(_key("before"), _key("after"))),
            TableForm(
                name="interpreters",
                key="interpreter",
                columns=(_key("interpreter"), *_text(LANGUAGES, "available_from", "available_until")),
            ),
            TableForm(
                name="fixed",
                key="request",
                columns=(_key("request"), Column(name="starts_at", kind=Kind.TEXT, filled=True, present=True), *_text("room")),
            ),
            TableForm(
                name="previous",
                key="request",
                columns=(
                    _key("request"),
                    *_text("starts_at", "ends_at", "room", "interpreter", "requester", "counterpart"),
                    _number("sequence", 0, MOST_SEQUENCE),
                ),
            ),
        )
    }
)
"""Every table by the name of its file without extension, in the order of the contract."""
