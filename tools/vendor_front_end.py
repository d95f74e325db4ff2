"""
Renew what pages bring along from others: Bootstrap's two builds, htmx, the fonts cut to our scripts, a sprite of the icons used.

Run it after a version or a list below has changed. It needs npm, and fontTools with brotli to cut the fonts::

    python3 -m venv .venv-fonts && .venv-fonts/bin/pip install fonttools brotli && .venv-fonts/bin/python tools/vendor_front_end.py

Pages load nothing from anybody else's server, so a new version arrives only by this script and a commit.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from fontTools import subset

VENDOR = Path(__file__).parent.parent / "src/releve_web/static/vendor"
PACKAGES = {
    "bootstrap": "5.3.9",
    "htmx.org": "2.0.11",
    "bootstrap-icons": "1.13.2",
    "@fontsource-variable/noto-sans": "5.3.0",
    "@fontsource-variable/noto-sans-arabic": "5.3.0",
}
FONTS = {
    "noto-sans-latin.woff2": (
        "@fontsource-variable/noto-sans",
        "noto-sans-latin-wght-normal.woff2",
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD",
    ),
    "noto-sans-latin-ext.woff2": (
        "@fontsource-variable/noto-sans",
        "noto-sans-latin-ext-wght-normal.woff2",
        "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+0218-021B,U+0259,U+02BE-02BF,U+1E00-1E9F",
    ),
    "noto-sans-arabic.woff2": (
        "@fontsource-variable/noto-sans-arabic",
        "noto-sans-arabic-arabic-wght-normal.woff2",
        "U+0600-06FF,U+0750-077F,U+200B-200E,U+2010-2011,U+204F,U+FDFC",
    ),
}
ICONS = """
archive arrow-counterclockwise arrow-down arrow-left arrow-left-right arrow-repeat arrow-right arrow-up bell bookmark
bookmark-plus box-arrow-right building calendar-event chat-left-text check check-circle check-lg chevron-down chevron-left
chevron-right circle circle-half clipboard-check clock clock-history cloud-arrow-up compass copy diagram-3 download envelope
exclamation-circle exclamation-triangle eye file-earmark-arrow-down file-earmark-arrow-up file-earmark-spreadsheet
file-earmark-text flag funnel gear geo-alt globe2 grid hourglass-split house inbox info-circle journal-text key layers link-45deg
list list-check lock megaphone moon-stars paperclip pencil people person person-badge person-check person-plus person-vcard
plus-lg printer question-circle search send shield-check shield-lock slash-circle sliders sun three-dots trash unlock upload
x-circle x-lg
""".split()  # noqa: SIM905 -- a list of eighty quoted words is no easier to read


def fetch(folder: Path) -> dict[str, Path]:
    """Return where each package was unpacked; npm checks what it fetches against the registry's digests."""
    places = {}
    for name, version in PACKAGES.items():
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"{name}@{version}"],  # noqa: S607 -- a developer's npm
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        with tarfile.open(folder / packed) as archive:
            archive.extractall(folder / packed.removesuffix(".tgz"), filter="data")
        places[name] = folder / packed.removesuffix(".tgz") / "package"
    return places


def copy_text(source: Path, target: Path) -> None:
    """Copy a style sheet or a script without its pointer to a source map: hashing file names would follow it and fail."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"^\s*(/\*#|//#)\s*sourceMappingURL=.*$", "", source.read_text(encoding="utf-8"), flags=re.MULTILINE)
    target.write_text(text.rstrip() + "\n", encoding="utf-8")


def copy_licence(source: Path, target: Path) -> None:
    """Copy a licence beside what it covers."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "LICENSE", target / "LICENSE")


def cut_font(source: Path, target: Path, unicodes: str) -> None:
    """Cut a font to some characters; shaping stays whole, or Arabic would fall apart into letters."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.main([str(source), f"--unicodes={unicodes}", "--layout-features=*", "--flavor=woff2", f"--output-file={target}"])


def write_sprite(source: Path, target: Path) -> None:
    """Write one file that holds a symbol for each icon."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    symbols = []
    for name in ICONS:
        drawing = ET.parse(source / "icons" / f"{name}.svg").getroot()  # noqa: S314 -- npm checked it
        inside = "".join(ET.tostring(child, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "") for child in drawing)
        inside = re.sub(r">\s+<", "><", inside).strip()
        symbols.append(f'<symbol id="{name}" viewBox="{drawing.get("viewBox")}">{inside}</symbol>')
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n", encoding="utf-8")


def main() -> None:
    """Renew the folder."""
    with tempfile.TemporaryDirectory() as temporary:
        places = fetch(Path(temporary))
        shutil.rmtree(VENDOR, ignore_errors=True)
        for build in ("bootstrap.min.css", "bootstrap.rtl.min.css"):
            copy_text(places["bootstrap"] / "dist/css" / build, VENDOR / "bootstrap" / build)
        copy_licence(places["bootstrap"], VENDOR / "bootstrap")
        copy_text(places["htmx.org"] / "dist/htmx.min.js", VENDOR / "htmx/htmx.min.js")
        copy_licence(places["htmx.org"], VENDOR / "htmx")
        for name, (package, file, unicodes) in FONTS.items():
            cut_font(places[package] / "files" / file, VENDOR / "fonts" / name, unicodes)
        copy_licence(places["@fontsource-variable/noto-sans"], VENDOR / "fonts")
        write_sprite(places["bootstrap-icons"], VENDOR / "icons/icons.svg")
        copy_licence(places["bootstrap-icons"], VENDOR / "icons")
    lines = [f"{name} {version}" for name, version in PACKAGES.items()]
    (VENDOR / "VERSIONS").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for path in sorted(VENDOR.rglob("*")):
        if path.is_file():
            print(f"{path.stat().st_size:>8} {path.relative_to(VENDOR)}")


if __name__ == "__main__":
    sys.exit(main())
