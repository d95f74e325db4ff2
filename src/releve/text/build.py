"""
Bring the catalogue up to date: extract the sentences from the code, update the ``.po`` files, compile the ``.mo`` files.

``python -m releve.text.build`` does all three.
``python -m releve.text.build --check`` writes nothing and leaves with 1 where a file would change or a translation is missing.
Headers hold no day, no name and no version, so that the same sources always give the same bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from releve.text.languages import LANGUAGES, LOCALES_FOLDER, SOURCE_LANGUAGE, mo_path, po_path

MessageId: TypeAlias = str | tuple[str, str]

PACKAGE_FOLDER: Final = LOCALES_FOLDER.parent.parent
PEOPLE_FACING: Final = ("cli", "reporting", "text", "../releve_web/commands")
"""The only packages that may hold sentences of this catalogue; the pages of the web system have one of their own."""
METHODS: Final = [("**.html", "releve.text.templates:extract_template"), ("**.py", "python")]
KEYWORDS: Final = {"mark": None, "mark_plural": (1, 2), "text": None, "plural": (1, 2)}
"""Calls whose first argument, or first two, are sentences: ``mark(...)``, ``speak.text(...)`` and so on, in code and in templates."""
PLURAL_FORMS: Final = {
    "en": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "es": "nplurals=2; plural=(n != 1);",
}
"""Forms of Unicode CLDR; for Arabic: none, one, two, 3 to 10, 11 to 99, hundreds and their first two."""
N_PLURALS: Final = {"en": 2, "fr": 2, "ar": 6, "es": 2}


class PlainCatalog(Catalog):
    """A catalogue whose header holds what `gettext` needs and nothing that changes from day to day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return language, plural forms and encoding."""
        return [
            ("Project-Id-Version", "releve"),
            ("Language", str(self.locale)),
            ("Plural-Forms", PLURAL_FORMS[str(self.locale)]),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def extract_messages() -> dict[MessageId, tuple[str, ...]]:
    """Return every sentence of the code, singular and plural as a pair, with the files that hold it."""
    found: dict[MessageId, set[str]] = {}
    for package in PEOPLE_FACING:
        rows = extract_from_dir(PACKAGE_FOLDER / package, method_map=METHODS, keywords=KEYWORDS)
        for filename, _line, message, _comments, _context in rows:
            key: MessageId = (message[0], message[1]) if isinstance(message, tuple) else message
            found.setdefault(key, set()).add(f"{package.removeprefix('../')}/{Path(filename).as_posix()}")
    return {key: tuple(sorted(files)) for key, files in found.items()}


def updated_catalog(lang: str, messages: dict[MessageId, tuple[str, ...]]) -> Catalog:
    """Return the catalogue of a language with exactly these messages, translations kept where the sentence is unchanged."""
    known = read_catalog(lang)
    catalog = PlainCatalog(locale=lang, header_comment="# Relève, the one catalogue of sentences.", fuzzy=False)
    for key in sorted(messages, key=_order):
        catalog.add(key, string=_translation(lang, key, known), locations=[(name, 0) for name in messages[key]])
    return catalog


def read_catalog(lang: str) -> Catalog:
    """Return the catalogue of a language as its ``.po`` file holds it; empty where there is none."""
    path = po_path(lang)
    if not path.exists():
        return PlainCatalog(locale=lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang, charset="utf-8")


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as the text of a ``.po`` file: one line a sentence, files named without line numbers."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, include_lineno=False, ignore_obsolete=True)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue compiled."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def missing_translations(catalog: Catalog) -> Iterator[MessageId]:
    """Yield the messages of which at least one form has no translation."""
    for message in _messages_of(catalog):
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.fuzzy or not all(forms):
            yield _key_of(message)


def main(arguments: Iterable[str] = ()) -> int:
    """Update every language, or only compare; return 0 when all is up to date and translated, else 1."""
    check_only = "--check" in arguments
    messages = extract_messages()
    ok = True
    for lang in LANGUAGES:
        catalog = updated_catalog(lang, messages)
        changed = [
            path
            for path, content in ((po_path(lang), po_bytes(catalog)), (mo_path(lang), mo_bytes(catalog)))
            if _differs(path, content) and (check_only or _write(path, content))
        ]
        missing = list(missing_translations(catalog))
        ok = ok and not missing and not (check_only and changed)
        sys.stdout.write(f"{lang}: {len(messages)} messages, {len(missing)} to translate, {len(changed)} files changed\n")
        for key in missing:
            sys.stdout.write(f"  {key}\n")
    return 0 if ok else 1


def _translation(lang: str, key: MessageId, known: Catalog) -> str | tuple[str, ...]:
    if lang == SOURCE_LANGUAGE:
        return key
    message = known.get(key[0] if isinstance(key, tuple) else key)
    if message is None or _key_of(message) != key:
        return ("",) * N_PLURALS[lang] if isinstance(key, tuple) else ""
    return tuple(message.string or ()) if isinstance(key, tuple) else str(message.string)


def _messages_of(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key_of(message: Message) -> MessageId:
    return (message.id[0], message.id[1]) if isinstance(message.id, (list, tuple)) else message.id


def _order(key: MessageId) -> str:
    return key[0] if isinstance(key, tuple) else key


def _differs(path: Path, content: bytes) -> bool:
    return not path.exists() or path.read_bytes() != content


def _write(path: Path, content: bytes) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
