"""
What all tests share. Standing here, this file also lets every test import `factories`.

Hypothesis draws the same examples in every run and sets no deadline: a busy machine never turns a right answer into a failure.
"""

import os
import signal

import pytest
from hypothesis import settings

os.environ.setdefault("RELEVE_ENV", "test")

# A shell that starts the tests in the background has them ignore Ctrl-C, and every process that they start with them;
# the tests of interruptions need it heard.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ``make journeys`` ask for the tests that need a browser."""
    parser.addoption("--journeys", action="store_true", help="run the journeys through the pages, in a browser")


settings.register_profile("releve", deadline=None, derandomize=True)
settings.load_profile("releve")
