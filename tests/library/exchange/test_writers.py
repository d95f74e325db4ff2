"""Files out: cells that no spreadsheet runs, exact decimals, folders that are whole or not there."""

import csv
import io
import json
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releve.exchange.columns import Column, Kind
from releve.exchange.forms import CellForms
from releve.exchange.writers import (
    FolderNotOursError,
    NotWrittenError,
    csv_text,
    guarded,
    json_text,
    unguarded,
    write_folder,
    write_text_file,
)
from releve.model import Verdict
from releve.reference import load_reference


def never(folder: Path) -> bool:
    del folder
    return False


def always(folder: Path) -> bool:
    del folder
    return True


def test_each_kind_of_value_has_one_form_in_a_cell() -> None:
    text = csv_text(("a", "b", "c", "d", "e", "f"), [(None, True, False, ("x", "y"), date(2026, 3, 1), 7)])

    assert text == "a,b,c,d,e,f\n,yes,no,x;y,2026-03-01,7\n"


def test_quotes_commas_and_line_breaks_come_back_as_they_were() -> None:
    cells = ['a "b"', "c,d", "e\nf", "قوة"]

    assert list(csv.reader(io.StringIO(csv_text(("w", "x", "y", "z"), [cells])))) == [["w", "x", "y", "z"], cells]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "--", "-x"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "+", "-3", "+4.5", "-2,5", "MAR-0001", "fr:-", "a=b", "'quoted"])
def test_numbers_lone_signs_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_margins_below_zero_stay_numbers() -> None:
    assert csv_text(("margin",), [(-41,)]) == "margin\n-41\n"


@given(st.text(max_size=8))
def test_a_guarded_text_is_found_again(text: str) -> None:
    # A text that already looks guarded is the one exception: it is read as what it would guard, on the way in as well.
    assert unguarded(guarded(text)) == unguarded(text)


@pytest.mark.parametrize("key", ["=1+1", "-x", "O1", "-5"])
def test_a_key_goes_out_and_comes_back_as_it_was(key: str) -> None:
    forms = CellForms(reference=load_reference())

    assert forms.read(Column(name="officer_id", kind=Kind.ID), guarded(key)) == (key, ())


def test_json_keeps_the_order_of_keys_letters_of_all_languages_and_exact_decimals() -> None:
    text = json_text({"b": Decimal("0.30"), "a": ["é", None, True, -1, 0.5], "c": {}, "d": [], "e": {"f": ()}})

    assert text == (
        '{\n  "b": 0.30,\n  "a": [\n    "é",\n    null,\n    true,\n    -1,\n    0.5\n  ],\n  "c": {},'
        '\n  "d": [],\n  "e": {\n    "f": []\n  }\n}\n'
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_json_is_written_as_the_standard_library_would(value: object) -> None:
    assert json_text(value) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def test_json_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        json_text(float("nan"))
    with pytest.raises(TypeError):
        json_text({1, 2})


def test_verdicts_are_written_as_numbers_only_where_nobody_named_them() -> None:
    assert csv_text(("verdict",), [(Verdict.NOT_MET.name,)]) == "verdict\nNOT_MET\n"


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")

    write_text_file(path, "new\n")

    assert path.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "report.html"

    with pytest.raises(NotWrittenError) as refused:
        write_text_file(path, "x")

    assert refused.value.data["path"] == str(path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_whose_place_is_taken_by_a_folder_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.mkdir()

    with pytest.raises(NotWrittenError):
        write_text_file(path, "x")

    assert list(tmp_path.iterdir()) == [path]


def test_files_and_folders_have_the_modes_that_any_program_would_give(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "file").touch()

    write_folder(tmp_path / "out", {"a": ""}, is_ours=never)
    write_text_file(tmp_path / "out" / "b", "")

    assert (tmp_path / "out").stat().st_mode == plain.stat().st_mode
    assert {path.stat().st_mode for path in (tmp_path / "out").iterdir()} == {(plain / "file").stat().st_mode}


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    write_folder(tmp_path / "a" / "b" / "out", {"x.txt": "é\n"}, is_ours=never)

    assert (tmp_path / "a" / "b" / "out" / "x.txt").read_bytes() == "é\n".encode()


def test_a_target_named_from_inside_itself_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").touch()
    monkeypatch.chdir(tmp_path / "out")

    write_folder(Path(), {"new": ""}, is_ours=always)

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_behind_a_link_the_folder_itself_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")

    write_folder(tmp_path / "link", {"new": ""}, is_ours=always)

    assert (tmp_path / "link").is_symlink()
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["new"]


def test_a_parent_that_is_a_file_is_an_error_that_names_the_target(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(NotWrittenError) as refused:
        write_folder(tmp_path / "file" / "out", {"a": ""}, is_ours=never)

    assert refused.value.data["path"] == str(tmp_path / "file" / "out")


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").touch()

    with pytest.raises(FolderNotOursError):
        write_folder(tmp_path, {"a": ""}, is_ours=never)

    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


class Interrupting(dict[str, str]):
    """Files whose second one never comes: somebody presses Ctrl-C."""

    def items(self) -> object:  # type: ignore[override]  # any iterable of pairs will do
        yield "a", "x"
        raise KeyboardInterrupt


@pytest.mark.parametrize("earlier", [True, False])
def test_an_interruption_leaves_the_target_as_it_was(tmp_path: Path, earlier: bool) -> None:  # noqa: FBT001 - a case of the test
    out = tmp_path / "deep" / "out"
    if earlier:
        write_folder(out, {"old": "old"}, is_ours=never)

    with pytest.raises(KeyboardInterrupt):
        write_folder(out, Interrupting(), is_ours=always)

    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == (
        ["deep", "deep/out", "deep/out/old"] if earlier else []
    )


@pytest.mark.parametrize("delay_s", [0.05, 0.1, 0.15, 0.2])
def test_wherever_an_interruption_falls_the_folder_is_whole_and_alone(tmp_path: Path, delay_s: float) -> None:
    # One process writes again and again until it is interrupted.
    out = tmp_path / "out"
    script = (
        "import sys\nfrom pathlib import Path\nfrom releve.exchange.writers import write_folder\n"
        "i = 0\nwhile True:\n    i += 1\n"
        "    write_folder(Path(sys.argv[1]), {f'{k}.txt': str(i) for k in range(20)}, is_ours=lambda _: True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(out)], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while not out.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(delay_s)

        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    finally:
        process.kill()

    contents = [path.read_text() for path in out.iterdir()]
    assert len(contents) == 20
    assert len(set(contents)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interruption_held_back_comes_through_before_the_folder_is_moved(tmp_path: Path) -> None:
    class Signalling(dict[str, str]):
        def items(self) -> object:  # type: ignore[override]  # any iterable of pairs will do
            signal.raise_signal(signal.SIGINT)
            yield "a", "x"

    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", Signalling(), is_ours=never)

    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_outside_the_main_thread_a_folder_is_written_all_the_same(tmp_path: Path) -> None:
    worker = threading.Thread(target=write_folder, args=(tmp_path / "out", {"a": "x"}), kwargs={"is_ours": never})

    worker.start()
    worker.join()

    assert (tmp_path / "out" / "a").read_text() == "x"
