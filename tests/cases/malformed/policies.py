"""``policy.toml`` with one thing wrong in it."""

from cases.malformed.inputs import Case, Expected, bytes_case, file_case, warning

FILE = "policy.toml"


def _policy(name: str, text: str, *expected: Expected) -> Case:
    return bytes_case(f"policy: {name}", FILE, lambda _: text.encode(), *expected)


def _at(code: str, column: str | None, row: int | None = None) -> Expected:
    return Expected(f"exchange.{code}", FILE, row, column)


def _one(name: str, line: str, code: str, column: str) -> Case:
    """Return a policy of one line, wrong at one key."""
    return _policy(name, f"{line}\n", _at(code, column))


POLICIES = (
    _policy("no TOML", "as_of = \n", _at("malformed_toml", None)),
    _policy("a key twice", "national_cap = 0.2\nnational_cap = 0.3\n", _at("malformed_toml", None)),
    _policy("a day that is none", "as_of = 2026-02-30\n", _at("malformed_toml", None)),
    _policy("arrays a thousand deep", "as_of = " + "[" * 5000 + "]" * 5000 + "\n", _at("malformed_toml", None)),
    _policy("a number of ten thousand digits", "[fit]\nlanguage = " + "9" * 10_000 + "\n", _at("malformed_toml", None)),
    _policy("an exponent beyond decimals", "national_cap = 1e99999999999999999999\n", _at("malformed_toml", None)),
    bytes_case("policy: Latin-1", FILE, lambda content: content.replace(b"Desk note", b"Note \xe9"), _at("wrong_encoding", None, 13)),
    bytes_case("policy: a NUL byte", FILE, lambda content: content + b"\0", _at("nul_byte", None, 14)),
    bytes_case("policy: UTF-16", FILE, lambda content: content.decode().encode("utf-16"), _at("wrong_encoding", None, 1)),
    bytes_case(
        "policy: an error after a mark of UTF-8", FILE, lambda _: b"\xef\xbb\xbfnational_cap = 2\n", _at("out_of_range", "national_cap")
    ),
    file_case("policy: a folder in its place", lambda folder: ((folder / FILE).unlink(), (folder / FILE).mkdir()), _at("not_a_file", None)),
    _one("a day as text", 'as_of = "2026-01-01"', "wrong_type", "as_of"),
    _one("a day with a time", "as_of = 2026-01-01T00:00:00", "wrong_type", "as_of"),
    _one("a time without a day", "as_of = 07:32:00", "wrong_type", "as_of"),
    _one("a number for a day", "as_of = 20260101", "wrong_type", "as_of"),
    _one("the year 9999", "as_of = 9999-12-31", "date_out_of_range", "as_of"),
    _one("an unknown way with the unknown", 'unknown = "maybe"', "unknown_choice", "unknown"),
    _one("a list for a choice", 'unknown = ["refuse"]', "unknown_choice", "unknown"),
    _one("a cap above 1", "national_cap = 1.01", "out_of_range", "national_cap"),
    _one("a cap in per cent", "national_cap = 20", "out_of_range", "national_cap"),
    _one("a negative cap", "national_cap = -0.2", "out_of_range", "national_cap"),
    _one("a cap that is no number", "national_cap = nan", "wrong_type", "national_cap"),
    _one("a cap without end", "national_cap = inf", "wrong_type", "national_cap"),
    _one("a cap as text", 'national_cap = "0.2"', "wrong_type", "national_cap"),
    _one("a cap as a flag", "national_cap = true", "wrong_type", "national_cap"),
    _one("a cap that is as good as nothing", "national_cap = 1e-999999", "wrong_type", "national_cap"),
    _one("a cap of a thousand digits", f"national_cap = 0.{'3' * 1000}", "wrong_type", "national_cap"),
    _one("a cap beyond everything", "national_cap = 1e999999", "out_of_range", "national_cap"),
    _one("a cap of a huge whole number", f"national_cap = 0x{'f' * 20_000}", "out_of_range", "national_cap"),
    _one("a cap whose table lacks the value", 'national_cap = { source = "Desk note" }', "blank_cell", "national_cap.value"),
    _one("a target above 1", "[women_target]\nIPO = 30", "out_of_range", "women_target.IPO"),
    _one("a negative target", "[women_target]\nSPT = -0.1", "out_of_range", "women_target.SPT"),
    _one("targets as a number", "women_target = 0.3", "wrong_type", "women_target"),
    _one("a negative weight", "[fit]\nskills = -1", "out_of_range", "fit.skills"),
    _one("a weight with decimals", "[fit]\nskills = 2.5", "not_an_integer", "fit.skills"),
    _one("a weight that is no number", "[fit]\nskills = nan", "not_an_integer", "fit.skills"),
    _one("a weight beyond all machine integers", "[fit]\nskills = 1" + "0" * 30, "out_of_range", "fit.skills"),
    _one("weights as a list", "fit = [250, 250]", "wrong_type", "fit"),
    _one("a negative threshold", "[thresholds]\nage_min = -25", "out_of_range", "thresholds.age_min"),
    _one("a threshold out of range", "[thresholds]\nretired_months = 1_000_000", "out_of_range", "thresholds.retired_months"),
    _one("a threshold with decimals", "[thresholds]\npassport_months = 18.5", "not_an_integer", "thresholds.passport_months"),
    _one("a threshold as a flag", "[thresholds]\nage_max = true", "not_an_integer", "thresholds.age_max"),
    _one("a source that is no text", "[thresholds]\nage_max = { value = 62, source = 7 }", "wrong_type", "thresholds.age_max.source"),
    _one(
        "a day in force as text",
        '[thresholds]\nage_max = { value = 62, in_force_from = "2025" }',
        "wrong_type",
        "thresholds.age_max.in_force_from",
    ),
    _one("a threshold without a value", '[thresholds]\nage_max = { source = "Desk" }', "blank_cell", "thresholds.age_max.value"),
    _policy(
        "unknown keys, beside an error",
        "nationl_cap = 0.3\nnational_cap = 3\n[fit]\ncharm = 5\n[thresholds]\nage = 30\n",
        _at("out_of_range", "national_cap"),
        warning("exchange.unknown_key", FILE, None, "nationl_cap"),
        warning("exchange.unknown_key", FILE, None, "fit.charm"),
        warning("exchange.unknown_key", FILE, None, "thresholds.age"),
    ),
    _policy(
        "a threshold not yet in force and ages that cross, beside an error",
        "national_cap = 3\n[thresholds]\nage_min = 63\nage_max = { value = 62, in_force_from = 2027-01-01 }\n",
        _at("out_of_range", "national_cap"),
        warning("exchange.not_yet_in_force", FILE, None, "thresholds.age_max.in_force_from"),
        warning("exchange.bounds_crossed", FILE, None, "thresholds.age_min"),
    ),
)
