"""Everything the engines see: one frozen picture of a folder, or of the database, as of a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

import numpy as np

from releve.model.engagement import BilateralMeeting, Commitment, Nomination, Participant, Partner
from releve.model.nouns import Decision, Deployment, Mission, PostLine, PreviousPair, Waiver
from releve.model.officers import OfficerTable
from releve.model.policy import Policy


@dataclass(frozen=True, kw_only=True, eq=False)
class Snapshot:
    """
    A folder as of ``policy.as_of``; engines take it and return values, and never look anywhere else.

    Attributes
    ----------
    missions, posts, deployments
        Sorted by key.
    officers
        Sorted by key, by column.
    previous, decisions, waivers
        In the order of their rows, repeated rows already dropped.
    partners, meetings, participants, commitments, nominations
        The engagement tables; empty where the folder has none. ``has_commitments`` tells an empty file from none.
    digests
        SHA-256 of every input file, by name, as hexadecimal.
    extra_columns
        Columns that no contract names, kept as text: table -> column -> cells in the order of the sender's rows.
    without_commitments
        Commitments whose nominations were left out on purpose (see :meth:`leave_out_commitments`).
    """

    policy: Policy
    missions: tuple[Mission, ...]
    posts: tuple[PostLine, ...]
    officers: OfficerTable
    deployments: tuple[Deployment, ...] = ()
    previous: tuple[PreviousPair, ...] = ()
    decisions: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    partners: tuple[Partner, ...] = ()
    meetings: tuple[BilateralMeeting, ...] = ()
    participants: tuple[Participant, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    nominations: tuple[Nomination, ...] = ()
    digests: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    extra_columns: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: MappingProxyType({}))
    without_commitments: tuple[str, ...] = ()

    @cached_property
    def mission_by_name(self) -> Mapping[str, Mission]:
        """Return the missions by acronym."""
        return MappingProxyType({mission.mission: mission for mission in self.missions})

    @cached_property
    def mission_idx(self) -> Mapping[str, int]:
        """Return the position of each mission in ``missions``."""
        return MappingProxyType({mission.mission: i for i, mission in enumerate(self.missions)})

    @cached_property
    def post_idx(self) -> Mapping[str, int]:
        """Return the position of each post line in ``posts``."""
        return MappingProxyType({post.post_id: j for j, post in enumerate(self.posts)})

    @cached_property
    def officer_idx(self) -> Mapping[str, int]:
        """Return the position of each officer in ``officers``."""
        return MappingProxyType({officer_id: i for i, officer_id in enumerate(self.officers.officer_id)})

    def mission_of(self, post: PostLine) -> Mission:
        """Return the mission of a post line."""
        return self.mission_by_name[post.mission]

    def leave_out_commitments(self, commitments: Collection[str]) -> Snapshot:
        """
        Return the snapshot without the officers who were nominated *only* in answer to these commitments.

        Their rows in ``previous``, ``decisions`` and ``waivers`` go too, and so do these nominations; the commitments stay.
        """
        dropped = [n for n in self.nominations if n.commitment in commitments]
        staying = {n.officer_id for n in self.nominations if n.commitment not in commitments}
        gone = {n.officer_id for n in dropped} - staying
        kept = np.array([i for i, officer_id in enumerate(self.officers.officer_id) if officer_id not in gone], np.intp)
        return replace(
            self,
            officers=self.officers.take(kept),
            previous=tuple(p for p in self.previous if p.officer_id not in gone),
            decisions=tuple(d for d in self.decisions if d.officer_id not in gone),
            waivers=tuple(w for w in self.waivers if w.officer_id not in gone),
            nominations=tuple(n for n in self.nominations if n.commitment not in commitments),
            without_commitments=tuple(sorted({*self.without_commitments, *commitments})),
        )
