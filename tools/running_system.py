"""The whole system on a free port, started by its own command: for journeys through the pages, and for pictures of them."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

STOP_S: Final = 60


@contextmanager
def running_system(*options: str, releve: Path | None = None) -> Iterator[dict[str, Any]]:
    """
    Yield what ``releve up --json`` says once it is ready, its address and the accounts of the example, and under ``data`` its folder.

    Its folder is its own and gone afterwards, and nothing of the caller's environment names another database.

    Raises
    ------
    RuntimeError
        When it ended before it was ready; with all that it said.
    """
    data = Path(tempfile.mkdtemp(prefix="releve-running-"))
    data.chmod(0o755)  # the server's own account passes through
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("RELEVE_", "DATABASE_", "DJANGO_"))}
    command = [str(releve or Path(sys.executable).with_name("releve")), "up", "--json", "--port", str(port), *options]
    process = subprocess.Popen(command, env={**environment, "RELEVE_DATA": str(data)}, stdout=subprocess.PIPE, text=True)
    try:
        yield {**_first_answer(process), "data": data}
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
        shutil.rmtree(data, ignore_errors=True)


def _first_answer(process: "subprocess.Popen[str]") -> dict[str, Any]:
    said = ""
    for line in process.stdout or ():
        said += line
        try:
            answer = json.loads(said)
        except json.JSONDecodeError:
            continue
        if "address" in answer:
            return dict(answer)
    message = f"releve up ended with {process.wait()}: {said}"
    raise RuntimeError(message)
