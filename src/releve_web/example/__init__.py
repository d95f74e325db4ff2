"""The shipped example as rows of the database: the situation of 25 November 2025 in Marrakech, officers synthetic and labelled so."""

from releve_web.example.load import load_example
from releve_web.example.people import ExampleAccount

__all__ = ["ExampleAccount", "load_example"]
