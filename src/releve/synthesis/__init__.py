"""Labelled synthetic folders: the example drawn from published totals, and registers of four sizes; never a real officer."""

from releve.synthesis.example import DEFAULT_SEED, build_tables, marrakech_files, synthesise_marrakech
from releve.synthesis.sized import EXTENTS, Extent, Knob, Size, synthesise_register

__all__ = [
    "DEFAULT_SEED",
    "EXTENTS",
    "Extent",
    "Knob",
    "Size",
    "build_tables",
    "marrakech_files",
    "synthesise_marrakech",
    "synthesise_register",
]
