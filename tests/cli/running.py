"""Runs commands in this process, as the installed program runs them."""

from dataclasses import dataclass

import pytest

from releve.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    code: int | str | None
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Ran:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return Ran(left.value.code, printed.out, printed.err)
