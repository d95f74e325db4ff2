"""Figures go to a file and come back as they were."""

import json
from pathlib import Path

import pytest
from reports import answered_folder, figures_of, random_folder

from releve.reporting import FiguresFormError, FiguresMissingError, figures_json, read_figures
from releve.reporting.codec import decode, encode
from releve.reporting.figures import Figures


@pytest.mark.parametrize("seed", range(12))
def test_figures_come_back_from_json_as_they_were(seed: int) -> None:
    figures = figures_of(random_folder(seed))

    assert decode(Figures, json.loads(json.dumps(encode(figures)))) == figures


def test_figures_are_read_from_the_file_or_from_its_folder(tmp_path: Path) -> None:
    figures = figures_of(answered_folder(), synthetic_note="Nobody is real.")
    (tmp_path / "figures.json").write_text(figures_json(figures), "utf-8")

    assert (read_figures(tmp_path), read_figures(tmp_path / "figures.json")) == (figures, figures)


def test_the_same_plan_gives_the_same_text() -> None:
    assert figures_json(figures_of(answered_folder())) == figures_json(figures_of(answered_folder()))


def test_a_folder_without_figures_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(FiguresMissingError) as missing:
        read_figures(tmp_path)

    assert missing.value.data == {"path": str(tmp_path)}


@pytest.mark.parametrize("change", ["version", "status", "totals", "placements", "text", "list"])
def test_figures_of_another_form_are_refused(change: str, tmp_path: Path) -> None:
    tree = json.loads(figures_json(figures_of(answered_folder())))
    texts = {
        "version": json.dumps({**tree, "version": 99}),
        "status": json.dumps({**tree, "status": "wonderful"}),
        "totals": json.dumps({name: value for name, value in tree.items() if name != "totals"}),
        "placements": json.dumps({**tree, "placements": {"O1": "P1"}}),
        "text": "no JSON",
        "list": "[]",
    }
    (tmp_path / "figures.json").write_text(texts[change], "utf-8")

    with pytest.raises(FiguresFormError) as refused:
        read_figures(tmp_path)

    assert refused.value.data == {"file": "figures.json"}
