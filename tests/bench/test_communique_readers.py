"""Measuring readers of communiqués from end to end: the baseline of patterns on texts from files, figures in a file."""

import json
import sys
from pathlib import Path

import pytest
from benchmarks.communique import __main__ as measuring
from benchmarks.communique.baseline_regex import read

TEXT = "Le 1er mars 2024 à Dakar, M. Radu Petrovan, inspecteur général, a rencontré Mme Ndèye Sarrény lors de la 92e session."
LABEL = {
    "id": "x1",
    "lang": "fr",
    "kind": "bilateral",
    "date": "2024-03-01",
    "place": {"name": "Dakar", "country": "SEN", "alt": []},
    "event": {"name": "INTERPOL General Assembly", "edition": 92},
    "participants": [{"name": "Radu Petrovan", "family": "Petrovan", "role": "host", "partner": "ROU"}],
    "topics": [],
    "statements": [],
    "ambiguous": [],
}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Rabat, le 1er mars 2024", "2024-03-01"),
        ("on March 5, 2024, in Rabat", "2024-03-05"),
        ("el 7 de noviembre de 2019", "2019-11-07"),
        ("يوم ١٥ نونبر ٢٠٢٤ بالرباط", "2024-11-15"),  # noqa: RUF001 - these digits are the case
        ("31/02/2024, puis 05/03/2024", "2024-03-05"),
        ("vendredi dernier", None),
    ],
)
def test_patterns_find_the_first_day_that_exists(text: str, date: str | None) -> None:
    assert read(text, None)["date"] == date


def test_patterns_find_people_as_they_are_addressed_and_the_first_city() -> None:
    found = read(TEXT, None)

    assert [person["name"] for person in found["participants"]] == ["Radu Petrovan", "Ndèye Sarrény"]
    assert (found["place"], found["event"]) == ({"name": "Dakar", "country": "SEN"}, {"edition": 92})


def test_texts_from_files_are_measured_and_the_figures_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [{"id": "x1", "lang": "fr", "date_hint": "2024-03", "text": TEXT}, {"id": "unlabelled", "lang": "fr", "text": "…"}]
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts), "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(LABEL) + "\n", "utf-8")
    inputs = ["--texts", str(tmp_path / "texts.jsonl"), "--gold", str(tmp_path / "gold.jsonl")]
    monkeypatch.setattr(sys, "argv", ["communique", *inputs, "--reader", "regex", "--errors", "--out", str(tmp_path / "deep" / "out.json")])

    measuring.main()

    figures = json.loads((tmp_path / "deep" / "out.json").read_text("utf-8"))
    french = figures["readers"]["regex"]["quality"]["fr"]
    assert figures["texts"] == {"fr": 1, "en": 0, "ar": 0, "es": 0}
    assert (french["date"]["f1"], french["participant"]["hits"], french["participant"]["extra"]) == (1.0, 1, 1)
    assert "x1 participant: None <- Ndèye Sarrény" in capsys.readouterr().out
