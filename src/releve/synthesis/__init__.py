"""Labelled synthetic folders, drawn by a seed from published totals; never a real officer."""

from releve.synthesis.example import DEFAULT_SEED, build_tables, marrakech_files, synthesise_marrakech

__all__ = ["DEFAULT_SEED", "build_tables", "marrakech_files", "synthesise_marrakech"]
