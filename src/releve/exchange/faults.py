"""What is wrong with one text, wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from releve.errors import Datum
from releve.exchange.codes import ExchangeCode


@dataclass(frozen=True)
class Fault:
    """A code with its data; the place is added for every cell that holds the text."""

    code: ExchangeCode
    data: Mapping[str, Datum]
    warning: bool = False
