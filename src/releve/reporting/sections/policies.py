"""The policies in force with their sources, the warnings of the inputs, and the digests of the inputs."""

from __future__ import annotations

from releve.reporting.figures import Figures
from releve.reporting.sections.blocks import Cell, Column, Paragraph, Part, Section, Table, long_table
from releve.reporting.sections.names import setting_name, setting_value
from releve.reporting.settings import PolicySetting
from releve.text import Catalogue


def policies_section(figures: Figures, speak: Catalogue) -> Section:
    """Return every setting in force, desk settings marked as such."""
    lead = speak.text("A desk setting is a value for which no published source was found, or none was confirmed yet.")
    table = Table(
        table_id="policies-table",
        caption=speak.text("Settings in force"),
        columns=[
            Column(heading=speak.text("Setting")),
            Column(heading=speak.text("Value")),
            Column(heading=speak.text("Standing")),
            Column(heading=speak.text("In force from"), kind="word"),
            Column(heading=speak.text("Source"), kind="long"),
        ],
        rows=[_row(setting, speak) for setting in figures.policy],
    )
    return Section(section_id="policies", title=speak.text("Policies in force"), parts=[Part(blocks=[Paragraph(text=lead), table])])


def _row(setting: PolicySetting, speak: Catalogue) -> list[Cell]:
    return [
        Cell(text=setting_name(speak, setting.name)),
        Cell(text=setting_value(speak, setting)),
        Cell(text=speak.text("confirmed"), style="good") if setting.confirmed else Cell(text=speak.text("desk setting"), style="tag"),
        Cell(text=speak.text("not stated"), style="quiet")
        if setting.in_force_from is None
        else Cell(text=speak.day(setting.in_force_from)),
        Cell(text=speak.text("none"), style="quiet") if setting.source is None else Cell(text=setting.source),
    ]


def warnings_section(figures: Figures, speak: Catalogue) -> Section:
    """Return every warning of the inputs, with its place."""
    table = long_table(
        speak,
        table_id="warnings-table",
        caption=speak.text("Warnings of the inputs"),
        columns=[Column(heading=speak.text("Place"), kind="code"), Column(heading=speak.text("What was found"), kind="long")],
        rows=[[Cell(text=speak.place(problem)), Cell(text=speak.problem(problem))] for problem in figures.problems],
        empty=speak.text("None: nothing in the inputs called for a warning."),
        file="warnings.csv",
    )
    return Section(section_id="warnings", title=speak.text("Warnings of the inputs"), parts=[Part(blocks=table)])


def inputs_section(figures: Figures, speak: Catalogue) -> Section:
    """Return the inputs by name and digest: the plan is of these bytes and of no others."""
    table = Table(
        table_id="inputs-table",
        caption=speak.text("Input files and their digests"),
        columns=[Column(heading=speak.text("File"), kind="code"), Column(heading=speak.text("SHA-256"), kind="digest")],
        rows=[[Cell(text=name), Cell(text=digest)] for name, digest in figures.digests.items()],
        empty=speak.text("None: the plan was not made from files."),
    )
    return Section(section_id="inputs", title=speak.text("Inputs"), parts=[Part(blocks=[table])])
