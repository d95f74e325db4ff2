"""Rules on what the officer can do: languages at their levels, skills. Source: planning contract, "Eligibility"."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.eligibility.finding import Finding, MarginUnit, Rule
from releve.eligibility.verdicts import everyone, verdicts_of
from releve.model import Mission, Officer, OfficerTable, PostLine, Thresholds, Verdict


def judge_language(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether every required language is held at or above its level.

    In the data, ``short`` and ``needed`` list the languages that fall short, as ``fr:B1`` and ``fr:B2``; ``fr:-`` is one not listed.
    Margin: in levels from A1 to C2, of the weakest language, held minus needed; one that is not listed counts as level 0.
    """
    required = tuple(f"{tag}:{level.name}" for tag, level in sorted(post.languages_required.items()))
    data = {"required": required, "short": (), "needed": ()}
    if not required:
        return Finding(rule="language", verdict=Verdict.MET, data=data)
    if officer.languages is None:
        return Finding(rule="language", verdict=Verdict.UNKNOWN, data=data)
    held = officer.languages
    margin = min(int(held.get(tag, 0)) - level for tag, level in post.languages_required.items())
    lacking = [(tag, level) for tag, level in sorted(post.languages_required.items()) if held.get(tag, 0) < level]
    return Finding(
        rule="language",
        verdict=Verdict.MET if margin >= 0 else Verdict.NOT_MET,
        data={
            **data,
            "short": tuple(f"{tag}:{held[tag].name if tag in held else '-'}" for tag, _ in lacking),
            "needed": tuple(f"{tag}:{level.name}" for tag, level in lacking),
        },
        margin=margin,
        unit=MarginUnit.LEVELS,
    )


def screen_language(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_language` for a whole register, shape ``(n_officers,)``."""
    if not post.languages_required:
        return everyone(len(officers), Verdict.MET)
    met = np.ones(len(officers), np.bool_)
    for tag, level in post.languages_required.items():
        met &= officers.levels_of(tag) >= level
    return verdicts_of(met, officers.languages_known)


def judge_skill(officer: Officer, post: PostLine, mission: Mission, thresholds: Thresholds) -> Finding:
    """
    Return whether every required skill is held.

    Margin: none; the data tell which skills are missing.
    """
    required = tuple(sorted(post.skills_required))
    data = {"required": required, "missing": ()}
    if not required:
        return Finding(rule="skill", verdict=Verdict.MET, data=data)
    if officer.skills is None:
        return Finding(rule="skill", verdict=Verdict.UNKNOWN, data=data)
    missing = tuple(code for code in required if code not in officer.skills)
    return Finding(rule="skill", verdict=Verdict.NOT_MET if missing else Verdict.MET, data={**data, "missing": missing})


def screen_skill(officers: OfficerTable, post: PostLine, mission: Mission, thresholds: Thresholds) -> NDArray[np.int8]:
    """Return :func:`judge_skill` for a whole register, shape ``(n_officers,)``."""
    if not post.skills_required:
        return everyone(len(officers), Verdict.MET)
    met = np.ones(len(officers), np.bool_)
    for code in post.skills_required:
        met &= officers.holds_skill(code)
    return verdicts_of(met, officers.skills_known)


language = Rule(
    code="language",
    judge=judge_language,
    screen=screen_language,
    reads=lambda officers, post, mission: frozenset(post.languages_required.items()),
)
skill = Rule(code="skill", judge=judge_skill, screen=screen_skill, reads=lambda officers, post, mission: frozenset(post.skills_required))
