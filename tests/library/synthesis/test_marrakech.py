"""The example of Marrakech: real totals, synthetic officers, the same bytes from the same seed, sound with any seed."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from releve.exchange import read_folder
from releve.planning import build_problem
from releve.synthesis import DEFAULT_SEED, synthesise_marrakech
from releve.synthesis.sources import contributions

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "examples" / "marrakech-2025"
ANSWER = ("MAR-2025-IPO", "MAR-2025-HQ")


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marrakech")
    synthesise_marrakech(folder, seed=DEFAULT_SEED)
    return folder


def test_shipped_example_is_what_the_generator_writes(example: Path) -> None:
    written = {path.name: path.read_bytes() for path in example.iterdir()}

    shipped = {path.name: path.read_bytes() for path in SHIPPED.iterdir()}

    assert sorted(shipped) == sorted(written)
    assert [name for name in written if shipped[name] != written[name]] == []


def test_those_who_serve_and_the_open_seats_add_up_to_the_published_total_of_each_mission(example: Path) -> None:
    published = Counter[str]()
    for contribution in contributions():
        published[contribution.mission] += contribution.police

    found = Counter(row["mission"] for row in rows_of(example, "deployments"))
    for row in rows_of(example, "posts"):
        if row["mission"] != "UNHQ":
            found[row["mission"]] += int(row["seats"])

    assert found == published
    assert published.total() == 1769


def test_nobody_serves_beyond_the_published_number_of_a_country_and_gender(example: Path) -> None:
    published = {(c.mission, c.country, gender): n for c in contributions() for gender, n in (("F", c.women), ("M", c.men))}

    serving = Counter((row["mission"], row["country"], row["gender"]) for row in rows_of(example, "deployments"))

    assert [key for key, n in serving.items() if n > published.get(key, 0)] == []


def test_every_officer_is_labelled_synthetic_by_identifier_and_folder(example: Path) -> None:
    prefixes = {row["officer_id"].partition("-")[0] for row in rows_of(example, "officers")}
    serving = {row["officer_id"].partition("-")[0] for row in rows_of(example, "deployments")}

    assert (prefixes, serving) == ({"SYN", "MAR"}, {"SRV"})
    assert "no row describes a real person" in (example / "SYNTHETIC.md").read_text("utf-8")


def test_officers_of_morocco_are_the_forty_of_the_answer_and_no_others(example: Path) -> None:
    moroccan = {row["officer_id"] for row in rows_of(example, "officers") if row["country"] == "MAR"}
    nominated = {row["officer_id"] for row in rows_of(example, "nominations")}

    assert moroccan == nominated
    assert len(moroccan) == 40
    assert {row["commitment"] for row in rows_of(example, "nominations")} == set(ANSWER)


def test_commitments_name_no_quantity_and_no_day(example: Path) -> None:
    cells = {row[column] for row in rows_of(example, "commitments") for column in ("quantity", "women", "from", "until", "due_on")}

    assert cells == {""}


def test_headquarters_has_twelve_secondment_posts(example: Path) -> None:
    seats = [int(row["seats"]) for row in rows_of(example, "posts") if row["mission"] == "UNHQ"]

    assert sum(seats) == 12


@pytest.mark.parametrize("seed", [0, 1, 7, 42, DEFAULT_SEED])
def test_folder_of_any_seed_is_read_and_built_without_a_problem(seed: int, tmp_path: Path) -> None:
    synthesise_marrakech(tmp_path, seed=seed)

    reading = read_folder(tmp_path)
    assert reading.snapshot is not None
    problem, found = build_problem(reading.snapshot)

    assert (reading.problems, found) == ((), ())
    assert len(problem.officer_id) == 6000


def test_another_seed_draws_other_officers_for_the_same_countries(example: Path, tmp_path: Path) -> None:
    synthesise_marrakech(tmp_path, seed=7)

    one, other = rows_of(example, "officers"), rows_of(tmp_path, "officers")

    assert [row["officer_id"] for row in one] == [row["officer_id"] for row in other]
    assert [row["birth_date"] for row in one] != [row["birth_date"] for row in other]


def test_register_shows_at_least_a_hundred_thousand_eligible_pairs(example: Path) -> None:
    reading = read_folder(example)
    assert reading.snapshot is not None

    pairs = [len(build_problem(snapshot)[0].pairs) for snapshot in (reading.snapshot, reading.snapshot.leave_out_commitments(ANSWER))]

    assert min(pairs) >= 100_000
    assert pairs[0] > pairs[1]
