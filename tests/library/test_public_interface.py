"""What `import releve` gives, and what it must not load."""

import json
import subprocess
import sys

import pytest

import releve

HEAVY = ("polars", "pyarrow", "pydantic", "highspy", "typer", "rich", "jinja2", "babel", "python_calamine", "xlsxwriter", "django", "numpy")


def modules_after(statement: str) -> list[str]:
    code = f"import sys, json\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded: list[str] = json.loads(printed)
    return loaded


def test_importing_releve_loads_nothing_heavy() -> None:
    loaded = modules_after("import releve")

    assert [name for name in HEAVY if name in loaded] == []


def test_importing_the_engines_loads_no_solver_and_nothing_of_the_web() -> None:
    loaded = modules_after("import releve.model, releve.eligibility, releve.planning, releve.planning.replanning, releve.commitments")

    assert [name for name in ("highspy", "typer", "rich", "jinja2", "babel", "django", "pydantic") if name in loaded] == []


@pytest.mark.parametrize("package", ["exchange", "planning", "synthesis", "verification", "pipeline"])
def test_importing_a_part_that_reads_or_writes_tables_does_not_load_pyarrow(package: str) -> None:
    loaded = modules_after(f"import releve.{package}")

    assert [name for name in loaded if name.partition(".")[0] == "pyarrow"] == []


def test_every_public_name_can_be_had() -> None:
    missing = [name for name in releve.__all__ if getattr(releve, name, None) is None]

    assert missing == []
