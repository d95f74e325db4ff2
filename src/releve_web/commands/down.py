"""`releve down`: stops the web system of this machine, and what a killed one has left."""

import os
import signal
import time
from typing import Annotated, Final

import typer

from releve.cli.console import Language, print_json, print_lines
from releve.cli.options import json_option, lang_option
from releve.text import Catalogue
from releve_web.commands.database import runs_privately
from releve_web.commands.errors import NotStoppedError
from releve_web.commands.extra import require_web
from releve_web.commands.service import Running, Service
from releve_web.commands.serving import recover
from releve_web.postgres import cluster_of, data_folder

STOP_S: Final = 90.0
STEP_S: Final = 0.1


def register(app: typer.Typer, catalogue: Catalogue) -> None:
    """Add the command to the program."""

    @app.command(
        help=catalogue.text("Stop the web system of this machine."), epilog=catalogue.text("Example: {command}", command="releve down")
    )
    def down(
        as_json: Annotated[bool, json_option(catalogue)] = False,
        lang: Annotated[Language, lang_option(catalogue)] = Language(catalogue.lang),
    ) -> None:
        speak = Catalogue.load(lang)
        require_web()
        stopped = stop(Service(data_folder()))
        if as_json:
            print_json({"stopped": stopped})
        else:
            print_lines([speak.text("Stopped.") if stopped else speak.text("It does not run.")])


def stop(service: Service) -> bool:
    """
    Return whether there was something to stop, after stopping it.

    Raises
    ------
    NotStoppedError
        If the running system goes on.
    """
    running = service.running()
    if running is not None:
        _stop_running(service, running)
        return True
    return stop_leftovers(service)


def stop_leftovers(service: Service) -> bool:
    """Return whether a killed system had left processes or a database, after ending them."""
    if not service.places.data.is_dir():
        return False
    with service.held():
        had_left = service.told() is not None
        recover(service)
        runs = runs_privately(service.places.data)
        if runs:
            cluster_of(service.places.data).stop()
    return had_left or runs


def _stop_running(service: Service, running: Running) -> None:
    os.kill(running.pid, signal.SIGTERM)
    end = time.monotonic() + STOP_S
    while service.is_held():
        if time.monotonic() > end:
            raise NotStoppedError(pid=running.pid)
        time.sleep(STEP_S)
