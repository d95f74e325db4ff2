"""
Write the shipped example of an assembly, `examples/assembly-2025`, again.

Run by hand after its generator has changed: ``python tools/assembly_example.py``. A test keeps the folder up to date.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from releve.synthesis import assembly_files

FOLDER: Final = Path(__file__).resolve().parent.parent / "examples" / "assembly-2025"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in assembly_files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="")
