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
        lists = load_pyarrow().compute.split_pattern(self.array, mark)
        parts = lists.flatten().dictionary_encode()
        starts = np.asarray(lists.offsets).astype(np.int64)
        return parts.dictionary.to_pylist(), np.asarray(parts.indices).astype(np.int32, copy=False), starts - starts[0]

    def order(self) -> NDArray[np.intp]:
        """Return the positions that sort the texts by their characters' numbers, as Python does."""
        return np.asarray(load_pyarrow().compute.array_sort_indices(self.array)).astype(np.intp)
