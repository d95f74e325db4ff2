"""Whether an officer may serve where nominated: the library's rules on rows, and what they found in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.translation import get_language

from releve.eligibility import Finding, judge_pair, rule_book
from releve.model import Verdict
from releve.reference import default_policy
from releve.text import LANGUAGES, Catalogue
from releve_web.demand.mapping import mission_noun, post_line_noun
from releve_web.supply.mapping import officer_noun
from releve_web.supply.models import Nomination, Officer
from releve_web.supply.services.nominations import OVER
from releve_web.supply.showing import ELIGIBLE, VERDICTS

ORDER: Final = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)
"""What stands in the way comes first."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One rule on one nomination, in the reader's language."""

    rule: str
    verdict: Verdict
    says: str
    source: str

    @property
    def word(self) -> str:
        """Return the verdict in a word."""
        return str(VERDICTS[self.verdict][0])

    @property
    def tone(self) -> str:
        """Return the verdict as a tone of pages."""
        return VERDICTS[self.verdict][1].value


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """
    What all rules say of one nomination.

    Attributes
    ----------
    judged
        What is not met first, then what is unknown, then what is met.
    verdict
        Eligible, not, or not known: the weakest of all.
    """

    nomination: Nomination
    judged: tuple[Judged, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the weakest verdict."""
        found = {one.verdict for one in self.judged}
        return next(verdict for verdict in ORDER if verdict in found or verdict is Verdict.MET)

    @property
    def word(self) -> str:
        """Return the verdict in a word."""
        return str(ELIGIBLE[self.verdict])

    @property
    def tone(self) -> str:
        """Return the verdict as a tone of pages."""
        return VERDICTS[self.verdict][1].value

    @property
    def against(self) -> tuple[Judged, ...]:
        """Return what is not met or not known."""
        return tuple(one for one in self.judged if one.verdict is not Verdict.MET)


def judge_nominations(officer: Officer, nominations: Iterable[Nomination]) -> list[Eligibility]:
    """
    Return what the rules say of an officer's open nominations to post lines; one for a profile waits for a line.

    Parameters
    ----------
    nominations
        With ``post_line`` and ``post_line__mission`` fetched.
    """
    rows = [one for one in nominations if one.post_line is not None and one.stage not in OVER]
    noun = officer_noun(officer, nominated_for={one.post_line.post_id for one in rows if one.post_line})
    thresholds = default_policy().thresholds
    speak = catalogue(get_language() or "en")
    judged = []
    for one in rows:
        assert one.post_line is not None  # noqa: S101 -- chosen above
        line, mission = post_line_noun(one.post_line), mission_noun(one.post_line.mission)
        found = judge_pair(noun, line, mission, thresholds, rules=rule_book())
        told = sorted((_told(finding, speak) for finding in found), key=lambda item: ORDER.index(item.verdict))
        judged.append(Eligibility(nomination=one, judged=tuple(told)))
    return judged


def _told(finding: Finding, speak: Catalogue) -> Judged:
    return Judged(
        rule=speak.rule_name(finding.rule), verdict=Verdict(finding.verdict), says=speak.finding(finding), source=finding.source or ""
    )


@cache
def catalogue(language: str) -> Catalogue:
    """Return the library's catalogue for pages in a language, English where it has none."""
    lang = language.partition("-")[0]
    return Catalogue.load(lang if lang in LANGUAGES else "en").for_pages()
