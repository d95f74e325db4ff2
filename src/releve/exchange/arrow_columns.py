"""Columns as pyarrow holds them, strings or typed, as columns of cells: what a CSV file would hold in their place."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from releve.exchange.cell_columns import CellColumn, Numbers, cell_text, only_used, packed, stripped_column
from releve.exchange.columns import Kind
from releve.exchange.lists import BETWEEN_PARTS, LIST_KINDS, MANY_TEXTS
from releve.exchange.plain_texts import PlainTexts, load_pyarrow
from releve.exchange.raw import LONGEST_TEXT

SAMPLE: Final = 10_000
"""Rows at the head of a column that show whether its texts repeat."""
RARELY_REPEATED: Final = LIST_KINDS | {Kind.TEXT, Kind.ID}
"""Kinds of columns in which most texts may be different."""
MOST_BYTES_OF_LISTS: Final = 2**30


class ColumnTypeError(Exception):
    """A column is of a type that holds no cells; its text is the name of the type."""


# Any, here and below: pyarrow ships no annotations.
def cells_of(array: Any, kind: Kind) -> CellColumn:  # noqa: ANN401
    """
    Return the cells of a chunked array.

    Parameters
    ----------
    kind
        Of the column; texts of lists are split by pyarrow where there are many, and stay with it.

    Raises
    ------
    ColumnTypeError
        If the type is none of strings, numbers, days, times, flags and lists of strings.
    """
    pa = load_pyarrow()
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        array = pa.chunked_array([_joined(chunk) for chunk in array.chunks], pa.large_string())
    if not _holds_cells(array.type.value_type if pa.types.is_dictionary(array.type) else array.type):
        raise ColumnTypeError(str(array.type))
    if pa.types.is_null(array.type):
        return CellColumn(texts=[""][: len(array)], numbers=np.zeros(len(array), np.int32))
    if pa.types.is_dictionary(array.type):
        distinct, numbers = _of_dictionaries(array if kind in RARELY_REPEATED else array.unify_dictionaries())
    elif _is_text(array.type) and kind in RARELY_REPEATED and _mostly_distinct(array):
        distinct, numbers = _as_one(array), np.arange(len(array), dtype=np.int32)
    else:
        distinct, numbers = _of_dictionaries(array.dictionary_encode())
    plain = PlainTexts.of_array(distinct, LONGEST_TEXT) if _is_text(distinct.type) and len(distinct) >= MANY_TEXTS else None
    if plain is None:
        column = stripped_column(_texts(distinct), numbers)
    else:
        column = CellColumn(texts=plain if kind in LIST_KINDS else distinct.to_pylist(), numbers=packed(numbers, len(plain)), is_plain=True)
    return only_used(column)


def _holds_cells(kind: Any) -> bool:  # noqa: ANN401
    types = load_pyarrow().types
    known = (types.is_null, types.is_boolean, types.is_integer, types.is_floating, types.is_decimal, types.is_temporal)
    return _is_text(kind) or (any(is_of(kind) for is_of in known) and not types.is_duration(kind) and not types.is_interval(kind))


def _is_text(kind: Any) -> bool:  # noqa: ANN401
    types = load_pyarrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _mostly_distinct(array: Any) -> bool:  # noqa: ANN401
    sample = array.slice(0, SAMPLE)
    return len(sample.unique()) * 2 > len(sample)


def _as_one(array: Any) -> Any:  # noqa: ANN401
    """Return a chunked array of strings in one piece, a null being the empty one."""
    pa = load_pyarrow()
    chunks = (array.fill_null("") if array.null_count else array).cast(pa.large_string()).chunks
    return pa.concat_arrays(chunks) if chunks else pa.array([], pa.large_string())


def _of_dictionaries(array: Any) -> tuple[Any, Numbers]:  # noqa: ANN401
    """Return the values of all dictionaries and the position of each row's value among them; a null is the empty text, or a null."""
    pa = load_pyarrow()
    pieces = [chunk.dictionary for chunk in array.chunks]
    if all(piece is pieces[0] or piece.equals(pieces[0]) for piece in pieces[1:]):
        # What pyarrow has made one.
        pieces, places = pieces[:1], [0] * len(pieces)
    elif sum(map(len, pieces)) * 2 <= len(array):
        return _of_dictionaries(array.unify_dictionaries())
    else:
        places = np.cumsum([0, *map(len, pieces)]).tolist()[:-1]
    values = array.type.value_type
    if _is_text(values):
        pieces = [piece.cast(pa.large_string()) for piece in pieces]
        values = pa.large_string()
    n_values = sum(map(len, pieces))
    numbers = np.empty(len(array), np.int32)
    at = 0
    for chunk, place in zip(array.chunks, places, strict=True):
        numbers[at : at + len(chunk)] = np.asarray(chunk.indices.cast(pa.int32()).fill_null(n_values - place))
        numbers[at : at + len(chunk)] += place
        at += len(chunk)
    if array.null_count or not pieces:
        pieces.append(pa.nulls(1, values))
    distinct = pa.concat_arrays(pieces)
    return distinct.fill_null("") if _is_text(values) and distinct.null_count else distinct, numbers


def _texts(distinct: Any) -> list[str]:  # noqa: ANN401
    """Return the texts of values, a null being the empty one."""
    pa = load_pyarrow()
    types, kind = pa.types, distinct.type
    if _is_text(kind):
        texts: list[str] = distinct.to_pylist()
        return texts
    if types.is_boolean(kind):
        return ["" if value is None else "yes" if value else "no" for value in distinct.to_pylist()]
    if types.is_date(kind):
        return _days(np.asarray(distinct.cast(pa.date32()).cast(pa.int32()).fill_null(0)).astype("datetime64[D]"), distinct)
    if types.is_timestamp(kind):
        return _instants(distinct)
    return ["" if value is None else cell_text(value) for value in distinct.to_pylist()]


def _days(days: NDArray[np.datetime64], distinct: Any) -> list[str]:  # noqa: ANN401
    """Return days as texts, by NumPy: Python knows none after the year 9999."""
    texts: list[str] = np.where(np.asarray(distinct.is_null()), "", np.datetime_as_string(days)).tolist()
    return texts


def _instants(distinct: Any) -> list[str]:  # noqa: ANN401
    """Return instants as texts; midnight is the day alone, unless the column says in which zone it was."""
    pa = load_pyarrow()
    instants = np.asarray(distinct.cast(pa.timestamp(distinct.type.unit)).fill_null(0))
    days = instants.astype("datetime64[D]")
    texts = np.char.replace(np.datetime_as_string(instants), "T", " ")
    in_no_zone = distinct.type.tz is None
    texts = np.where(days == instants, np.datetime_as_string(days), texts) if in_no_zone else np.char.add(texts, "Z")
    found: list[str] = np.where(np.asarray(distinct.is_null()), "", texts).tolist()
    return found


def _joined(lists: Any) -> Any:  # noqa: ANN401
    """Return lists of strings as the texts of CSV cells; an empty list is a blank cell."""
    pa = load_pyarrow()
    items = lists.values
    if pa.types.is_dictionary(items.type) and _is_text(items.type.value_type):
        lengths = np.asarray(pa.compute.binary_length(items.dictionary).fill_null(0))
        if lengths.size and lengths[np.asarray(items.indices.fill_null(0))].sum() > MOST_BYTES_OF_LISTS:
            raise ColumnTypeError(str(lists.type))
        items = items.cast(items.type.value_type)
    if not _is_text(items.type):
        raise ColumnTypeError(str(lists.type))
    whole = pa.LargeListArray.from_arrays(lists.offsets.cast(pa.int64()), items.fill_null("").cast(pa.large_string()), mask=lists.is_null())
    return pa.compute.binary_join(whole, pa.scalar(BETWEEN_PARTS, pa.large_string()))
