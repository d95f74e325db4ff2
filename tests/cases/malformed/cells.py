"""Cells that are wrong, each as a folder of CSV files and as a workbook."""

from cases.malformed.inputs import Case, Expected, Tables, add_row, cell_cases, put, table_cases

STARTS = ("posts", 2, "starts_on")
SEATS = ("posts", 2, "seats")
REQUIRED = ("posts", 2, "languages_required")
NEEDED_OF_A_POST = ("post_id", "mission", "category", "seats", "priority", "starts_on", "tour_months", "armed", "driving")


def _blank_of_a_post(column: str) -> tuple[Case, Case]:
    # A post without its key is gone for everything that names it.
    def change(tables: Tables) -> None:
        if column == "post_id":
            add_row(tables, "posts", mission="ALPHA", category="IPO", seats="1", priority="1", armed="no", driving="no")
            put(tables, "posts", 5, "starts_on", "2026-03-01")
            put(tables, "posts", 5, "tour_months", "12")
        else:
            put(tables, "posts", 4, column, "")

    row = 5 if column == "post_id" else 4
    return table_cases(f"{column} of a post is blank", change, Expected("exchange.blank_cell", "posts", row, column))


CELLS = (
    # what a post must say
    *(case for column in NEEDED_OF_A_POST for case in _blank_of_a_post(column)),
    *cell_cases("mission of a post does not exist", ("posts", 2, "mission"), "ALFA", "unknown_mission"),
    *cell_cases("category is none of the four", ("posts", 2, "category"), "IPOs", "unknown_choice"),
    *cell_cases("category in lower case", ("posts", 2, "category"), "ipo", "unknown_choice"),
    *cell_cases("no seats", SEATS, "0", "out_of_range"),
    *cell_cases("negative seats", SEATS, "-1", "out_of_range"),
    *cell_cases("half a seat", SEATS, "1.5", "not_an_integer"),
    *cell_cases("seats with a decimal point", SEATS, "2.0", "not_an_integer"),
    *cell_cases("seats as a word", SEATS, "two", "not_an_integer"),
    *cell_cases("seats in Arabic-Indic digits", SEATS, "٣", "not_an_integer"),
    *cell_cases("seats beyond all machine integers", SEATS, "1" + "0" * 30, "not_an_integer"),
    *cell_cases("seats in hexadecimal", SEATS, "0x10", "not_an_integer"),
    *cell_cases("seats with a unit", SEATS, "3 seats", "not_an_integer"),
    *cell_cases("priority 0", ("posts", 2, "priority"), "0", "out_of_range"),
    *cell_cases("priority 5", ("posts", 2, "priority"), "5", "out_of_range"),
    *cell_cases("tour of no month", ("posts", 2, "tour_months"), "0", "out_of_range"),
    *cell_cases("tour of a thousand years", ("posts", 2, "tour_months"), "12000", "out_of_range"),
    *cell_cases("armed says maybe", ("posts", 2, "armed"), "maybe", "not_yes_no"),
    *cell_cases("armed says TRUE", ("posts", 2, "armed"), "TRUE", "not_yes_no"),
    *cell_cases("driving says oui", ("posts", 2, "driving"), "oui", "not_yes_no"),
    *cell_cases("grade 9", ("posts", 2, "rank_max"), "9", "out_of_range"),
    *cell_cases("grade 0 of an officer", ("officers", 2, "rank"), "0", "out_of_range"),
    *cell_cases("grade as a national rank", ("officers", 2, "rank"), "Commissaire", "not_an_integer"),
    *cell_cases("education of another list", ("posts", 2, "education_min"), "licence", "unknown_choice"),
    *cell_cases("a score above 100", ("officers", 2, "assessment_score"), "101", "out_of_range"),
    *cell_cases("a negative number of missions", ("officers", 2, "un_missions"), "-1", "out_of_range"),
    # days
    *cell_cases("a day written day first", STARTS, "31/12/2025", "date_proposal"),
    *cell_cases("a day that can be read in two ways", STARTS, "03/04/2025", "ambiguous_date"),
    *cell_cases("30 February", STARTS, "2025-02-30", "not_a_date"),
    *cell_cases("29 February of a common year", STARTS, "2025-02-29", "not_a_date"),
    *cell_cases("a year of two digits", STARTS, "25-12-31", "not_a_date"),
    *cell_cases("a year of two digits after day and month", STARTS, "1/3/26", "ambiguous_date"),
    *cell_cases("the year 1", STARTS, "0001-01-01", "date_out_of_range"),
    *cell_cases("the year 9999", STARTS, "9999-12-31", "date_out_of_range"),
    *cell_cases("a day in Arabic-Indic digits", STARTS, "٢٠٢٦-٠٣-٠١", "date_proposal"),  # noqa: RUF001 - these digits are the case
    *cell_cases("a serial number of a spreadsheet", STARTS, "46082", "date_proposal"),
    *cell_cases("a day with a time of the day", STARTS, "2026-03-01 14:30:00", "date_proposal"),
    *cell_cases("a day without hyphens", STARTS, "20260301", "date_proposal"),
    *cell_cases("a day without leading zeros", STARTS, "2026-3-1", "date_proposal"),
    *cell_cases("a month without a day", STARTS, "2026-03", "not_a_date"),
    *cell_cases("a day in words", STARTS, "1er mars 2026", "date_proposal"),
    *cell_cases("a day that is no day", STARTS, "soon", "not_a_date"),
    *cell_cases("a birth date with a week", ("officers", 2, "birth_date"), "1986-W20-6", "not_a_date"),
    # countries, languages, skills, choices
    *cell_cases("an unknown country", ("officers", 2, "country"), "XYZ", "unknown_country"),
    *cell_cases("a country of two letters", ("officers", 2, "country"), "MA", "unknown_country"),
    *cell_cases("a country by name", ("officers", 2, "country"), "Morocco", "unknown_country"),
    *cell_cases("a country in lower case", ("officers", 2, "country"), "mar", "unknown_country"),
    *cell_cases("an unknown host country", ("missions", 2, "host_countries"), "CAF;ZZZ", "unknown_country"),
    *cell_cases("a host country named twice", ("missions", 2, "host_countries"), "CAF;CAF", "named_twice"),
    *cell_cases("a mission of an unknown kind", ("missions", 2, "kind"), "peacekeeping", "unknown_choice"),
    *cell_cases("a mission without a kind", ("missions", 2, "kind"), "", "blank_cell"),
    *cell_cases("an unknown language", REQUIRED, "qqq:B2", "unknown_language"),
    *cell_cases("a language by name", REQUIRED, "français:B2", "unknown_language"),
    *cell_cases("an unknown level", REQUIRED, "fr:D1", "unknown_level"),
    *cell_cases("a level in lower case", REQUIRED, "fr:b2", "unknown_level"),
    *cell_cases("a language without a level", REQUIRED, "fr:B2;en", "language_without_level"),
    *cell_cases("a language with a colon and no level", REQUIRED, "fr:", "language_without_level"),
    *cell_cases("a level without a language", REQUIRED, ":B2", "unknown_language"),
    *cell_cases("a language twice", REQUIRED, "fr:B2;fr:C1", "named_twice"),
    *cell_cases("a language twice in other case", REQUIRED, "fr:B2;FR:B2", "named_twice"),
    *cell_cases("an empty item in a list", REQUIRED, "fr:B2;;en:B1", "empty_item"),
    *cell_cases("a semicolon at the end of a list", ("officers", 2, "languages"), "fr:B2;", "empty_item"),
    *cell_cases("a list of nothing but a semicolon", ("officers", 2, "languages"), ";", "empty_item"),
    *cell_cases("languages separated by commas", REQUIRED, "fr:B2,en:B1", "list_with_commas"),
    *cell_cases("host countries separated by commas", ("missions", 2, "host_countries"), "CAF, TCD", "list_with_commas"),
    *cell_cases("a level where none is taken", ("officers", 2, "ams_languages"), "fr:B2", "level_not_expected"),
    *cell_cases("a skill twice", ("officers", 2, "skills"), "training;training", "named_twice"),
    *cell_cases("an unknown skill twice", ("officers", 2, "skills"), "juggling;juggling", "named_twice", warn=("unknown_skill",)),
    *cell_cases("gender in words", ("officers", 2, "gender"), "female", "unknown_choice"),
    *cell_cases("vetting of another list", ("officers", 2, "vetting"), "ok", "unknown_choice"),
    *cell_cases("nominated for what does not exist", ("officers", 2, "nominated_for"), "CHARLIE", "unknown_target"),
    *cell_cases("nominated for the same mission twice", ("officers", 2, "nominated_for"), "ALPHA;ALPHA", "named_twice"),
    *cell_cases("an unknown decision", ("decisions", 3, "decision"), "prefer", "unknown_choice"),
    *cell_cases("a decision that is blank", ("decisions", 3, "decision"), "", "blank_cell"),
    *cell_cases("a waiver of an unknown rule", ("waivers", 2, "rule"), "height", "unknown_rule"),
    *cell_cases("a waiver of a rule in capitals", ("waivers", 2, "rule"), "DRIVING", "unknown_rule"),
    *cell_cases("a waiver without a rule", ("waivers", 2, "rule"), "", "blank_cell"),
    *cell_cases("a commitment of an unknown act", ("commitments", 2, "act"), "promise", "unknown_choice"),
    *cell_cases("a commitment that names an unknown level", ("commitments", 2, "languages"), "fr:Z1", "unknown_level"),
    *cell_cases("a commitment that names a language twice", ("commitments", 2, "languages"), "fr;fr:B2", "named_twice"),
    *cell_cases("a commitment of a negative quantity", ("commitments", 2, "quantity"), "-4", "out_of_range"),
    *cell_cases("a nomination in an unknown state", ("nominations", 2, "state"), "lost", "unknown_choice"),
    *cell_cases("an unknown role in a meeting", ("participants", 2, "role"), "chair", "unknown_choice"),
    *cell_cases("a partner of an unknown kind", ("partners", 4, "kind"), "ngo", "unknown_choice"),
    # keys that lead nowhere
    *cell_cases("a decision on an officer who does not exist", ("decisions", 3, "officer_id"), "O9", "unknown_officer"),
    *cell_cases("a decision on a post that does not exist", ("decisions", 3, "post_id"), "P9", "unknown_post"),
    *cell_cases("a waiver for an officer who does not exist", ("waivers", 2, "officer_id"), "O9", "unknown_officer"),
    *cell_cases("a waiver for a post that does not exist", ("waivers", 2, "post_id"), "P9", "unknown_post"),
    *cell_cases("an officer who serves at a post that does not exist", ("deployments", 2, "post_id"), "P9", "unknown_post"),
    *cell_cases("an officer who serves in a mission that does not exist", ("deployments", 3, "mission"), "ALFA", "unknown_mission"),
    *cell_cases("an officer who serves nobody knows where", ("deployments", 3, "mission"), "", "deployment_without_mission"),
    *cell_cases("a key in other case", ("decisions", 3, "post_id"), "p1", "unknown_post"),
    # keys
    *cell_cases("a key with a semicolon", ("deployments", 3, "officer_id"), "S2;S3", "bad_id"),
    *cell_cases("a key of 101 characters", ("deployments", 3, "officer_id"), "S" * 101, "bad_id"),
    *cell_cases("a key with an invisible space", ("deployments", 3, "officer_id"), "S\u200b2", "control_character"),
    *cell_cases("a text that turns the direction of reading", ("posts", 2, "title"), "Adviser\u202eecilop", "control_character"),
    *cell_cases("a text longer than any", ("posts", 2, "title"), "x" * 10_001, "text_too_long"),
)
