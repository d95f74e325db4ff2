"""
The command line: one file a command, each of which parses, calls the library and prints.

Commands register through the entry-point group ``releve.commands``, so that the web system, or a third party, adds its own.
"""

from releve.cli.app import main

__all__ = ["main"]
