"""Relève: police force generation, from a request for officers to a proven and explained plan."""

__version__ = "0.1.0"
