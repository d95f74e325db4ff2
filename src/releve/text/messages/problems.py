"""
Sentences of the problems of the inputs, by code: what is wrong, what is expected and what to do.

A key that ends in ``-name`` holds the sentence for the case that the value ``name`` of the data is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence
from releve.text.messages.problems_assembly import ASSEMBLY_PROBLEMS
from releve.text.messages.problems_cells import CELL_PROBLEMS
from releve.text.messages.problems_communique import COMMUNIQUE_PROBLEMS
from releve.text.messages.problems_files import FILE_PROBLEMS
from releve.text.messages.problems_planning import PLANNING_PROBLEMS
from releve.text.messages.problems_reference import REFERENCE_PROBLEMS
from releve.text.messages.problems_scenarios import SCENARIO_PROBLEMS
from releve.text.messages.problems_verification import VERIFICATION_PROBLEMS

PROBLEMS: Final[Mapping[str, Sentence]] = {
    **FILE_PROBLEMS,
    **CELL_PROBLEMS,
    **COMMUNIQUE_PROBLEMS,
    **REFERENCE_PROBLEMS,
    **PLANNING_PROBLEMS,
    **SCENARIO_PROBLEMS,
    **VERIFICATION_PROBLEMS,
    **ASSEMBLY_PROBLEMS,
}
