"""Figures to JSON and back: one rule for all frozen dataclasses, so that no field is ever forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from releve.errors import ReleveError
from releve.reporting.figures import FIGURES_VERSION, Figures

FIGURES_FILE: Final = "figures.json"


class FiguresMissingError(ReleveError):
    """The folder holds no ``figures.json``; ``data`` holds ``path``."""

    code = "reporting.figures_missing"


class FiguresFormError(ReleveError):
    """``figures.json`` is not of the form that this version reads; ``data`` holds ``file``."""

    code = "reporting.figures_form"


def encode(value: object) -> object:
    """Return a value as JSON holds it: dataclasses as objects, days and decimals as text, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def decode(form: Any, value: Any) -> Any:  # noqa: ANN401 - form is any annotation, value any JSON, the result what form says
    """
    Return JSON as a value of the annotated form.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the value is not of this form.
    """
    origin = get_origin(form)
    if origin is not None:
        return _decode_generic(origin, get_args(form), value)
    if is_dataclass(form) and isinstance(form, type):
        hints = _hints(form)
        return form(**{field.name: decode(hints[field.name], value[field.name]) for field in fields(form)})
    if form is date:
        return date.fromisoformat(value)
    if form is float and isinstance(value, int):
        return float(value)
    if issubclass(form, Enum | Decimal):
        return form(value)
    if not isinstance(value, form):
        raise TypeError(form, value)
    return value


def figures_json(figures: Figures) -> str:
    """Return figures as the text of ``figures.json``; the same figures give the same text."""
    return json.dumps(encode(figures), ensure_ascii=False, indent=1) + "\n"


def read_figures(path: Path) -> Figures:
    """
    Return the figures of a plan: ``path`` is its output folder, or its ``figures.json``.

    Raises
    ------
    FiguresMissingError
        If there is no such file.
    FiguresFormError
        If the file is not JSON, of another version, or lacks a field.
    """
    given, path = path, path / FIGURES_FILE if path.is_dir() else path
    if not path.is_file():
        raise FiguresMissingError(path=str(given))
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["version"] != FIGURES_VERSION:
            raise FiguresFormError(file=path.name)
        figures: Figures = decode(Figures, content)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as found:
        raise FiguresFormError(file=path.name) from found
    return figures


def _decode_generic(origin: Any, forms: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401 - as in decode
    """Return a value of a union, a tuple or a mapping: the generic forms in use."""
    if origin in (Union, UnionType):
        return _decode_union(forms, value)
    if origin is tuple:
        return _decode_tuple(forms, value)
    key, item = forms
    return MappingProxyType({decode(key, k): decode(item, v) for k, v in value.items()})


@cache
def _hints(form: type) -> dict[str, Any]:
    # Any: annotations may be of any form.
    return get_type_hints(form)


def _decode_union(forms: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401 - as in decode
    """Return the value in the first form that takes it; None only where it is allowed."""
    if value is None and type(None) in forms:
        return None
    if isinstance(value, bool) and bool in forms:  # a bool is an int too
        return value
    for form in forms:
        if form is type(None) or (form is float and type(value) is int):
            continue
        try:
            return decode(form, value)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    raise TypeError(forms, value)


def _decode_tuple(forms: tuple[Any, ...], value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as in decode
    """Return a list as a tuple: of one form repeated, or of the forms in order."""
    if not isinstance(value, list):
        raise TypeError(forms, value)
    if len(forms) > 1 and forms[1] is Ellipsis:
        return tuple(decode(forms[0], item) for item in value)
    return tuple(decode(form, item) for form, item in zip(forms, value, strict=True))
