"""A whole synthetic register as a snapshot: its size, its seed and its knob decide everything."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from releve.model import Policy, Snapshot
from releve.reference import default_policy
from releve.synthesis.sized.countries import draw_senders
from releve.synthesis.sized.decided import with_decided
from releve.synthesis.sized.draws import ColumnDraws
from releve.synthesis.sized.missions import draw_missions
from releve.synthesis.sized.officers import draw_officers
from releve.synthesis.sized.posts import draw_lines
from releve.synthesis.sized.serving import draw_serving
from releve.synthesis.sized.sizes import EXTENTS, SETTINGS, Knob, Settings, Size


def synthesise_register(size: Size, *, seed: int, knob: Knob = Knob.PLAIN) -> Snapshot:
    """
    Return a synthetic register; the same size, seed and knob give the same one on every machine.

    Parameters
    ----------
    size
        Numbers of officers, lines, seats and missions: :data:`releve.synthesis.EXTENTS`.
    seed
        Integer >= 0.
    knob
        What is made hard. The knob moves what it names, and no other column.

    Returns
    -------
    Snapshot
        Every pin holds. Nobody in it is real: whoever writes it down labels it so, as :func:`releve.synthesis.register_files` does.
    """
    extent, settings = EXTENTS[size], SETTINGS[knob]

    def draws(table: str) -> ColumnDraws:
        return ColumnDraws(seed=seed, name=f"{size} {table}")

    senders = draw_senders(draws("countries"), extent, settings)
    missions = draw_missions(draws("missions"), extent.missions, senders)
    lines = draw_lines(draws("posts"), extent, settings, missions)
    officers = draw_officers(draws("officers"), extent, settings, senders, missions, lines)
    snapshot = Snapshot(
        policy=_policy(settings),
        missions=missions.missions,
        posts=lines.posts,
        officers=officers,
        deployments=draw_serving(draws("deployments"), extent, senders, missions, lines, officers),
    )
    return with_decided(draws("decided"), snapshot)


def _policy(settings: Settings) -> Policy:
    policy = default_policy()
    if settings.national_cap is not None:
        policy = replace(policy, national_cap=settings.national_cap)
    if settings.women_target is not None:
        policy = replace(policy, women_target=MappingProxyType(dict.fromkeys(policy.women_target, settings.women_target)))
    return policy
