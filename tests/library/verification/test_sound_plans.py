"""A hundred random folders: their plans pass, each level is certified, and the bound replayed is the one stated."""

import json
from pathlib import Path

import pytest
from certifying import Row, certified_plan, change_plan, planned, read_certificate, write_certificate
from drawn_folders import drawn_folder
from slow_replay import slow_bound

from checks.plan_checker import Folder
from releve.model import Nomination
from releve.planning import LEVELS
from releve.verification import FolderGoneError, LevelCheck, PlanGoneError, verify_plan

N_FOLDERS, BATCH = 100, 25


@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.soak) for first in range(BATCH, N_FOLDERS, BATCH))])
def test_plans_of_random_folders_pass_with_their_own_certificate_and_with_another(first: int, tmp_path: Path) -> None:
    wrong, several_leaves = [], 0
    for seed in range(first, first + BATCH):
        folder, out = drawn_folder(seed, tmp_path), tmp_path / f"{seed}-out"
        certifier = planned(folder.path, out)
        own = replayed(folder, out, read_certificate(out))
        rows = certifier.rows()
        write_certificate(out, rows)
        several_leaves += certifier.n_branched > 0
        if not own or not replayed(folder, out, rows):
            wrong.append(seed)

    assert wrong == []
    assert several_leaves > 0


def replayed(folder: Folder, out: Path, rows: list[Row]) -> bool:
    """Return whether a plan is sound and certified, each level with what the second opinion finds, which is the bound stated."""
    checked = verify_plan(out, workers=2)
    plan = json.loads((out / "plan.json").read_text("utf-8"))
    slow = [slow_bound(folder, plan, rows, level) for level in LEVELS]
    found = [level.replayed for level in checked.levels]
    return not checked.problems and checked.certified and slow == found == [level.bound for level in checked.levels]


def test_the_plan_of_the_shipped_example_passes_and_every_level_is_certified(tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / "examples" / "marrakech-2025"
    planned(example, tmp_path / "out")

    checked = verify_plan(tmp_path / "out", workers=2)

    assert (checked.problems, checked.certified) == ((), True)


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Row]]:
    home = tmp_path_factory.mktemp("planned")
    return home / "out", certified_plan(drawn_folder(4, home).path, home / "out")


def test_a_plan_without_certificate_is_sound_and_not_certified(certified: tuple[Path, list[Row]], tmp_path: Path) -> None:
    out, _ = certified
    without = copied(out, tmp_path)
    (without / "certificate.parquet").unlink()
    change_plan(without, certificate=None)

    checked = verify_plan(without)

    assert (checked.problems, checked.certified) == ((), False)
    assert {(level.leaves, level.replayed) for level in checked.levels} == {(0, None)}


def test_a_level_without_prices_is_not_certified_and_the_others_are(certified: tuple[Path, list[Row]], tmp_path: Path) -> None:
    out, rows = certified
    cut = copied(out, tmp_path)
    write_certificate(cut, [row for row in rows if row[0] != "kept"])

    checked = verify_plan(cut)

    assert (checked.problems, checked.certified) == ((), False)
    assert [level.level for level in checked.levels if not level.certified] == ["kept"]


@pytest.mark.parametrize(
    ("kind", "key", "price"), [("scale", "", 62), ("officer", "O000", 2**63 - 1), ("post", "P000", 2**62), ("level", "filled_2", 2**62)]
)
def test_prices_that_could_leave_64_bits_prove_nothing(
    kind: str, key: str, price: int, certified: tuple[Path, list[Row]], tmp_path: Path
) -> None:
    out, rows = certified
    huge = copied(out, tmp_path)
    own = [row for row in rows if row[0] == "fit"]
    write_certificate(huge, [*(row for row in own if row[1:4] != (0, kind, key)), ("fit", 0, kind, key, "", price)])

    checked = verify_plan(huge)

    assert checked.problems == ()
    assert (checked.levels[-1].leaves, checked.levels[-1].replayed, checked.levels[-1].certified) == (2, None, False)


def test_a_proof_with_large_prices_within_64_bits_is_added_up_exactly(certified: tuple[Path, list[Row]], tmp_path: Path) -> None:
    out, rows = certified
    scaled = copied(out, tmp_path)
    write_certificate(
        scaled, [row if row[2] == "branch" else (*row[:5], row[5] + 27 if row[2] == "scale" else row[5] << 27) for row in rows]
    )

    checked = verify_plan(scaled)

    assert (checked.problems, checked.certified) == ((), True)


def test_officers_left_out_with_a_commitment_are_left_out_of_the_check(tmp_path: Path) -> None:
    folder = drawn_folder(6, tmp_path)
    answering = sorted(folder.officers)[:5]
    (folder.path / "commitments.csv").write_text("commitment,by,act,kind\nC-1,MAR,offer,individual_officers\n", "utf-8")
    names = [*Nomination.__dataclass_fields__][:2]
    lines = [f"{','.join(names)},commitment", *(f"N-{k},{officer_id},C-1" for k, officer_id in enumerate(answering))]
    (folder.path / "nominations.csv").write_text("\n".join(lines) + "\n", "utf-8")
    pinned = {officer_id for officer_id, _ in folder.pins}
    certified_plan(folder.path, tmp_path / "out", without=("C-1",))

    checked = verify_plan(tmp_path / "out")
    change_plan(tmp_path / "out", without_commitments=[])

    assert pinned.isdisjoint(answering)
    assert (checked.problems, checked.certified) == ((), True)
    assert verify_plan(tmp_path / "out").certified is False


def test_inputs_that_were_moved_are_told_by_their_folder(tmp_path: Path) -> None:
    folder, out = drawn_folder(1, tmp_path), tmp_path / "out"
    certified_plan(folder.path, out)
    moved = folder.path.rename(tmp_path / "moved")

    with pytest.raises(FolderGoneError) as gone:
        verify_plan(out)
    assert gone.value.data == {"path": str(folder.path)}
    assert verify_plan(out, moved).certified
    (out / "run.json").unlink()
    with pytest.raises(FolderGoneError) as unsaid:
        verify_plan(out)
    assert unsaid.value.data == {"path": None}
    (out / "plan.json").unlink()
    with pytest.raises(PlanGoneError):
        verify_plan(out, moved)


@pytest.mark.parametrize(
    ("bound", "replayed", "level", "certified"),
    [
        (10, 10, "fit", True),
        (10, 9, "fit", True),
        (10, 11, "fit", False),
        (3, 3, "women_shortfall", True),
        (3, 2, "women_shortfall", False),
    ],
)
def test_a_level_is_certified_where_as_much_is_proven_as_is_stated(bound: int, replayed: int, level: str, certified: bool) -> None:  # noqa: FBT001 - what is expected
    assert LevelCheck(level=level, value=0, bound=bound, leaves=1, replayed=replayed).certified is certified


def copied(out: Path, at: Path) -> Path:
    copy = at / "copy"
    copy.mkdir()
    for path in out.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy
