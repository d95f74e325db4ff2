"""Marks that tell the extraction which strings are sentences for people; they change nothing at run time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, kw_only=True)
class Plural:
    """
    A sentence that counts something.

    Attributes
    ----------
    singular, plural
        The English forms; both are one message of the catalogue, with as many forms as the language has.
    count
        Name of the placeholder that holds the number, an integer >= 0.
    """

    singular: str
    plural: str
    count: str


Sentence: TypeAlias = str | Plural
"""A message of the catalogue, by its English text."""


def mark(message: str) -> str:
    """Return the sentence as it is; the extraction finds it by the name of this function."""
    return message


def mark_plural(singular: str, plural: str, *, count: str = "n") -> Plural:
    """Return a sentence that counts ``{count}``; the extraction finds both forms by the name of this function."""
    return Plural(singular=singular, plural=plural, count=count)
