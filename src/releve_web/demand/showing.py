"""How demand stands on pages: states with their tones, requirements in words, what a line lacks, what a rule says of a list."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from releve.model import LineField, Verdict
from releve.nominations import ListFinding, ListRule
from releve_web.common.choices import Priority
from releve_web.common.showing import Column, Shown, Tone
from releve_web.demand.models import Call, PostLine, Requirements
from releve_web.demand.words import grade_name, language_levels, skill_names

FIELD_LABELS: Final[dict[LineField, StrOrPromise]] = {
    LineField.TITLE: gettext_lazy("title in English"),
    LineField.TITLE_FR: gettext_lazy("title in French"),
    LineField.LEVEL: gettext_lazy("level"),
    LineField.DUTY_STATION: gettext_lazy("duty station"),
    LineField.REPORTS_TO: gettext_lazy("reports to"),
    LineField.STARTS_ON: gettext_lazy("first day of duty"),
    LineField.TOUR_MONTHS: gettext_lazy("tour, months"),
    LineField.LANGUAGES_REQUIRED: gettext_lazy("languages required"),
    LineField.SKILLS_REQUIRED: gettext_lazy("skills required"),
    LineField.SERVICE_YEARS_MIN: gettext_lazy("years of service, at least"),
    LineField.RANK: gettext_lazy("lowest or highest grade"),
    LineField.EDUCATION_MIN: gettext_lazy("education, at least"),
    LineField.ARMED: gettext_lazy("armed"),
    LineField.DRIVING: gettext_lazy("drives"),
}
PRIORITY_TONES: Final = {Priority.CRITICAL: Tone.BAD, Priority.HIGH: Tone.WARN}
VERDICTS: Final[dict[Verdict, tuple[StrOrPromise, Tone]]] = {
    Verdict.MET: (gettext_lazy("met"), Tone.GOOD),
    Verdict.NOT_MET: (gettext_lazy("not met"), Tone.BAD),
    Verdict.UNKNOWN: (gettext_lazy("unknown"), Tone.WARN),
}
LIST_RULES: Final[dict[ListRule, StrOrPromise]] = {
    ListRule.WOMEN_SHARE: gettext_lazy("Women in a list"),
    ListRule.NAMES_PER_POST: gettext_lazy("Names for a seconded post"),
}


def line_state(line: PostLine) -> str:
    """Return whether a line is open, a draft or closed."""
    if line.is_draft:
        return _("Draft")
    return _("Open") if line.is_open else _("Closed")


def line_tone(line: PostLine) -> Tone:
    """Return the tone of a line's state."""
    if line.is_draft:
        return Tone.INFO
    return Tone.GOOD if line.is_open else Tone.QUIET


def priority_tone(line: PostLine) -> Tone:
    """Return the tone of a line's priority."""
    return PRIORITY_TONES.get(Priority(line.priority), Tone.QUIET)


def call_state(call: Call) -> str:
    """Return whether a call is open, closed or not published."""
    if not call.is_published:
        return _("Not published")
    return _("Closed") if call.is_closed else _("Open")


def call_tone(call: Call) -> Tone:
    """Return the tone of a call's state."""
    if not call.is_published:
        return Tone.INFO
    return Tone.QUIET if call.is_closed else Tone.GOOD


def missing_fields(line: PostLine) -> list[str]:
    """Return what a line lacks, in words, the heaviest first."""
    return [str(FIELD_LABELS[name]) for name in line.described.missing]


def _words(values: list[str]) -> str:
    return " · ".join(values)


def requirement_columns() -> tuple[Column, ...]:
    """Return what a profile or a post line asks for, one line each."""

    def label(name: str) -> StrOrPromise:
        return str(getattr(Requirements._meta.get_field(name), "verbose_name", name))

    def languages(name: str) -> Column:
        return Column(key=name, label=label(name), value=lambda row: _words(language_levels(getattr(row, name))))

    def skills(name: str) -> Column:
        return Column(key=name, label=label(name), value=lambda row: _words(skill_names(getattr(row, name))))

    return (
        languages("languages_required"),
        languages("languages_desired"),
        skills("skills_required"),
        skills("skills_desired"),
        Column(key="service_years_min", label=label("service_years_min"), shown=Shown.NUMBER),
        Column(key="rank_min", label=label("rank_min"), value=lambda row: grade_name(row.rank_min)),
        Column(key="rank_max", label=label("rank_max"), value=lambda row: grade_name(row.rank_max)),
        Column(key="education_min", label=label("education_min")),
        Column(key="armed", label=label("armed"), shown=Shown.YES_NO),
        Column(key="driving", label=label("driving"), shown=Shown.YES_NO),
    )


def line_columns() -> tuple[Column, ...]:
    """Return the columns of lists of post lines; those with an index behind them can be sorted."""
    return (
        Column(key="post_id", label=gettext_lazy("post"), shown=Shown.CODES, sort="post_id", link=lambda row: row.get_absolute_url()),
        Column(key="title", label=gettext_lazy("title")),
        Column(key="mission_id", label=gettext_lazy("mission"), link=lambda row: reverse("demand:mission-detail", args=[row.mission_id])),
        Column(key="category", label=gettext_lazy("category"), priority=3),
        Column(key="seats", label=gettext_lazy("seats"), shown=Shown.NUMBER),
        Column(key="priority", label=gettext_lazy("priority"), shown=Shown.STATUS, tone=priority_tone, sort="priority"),
        Column(key="languages_required", label=gettext_lazy("languages required"), shown=Shown.CODES, priority=3),
        Column(key="starts_on", label=gettext_lazy("first day of duty"), shown=Shown.DAY, sort="starts_on", priority=2),
        Column(
            key="completeness",
            label=gettext_lazy("complete"),
            shown=Shown.PERCENT,
            sort="completeness",
            priority=2,
            link=lambda row: f"{row.get_absolute_url()}#missing" if row.completeness < 100 else "",  # noqa: PLR2004 -- per cent
        ),
        Column(key="state", label=gettext_lazy("state"), shown=Shown.STATUS, value=line_state, tone=line_tone),
    )


def told_finding(finding: ListFinding) -> str:
    """Return what a rule says of a list, with its figures, in a sentence."""
    data: dict[str, Any] = dict(finding.data)
    if finding.rule is ListRule.WOMEN_SHARE:
        return _told_women(data, finding.verdict)
    if not data["posts"]:
        return _("No seconded post has more names than it may.")
    posts = " · ".join(data["posts"])
    message = ngettext(
        "Too many names for %(posts)s: at most %(limit)s name for each seat.",
        "Too many names for %(posts)s: at most %(limit)s names for each seat.",
        finding.limit.value,
    )
    return message % {"posts": posts, "limit": finding.limit.value}


def _told_women(data: dict[str, Any], verdict: Verdict) -> str:
    counted = ngettext(
        "%(women)s of %(names)s person is a woman; %(needed)s needed.",
        "%(women)s of %(names)s persons are women; %(needed)s needed.",
        data["names"],
    ) % {name: data[name] for name in ("women", "names", "needed")}
    if verdict is not Verdict.UNKNOWN:
        return counted
    blank = ngettext("%(unknown)s is of no stated gender.", "%(unknown)s are of no stated gender.", data["unknown"]) % {
        "unknown": data["unknown"]
    }
    return f"{counted} {blank}"
