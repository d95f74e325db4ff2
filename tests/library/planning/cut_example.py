"""A small part of the shipped example as a folder of its own, with something of every table."""

import csv
import shutil
from pathlib import Path
from random import Random

EXAMPLE = Path(__file__).parents[3] / "examples" / "marrakech-2025"
KEYS = {"officers": "officer_id", "posts": "post_id"}


def cut_example(folder: Path, *, officers: int = 250, posts: int = 30, shuffled: int | None = None) -> Path:
    """
    Write a folder with these many officers and post lines, all that refers to them, and everybody who serves.

    Officers and lines that a decision, waiver, earlier plan or nomination names come first, so that none of these tables is empty.

    Parameters
    ----------
    shuffled
        Seed of an order of all rows; None = as in the example.
    """
    folder.mkdir(parents=True)
    tables = {path.stem: _read(path) for path in sorted(EXAMPLE.glob("*.csv"))}
    named = {
        key: {row[key] for name in ("decisions", "waivers", "previous", "nominations") for row in tables[name]} for key in KEYS.values()
    }
    for name, limit in (("officers", officers), ("posts", posts)):
        key = KEYS[name]
        tables[name] = sorted(tables[name], key=lambda row, key=key: row[key] not in named[key])[:limit]
    left = {key: {row[key] for row in tables[name]} for name, key in KEYS.items()}
    for name in ("decisions", "waivers", "previous", "nominations"):
        tables[name] = [row for row in tables[name] if row["officer_id"] in left["officer_id"] and row["post_id"] in {"", *left["post_id"]}]
    tables["deployments"] = [
        {**row, "post_id": row["post_id"] if row["post_id"] in left["post_id"] else ""} for row in tables["deployments"]
    ]
    for name, rows in tables.items():
        if shuffled is not None:
            Random(shuffled).shuffle(rows)  # noqa: S311 - a test, no secret
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    shutil.copy(EXAMPLE / "policy.toml", folder)
    return folder


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
