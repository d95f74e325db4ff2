"""
Make the pictures of the docs: the report of the shipped example, photographed by a headless Chromium.

Run by ``make pictures``, which plans the example first. Chromium is the only thing that is not a Python package;
on Debian it is installed when this runs as root, else the command to install it is printed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURE: Final = ROOT / "docs" / "pictures" / "report.png"
WIDTH, HEIGHT = 1280, 1500
CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
QUIET_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
)


def find_chromium() -> str:
    """Return the path of Chromium; install Debian's package where that is possible, else leave with advice."""
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is not None:
        return found
    apt = shutil.which("apt-get")
    if apt is not None and os.geteuid() == 0:
        subprocess.run([apt, "update", "-qq"], check=True)
        subprocess.run([apt, "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"], check=True)
        return find_chromium()
    sys.exit("Chromium is needed for pictures: apt-get install --no-install-recommends chromium fonts-noto-core")


def photograph(chromium: str, page: Path, picture: Path) -> None:
    """Write the upper part of a page as a PNG file of WIDTH x HEIGHT pixels."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium,
            *QUIET_FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={picture}",
            page.resolve().as_uri(),
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, timeout=120)


if __name__ == "__main__":
    photograph(find_chromium(), Path(sys.argv[1]), PICTURE)
