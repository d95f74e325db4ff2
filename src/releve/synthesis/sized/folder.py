"""A synthetic register as the files of a folder, labelled as synthetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from string import Template
from typing import Final

from releve.exchange import TABLES
from releve.exchange.csv_tables import csv_parts
from releve.exchange.parquet_writer import parquet_table_bytes
from releve.exchange.written_columns import Table, written_tables
from releve.model import Policy, Snapshot
from releve.synthesis.sized.sizes import Knob, Size
from releve.synthesis.sources import read_text

TEXTS: Final = ("README.md", "SYNTHETIC.md")


class TableFormat(StrEnum):
    """Forms in which the tables of a folder are written."""

    CSV = "csv"
    PARQUET = "parquet"


def _csv_parts(_name: str, table: Table) -> Iterator[bytes]:
    yield from csv_parts(table)


def _parquet_parts(name: str, table: Table) -> Iterator[bytes]:
    # Whole, but only once its turn has come.
    yield parquet_table_bytes(TABLES[name], table)


_WRITERS: Final[Mapping[TableFormat, Callable[[str, Table], Iterator[bytes]]]] = {
    TableFormat.CSV: _csv_parts,
    TableFormat.PARQUET: _parquet_parts,
}


@dataclass(frozen=True, kw_only=True)
class RegisterFacts:
    """What a register holds: numbers of rows, and of open seats."""

    officers: int
    lines: int
    seats: int
    missions: int
    serving: int

    @classmethod
    def of(cls, register: Snapshot) -> RegisterFacts:
        """Return the facts of a register."""
        return cls(
            officers=len(register.officers),
            lines=len(register.posts),
            seats=sum(post.seats for post in register.posts),
            missions=len(register.missions),
            serving=len(register.deployments),
        )


def register_files(
    register: Snapshot, *, size: Size, seed: int, knob: Knob = Knob.PLAIN, table_format: TableFormat = TableFormat.CSV
) -> dict[str, str | Iterator[bytes]]:
    """
    Return the files of a register by name, the label among them; tables come in parts, so that none is ever held whole.

    Parameters
    ----------
    register
        As :func:`synthesise_register` made it.
    size, seed, knob
        What it was made of; the label names them.
    """
    facts = {name: f"{count:,}" for name, count in asdict(RegisterFacts.of(register)).items()}
    named = {**facts, "size": size.value, "seed": str(seed), "knob": knob.value}
    write = _WRITERS[table_format]
    return {
        **{name: Template(read_text(f"register_{name}")).substitute(named) for name in TEXTS},
        "policy.toml": policy_text(register.policy),
        **{f"{name}.{table_format.value}": write(name, table) for name, table in written_tables(register).items()},
    }


def policy_text(policy: Policy) -> str:
    """Return ``policy.toml`` with everything that a register sets; thresholds are left to the shipped ones, which name their sources."""
    lines = [
        f"as_of = {policy.as_of.isoformat()}",
        f'unknown = "{policy.unknown.value}"',
        f"national_cap = {policy.national_cap}",
        "",
        "[women_target]",
        *(f"{category.value} = {share}" for category, share in policy.women_target.items()),
        "",
        "[fit]",
        *(f"{term} = {weight}" for term, weight in policy.fit.items()),
    ]
    return "\n".join(lines) + "\n"
