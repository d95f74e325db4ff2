"""The rows as text: one set of tables for the terminal and for the page of the docs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.planning.bench import title_of
from benchmarks.planning.registers import PLAIN
from benchmarks.planning.summary import PROVEN, Row, Spread, rows_of

HEADER: Final = ("", "seeds", "answers", "inside s", "CPU s", "whole s", "MB", "\N{MULTIPLICATION SIGN} ours", "remarks")
NONE: Final = "\N{EN DASH}"


def printed(document: Mapping[str, Any]) -> str:
    """Return all tables as text for a terminal."""
    parts = [f"\n{title}\n{_aligned(lines)}" for title, lines in tables_of(document)]
    if document["left_out"]:
        parts.append(f"\n{len(document['left_out'])} runs were left out: {_reasons(document)}.")
    return "\n".join(parts)


def tables_of(document: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return title and lines of each table, the first line being the header."""
    rows = rows_of(document)
    tables = []
    for size in dict.fromkeys(row.size for row in rows):
        of_size = [row for row in rows if row.size == size]
        for title, chosen in (
            (f"Size {size}", [row for row in of_size if row.side_rules and row.knob == PLAIN]),
            (f"Size {size}, without caps, targets of women and pins", [row for row in of_size if not row.side_rules]),
            (f"Size {size}, hard registers, our own planner", [row for row in of_size if row.side_rules and row.knob != PLAIN]),
        ):
            if chosen:
                tables.append((title, [HEADER, *(_line(row) for row in chosen)]))
                tables.append((f"{title}: seconds to a certified gap", _gap_lines(chosen)))
    return tables


def _line(row: Row) -> tuple[str, ...]:
    return (
        name_of(row),
        str(row.n_seeds),
        answers_of(row),
        seconds(row.inside_s),
        seconds(row.inside_cpu_s),
        seconds(row.whole_s),
        f"{row.peak_mb:,.0f}",
        NONE if row.ratio is None else f"{row.ratio.middle:,.1f}",
        "; ".join(_remarks(row)) or NONE,
    )


def _gap_lines(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    gaps = list(rows[0].to_gap_s)
    header = ("", *("proven" if float(gap) == 0 else f"{float(gap):.0e}".replace("e-0", "e-") for gap in gaps))
    return [
        header,
        *(
            (name_of(row), *(NONE if row.to_gap_s[gap] is None else f"{seconds(row.to_gap_s[gap])}{_of_seeds(row, gap)}" for gap in gaps))
            for row in rows
        ),
    ]


def _of_seeds(row: Row, gap: str) -> str:
    return "" if row.reached[gap] == row.n_seeds else f" ({row.reached[gap]} of {row.n_seeds} seeds)"


def name_of(row: Row) -> str:
    """Return how a row is called in a table."""
    name = title_of(row.solver, row.variant)
    if row.variant == "weighted" and row.stages is not None:
        name += f" ({row.stages})"
    if row.arcs_set != "all":
        name += ", on our pruned arcs"
    return name if row.knob == PLAIN else f"{name}, {row.knob}"


def answers_of(row: Row) -> str:
    """Return how the runs ended: all proven, or each ending with its number."""
    if row.all_proven:
        return "all proven"
    return ", ".join(f"{'proven' if answer == PROVEN else answer} {count}" for answer, count in sorted(row.answers.items()))


def seconds(spread: Spread | None) -> str:
    """Return a median with its least and most, to three digits."""
    if spread is None:
        return NONE
    middle, least, most = (f"{value:.3g}" for value in (spread.middle, spread.least, spread.most))
    return middle if least == most else f"{middle} ({least} to {most})"


def _remarks(row: Row) -> list[str]:
    remarks = []
    if row.broken:
        remarks.append(f"**{row.broken} plans break a hard constraint**")
    if row.refuted:
        remarks.append(f"**{row.refuted} bounds are false**")
    if row.worse:
        remarks.append(f"{len(row.worse)} plans behind the best known, {row.worse[-1]}")
    if row.side_rules_broken:
        remarks.append(row.side_rules_broken)
    if row.n_flagged:
        remarks.append(f"{row.n_flagged} of {row.n_runs} runs while others were busy")
    return remarks


def _reasons(document: Mapping[str, Any]) -> str:
    return ", ".join(sorted({one["why"] for one in document["left_out"]}))


def _aligned(lines: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(line[k]) for line in lines) for k in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)
