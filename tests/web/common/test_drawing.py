"""What is drawn without templates says the same as Django would, and escapes what it is given."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.utils.safestring import mark_safe

from releve_web.common.drawing import control, table_rows
from releve_web.common.lists import Row
from releve_web.common.showing import Cell, Column, Shown

CHOICES = [("", "Any"), ("a", "A & B"), ("b", "<b>"), (3, "three"), (None, "none")]


class OneChoice(forms.Form):
    plain = forms.ChoiceField(choices=CHOICES, required=False)
    needed = forms.ChoiceField(choices=CHOICES, help_text="help")
    grouped = forms.ChoiceField(choices=[("group", [("a", "A")]), ("z", "Z")])
    text = forms.CharField(max_length=9, help_text="help", widget=forms.TextInput(attrs={"type": "search"}))
    day = forms.DateField(required=False, widget=forms.DateInput(attrs={"id": "other"}))
    number = forms.IntegerField(min_value=1, initial=7)
    tick = forms.BooleanField(required=False)
    secret = forms.CharField(required=False, widget=forms.PasswordInput)
    hidden = forms.IntegerField(required=False, widget=forms.HiddenInput)
    localised = forms.DecimalField(required=False, localize=True)


def parsed(html: str) -> list[Any]:
    found: list[Any] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, sorted((name, value or "") for name, value in attrs)))

        def handle_data(self, data: str) -> None:
            if data.strip():
                found.append(data.strip())

    Reader().feed(html)
    return found


@pytest.mark.parametrize("name", list(OneChoice.base_fields))
@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"plain": "a", "needed": "3", "grouped": "z", "text": "a & b", "day": "2025-11-25", "number": "3", "tick": "on", "hidden": "4"},
        {"plain": '"><script>', "needed": "", "text": '"><script>', "day": "'", "number": "\0", "localised": "1.5"},
    ],
)
def test_control_is_the_one_that_django_draws(name: str, data: dict[str, str] | None) -> None:
    form = OneChoice(data)
    attrs: dict[str, str | bool] = {"class": "form-select"}

    assert parsed(control(form[name], attrs)) == parsed(form[name].as_widget(attrs=attrs))


def test_rows_escape_names_keys_and_labels() -> None:
    columns = (Column(key="a", label="<one>"), Column(key="b", label="<two>", shown=Shown.NUMBER, priority=2))
    cells = [Cell(column=columns[0], content="<i>"), Cell(column=columns[1], content=mark_safe("<b>7</b>"))]  # type: ignore[arg-type]

    html = table_rows([Row(pk='"1', cells=cells, name="<name>")], is_selectable=True)

    assert parsed(html) == [
        ("tr", [("role", "row")]),
        ("td", [("class", "r-choose"), ("role", "cell")]),
        (
            "input",
            [
                ("aria-label", "<name>"),
                ("class", "form-check-input"),
                ("form", "bulk"),
                ("name", "selected"),
                ("type", "checkbox"),
                ("value", '"1'),
            ],
        ),
        ("th", [("role", "rowheader"), ("scope", "row")]),
        "<i>",
        ("td", [("class", "r-p2 r-number"), ("role", "cell")]),
        ("span", [("aria-hidden", "true"), ("class", "r-label")]),
        "<two>",
        ("b", []),
        "7",
    ]
