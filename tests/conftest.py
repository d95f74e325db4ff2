"""
What all tests share. Standing here, this file also lets every test import `factories`.

Hypothesis draws the same examples in every run and sets no deadline: a busy machine never turns a right answer into a failure.
"""

from hypothesis import settings

settings.register_profile("releve", deadline=None, derandomize=True)
settings.load_profile("releve")
