"""
What pages hold by the hundred, drawn without a template for each piece: the rows of a table and the choices of a field.

The words around them stand in templates; here are only the tags that repeat, so that a list of fifty rows costs a third of its time.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from releve_web.common.showing import Column, escaped, marked

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
                f' value="{escaped(row.pk)}" aria-label="{escaped(row.name)}"></td>'
            )
        for i, cell in enumerate(row.cells):
            column = cell.column
            if i == 0:
                number = ' class="r-number"' if column.is_numeric else ""
                drawn.append(f'<th role="rowheader" scope="row"{number}>{escaped(cell.content)}</th>')
                continue
            tag = tags.get(i)
            if tag is None:
                tag = tags[i] = _tag_of(column)
            drawn.append(f"{tag}{escaped(cell.content)}</td>")
        drawn.append("</tr>\n")
    return marked("".join(drawn))


def _tag_of(column: Column) -> str:
    """Return what stands before the content of a column's cells."""
    number = " r-number" if column.is_numeric else ""
    label = escaped(capfirst(str(column.label)))
    return f'<td role="cell" class="r-p{column.priority}{number}"><span class="r-label" aria-hidden="true">{label}</span>'


INPUTS: Final = frozenset(f"django/forms/widgets/{name}.html" for name in ("text", "number", "date", "email", "checkbox"))
"""Templates of Django's that hold one tag."""


def control(bound: forms.BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """Return the control of a field; one choice of many and what is one tag are drawn here, all others by Django."""
    widget = bound.field.widget
    if bound.is_hidden or bound.field.localize:
        return bound.as_widget(attrs=attrs)
    if widget.template_name in INPUTS:
        return _input(bound, _told(bound, attrs))
    if type(widget) is not forms.Select:
        return bound.as_widget(attrs=attrs)
    return _select(bound, _told(bound, attrs))


def _told(bound: forms.BoundField, attrs: dict[str, str | bool]) -> dict[str, Any]:
    """Return the attributes of a control as Django tells them, its key with them."""
    told = bound.build_widget_attrs(dict(attrs), bound.field.widget)
    if bound.auto_id and "id" not in bound.field.widget.attrs:
        told.setdefault("id", bound.auto_id)
    return told


def _input(bound: forms.BoundField, told: dict[str, Any]) -> SafeString:
    drawn = bound.field.widget.get_context(bound.html_name, bound.value(), told)["widget"]
    value = "" if drawn["value"] is None else f' value="{escaped(drawn["value"])}"'
    return marked(f'<input type="{drawn["type"]}" name="{escaped(drawn["name"])}"{value}{flatatt(drawn["attrs"])}>')


def _select(bound: forms.BoundField, told: dict[str, Any]) -> SafeString:
    widget = bound.field.widget
    chosen = set(widget.format_value(bound.value()) or ())
    drawn: list[str] = []

    def draw(value: object, label: object) -> None:
        text = "" if value is None else str(value)
        is_chosen = text in chosen
        chosen.discard(text)  # the first one that says the same is the one
        drawn.append(f'<option value="{escaped(text)}"{" selected" if is_chosen else ""}>{escaped(label)}</option>')

    for value, label in iter(widget.choices):  # a list of them would first be counted, by a question to the database
        if isinstance(label, Sequence) and not isinstance(label, str):
            drawn.append(f'<optgroup label="{escaped(value)}">')
            for one in label:
                draw(*one)
            drawn.append("</optgroup>")
        else:
            draw(value, label)
    return marked(f'<select name="{escaped(bound.html_name)}"{flatatt(widget.build_attrs(widget.attrs, told))}>{"".join(drawn)}</select>')
