"""
Measure readers of communiqués: quality by slot and language, texts a second, seconds to load.

``python -m benchmarks.communique`` reads the labelled texts that it makes itself; ``--texts FILE --gold FILE`` reads others.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.communique.readers import READERS, Reading
from benchmarks.communique.scoring import SLOTS, Miss, Tally, score
from benchmarks.communique.texts import LANGUAGES, SEED, TEXTS_A_LANGUAGE, labelled_texts

OUT: Final = Path("out/bench/communique.json")
FULL_DAY: Final = len("2025-11-25")
SHOWN: Final = 100
"""Letters of a value in a list of errors."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One reader over all texts; ``tallies`` and ``misses`` by language."""

    load_s: float
    texts_per_s: float
    tallies: Mapping[str, Mapping[str, Tally]]
    misses: Mapping[str, Sequence[Miss]]


def main() -> None:
    """Measure, print a table, write the figures."""
    asked = _arguments()
    texts, gold = _inputs(asked)
    found: dict[str, Measured] = {}
    for name in asked.reader or list(READERS):
        began = perf_counter()
        try:
            read = READERS[name]()
        except ImportError as missing:
            print(f"{name}: not installed here ({missing})\n")
            continue
        found[name] = _measured(read, texts, gold, load_s=perf_counter() - began)
        _print_reader(name, found[name], show_errors=asked.errors)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(_as_data(found, texts), indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"Figures: {asked.out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.communique", description=__doc__)
    parser.add_argument("--texts", type=Path, help="JSON lines with id, lang, text and date_hint")
    parser.add_argument("--gold", type=Path, help="JSON lines with the labels of these texts")
    parser.add_argument("--seed", type=int, default=SEED, help="of the texts made here")
    parser.add_argument("--each", type=int, default=TEXTS_A_LANGUAGE, help="texts a language made here")
    parser.add_argument("--reader", action="append", choices=list(READERS), help="measure this one only; may be repeated")
    parser.add_argument("--errors", action="store_true", help="list every error")
    parser.add_argument("--out", type=Path, default=OUT, help="where the figures go")
    asked = parser.parse_args()
    if (asked.texts is None) != (asked.gold is None):
        parser.error("--texts and --gold go together")
    return asked


def _inputs(asked: argparse.Namespace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return texts and labels; texts without a label are left out."""
    if asked.texts is None:
        made = labelled_texts(asked.seed, each=asked.each)
        return [one.text for one in made], [one.gold for one in made]
    texts, gold = _lines(asked.texts), _lines(asked.gold)
    labelled = {label["id"] for label in gold}
    return [text for text in texts if text["id"] in labelled], gold


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _measured(read: Reading, texts: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]], *, load_s: float) -> Measured:
    began = perf_counter()
    answers = {text["id"]: read(text["text"], _published_on(text.get("date_hint"))) for text in texts}
    taken_s = perf_counter() - began
    by_language = {lang: score([label for label in gold if label["lang"] == lang], answers) for lang in LANGUAGES}
    return Measured(
        load_s=load_s,
        texts_per_s=len(texts) / taken_s,
        tallies={lang: tallies for lang, (tallies, _) in by_language.items()},
        misses={lang: misses for lang, (_, misses) in by_language.items()},
    )


def _published_on(hint: str | None) -> dt.date | None:
    """Return the day of publication; a month alone gives none."""
    return dt.date.fromisoformat(hint) if hint and len(hint) == FULL_DAY else None


def _print_reader(name: str, found: Measured, *, show_errors: bool) -> None:
    print(f"{name}: loaded in {found.load_s:.2f} s, {found.texts_per_s:,.0f} texts/s. F1 (precision, recall):")
    print(f"{'':20}" + "".join(f"{lang:>22}" for lang in LANGUAGES))
    for slot in SLOTS:
        print(f"{slot:20}" + "".join(f"{_figures(found.tallies[lang][slot]):>22}" for lang in LANGUAGES))
    print()
    if show_errors:
        for miss in (miss for lang in LANGUAGES for miss in found.misses[lang]):
            print(f"{miss.text} {miss.slot}: {str(miss.wanted)[:SHOWN]} <- {str(miss.given)[:SHOWN]}")
        print()


def _figures(tally: Tally) -> str:
    f1, precision, recall = (f"{share:.2f}" if share is not None else "-" for share in (tally.f1, tally.precision, tally.recall))
    return f"{f1} ({precision}, {recall})"


def _as_data(found: Mapping[str, Measured], texts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "texts": {lang: sum(text["lang"] == lang for text in texts) for lang in LANGUAGES},
        "readers": {
            name: {
                "load_s": round(measured.load_s, 3),
                "texts_per_s": round(measured.texts_per_s, 1),
                "quality": {
                    lang: {
                        slot: {**asdict(tally), "precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
                        for slot, tally in tallies.items()
                    }
                    for lang, tallies in measured.tallies.items()
                },
            }
            for name, measured in found.items()
        },
    }


if __name__ == "__main__":
    main()
