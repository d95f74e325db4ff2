"""Codes of the reference tables as people read and write them: languages, countries, skills, grades, in four languages."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from releve.reference import Country, Grade, Language, Skill, SkillKind, load_reference


def name_in_language(named: Language | Skill | Grade | Country) -> str:
    """Return a name of the reference tables in the reader's language, else in English; blank where there is none."""
    return str(getattr(named, f"name_{get_language() or 'en'}", None) or named.name_en or "")


def skill_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the skills of the reference tables under their streams, those of several streams last."""
    return list(_skill_choices(get_language() or ""))


@lru_cache(maxsize=16)
def _skill_choices(_language: str) -> tuple[tuple[str, list[tuple[str, str]]], ...]:
    # Every form with a filter by skill asks again, and the tables do not change while the pages run.
    skills = load_reference().skills.values()
    streams = {skill.code: skill for skill in skills if skill.kind is SkillKind.STREAM}
    profiles = [skill for skill in skills if skill.kind is SkillKind.PROFILE]
    groups = [
        (name_in_language(stream), [(one.code, name_in_language(one)) for one in profiles if one.stream == code])
        for code, stream in streams.items()
    ]
    several = [(one.code, name_in_language(one)) for one in profiles if one.stream not in streams]
    return (*((stream, found) for stream, found in groups if found), (_("Several streams"), several))


def skill_names(codes: Iterable[str]) -> list[str]:
    """Return the names of skills in the reader's language; a code that no table knows stands as it is."""
    known = load_reference().skills
    return [name_in_language(known[code]) if code in known else code for code in codes]


def language_code(told: str) -> str | None:
    """Return the code of a language by its code or its name in any of four languages; None when it is neither."""
    reference = load_reference()
    tag = told.strip().lower()
    return tag if tag.split("-", maxsplit=1)[0] in reference.languages else reference.language_named(told)


def country_code(told: str) -> str | None:
    """Return the code of a country by its code or its name in any of four languages; None when it is neither."""
    reference = load_reference()
    code = told.strip().upper()
    return code if code in reference.countries else reference.country_named(told)


def language_name(tag: str) -> str:
    """Return the name of a language in the reader's language; a code that no table knows stands as it is."""
    known = load_reference().languages.get(tag.split("-", maxsplit=1)[0])
    return (name_in_language(known) if known else "") or tag


def language_levels(pairs: Iterable[str]) -> list[str]:
    """Return ``French B2`` for each ``fr:B2``."""
    split = (pair.partition(":") for pair in pairs)
    return [f"{language_name(tag)} {level}".strip() for tag, _mark, level in split]


def country_names(codes: Iterable[str]) -> list[str]:
    """Return the names of countries in the reader's language; a code that no table knows stands as it is."""
    known = load_reference().countries
    return [(name_in_language(known[code]) if code in known else "") or code for code in codes]


def grade_choices() -> list[tuple[int, str]]:
    """Return the neutral grades with their illustrative names."""
    return [(number, f"{number} · {name_in_language(grade)}") for number, grade in load_reference().grades.items()]


def grade_name(number: int | None) -> str:
    """Return a grade with its illustrative name; blank for none."""
    return "" if number is None else dict(grade_choices()).get(number, str(number))
