"""Days that can be meant: the same that workbooks may name, so that terms can be added to each without leaving the calendar."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from releve.model.calendar import FIRST_DAY, LAST_DAY

FIRST, LAST = MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)


def check_day(value: date) -> None:
    """
    Refuse a day, or an instant, that nobody means: a page of it could not add a term to it.

    Raises
    ------
    ValidationError
        When it lies outside.
    """
    day = value.date() if isinstance(value, datetime) else value
    FIRST(day)
    LAST(day)


class DaysThatCanBeMeant(models.Model):
    """A row whose days and instants all can be meant."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Refuse, by field, what the fields themselves refuse, then days outside."""
        super().clean_fields(exclude=exclude)
        refused: dict[str, ValidationError] = {}
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname) if isinstance(field, models.DateField) else None
            if isinstance(value, date) and field.name not in (exclude or ()):
                try:
                    check_day(value)
                except ValidationError as error:
                    refused[field.name] = error
        if refused:
            raise ValidationError(refused)
