"""What the officers of a synthetic register can do: languages, the languages of their assessment, skills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from releve.model import Level
from releve.synthesis.sized.countries import Senders
from releve.synthesis.sized.draws import ColumnDraws
from releve.synthesis.sized.niches import RARE_SKILLS
from releve.synthesis.sized.posts import LEVEL_SKILL, RARE_LANGUAGES, Lines
from releve.synthesis.sized.sizes import Settings
from releve.synthesis.sources import skill_shares

MAIN_LEVELS: Final = {Level.B2: 0.15, Level.C1: 0.35, Level.C2: 0.50}
OTHER_LEVELS: Final = {Level.A1: 0.08, Level.A2: 0.15, Level.B1: 0.27, Level.B2: 0.30, Level.C1: 0.15, Level.C2: 0.05}
TAUGHT_LEVELS: Final = {Level.B1: 0.25, Level.B2: 0.40, Level.C1: 0.25, Level.C2: 0.10}
"""English of officers whose service speaks no language of the missions."""
AS_FOREIGN: Final = {"en": 0.55, "fr": 0.14, "es": 0.06, "ar": 0.04, "pt": 0.03, "sw": 0.03, "ln": 0.015, "ru": 0.02}
"""Share of officers who speak a language that is not that of their service."""
RARELY_SPOKEN: Final = 0.006
"""Share of officers who speak each rare language."""
ASSESSED: Final = ("en", "fr", "es", "ar", "pt")


@dataclass(frozen=True, kw_only=True, eq=False)
class Abilities:
    """
    Languages and skills by column, as in :class:`releve.model.OfficerTable`; no cell is blank yet.

    Attributes
    ----------
    tags, level, assessed
        Tags, sorted; level and whether assessed, shape ``(n_officers, n_tags)``.
    codes, held
        Codes of skills, sorted; shape ``(n_officers, n_skills)``.
    """

    tags: tuple[str, ...]
    level: NDArray[np.int8]
    assessed: NDArray[np.bool_]
    codes: tuple[str, ...]
    held: NDArray[np.bool_]


def draw_abilities(
    draws: ColumnDraws, settings: Settings, senders: Senders, country: NDArray[np.int32], lines: Lines, holder: NDArray[np.int32]
) -> Abilities:
    """Return what each officer can do; ``country`` holds ranks of senders, ``holder`` lines of rare profiles: shape ``(n_officers,)``."""
    shares = {**AS_FOREIGN, **dict.fromkeys(RARE_LANGUAGES, RARELY_SPOKEN)}
    tags = tuple(sorted(shares))
    n = len(country)
    level = np.zeros((n, len(tags)), np.int8)
    assessed = np.zeros((n, len(tags)), np.bool_)
    for t, tag in enumerate(tags):
        native = np.array([language == tag for language in senders.languages])[country]
        level[:, t] = _levels(draws, tag, n, native, shares[tag], settings)
        if tag in ASSESSED:
            # Who speaks a language at B1 was mostly assessed in it; in the own language always.
            assessed[:, t] = (level[:, t] >= Level.B1) & (native | draws.chances(f"assessed in {tag}", n, 0.75))
    english = tags.index("en")
    taught = np.array([language == "other" for language in senders.languages])[country]
    level[:, english] = np.where(taught, _drawn(draws, "taught English", n, TAUGHT_LEVELS), level[:, english])
    assessed[:, english] |= taught & (level[:, english] >= Level.B1)
    codes = tuple(sorted(skill_shares()))
    return Abilities(tags=tags, level=level, assessed=assessed, codes=codes, held=_skills(draws, settings, codes, lines, holder))


def _levels(draws: ColumnDraws, tag: str, n: int, native: NDArray[np.bool_], share: float, settings: Settings) -> NDArray[np.int8]:
    if settings.level_fit:
        spoken = draws.chances(f"speaks {tag}", n, share)
        return np.where(native | spoken, Level.C1, 0).astype(np.int8)
    own = _drawn(draws, f"level in own {tag}", n, MAIN_LEVELS)
    other = _drawn(draws, f"level in {tag}", n, OTHER_LEVELS)
    spoken = draws.chances(f"speaks {tag}", n, share)
    return np.where(native, own, np.where(spoken, other, 0)).astype(np.int8)


def _skills(draws: ColumnDraws, settings: Settings, codes: tuple[str, ...], lines: Lines, holder: NDArray[np.int32]) -> NDArray[np.bool_]:
    n = len(holder)
    shares = skill_shares()
    rare = bool(settings.hard_lines)
    held = np.zeros((n, len(codes)), np.bool_)
    for s, code in enumerate(codes):
        if rare and code in RARE_SKILLS:
            # Position -1, no rare profile, takes the last entry.
            asked = np.array([*(code in post.skills_required and bool(h) for post, h in zip(lines.posts, lines.hard, strict=True)), False])
            held[:, s] = asked[holder]
        elif settings.level_fit and code == LEVEL_SKILL:
            held[:, s] = True
        else:
            held[:, s] = draws.chances(f"holds {code}", n, shares[code])
    return held


def _drawn(draws: ColumnDraws, column: str, n: int, weights: dict[Level, float]) -> NDArray[np.int8]:
    return np.array(tuple(weights), np.int8)[draws.picks(column, n, tuple(weights.values()))]
