"""
Bring the pages' catalogue up to date: extract the sentences of code and templates, update the ``.po`` files, compile the ``.mo`` files.

``python -m releve_web.catalogue_build`` does all three; ``--check`` writes nothing and leaves with 1 where a file would change or a
translation is missing. No program of gettext is needed: Babel reads the code, Django turns templates into code.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from releve.text.build import N_PLURALS, PlainCatalog, missing_translations, mo_bytes, po_bytes

MessageId: TypeAlias = str | tuple[str, str]
Key: TypeAlias = tuple[str | None, MessageId]
"""Context, if any, and sentence; singular and plural as a pair."""

PACKAGE: Final = Path(__file__).parent
LANGUAGES: Final = ("fr", "ar", "es")
"""English stands in the code."""
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def po_path(lang: str) -> Path:
    """Return the place of the sentences of a language, for translators."""
    return PACKAGE / "locale" / lang / "LC_MESSAGES" / "django.po"


def extract_messages() -> dict[Key, tuple[str, ...]]:
    """Return every sentence of code and templates, with the files that hold it."""
    found: dict[Key, set[str]] = {}
    for path in sorted((*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt"))):
        name = path.relative_to(PACKAGE).as_posix()
        if "/migrations/" in name or name.startswith(("static/", "commands/")):
            continue
        source = path.read_text("utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=name)
        for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            sentence = (message[0], message[1]) if isinstance(message, tuple) else message
            found.setdefault((context, sentence), set()).add(name)
    return {key: tuple(sorted(files)) for key, files in found.items()}


def read_catalog(lang: str) -> Catalog:
    """Return the catalogue of a language as its ``.po`` file holds it; empty where there is none."""
    path = po_path(lang)
    if not path.exists():
        return PlainCatalog(locale=lang)
    with path.open("rb") as file:
        return read_po(file, locale=lang, charset="utf-8")


def updated_catalog(lang: str, messages: dict[Key, tuple[str, ...]]) -> Catalog:
    """Return the catalogue of a language with exactly these messages, translations kept where the sentence is unchanged."""
    known = read_catalog(lang)
    catalog = PlainCatalog(locale=lang, header_comment="# Relève, the sentences of the pages.", fuzzy=False)
    for context, sentence in sorted(messages, key=lambda key: (_first(key[1]), key[0] or "")):
        catalog.add(
            sentence,
            string=_translation(lang, known.get(_first(sentence), context), sentence),
            context=context,
            locations=[(name, 0) for name in messages[context, sentence]],
            flags={"python-format"} if "%(" in _first(sentence) else set(),
        )
    return catalog


def main(arguments: Iterable[str] = ()) -> int:
    """Update every language, or only compare; return 0 when all is up to date and translated, else 1."""
    check_only = "--check" in arguments
    messages = extract_messages()
    ok = True
    for lang in LANGUAGES:
        catalog = updated_catalog(lang, messages)
        changed = list(_changed(lang, catalog, check_only=check_only))
        missing = list(missing_translations(catalog))
        ok = ok and not missing and not (check_only and changed)
        sys.stdout.write(f"{lang}: {len(messages)} messages, {len(missing)} to translate, {len(changed)} files changed\n")
        for key in missing:
            sys.stdout.write(f"  {key}\n")
    return 0 if ok else 1


def _changed(lang: str, catalog: Catalog, *, check_only: bool) -> Iterator[Path]:
    for path, content in ((po_path(lang), po_bytes(catalog)), (po_path(lang).with_suffix(".mo"), mo_bytes(catalog))):
        if not path.exists() or path.read_bytes() != content:
            if not check_only:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            yield path


def _translation(lang: str, known: Message | None, sentence: MessageId) -> str | tuple[str, ...]:
    if isinstance(sentence, tuple):
        kept = known.string if known and known.id == sentence and isinstance(known.string, (tuple, list)) else ()
        return tuple(kept) or ("",) * N_PLURALS[lang]
    return str(known.string) if known and known.id == sentence else ""


def _first(sentence: MessageId) -> str:
    return sentence[0] if isinstance(sentence, tuple) else sentence


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
