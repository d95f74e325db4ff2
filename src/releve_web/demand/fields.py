"""
Fields for structured requirements that work without a script: languages with levels in rows, skills to tick, codes by name.

What people write (a name in any of four languages, or a code) is turned into the code that the contract writes.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from releve.reference import load_reference
from releve_web.common.choices import LanguageLevel
from releve_web.common.days import check_day
from releve_web.demand.words import language_code, name_in_language, skill_choices

OFFERED_LANGUAGES: Final = (
    "ar", "bm", "en", "es", "fr", "ha", "ht", "ln", "pt", "ru", "sg", "so", "sq", "sr", "sw", "tr", "zh",
    "el", "ti", "din", "nus", "kg", "ff",
)  # fmt: skip
"""Languages that a field proposes: the six official ones and those of the missions' host countries; any other may be written."""
SPARE_ROWS: Final = 3
"""Empty rows below those in use; saving gives more."""
ROWS_MAX: Final = 30
SEPARATORS: Final = re.compile(r"[,;،\n\r]+")
WALL_CLOCK: Final = "%Y-%m-%dT%H:%M"


class DayInput(forms.DateInput):
    """A day, by the browser's own field."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(**{"format": "%Y-%m-%d", **kwargs})


class _OfOurTemplates:
    """A widget drawn by a template of the pages' own folder."""

    template_name = ""

    def _render(self, template_name: str, context: Mapping[str, Any], renderer: object = None) -> SafeString:  # noqa: ARG002 -- Django's
        return mark_safe(render_to_string(template_name, dict(context)))  # noqa: S308 -- the template escapes


class LanguagesWidget(_OfOurTemplates, forms.Widget):
    """Rows of a language and a level: ``name_0`` and ``name_1`` are the first row, ``name_2`` and ``name_3`` the second."""

    template_name = "demand/widgets/languages.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:  # noqa: ANN401 -- Django's signature
        """Return the rows in use and some spare ones."""
        pairs = [str(pair).partition(":") for pair in value or []]
        rows = [(told, level) for told, _mark, level in pairs] + [("", "")] * SPARE_ROWS
        known = load_reference().languages
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["rows"] = [
            {
                "language_name": f"{name}_{2 * number}",
                "level_name": f"{name}_{2 * number + 1}",
                "language": name_in_language(known[told]) if told in known else told,
                "level": level,
            }
            for number, (told, level) in enumerate(rows[:ROWS_MAX])
        ]
        context["levels"] = LanguageLevel.values
        context["offered"] = sorted(name_in_language(known[tag]) for tag in OFFERED_LANGUAGES if tag in known)
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:  # noqa: ANN401, ARG002 -- Django's signature
        """Return each row in use as ``language:level``, as it was written."""
        found = []
        for number in range(ROWS_MAX):
            told, level = (str(data.get(f"{name}_{2 * number + part}") or "").strip() for part in (0, 1))
            if told or level:
                found.append(f"{told}:{level}")
        return found

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ANN401, ARG002 -- Django's signature
        """Return whether the form did not hold the field at all."""
        return f"{name}_0" not in data

    def id_for_label(self, id_: str) -> str:
        """Return the first row's language."""
        return f"{id_}_0" if id_ else id_


class LanguagesField(forms.Field):
    """Languages with the level each is asked at, ``fr:B2``, one level a language."""

    widget = LanguagesWidget
    default_error_messages = {
        "unknown": _("%(language)s is no language that is known here. Write its name or its code."),
        "no_level": _("Choose the level of %(language)s."),
        "no_language": _("A level stands without a language."),
        "twice": _("%(language)s is named twice."),
    }

    def to_python(self, value: Any) -> list[str]:  # noqa: ANN401 -- Django's signature
        """Return the pairs by code; all that is wrong is said at once."""
        levels: dict[str, str] = {}
        errors = []
        for pair in value or []:
            told, _mark, level = str(pair).rpartition(":")
            tag = language_code(told)
            if not told:
                errors.append(self._error("no_language", told))
            elif tag is None:
                errors.append(self._error("unknown", told))
            elif level not in LanguageLevel.values:
                errors.append(self._error("no_level", told))
            elif tag in levels:
                errors.append(self._error("twice", told))
            else:
                levels[tag] = level
        if errors:
            raise ValidationError(errors)
        return [f"{tag}:{level}" for tag, level in levels.items()]

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 -- Django's signature
        """Return whether other languages or levels are asked for; their order says nothing."""
        try:
            return sorted(self.to_python(data)) != sorted(initial or [])
        except ValidationError:
            return True

    def _error(self, code: str, told: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"language": told[:40]})


NO_NUL = ProhibitNullCharactersValidator()


class CodesField(forms.CharField):
    """
    Several codes in one line, separated by commas or semicolons, each by its code or its name.

    Parameters
    ----------
    find
        Returns the code of what was written, None when it is unknown.
    """

    default_error_messages = {"unknown": _("Not known here: %(told)s. Write names or codes, separated by commas.")}

    def __init__(self, *, find: Callable[[str], str | None], **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        self.find = find
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # noqa: ANN401 -- a list, not a text
        """Return the codes in the order written, each once."""
        told = value if isinstance(value, list | tuple) else SEPARATORS.split(str(value or ""))
        parts = [str(part).strip() for part in told if str(part).strip()]
        for part in parts:
            NO_NUL(part)
        found = [(part, self.find(part)) for part in parts]
        unknown = [part for part, code in found if code is None]
        if unknown:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"told": " · ".join(unknown)[:200]})
        return list(dict.fromkeys(code for _part, code in found if code is not None))

    def validate(self, value: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Refuse nothing where something is asked."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Do nothing: the limits of a text say nothing about a list."""

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's signature
        """Return the codes as they stand in the field."""
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 -- Django's signature
        """Return whether other codes are named."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class SkillsWidget(_OfOurTemplates, forms.CheckboxSelectMultiple):
    """Skills to tick, under their streams."""

    template_name = "demand/widgets/skills.html"


class SkillsField(forms.MultipleChoiceField):
    """
    Skills of the reference tables, in the reader's language.

    A code that the tables do not know, come with a file, stays a choice as long as the record holds it.
    """

    widget = SkillsWidget

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(**{"required": False, "choices": skill_choices, **kwargs})

    def keep(self, codes: Iterable[str]) -> None:
        """Offer also codes that the tables do not know."""
        foreign = [(code, code) for code in codes if code not in load_reference().skills]
        if foreign:
            self.choices = [*skill_choices(), (str(_("Not in the catalogue")), foreign)]


class WallClockField(forms.Field):
    """
    An instant as it is read off a clock on a wall; which clock, another field says.

    Its value has no zone: :func:`instant_in` gives it one.
    """

    default_error_messages = {"invalid": _("Write a date and a time: 2026-05-01 17:00.")}
    default_validators = [check_day]

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=WALL_CLOCK)
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> datetime | None:  # noqa: ANN401 -- Django's signature
        """Return the date and time, without a zone."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.replace(second=0, microsecond=0, tzinfo=None)
        try:
            return datetime.fromisoformat(str(value).strip()).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 -- Django's signature
        """Return the value as the browser's field takes it."""
        return value.strftime(WALL_CLOCK) if isinstance(value, datetime) else value

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ANN401 -- Django's signature
        """Return whether another minute is named."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def instant_in(wall: datetime, zone: str, *, label: StrOrPromise) -> datetime:
    """
    Return the instant at which the clock of a zone reads `wall`.

    Raises
    ------
    ValidationError
        When it never does, because the clocks go forward over it.
    """
    instant = wall.replace(tzinfo=ZoneInfo(zone))
    back = instant.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if back != wall:
        message = _("%(label)s: the clocks of %(zone)s go forward over this hour.")
        raise ValidationError(message, code="no_such_hour", params={"label": label, "zone": zone})
    return instant
