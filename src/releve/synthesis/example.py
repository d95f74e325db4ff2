"""The example of the day in Marrakech: a whole folder, every byte of it decided by one seed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Final

from releve.synthesis.posts import Row, synthesise_posts
from releve.synthesis.register import settle_decided, synthesise_answer, synthesise_register
from releve.synthesis.serving import synthesise_serving
from releve.synthesis.sources import contributions, read_rows, read_text

DEFAULT_SEED: Final = 20251125
"""The seed of the shipped example: the day of the meeting."""

WRITTEN_DOWN: Final = ("missions", "partners", "meetings", "participants", "commitments", "decisions", "waivers", "previous")
"""Tables that are not drawn: published facts, and settings of the example."""

TEXTS: Final = ("README.md", "SYNTHETIC.md")

COMMUNIQUES: Final = tuple(f"communique.{lang}.txt" for lang in ("ar", "en", "es", "fr"))
"""The meeting told as a press text, in the project's own words, for the communiqué reader."""


def synthesise_marrakech(out: Path, *, seed: int) -> None:
    """
    Write the example folder: the situation of 25 November 2025 in Marrakech, officers synthetic and labelled so.

    Parameters
    ----------
    out
        Folder to write; made when it is not there. Files of the same names are replaced.
    seed
        Integer >= 0; the same seed gives the same bytes.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, text in marrakech_files(seed).items():
        (out / name).write_text(text, "utf-8", newline="")


def marrakech_files(seed: int) -> dict[str, str]:
    """Return the files of the example by name; the same seed gives the same texts."""
    tables = build_tables(seed)
    counts = _counts(tables, seed)
    return {
        **{f"{name}.csv": _as_csv(rows) for name, rows in tables.items()},
        "policy.toml": read_text("marrakech_policy.toml"),
        **{name: read_text(f"marrakech_{name}") for name in COMMUNIQUES},
        **{name: Template(read_text(f"marrakech_{name}")).substitute(counts) for name in TEXTS},
    }


def build_tables(seed: int) -> dict[str, Sequence[Row]]:
    """Return the tables of the example by name, rows in the order of their files."""
    decided = {name: read_rows(f"marrakech_{name}.csv") for name in WRITTEN_DOWN}
    posts = synthesise_posts(seed)
    headquarters = [row for row in posts if row["mission"] == "UNHQ"]
    answer, nominations = synthesise_answer(seed, headquarters)
    register = settle_decided(synthesise_register(seed), {row["post_id"]: row for row in posts}, decided)
    officers = {**register, **answer}
    return {
        **decided,
        "posts": posts,
        "officers": [officers[key] for key in sorted(officers)],
        "deployments": synthesise_serving(seed),
        "nominations": nominations,
    }


def _as_csv(rows: Sequence[Row]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _counts(tables: dict[str, Sequence[Row]], seed: int) -> dict[str, str]:
    """Return the figures that the example's texts name."""
    numbers = {
        "seed": seed,
        "police": sum(contribution.police for contribution in contributions()),
        "women": sum(contribution.women for contribution in contributions()),
        "countries": len({contribution.country for contribution in contributions()}),
        "serving": len(tables["deployments"]),
        "lines": len(tables["posts"]),
        "seats": sum(int(row["seats"]) for row in tables["posts"]),
        "headquarters": sum(int(row["seats"]) for row in tables["posts"] if row["mission"] == "UNHQ"),
        "officers": len(tables["officers"]),
        "answer": len(tables["nominations"]),
        "answer_women": sum(row["officer_id"].startswith("MAR-") and row["gender"] == "F" for row in tables["officers"]),
    }
    return {name: f"{value}" if name == "seed" else f"{value:,}" for name, value in numbers.items()}
