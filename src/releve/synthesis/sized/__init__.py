"""Synthetic registers of any of four sizes, for measuring the planner; drawn by column, up to a million officers."""

from releve.synthesis.sized.folder import RegisterFacts, TableFormat, register_files
from releve.synthesis.sized.register import synthesise_register
from releve.synthesis.sized.sizes import EXTENTS, Extent, Knob, Size

__all__ = ["EXTENTS", "Extent", "Knob", "RegisterFacts", "Size", "TableFormat", "register_files", "synthesise_register"]
