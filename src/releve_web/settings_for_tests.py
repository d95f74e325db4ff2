"""
The settings, as tests need them.

``RELEVE_ENV`` must be set before the settings are read, and the tests' framework reads them before any file of the tests is loaded.
"""

import os

os.environ.setdefault("RELEVE_ENV", "test")

from releve_web.settings import *  # noqa: F403 -- all of them
