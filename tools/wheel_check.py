"""
Try a built wheel as a stranger would: in an empty environment, in an empty folder, without this repository.

``python tools/wheel_check.py DIST/releve-*.whl`` says what lacks and ends with 1, or says what it tried.
"""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.running_system import running_system

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements/web.lock"


def main(wheel: Path) -> None:
    """Check what the wheel holds, then that it checks the example and brings up the pages."""
    lacking = missing_files(wheel)
    if lacking:
        raise SystemExit("\n".join(["The wheel lacks:", *lacking]))
    with tempfile.TemporaryDirectory(prefix="releve-wheel-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        environ = {key: value for key, value in os.environ.items() if not key.startswith(("RELEVE_", "DATABASE_", "PYTHON", "DJANGO_"))}

        def ran(*command: str | Path) -> str:
            done = subprocess.run([str(word) for word in command], cwd=home, env=environ, capture_output=True, text=True, check=False)
            if done.returncode:
                said = f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
                raise SystemExit(said)
            return done.stdout

        ran(sys.executable, "-m", "venv", home / "env")
        pip = (home / "env/bin/python", "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
        ran(*pip, "--require-hashes", "-r", LOCK)
        ran(*pip, "--no-deps", wheel.resolve())
        releve = home / "env/bin/releve"
        print(ran(releve, "--version").strip())
        ran(releve, "synthesise", "example")
        ran(releve, "check", "example", "--lang", "ar")
        ran(releve, "plan", "example", "--out", "plan")
        ran(releve, "verify", "plan")
        print(f"planned and verified: {json.loads((home / 'plan/plan.json').read_text('utf-8'))['status']}")
        with running_system(releve=releve) as answer:
            print(f"pages: {answer['address']}")


def missing_files(wheel: Path) -> list[str]:
    """Return the files that the repository keeps under ``src`` and the wheel does not hold."""
    kept = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")  # noqa: S607 - git
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    sources = {".po", ".pot"}  # what catalogues are compiled from
    return sorted(name for path in kept if path and Path(path).suffix not in sources and (name := path.removeprefix("src/")) not in held)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
