"""The communiqué reader: a press text in, a draft meeting record with the spans it was read from out (communiqué contract)."""
