"""Labelled synthetic folders: the example drawn from published totals, and registers of four sizes; never a real officer."""

from releve.synthesis.assembly import ASSEMBLY_SEED, assembly_files
from releve.synthesis.example import DEFAULT_SEED, build_tables, marrakech_files, synthesise_marrakech
from releve.synthesis.names import SyntheticName, synthetic_name
from releve.synthesis.sized import EXTENTS, Extent, Knob, RegisterFacts, Size, TableFormat, register_files, synthesise_register

__all__ = [
    "ASSEMBLY_SEED",
    "DEFAULT_SEED",
    "EXTENTS",
    "Extent",
    "Knob",
    "RegisterFacts",
    "Size",
    "SyntheticName",
    "TableFormat",
    "assembly_files",
    "build_tables",
    "marrakech_files",
    "register_files",
    "synthesise_marrakech",
    "synthesise_register",
    "synthetic_name",
]
