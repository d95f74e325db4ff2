"""The benchmark of large registers: one run on a small one, and what the page says of it."""

from benchmarks.planning.bench import machine
from benchmarks.planning.large import LEVELS, one_run
from benchmarks.planning.large_page import large_section


def test_a_run_is_proven_counted_again_and_told() -> None:
    record = one_run("S", 7, "plain", 60.0) | {"flagged": False}

    assert record["status"] == "optimal"
    assert record["value"] == record["bound"]
    assert record["listed"] <= record["eligible"]
    assert record["inside_s"] >= record["listed_s"] > 0
    assert all(record["certified"])
    page = "\n".join(large_section({"levels": list(LEVELS), "machine": machine(), "runs": [record]}))
    assert "| S | plain | 1 | 1,000 |" in page
    assert "1 of 1 | 1 of 1 |" in page
    assert "open at its limit" not in page


def test_a_run_that_ended_at_its_limit_says_which_levels_are_open() -> None:
    record = one_run("S", 7, "plain", 0.0) | {"flagged": True}

    page = "\n".join(large_section({"levels": list(LEVELS), "machine": machine(), "runs": [record]}))
    assert record["status"] == "feasible"
    assert "S plain, seed 7: open at its limit of 0 s, relative gap " in page
    assert "Others were busy during 1 of 1 runs." in page
