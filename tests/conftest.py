"""
What all tests share. Standing here, this file also lets every test import `factories`.

Hypothesis draws the same examples in every run and sets no deadline: a busy machine never turns a right answer into a failure.
"""

import os
import signal

from hypothesis import settings

os.environ.setdefault("RELEVE_ENV", "test")

# A shell that starts the tests in the background has them ignore Ctrl-C, and every process that they start with them;
# the tests of interruptions need it heard.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("releve", deadline=None, derandomize=True)
settings.load_profile("releve")
