"""Keys of rows as addresses and forms hold them: anybody may write anything there."""

from collections.abc import Iterable
from typing import Final

KEY_MAX: Final = 2**63 - 1
"""What PostgreSQL takes for a key."""
DIGITS_MAX: Final = 19


def key_in(text: str) -> int | None:
    """Return the key that a text names; None where it names none. Digits of other scripts and raised ones are none."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX):
        return None
    key = int(text)
    return key if key <= KEY_MAX else None


def keys_in(texts: Iterable[str]) -> list[int]:
    """Return the keys that texts name, those that name none left out."""
    return [key for key in map(key_in, texts) if key is not None]
