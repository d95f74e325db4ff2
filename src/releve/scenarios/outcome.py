"""What solving one scenario gives, as values that any process can send to another."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from releve.errors import Problem
from releve.model import SolveStatus
from releve.planning import ObjectiveValue
from releve.scenarios.hands import Hands


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """
    The plan of a scenario.

    Attributes
    ----------
    asks
        What the scenario asked for, one ``key = value`` each.
    objective, bound, relative_gap
        As in :class:`releve.planning.Result`, under the policy of the scenario.
    plan
        Officer and line of each assignment, by line, then by officer.
    shortfall_by_folder_targets
        Women missing by the targets of the folder, whatever those of the scenario are: what can be compared with the base.
    concentration
        See :func:`releve.scenarios.concentration.concentration`.
    hands
        What changes hands against the base; None for the base itself.
    """

    name: str
    asks: tuple[str, ...] = ()
    status: SolveStatus
    objective: ObjectiveValue
    bound: ObjectiveValue
    relative_gap: tuple[float, ...]
    plan: tuple[tuple[str, str], ...]
    shortfall_by_folder_targets: int
    concentration: Fraction
    hands: Hands | None = None

    @property
    def filled(self) -> int:
        """Return the seats filled, of all priorities."""
        return sum(self.objective.filled)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A scenario that cannot be planned, since decisions of the folder cannot hold in it; ``problems`` says which."""

    name: str
    problems: tuple[Problem, ...]
