"""How supply stands on pages: stages and verdicts with their tones, validity of papers, officers' columns."""

from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from releve.model import Verdict, add_months
from releve.nominations import UnitCondition, UnitFinding
from releve.reference import default_policy
from releve_web.common.showing import Column, Shown, Tone
from releve_web.demand.words import country_names, grade_name, language_levels, language_name, skill_names
from releve_web.supply.choices import AssessmentResult, Stage
from releve_web.supply.models import Officer

SOON_DAYS: Final = 90
STAGE_TONES: Final = {
    Stage.SELECTED: Tone.GOOD,
    Stage.AMS_CLEARED: Tone.GOOD,
    Stage.RESERVE: Tone.INFO,
    Stage.INTERVIEWED: Tone.INFO,
    Stage.AMS_FAILED: Tone.BAD,
    Stage.NOT_SELECTED: Tone.BAD,
    Stage.DOCUMENT_EXPIRED: Tone.WARN,
}
VERDICTS: Final[dict[Verdict, tuple[StrOrPromise, Tone]]] = {
    Verdict.MET: (gettext_lazy("met"), Tone.GOOD),
    Verdict.NOT_MET: (gettext_lazy("not met"), Tone.BAD),
    Verdict.UNKNOWN: (gettext_lazy("unknown"), Tone.WARN),
}
ELIGIBLE: Final[dict[Verdict, StrOrPromise]] = {
    Verdict.MET: gettext_lazy("Eligible"),
    Verdict.NOT_MET: gettext_lazy("Not eligible"),
    Verdict.UNKNOWN: gettext_lazy("Not known yet"),
}
CONDITIONS: Final[dict[UnitCondition, StrOrPromise]] = {
    UnitCondition.PLEDGED: gettext_lazy("The pledge is registered"),
    UnitCondition.VISITED: gettext_lazy("An assessment and advisory visit took place"),
    UnitCondition.VISIT_IN_DATE: gettext_lazy("The visit is no older than five years"),
    UnitCondition.STRENGTH_KNOWN: gettext_lazy("The strength is stated"),
    UnitCondition.RAPID: gettext_lazy("The unit is available within 60 days"),
}


def stage_tone(row: Any) -> Tone:  # noqa: ANN401 -- a nomination or a step
    """Return the tone of a nomination's stage."""
    return STAGE_TONES.get(Stage(row.stage), Tone.QUIET)


def validity_tone(until: date | None) -> Tone:
    """Return whether a paper has ended, ends soon or holds."""
    today = timezone.localdate()
    if until is None:
        return Tone.QUIET
    if until < today:
        return Tone.BAD
    return Tone.WARN if until <= today + timedelta(days=SOON_DAYS) else Tone.GOOD


def validity(until: date | None) -> str:
    """Return in a word whether a paper holds."""
    words = {Tone.BAD: _("expired"), Tone.WARN: _("expires soon"), Tone.GOOD: _("valid"), Tone.QUIET: ""}
    return words[validity_tone(until)]


def cleared_until(officer: Officer) -> date | None:
    """Return the last day of an officer's clearance under the policy in force."""
    if officer.ams_cleared_on is None:
        return None
    return add_months(officer.ams_cleared_on, default_policy().thresholds.assessment_months.value)


def _words(values: list[str]) -> str:
    return " · ".join(values)


OFFICER_COLUMNS: Final = (
    Column(key="name", label=gettext_lazy("name"), sort="sort_key", value=str, link=lambda row: row.get_absolute_url()),
    Column(key="officer_id", label=gettext_lazy("key"), priority=2),
    Column(key="partner_id", label=gettext_lazy("partner"), shown=Shown.CODES),
    Column(key="gender", label=gettext_lazy("gender"), priority=3),
    Column(key="birth_date", label=gettext_lazy("date of birth"), shown=Shown.DAY, sort="birth_date", priority=3),
    Column(key="rank", label=gettext_lazy("grade"), shown=Shown.NUMBER, priority=3),
    Column(key="languages", label=gettext_lazy("languages"), shown=Shown.CODES),
    Column(key="cleared_until", label=gettext_lazy("assessment valid until"), shown=Shown.DAY, value=cleared_until, priority=2),
    Column(key="passport_expires_on", label=gettext_lazy("passport until"), shown=Shown.DAY, priority=3),
    Column(key="available_from", label=gettext_lazy("available from"), shown=Shown.DAY, priority=2),
)
PERSON: Final = (
    Column(key="officer_id", label=gettext_lazy("key")),
    Column(key="partner", label=gettext_lazy("partner")),
    Column(key="name_ar", label=gettext_lazy("name in Arabic script")),
    Column(key="gender", label=gettext_lazy("gender")),
    Column(key="birth_date", label=gettext_lazy("date of birth"), shown=Shown.DAY),
    Column(key="service_since", label=gettext_lazy("in service since"), shown=Shown.DAY),
    Column(key="rank", label=gettext_lazy("grade"), value=lambda row: grade_name(row.rank)),
    Column(key="rank_title", label=gettext_lazy("national rank")),
    Column(key="education", label=gettext_lazy("education")),
    Column(key="active_service", label=gettext_lazy("in active service"), shown=Shown.YES_NO),
    Column(key="retired_on", label=gettext_lazy("retired on"), shown=Shown.DAY),
    Column(key="un_missions", label=gettext_lazy("earlier missions"), shown=Shown.NUMBER),
    Column(key="last_repatriated_on", label=gettext_lazy("last repatriated on"), shown=Shown.DAY),
    Column(key="available_from", label=gettext_lazy("available from"), shown=Shown.DAY),
    Column(key="available_until", label=gettext_lazy("available until"), shown=Shown.DAY),
)
ABILITIES: Final = (
    Column(key="languages", label=gettext_lazy("languages"), value=lambda row: _words(language_levels(row.languages))),
    Column(key="skills", label=gettext_lazy("skills"), value=lambda row: _words(skill_names(row.skills))),
)
CLEARANCE: Final = (
    Column(key="ams_cleared_on", label=gettext_lazy("assessment for mission service passed on"), shown=Shown.DAY),
    Column(key="cleared_until", label=gettext_lazy("assessment valid until"), shown=Shown.DAY, value=cleared_until),
    Column(
        key="ams_languages",
        label=gettext_lazy("languages of the assessment"),
        value=lambda row: _words([language_name(tag) for tag in row.ams_languages]),
    ),
    Column(key="assessment_score", label=gettext_lazy("score of the assessment"), shown=Shown.NUMBER),
    Column(key="driving_passed", label=gettext_lazy("driving test passed"), shown=Shown.YES_NO),
    Column(key="licence_since", label=gettext_lazy("driving licence since"), shown=Shown.DAY),
    Column(key="firearms_passed", label=gettext_lazy("firearms test passed"), shown=Shown.YES_NO),
    Column(key="medical_expires_on", label=gettext_lazy("medical clearance until"), shown=Shown.DAY),
    Column(key="passport_expires_on", label=gettext_lazy("passport until"), shown=Shown.DAY),
    Column(key="vetting", label=gettext_lazy("vetting")),
)
DOCUMENTS: Final = (
    Column(key="kind", label=gettext_lazy("document")),
    Column(key="issued_on", label=gettext_lazy("issued on"), shown=Shown.DAY, priority=3),
    Column(key="expires_on", label=gettext_lazy("valid until"), shown=Shown.DAY),
    Column(
        key="validity",
        label=gettext_lazy("state"),
        shown=Shown.STATUS,
        value=lambda row: validity(row.expires_on),
        tone=lambda row: validity_tone(row.expires_on),
    ),
    Column(key="seen_by", label=gettext_lazy("seen by"), priority=2),
    Column(key="remark", label=gettext_lazy("remark"), priority=3),
)
ASSESSMENTS: Final = (
    Column(key="language", label=gettext_lazy("language"), value=lambda row: language_name(row.language)),
    Column(key="held_on", label=gettext_lazy("held on"), shown=Shown.DAY),
    Column(
        key="result",
        label=gettext_lazy("result"),
        shown=Shown.STATUS,
        tone=lambda row: Tone.GOOD if row.result == AssessmentResult.PASSED else Tone.BAD,
    ),
    Column(key="level", label=gettext_lazy("level"), priority=2),
    Column(key="score", label=gettext_lazy("score"), shown=Shown.NUMBER, priority=2),
    Column(key="driving_passed", label=gettext_lazy("driving test passed"), shown=Shown.YES_NO, priority=3),
    Column(key="firearms_passed", label=gettext_lazy("firearms test passed"), shown=Shown.YES_NO, priority=3),
    Column(key="source", label=gettext_lazy("results matrix or note"), priority=3),
)
EXPERIENCE: Final = (
    Column(key="function", label=gettext_lazy("function")),
    Column(key="organisation", label=gettext_lazy("service or mission")),
    Column(key="country", label=gettext_lazy("country"), value=lambda row: _words(country_names([row.country] if row.country else []))),
    Column(key="starts_on", label=gettext_lazy("from"), shown=Shown.DAY),
    Column(key="ends_on", label=gettext_lazy("until"), shown=Shown.DAY),
    Column(key="in_mission", label=gettext_lazy("in a mission"), shown=Shown.YES_NO, priority=3),
)


def _target(row: Any) -> str:  # noqa: ANN401 -- a nomination
    return row.post_line.post_id if row.post_line else str(row.profile or "")


def _target_url(row: Any) -> str:  # noqa: ANN401 -- a nomination
    return str((row.post_line or row.profile).get_absolute_url())


NOMINATION_COLUMNS: Final = (
    Column(key="reference", label=gettext_lazy("reference"), link=lambda row: row.get_absolute_url()),
    Column(
        key="officer", label=gettext_lazy("officer"), value=lambda row: str(row.officer), link=lambda row: row.officer.get_absolute_url()
    ),
    Column(key="partner_id", label=gettext_lazy("partner"), shown=Shown.CODES, priority=2),
    Column(key="target", label=gettext_lazy("post line or profile"), value=_target, link=_target_url),
    Column(key="mission_id", label=gettext_lazy("mission"), shown=Shown.CODES, priority=2),
    Column(key="stage", label=gettext_lazy("stage"), shown=Shown.STATUS, tone=stage_tone),
    Column(key="note_verbale", label=gettext_lazy("note verbale"), priority=3),
    Column(key="nominated_on", label=gettext_lazy("nominated on"), shown=Shown.DAY, priority=3),
)
NOMINATION_LINES: Final = (
    *NOMINATION_COLUMNS[1:5],
    Column(key="call", label=gettext_lazy("call"), link=lambda row: row.call.get_absolute_url() if row.call else ""),
    Column(key="commitment", label=gettext_lazy("commitment")),
    Column(
        key="note_verbale",
        label=gettext_lazy("note verbale"),
        link=lambda row: f"{reverse('supply:nomination-list')}?note={row.note_verbale}" if row.note_verbale else "",
    ),
    Column(key="nominated_on", label=gettext_lazy("nominated on"), shown=Shown.DAY),
)
UNIT_COLUMNS: Final = (
    Column(key="name", label=gettext_lazy("name"), link=lambda row: row.get_absolute_url()),
    Column(key="partner_id", label=gettext_lazy("partner"), shown=Shown.CODES),
    Column(key="kind", label=gettext_lazy("kind"), priority=2),
    Column(key="strength", label=gettext_lazy("strength"), shown=Shown.NUMBER),
    Column(key="women", label=gettext_lazy("women"), shown=Shown.NUMBER, priority=2),
    Column(key="languages", label=gettext_lazy("languages"), shown=Shown.CODES, priority=3),
    Column(key="readiness", label=gettext_lazy("readiness")),
    Column(key="mission_id", label=gettext_lazy("mission"), shown=Shown.CODES, priority=3),
)
UNIT_LINES: Final = (
    Column(key="partner", label=gettext_lazy("partner")),
    *UNIT_COLUMNS[2:5],
    Column(key="languages", label=gettext_lazy("languages"), value=lambda row: _words(language_levels(row.languages))),
    Column(key="readiness", label=gettext_lazy("readiness")),
    Column(key="pledged_on", label=gettext_lazy("pledged on"), shown=Shown.DAY),
    Column(key="visited_on", label=gettext_lazy("assessment and advisory visit on"), shown=Shown.DAY),
    Column(key="available_from", label=gettext_lazy("available from"), shown=Shown.DAY),
    Column(key="mission_id", label=gettext_lazy("mission"), shown=Shown.CODES),
    Column(key="caveats", label=gettext_lazy("national caveats")),
)


def condition_words(finding: UnitFinding) -> str:
    """Return what a level asks, in words."""
    return str(CONDITIONS[finding.condition])


FINDING_COLUMNS: Final = (
    Column(key="condition", label=gettext_lazy("condition"), value=condition_words),
    Column(
        key="verdict",
        label=gettext_lazy("verdict"),
        shown=Shown.STATUS,
        value=lambda row: str(VERDICTS[row.verdict][0]),
        tone=lambda row: VERDICTS[row.verdict][1],
    ),
    Column(key="until", label=gettext_lazy("until"), shown=Shown.DAY),
)
