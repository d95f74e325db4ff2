"""What a plan does for each commitment."""

from __future__ import annotations

import numpy as np

from releve.commitments import Fulfilment, OfficerFacts, fulfil
from releve.planning.standing import NOWHERE, Standing


def fulfil_commitments(standing: Standing) -> tuple[Fulfilment, ...]:
    """Return the fulfilment of every commitment of the snapshot, in the order of their rows."""
    snapshot = standing.snapshot
    with_pairs = np.bincount(standing.problem.pairs.officer_idx, minlength=len(snapshot.officers)) > 0
    facts = {}
    for officer_id in {nomination.officer_id for nomination in snapshot.nominations}:
        i = snapshot.officer_idx.get(officer_id)
        if i is None:
            continue
        at = int(standing.placed_at[i])
        facts[officer_id] = OfficerFacts(
            officer=snapshot.officers.officer(i),
            eligible=bool(with_pairs[i]),
            proposed_for=None if at == NOWHERE else snapshot.mission_of(snapshot.posts[at]).kind,
            deployed=bool(standing.serving[i]),
        )
    return tuple(fulfil(commitment, snapshot.nominations, facts) for commitment in snapshot.commitments)
