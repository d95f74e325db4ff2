"""
Names as people write them, and the keys that lists sort and search by.

The keys are computed here, not by the database: its collations differ from one build to the next, and a register has to sort
the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPECIAL: Final = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n",
        # Arabic letters that writers use for one another, and marks that most leave out.
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ـ": None, "ء": None,
        "ک": "ك", "ی": "ي",
    }
)  # fmt: skip
_BETWEEN: Final = re.compile(r"[^\w]+")


def fold_name(name: str) -> str:
    """
    Return a name as search compares it: lower case, no accents, one form of each Arabic letter, single spaces.

    Apostrophes, hyphens and other marks separate words; digits stay.
    """
    lowered = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    folded = unicodedata.normalize("NFC", bare.translate(_SPECIAL))
    return _BETWEEN.sub(" ", folded).replace("_", " ").strip()
