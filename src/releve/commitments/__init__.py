"""What was promised or asked between partners, and how far it is fulfilled."""

from releve.commitments.fulfilment import KIND_ASKED, STAGES, Degree, Fulfilment, NeedMet, OfficerFacts, Stage, fulfil, fulfilment_rows

__all__ = ["KIND_ASKED", "STAGES", "Degree", "Fulfilment", "NeedMet", "OfficerFacts", "Stage", "fulfil", "fulfilment_rows"]
