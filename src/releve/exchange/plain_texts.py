"""Texts held by pyarrow, so that none of them becomes an object of Python before somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self, overload

import numpy as np
from numpy.typing import NDArray

from releve.exchange.interruptions import interruptions_held

FIRST_PRINTED: Final = ord(" ")
LAST_PRINTED: Final = ord("~")
TEXTS_AT_ONCE: Final = 2**16
"""Texts that are split together: their parts, one by one, take several times as much memory."""


def load_pyarrow() -> Any:  # noqa: ANN401 - pyarrow ships no annotations
    """
    Return pyarrow, with its ``compute``, ``csv`` and ``parquet``.

    Imported here, for it takes a tenth of a second and `import releve` must not; Ctrl-C that falls into the loading of a compiled module
    can be lost there.
    """
    with interruptions_held():
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute  # noqa: PLC0415
        import pyarrow.csv  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
    return pa


@dataclass(frozen=True, eq=False)
class PlainTexts(Sequence[str]):
    """
    Texts of which no character needs to be looked at: printed ASCII, no blanks around them, none too long.

    ``array`` is one of pyarrow, of type ``large_string`` and without nulls. Any: pyarrow ships no annotations.
    """

    array: Any

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Return these texts held by pyarrow."""
        pa = load_pyarrow()
        return cls(pa.array(texts, pa.large_string()))

    @classmethod
    def of_array(cls, array: Any, longest: int) -> Self | None:  # noqa: ANN401 - pyarrow ships no annotations
        """Return the texts of an array of strings without nulls; None where one is not plain or longer than ``longest``."""
        large = array.cast(load_pyarrow().large_string())
        _, offsets_buffer, bytes_buffer = large.buffers()
        if bytes_buffer is None:
            return cls(large)
        offsets = np.frombuffer(offsets_buffer, np.int64)[large.offset : large.offset + len(large) + 1]
        characters = np.frombuffer(bytes_buffer, np.uint8)[offsets[0] : offsets[-1]]
        if not len(characters):
            return cls(large)
        starts, ends = offsets[:-1] - offsets[0], offsets[1:] - offsets[0]
        filled = ends > starts
        is_plain = (
            characters.min() >= FIRST_PRINTED
            and characters.max() <= LAST_PRINTED
            and (ends - starts).max() <= longest
            and (characters[starts[filled]] != FIRST_PRINTED).all()
            and (characters[ends[filled] - 1] != FIRST_PRINTED).all()
        )
        return cls(large) if is_plain else None

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.array)

    @overload
    def __getitem__(self, i: int, /) -> str: ...
    @overload
    def __getitem__(self, i: slice, /) -> list[str]: ...
    def __getitem__(self, i: int | slice, /) -> str | list[str]:
        """Return one text, or several."""
        found: str | list[str] = self.array[i].to_pylist() if isinstance(i, slice) else self.array[int(i)].as_py()
        return found

    def take(self, at: NDArray[np.intp]) -> PlainTexts:
        """Return the texts at some positions."""
        return PlainTexts(self.array.take(load_pyarrow().array(at)))

    def blank(self) -> NDArray[np.bool_]:
        """Return which texts are empty; shape ``(n_texts,)``."""
        lengths: NDArray[np.int64] = np.asarray(load_pyarrow().compute.binary_length(self.array))
        blank: NDArray[np.bool_] = lengths == 0
        return blank

    def split(self, mark: str) -> tuple[list[str], NDArray[np.int32], NDArray[np.int64]]:
        """Return the distinct parts between marks, the number of each part of all texts, and where each text begins among these."""
        pa = load_pyarrow()
        number: dict[str, int] = {}
        parts = [np.zeros(0, np.int32)]
        starts = [np.zeros(1, np.int64)]
        for first in range(0, len(self), TEXTS_AT_ONCE):
            lists = pa.compute.split_pattern(self.array.slice(first, TEXTS_AT_ONCE), mark)
            found = lists.flatten().dictionary_encode()
            numbers = [number.setdefault(part, len(number)) for part in found.dictionary.to_pylist()]
            parts.append(np.array(numbers, np.int32)[np.asarray(found.indices)])
            offsets = np.asarray(lists.offsets).astype(np.int64)
            starts.append(offsets[1:] - offsets[0] + starts[-1][-1])
        return list(number), np.concatenate(parts), np.concatenate(starts)

    def order(self) -> NDArray[np.intp]:
        """Return the positions that sort the texts by their characters' numbers, as Python does."""
        return np.asarray(load_pyarrow().compute.array_sort_indices(self.array)).astype(np.intp)


def release_memory() -> None:
    """Give memory back to the system that pyarrow keeps for what it reads next."""
    load_pyarrow().default_memory_pool().release_unused()
