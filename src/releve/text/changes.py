"""What one change would mend: the words of near misses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from releve.text.formats import capital
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
        says = None if before in STATES or after in STATES else self._changes().get(rule)
        if says is not None:
            return says(before, after)
        return self.text(STATE_CHANGED, rule=rule, before=self.state(rule, before), after=self.state(rule, after))

    def state(self, rule: str, code: str) -> str:
        """Return a state in words, those of the rule where it has its own; the code itself where it has none."""
        return self.named(STATES, f"{rule}.{code}" if f"{rule}.{code}" in STATES else code)

    def _changes(self) -> Mapping[str, Callable[[str, str], str]]:
        """Return how the change of a value is said, by rule."""
        return {
            "language": lambda before, after: capital(self.enumeration(self._language_changes(before, after))),
            "skill": lambda _, after: self.text(SKILLS_GAINED, skills=tuple(after.split(";"))),
            "rank": lambda before, after: self.text(GRADE_CHANGED, before=before, after=after),
            "education": lambda before, after: self.text(EDUCATION_RAISED, before=before, after=after),
            "service": self._service_change,
        }

    def _service_change(self, before: str, after: str) -> str:
        if not after.isdecimal():
            return self.text(STATE_CHANGED, rule="service", before=before, after=after)
        return self.sentence(SERVICE_GAINED, {"before": before, "after": int(after)})

    def _language_changes(self, before: str, after: str) -> Iterator[str]:
        held = dict(entry.partition(":")[::2] for entry in before.split(";"))
        for entry in after.split(";"):
            tag, _, level = entry.partition(":")
            if held.get(tag, NOTHING) == NOTHING:
                yield self.text(LANGUAGE_GAINED, language=tag, after=level)
            else:
                yield self.text(LANGUAGE_RAISED, language=tag, before=held[tag], after=level)
