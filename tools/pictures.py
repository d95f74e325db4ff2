"""
Make the pictures of the docs: the report of the shipped example, photographed by a headless Chromium.

Run by ``make pictures``, which plans the example first.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools.chromium import QUIET_FLAGS, find_chromium

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURE: Final = ROOT / "docs" / "pictures" / "report.png"
WIDTH, HEIGHT = 1280, 1500


def photograph(chromium: str, page: Path, picture: Path) -> None:
    """Write the upper part of a page as a PNG file of WIDTH x HEIGHT pixels."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium,
            "--headless",
            *QUIET_FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={picture}",
            page.resolve().as_uri(),
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=120)


if __name__ == "__main__":
    photograph(find_chromium(), Path(sys.argv[1]), PICTURE)
