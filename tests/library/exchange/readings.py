"""What a reading says, as plain values that can be compared."""

import dataclasses
from collections.abc import Mapping

import numpy as np


def as_values(value: object) -> object:
    """Return what a snapshot says, arrays as lists, digests and rows of files left out."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: as_values(getattr(value, field.name)) for field in dataclasses.fields(value) if field.name not in {"digests", "row"}
        }
    if isinstance(value, Mapping):
        return {key: as_values(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [as_values(item) for item in value]
    return value
