"""
What pages hold by the hundred, drawn without a template for each piece: the rows of a table and the choices of a field.

The words around them stand in templates; here are only the tags that repeat, so that a list of fifty rows costs a third of its time.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from releve_web.common.showing import Column

if TYPE_CHECKING:
    from releve_web.common.lists import Row


def table_rows(rows: "Iterable[Row]", *, is_selectable: bool) -> SafeString:
    """Return the rows of a table: the first cell heads its row, every other bears its heading for narrow screens."""
    drawn = []
    tags: dict[int, str] = {}
    for row in rows:
        drawn.append('<tr role="row">')
        if is_selectable:
            drawn.append(
                '<td role="cell" class="r-choose"><input type="checkbox" class="form-check-input" form="bulk" name="selected"'
                f' value="{escape(str(row.pk))}" aria-label="{escape(row.name)}"></td>'
            )
        for i, cell in enumerate(row.cells):
            column = cell.column
            if i == 0:
                number = ' class="r-number"' if column.is_numeric else ""
                drawn.append(f'<th role="rowheader" scope="row"{number}>{conditional_escape(cell.content)}</th>')
                continue
            tag = tags.get(i)
            if tag is None:
                tag = tags[i] = _tag_of(column)
            drawn.append(f"{tag}{conditional_escape(cell.content)}</td>")
        drawn.append("</tr>\n")
    return mark_safe("".join(drawn))  # noqa: S308 -- every part is escaped above


def _tag_of(column: Column) -> str:
    """Return what stands before the content of a column's cells."""
    number = " r-number" if column.is_numeric else ""
    label = escape(capfirst(str(column.label)))
    return f'<td role="cell" class="r-p{column.priority}{number}"><span class="r-label" aria-hidden="true">{label}</span>'


def control(bound: forms.BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """Return the control of a field; one choice of many is drawn here, all others by Django."""
    widget = bound.field.widget
    if type(widget) is not forms.Select or bound.is_hidden:
        return bound.as_widget(attrs=attrs)
    choices = list(widget.choices)
    if any(isinstance(label, Sequence) and not isinstance(label, str) for _value, label in choices):
        return bound.as_widget(attrs=attrs)  # choices in groups
    told = bound.build_widget_attrs(dict(attrs), widget)
    if bound.auto_id and "id" not in widget.attrs:
        told.setdefault("id", bound.auto_id)
    chosen = set(widget.format_value(bound.value()) or ())
    texts = ["" if value is None else str(value) for value, _label in choices]
    at = next((place for place, text in enumerate(texts) if text in chosen), None)
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (text, mark_safe(" selected") if place == at else "", label)
            for place, (text, (_value, label)) in enumerate(zip(texts, choices, strict=True))
        ),
    )
    return format_html('<select name="{}"{}>{}</select>', bound.html_name, flatatt(widget.build_attrs(widget.attrs, told)), options)
