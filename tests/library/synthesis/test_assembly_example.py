from pathlib import Path

from releve.assembly.reading import read_assembly
from releve.synthesis import assembly_files

EXAMPLE = Path(__file__).parents[3] / "examples" / "assembly-2025"


def test_the_shipped_folder_is_what_the_generator_writes() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in EXAMPLE.iterdir()} == assembly_files()


def test_the_shipped_folder_is_read_without_a_problem_and_says_that_it_is_synthetic() -> None:
    reading = read_assembly(EXAMPLE)

    assert reading.problems == ()
    assert reading.folder is not None
    assert sum(request.counterpart == "MAR" for request in reading.folder.requests) == 43
    assert [delegation.head for delegation in reading.folder.delegations if delegation.head] == []
    assert "no row describes a real meeting" in (EXAMPLE / "SYNTHETIC.md").read_text(encoding="utf-8")


def test_another_seed_gives_another_folder() -> None:
    assert assembly_files(1) != assembly_files(2)
