"""Names of files for owners of any name: letters and digits of all scripts stay, and no two names fall together."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from releve.assembly.output.issued import Owner

MOST_LETTERS: Final = 50
"""Of a name in a file name: 200 bytes at most in UTF-8, where a file name may have 255."""
KEPT_MARKS: Final = frozenset("-_")


def calendar_names(owners: Iterable[Owner]) -> dict[Owner, str]:
    """Return the file name of each owner's calendar; one that is cut, changed or like another's ends in a digest of the owner's name."""
    plain = {owner: _plain(owner.name) for owner in owners}
    # Some file systems do not tell capitals from small letters.
    alike = Counter((owner.kind, name.casefold()) for owner, name in plain.items())
    names = {}
    for owner, name in plain.items():
        is_sure = name == owner.name and alike[owner.kind, name.casefold()] == 1
        digest = "" if is_sure else f"-{sha256(owner.name.encode()).hexdigest()[:8]}"
        names[owner] = f"{owner.kind.value}-{name}{digest}.ics"
    return names


def _plain(name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    return "".join(letter if letter.isalnum() or letter in KEPT_MARKS else "_" for letter in composed)[:MOST_LETTERS]
