"""What findings on the person and on abilities say: age, service, language, skill, rank, education."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from releve.eligibility.finding import Finding
from releve.model import Verdict
from releve.text.marks import mark, mark_plural
from releve.text.messages.finding_parts import Said, Says, margin_days


def _age(finding: Finding) -> Iterator[Said]:
    data = finding.data
    start, low = data["age_on_start"], data["age_min"]
    if finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The date of birth is not known."))
    elif finding.verdict is Verdict.MET:
        yield Said(
            mark("Aged {age_on_start} on the first day of duty, {age_on_end} on the last; at least {age_min} and under {age_max} expected.")
        )
    elif isinstance(start, int) and isinstance(low, int) and start < low:
        yield Said(
            mark_plural(
                "Too young by {days} day: aged {age_on_start} on the first day of duty, at least {age_min} is expected.",
                "Too young by {days} days: aged {age_on_start} on the first day of duty, at least {age_min} is expected.",
                count="days",
            ),
            margin_days(finding),
        )
    else:
        yield Said(
            mark_plural(
                "Too old by {days} day: aged {age_on_end} on the last day of duty, under {age_max} is expected.",
                "Too old by {days} days: aged {age_on_end} on the last day of duty, under {age_max} is expected.",
                count="days",
            ),
            margin_days(finding),
        )


def _service(finding: Finding) -> Iterator[Said]:
    if finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The first day of police service is not known."))
        return
    yield Said(
        mark_plural(
            "{years} full year of police service on the first day of duty; at least {needed_years} expected.",
            "{years} full years of police service on the first day of duty; at least {needed_years} expected.",
            count="years",
        )
    )


def _language(finding: Finding) -> Iterator[Said]:
    data = finding.data
    if not data["required"]:
        yield Said(mark("The post requires no language."))
    elif finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The languages of the officer are not known; required: {required:levels}."))
    elif finding.verdict is Verdict.MET and not finding.margin:
        yield Said(mark("Every required language is held, the weakest exactly at its level: {required:levels}."))
    elif finding.verdict is Verdict.MET:
        yield Said(
            mark_plural(
                "Every required language is held, the weakest {levels} level above what is asked: {required:levels}.",
                "Every required language is held, the weakest {levels} levels above what is asked: {required:levels}.",
                count="levels",
            ),
            {"levels": finding.margin},
        )
    else:
        short, needed = data["short"], data["needed"]
        for held, asked in zip(_texts(short), _texts(needed), strict=True):
            tag, _, level = asked.partition(":")
            extra = {"language": tag, "held": held.partition(":")[2], "needed": level}
            if extra["held"] == "-":
                yield Said(mark("No level in {language:language}; {needed} is required."), extra)
            else:
                yield Said(mark("Level {held} in {language:language}; {needed} is required."), extra)


def _skill(finding: Finding) -> Iterator[Said]:
    if not finding.data["required"]:
        yield Said(mark("The post requires no skill."))
    elif finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The skills of the officer are not known; required: {required:skills}."))
    elif finding.verdict is Verdict.MET:
        yield Said(mark("Every required skill is held: {required:skills}."))
    else:
        yield Said(mark("Required and not held: {missing:skills}."))


def _rank(finding: Finding) -> Iterator[Said]:
    low, high, rank = finding.data["rank_min"], finding.data["rank_max"], finding.data["rank"]
    grades = {"grades": abs(finding.margin or 0)}
    if low is None and high is None:
        yield Said(mark("The post asks for no particular rank."))
    elif finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The rank of the officer is not known, and the post asks for one."))
    elif finding.verdict is Verdict.NOT_MET and isinstance(low, int) and isinstance(rank, int) and rank < low:
        yield Said(
            mark_plural(
                "Grade {rank}: {grades} grade below the lowest accepted, {rank_min}.",
                "Grade {rank}: {grades} grades below the lowest accepted, {rank_min}.",
                count="grades",
            ),
            grades,
        )
    elif finding.verdict is Verdict.NOT_MET:
        yield Said(
            mark_plural(
                "Grade {rank}: {grades} grade above the highest accepted, {rank_max}.",
                "Grade {rank}: {grades} grades above the highest accepted, {rank_max}.",
                count="grades",
            ),
            grades,
        )
    elif low is None:
        yield Said(mark("Grade {rank}; grade {rank_max} or below is accepted."))
    elif high is None:
        yield Said(mark("Grade {rank}; grade {rank_min} or above is accepted."))
    else:
        yield Said(mark("Grade {rank}; grades {rank_min} to {rank_max} are accepted."))


def _education(finding: Finding) -> Iterator[Said]:
    if finding.data["education_min"] == "none":
        yield Said(mark("The post requires no diploma."))
    elif finding.verdict is Verdict.UNKNOWN:
        yield Said(mark("The education of the officer is not known; the least accepted: {education_min:education}."))
    else:
        yield Said(mark("Education: {education:education}; the least accepted: {education_min:education}."))


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


FINDINGS_ON_THE_PERSON: Final[Mapping[str, Says]] = {
    "age": _age,
    "service": _service,
    "language": _language,
    "skill": _skill,
    "rank": _rank,
    "education": _education,
}
