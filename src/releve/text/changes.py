"""What one change would mend: the words of near misses."""

from __future__ import annotations

from collections.abc import Iterator

from releve.text.messages.near_misses import (
    EDUCATION_RAISED,
    GRADE_CHANGED,
    LANGUAGE_GAINED,
    LANGUAGE_RAISED,
    SERVICE_GAINED,
    SKILLS_GAINED,
    STATE_CHANGED,
    STATES,
)
from releve.text.names import Names

NOTHING = "-"
"""What stands in a table for a level or a skill that is not there."""


class Changes(Names):
    """The near misses of one language."""

    def near_miss(self, rule: str, from_: str | None, to: str | None) -> str:
        """Return from what to what one fact would have to change, the rule named: ``French B1 → B2``, ``Passport: … → …``."""
        before, after = from_ or NOTHING, to or NOTHING
        if before in STATES or after in STATES:
            return self.text(STATE_CHANGED, rule=rule, before=self.state(rule, before), after=self.state(rule, after))
        if rule == "language":
            return self.enumeration(self._language_changes(before, after))
        if rule == "skill":
            return self.text(SKILLS_GAINED, skills=tuple(after.split(";")))
        if rule == "rank":
            return self.text(GRADE_CHANGED, before=before, after=after)
        if rule == "education":
            return self.text(EDUCATION_RAISED, before=before, after=after)
        if rule == "service" and after.isdecimal():
            return self.sentence(SERVICE_GAINED, {"before": before, "after": int(after)})
        return self.text(STATE_CHANGED, rule=rule, before=before, after=after)

    def state(self, rule: str, code: str) -> str:
        """Return a state in words, those of the rule where it has its own; the code itself where it has none."""
        return self.named(STATES, f"{rule}.{code}" if f"{rule}.{code}" in STATES else code)

    def _language_changes(self, before: str, after: str) -> Iterator[str]:
        held = dict(entry.partition(":")[::2] for entry in before.split(";"))
        for entry in after.split(";"):
            tag, _, level = entry.partition(":")
            if held.get(tag, NOTHING) == NOTHING:
                yield self.text(LANGUAGE_GAINED, language=tag, after=level)
            else:
                yield self.text(LANGUAGE_RAISED, language=tag, before=held[tag], after=level)
