"""Days as press texts write them, in four languages, without any library of dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "fr": _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "en": _words("January February March April May June July August September October November December"),
    "es": _words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "ar": _words("يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"),
}
"""Arabic months as in Morocco."""
MONTHS_EAST: Final = _words("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")
"""As in Egypt and on the Gulf."""
MONTHS_LEVANT: Final = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "fr": _words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "es": _words("lunes martes miércoles jueves viernes sábado domingo"),
    "ar": _words("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"),
}
INDIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def day_forms(day: dt.date, lang: str) -> dict[str, str]:
    """Return a day written in each way that a template may ask for, by name of the way."""
    month, number = MONTHS[lang][day.month - 1], str(day.day)
    if lang == "fr" and day.day == 1:
        number = "1er"
    forms = {
        "iso": day.isoformat(),
        "num": f"{day.day:02d}/{day.month:02d}/{day.year}",
        "dots": f"{day.day:02d}.{day.month:02d}.{day.year}",
        "day": number,
        "month": month,
        "year": str(day.year),
        "weekday": WEEKDAYS[lang][day.weekday()],
        "dm": f"{number} {month}",
        "full": f"{number} {month} {day.year}",
    }
    if lang == "en":
        forms |= {
            "us": f"{month} {day.day}, {day.year}",
            "md": f"{month} {day.day}",
            "short": f"{day.day} {month[:3]} {day.year}",
            "ord": f"{_ordinal(day.day)} {month}, {day.year}",
        }
    elif lang == "es":
        forms |= {"dm": f"{number} de {month}", "full": f"{number} de {month} de {day.year}", "del": f"{number} de {month} del {day.year}"}
    elif lang == "ar":
        forms |= {
            "indic": forms["full"].translate(INDIC),
            "east": f"{day.day} {MONTHS_EAST[day.month - 1]} {day.year}",
            "east_dm": f"{day.day} {MONTHS_EAST[day.month - 1]}",
            "east_indic": f"{day.day} {MONTHS_EAST[day.month - 1]} {day.year}".translate(INDIC),
            "levant": f"{day.day} {MONTHS_LEVANT[day.month - 1]} {day.year}",
            "both": f"{day.day} {MONTHS_LEVANT[day.month - 1]}/{MONTHS_EAST[day.month - 1]} {day.year}",
            "num_indic": forms["num"].translate(INDIC),
            "slashes": f"{day.year}/{day.month:02d}/{day.day:02d}",
        }
    return forms


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
