"""Tags and filters of all pages."""

import datetime as dt
import zoneinfo
from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from releve_web.common import drawing, showing
from releve_web.common.drawing import control
from releve_web.common.showing import INSTANT_FORMAT, Shown, Tone

register = template.Library()

CONTROLS = {"checkbox": "form-check-input", "radio": "form-check-input", "select": "form-select"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Return an icon of the sprite; it is read out only when it stands alone, by its `label`."""
    told = flatatt({"role": "img", "aria-label": label} if label else {"aria-hidden": "true"})
    return format_html('<svg class="r-icon r-icon-{}"{} focusable="false"><use href="{}#{}"></use></svg>', name, told, sprite(), name)


def sprite() -> str:
    """Return the address of the icons."""
    return static("vendor/icons/icons.svg")


@register.filter
def day(value: dt.date | None) -> SafeString:
    """Return a day as pages show it."""
    return showing.show(value, Shown.DAY)


@register.filter
def instant(value: dt.datetime | None) -> SafeString:
    """Return an instant on the reader's clock."""
    return showing.show(value, Shown.INSTANT)


@register.filter
def figure(value: float | None) -> SafeString:
    """Return a number as pages show it."""
    return showing.show(value, Shown.NUMBER)


@register.simple_tag
def table_rows(rows: Any, selectable: Any = None) -> SafeString:  # noqa: ANN401 -- a list's rows, its bulk actions
    """Return the rows of a table."""
    return drawing.table_rows(rows, is_selectable=bool(selectable))


@register.simple_tag
def status(label: str, tone: str = "quiet") -> SafeString:
    """Return a status: a word with a colour beside it. `tone` is good, warn, bad, info or quiet."""
    return showing.show(label, Shown.STATUS, tone=Tone(tone))


@register.inclusion_tag("components/deadline.html")
def deadline(at: dt.datetime | None, zone: str = "UTC") -> dict[str, Any]:
    """Show a deadline on the caller's clock and on the reader's, and how long it is until then."""
    if at is None:
        return {"at": None}
    callers = at.astimezone(zoneinfo.ZoneInfo(zone))
    readers = timezone.localtime(at)
    left = at - timezone.now()
    return {
        "at": at,
        "callers": showing.written(callers, INSTANT_FORMAT),
        "callers_zone": zone,
        "readers": showing.written(readers, INSTANT_FORMAT),
        "readers_zone": timezone.get_current_timezone_name(),
        "is_same": callers.utcoffset() == readers.utcoffset(),
        "is_past": left < dt.timedelta(0),
        "days": max(left.days, 0),
    }


@register.inclusion_tag("components/field.html")
def field(bound: forms.BoundField) -> dict[str, Any]:
    """Show a field with its label, its help and what is wrong with it."""
    kind = getattr(bound.field.widget, "input_type", "") or "text"
    many = bool(bound.field.widget.use_fieldset)
    own = bound.field.widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{own} {CONTROLS.get(kind, 'form-control')}{' is-invalid' if bound.errors else ''}".strip()}
    return {
        "bound": bound,
        "control": bound.as_widget() if many else control(bound, attrs),
        "is_tick": kind == "checkbox" and not many,
        "is_group": many,
    }


@register.inclusion_tag("components/errors.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Sum up what is wrong with a form, each mistake a link to its field."""
    fields = [(form[name], errors) for name, errors in form.errors.items() if name in form.fields] if form.is_bound else []
    return {"fields": fields, "others": form.non_field_errors() if form.is_bound else []}


@register.filter
def tone_of(message: Any) -> str:  # noqa: ANN401 -- a message of Django's
    """Return the tone of a message to the reader."""
    return {"success": "good", "warning": "warn", "error": "bad"}.get(getattr(message, "level_tag", ""), "info")
