"""
Renew the fonts of printable documents: Noto Sans and its Arabic, regular and bold, cut to our scripts.

Run it after a version or a list below has changed. It needs npm, and fontTools to cut the fonts::

    python3 -m venv .venv-fonts && .venv-fonts/bin/pip install fonttools && .venv-fonts/bin/python tools/vendor_print_fonts.py

Printed pages use these fonts and none of the machine's, so that a document looks the same, byte for byte, wherever it is made.
The fonts of the pages on the web are of no use here: Typst reads no WOFF2 and no variable fonts.
"""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).parent.parent / "src/releve/assembly/output/fonts"
LATIN = (
    "U+0000-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-04FF,U+1E00-1EFF,U+2000-206F,U+20A0-20BF,"
    "U+2116,U+2122,U+2190-2193,U+2212,U+2215,U+FFFD"
)
ARABIC = "U+0020-007E,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+0750-077F,U+200B-200F,U+2010-2011,U+204F,U+FB50-FDFF,U+FE70-FEFF"
PACKAGES = {
    "@expo-google-fonts/noto-sans@0.4.2": (LATIN, {"400Regular/NotoSans_400Regular.ttf", "700Bold/NotoSans_700Bold.ttf"}),
    "@expo-google-fonts/noto-sans-arabic@0.4.3": (
        ARABIC,
        {"400Regular/NotoSansArabic_400Regular.ttf", "700Bold/NotoSansArabic_700Bold.ttf"},
    ),
}


def main() -> None:
    """Renew the folder."""
    shutil.rmtree(FONTS, ignore_errors=True)
    FONTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary:
        for package, (unicodes, files) in PACKAGES.items():
            packed = subprocess.run(
                ["npm", "pack", "--silent", package],  # noqa: S607 -- a developer's npm
                cwd=temporary,
                check=True,
                capture_output=True,
                text=True,
            ).stdout.strip()
            with tarfile.open(Path(temporary) / packed) as archive:
                archive.extractall(Path(temporary) / package.replace("/", "_"), filter="data")
            source = Path(temporary) / package.replace("/", "_") / "package"
            for file in sorted(files):
                target = FONTS / Path(file).name
                subset.main([str(source / file), f"--unicodes={unicodes}", "--layout-features=*", f"--output-file={target}"])
            shutil.copyfile(source / "LICENSE_FONT", FONTS / "LICENSE")
    (FONTS / "VERSIONS").write_text("".join(f"{package}\n" for package in PACKAGES), encoding="utf-8")
    for path in sorted(FONTS.iterdir()):
        print(f"{path.stat().st_size:>9} {path.name}")


if __name__ == "__main__":
    main()
