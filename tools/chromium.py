"""
Find Chromium, for pictures and for journeys through the pages: the only thing needed that is not a Python package.

On Debian it is installed when this runs as root, else the command to install it is printed.
"""

import os
import shutil
import subprocess
import sys
from typing import Final

CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
QUIET_FLAGS: Final = (
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
"""What keeps it from calling home and from drawing differently on another machine."""


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
    sys.exit("Chromium is needed: apt-get install --no-install-recommends chromium fonts-noto-core")


if __name__ == "__main__":
    find_chromium()
