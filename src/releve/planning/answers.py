"""What a plan does for each commitment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from releve.commitments import Fulfilment, OfficerFacts, fulfil
from releve.eligibility.bits import are_set
from releve.model import Officer
from releve.planning.register_part import RegisterPart
from releve.planning.standing import NOWHERE, Standing


def fulfil_commitments(standing: Standing) -> tuple[Fulfilment, ...]:
    """Return the fulfilment of every commitment of the snapshot, in the order of their rows."""
    snapshot = standing.snapshot
    nominated = {nomination.officer_id for nomination in snapshot.nominations if nomination.commitment is not None}
    # An officer who serves need not stand in the register any more; gender and country are known all the same.
    facts = {
        deployment.officer_id: OfficerFacts(
            officer=Officer(officer_id=deployment.officer_id, country=deployment.country, gender=deployment.gender),
            eligible=False,
            proposed_for=None,
            deployed=True,
        )
        for deployment in snapshot.deployments
        if deployment.officer_id in nominated
    }
    registered = np.array(sorted(snapshot.officer_idx[name] for name in nominated if name in snapshot.officer_idx), np.intp)
    eligible = _eligible_somewhere(standing, registered)
    for i, is_eligible in zip(registered, eligible, strict=True):
        at = int(standing.placed_at[i])
        post = None if at == NOWHERE else snapshot.posts[at]
        facts[snapshot.officers.officer_id[i]] = OfficerFacts(
            officer=snapshot.officers.officer(int(i)),
            eligible=bool(is_eligible),
            proposed_for=None if post is None else snapshot.mission_of(post).kind,
            proposed_at=None if post is None else post.post_id,
            deployed=bool(standing.serving[i]),
        )
    return tuple(fulfil(commitment, snapshot.nominations, facts) for commitment in snapshot.commitments)


def _eligible_somewhere(standing: Standing, officers: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return who of these officers no rule keeps out of at least one line; shape ``(n_nominated,)``."""
    part = RegisterPart(standing.register, officers.astype(np.int64))
    found = np.zeros_like(part.everyone)
    for j in range(len(standing.snapshot.posts) if len(officers) else 0):
        found |= part.eligible(j)
    return are_set(found, np.arange(len(officers)))
