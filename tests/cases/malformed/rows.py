"""Rows, headers, keys and decisions that are wrong, each as a folder of CSV files and as a workbook."""

from collections.abc import Callable

from cases.malformed.inputs import Expected, Tables, add_column, add_row, drop_column, put, sound_tables, table_cases, warning

KEYS = {
    "missions": "mission",
    "posts": "post_id",
    "officers": "officer_id",
    "deployments": "officer_id",
    "partners": "partner",
    "meetings": "meeting",
    "commitments": "commitment",
    "nominations": "nomination",
}
KEYLESS = ("previous", "decisions", "waivers", "participants")
PRESENT = (
    ("missions", "kind"),
    ("posts", "seats"),
    ("posts", "armed"),
    ("posts", "starts_on"),
    ("officers", "officer_id"),
    ("decisions", "decision"),
    ("waivers", "rule"),
    ("previous", "post_id"),
)
N_ROWS = {name: len(rows) for name, rows in sound_tables().items()}


def _repeat(table: str) -> Callable[[Tables], object]:
    """Repeat the first record of a table at its end."""
    return lambda tables: tables[table].append(list(tables[table][1]))


def _drop(table: str, column: str) -> Callable[[Tables], object]:
    return lambda tables: drop_column(tables, table, column)


def _decide(*decisions: tuple[str, str, str]) -> Callable[[Tables], object]:
    """Replace all decisions."""

    def change(tables: Tables) -> None:
        del tables["decisions"][1:]
        for officer_id, post_id, decision in decisions:
            add_row(tables, "decisions", officer_id=officer_id, post_id=post_id, decision=decision)

    return change


def _with_error(change: Callable[[Tables], object]) -> Callable[[Tables], object]:
    """Add an error besides, so that a warning can be seen among the problems of an input that is refused."""

    def both(tables: Tables) -> None:
        put(tables, "posts", 4, "seats", "0")
        change(tables)

    return both


NO_SEATS = Expected("exchange.out_of_range", "posts", 4, "seats", "0")


def _three_pins_of_one_country(tables: Tables) -> None:
    for officer_id in ("O2", "O3"):
        put(tables, "officers", int(officer_id[1]) + 1, "country", "MAR")
    put(tables, "officers", 4, "rank", "4")
    put(tables, "posts", 2, "seats", "3")
    put(tables, "posts", 2, "languages_required", "en:B1")
    put(tables, "posts", 2, "education_min", "")
    put(tables, "posts", 2, "driving", "no")
    _decide(("O1", "P1", "pin"), ("O2", "P1", "pin"), ("O3", "P1", "pin"))(tables)


ROWS = (
    # keys and rows given twice
    *(
        case
        for table, key in KEYS.items()
        for case in table_cases(
            f"a key twice in {table}", _repeat(table), Expected("exchange.duplicate_key", table, N_ROWS[table] + 1, key)
        )
    ),
    *(
        case
        for table in KEYLESS
        for case in table_cases(
            f"a row twice in {table}, beside an error",
            _with_error(_repeat(table)),
            NO_SEATS,
            warning("exchange.repeated_row", table, N_ROWS[table] + 1),
        )
    ),
    # headers
    *(
        case
        for table, column in PRESENT
        for case in table_cases(
            f"{table} without the column {column}", _drop(table, column), Expected("exchange.missing_column", table, 1, column)
        )
    ),
    *table_cases(
        "a column twice",
        lambda tables: add_column(tables, "officers", "country", "MAR"),
        Expected("exchange.duplicate_column", "officers", 1, "country"),
    ),
    *table_cases(
        "an unknown column, beside an error",
        _with_error(lambda tables: add_column(tables, "officers", "contry", "MAR")),
        NO_SEATS,
        warning("exchange.unknown_column", "officers", 1, "contry"),
    ),
    *table_cases(
        "a column without a name",
        lambda tables: add_column(tables, "officers", "", "?") or add_column(tables, "officers", "remarks", "?"),
        Expected("exchange.blank_column_name", "officers", 1),
        warning("exchange.unknown_column", "officers", 1, "remarks"),
    ),
    *table_cases(
        "cells beyond the header",
        lambda tables: tables["officers"][2].append("?"),
        Expected("exchange.too_many_cells", "officers", 3),
    ),
    *table_cases("a table without a header", lambda tables: tables["posts"].clear(), Expected("exchange.no_header", "posts", 1)),
    *table_cases(
        "a table whose header is data",
        lambda tables: tables["previous"].pop(0),
        Expected("exchange.missing_column", "previous", 1, "officer_id"),
        Expected("exchange.missing_column", "previous", 1, "post_id"),
        warning("exchange.unknown_column", "previous", 1, "O2"),
        warning("exchange.unknown_column", "previous", 1, "P2"),
    ),
    *table_cases(
        "a blank row between others, beside an error",
        _with_error(lambda tables: tables["officers"].insert(2, [""] * len(tables["officers"][0]))),
        NO_SEATS,
        warning("exchange.blank_row", "officers", 3),
    ),
    # loose ends that stop nothing, beside an error
    *table_cases(
        "an officer of the previous plan is gone, beside an error",
        _with_error(lambda tables: add_row(tables, "previous", officer_id="O9", post_id="P9")),
        NO_SEATS,
        warning("exchange.vanished", "previous", 3, "officer_id", "O9"),
        warning("exchange.vanished", "previous", 3, "post_id", "P9"),
    ),
    *table_cases(
        "a nomination of nobody, beside an error",
        _with_error(lambda tables: add_row(tables, "nominations", nomination="N2", officer_id="O9", post_id="P9", commitment="C9")),
        NO_SEATS,
        warning("exchange.unknown_officer", "nominations", 3, "officer_id", "O9"),
        warning("exchange.unknown_post", "nominations", 3, "post_id", "P9"),
        warning("exchange.unknown_reference", "nominations", 3, "commitment", "C9"),
    ),
    *table_cases(
        "bounds that cross, beside an error",
        _with_error(lambda tables: put(tables, "posts", 2, "rank_min", "7")),
        NO_SEATS,
        warning("exchange.bounds_crossed", "posts", 2, "rank_min", "7"),
    ),
    # pins
    *table_cases(
        "a pin on a pair that is not eligible",
        _decide(("O3", "P1", "pin")),
        Expected("planning.pin_not_eligible", "decisions", 2),
    ),
    *table_cases(
        "a pin on a pair that is forbidden",
        _decide(("O1", "P1", "pin"), ("O1", "P1", "forbid")),
        Expected("planning.pin_forbidden", "decisions", 2),
    ),
    *table_cases(
        "a pin on an officer who serves",
        lambda tables: add_row(tables, "deployments", officer_id="O1", post_id="P1"),
        Expected("planning.pin_serving", "decisions", 2),
    ),
    *table_cases(
        "pins of one officer on two posts",
        _decide(("O2", "P1", "pin"), ("O2", "P2", "pin")),
        Expected("planning.pins_same_officer", "decisions", 2),
    ),
    *table_cases(
        "more pins than seats",
        _decide(("O1", "P1", "pin"), ("O2", "P1", "pin")),
        Expected("planning.pins_over_seats", "decisions", 2),
    ),
    *table_cases(
        "pins beyond the national cap",
        _three_pins_of_one_country,
        Expected("planning.pins_over_national_cap", "decisions", 2),
    ),
    # everything at once
    *table_cases(
        "several errors in several tables",
        lambda tables: (
            put(tables, "missions", 2, "host_countries", "ZZZ"),
            put(tables, "posts", 3, "priority", "9"),
            put(tables, "officers", 4, "birth_date", "03/11/1990"),
            put(tables, "officers", 4, "languages", "ar"),
            put(tables, "waivers", 2, "post_id", "P9"),
        ),
        Expected("exchange.unknown_country", "missions", 2, "host_countries"),
        Expected("exchange.out_of_range", "posts", 3, "priority"),
        Expected("exchange.ambiguous_date", "officers", 4, "birth_date"),
        Expected("exchange.language_without_level", "officers", 4, "languages"),
        Expected("exchange.unknown_post", "waivers", 2, "post_id"),
    ),
)
