"""
Sentences of single errors, by code.

A key that ends in ``-name`` holds the sentence for the case that the value ``name`` of the data is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark, mark_plural
from releve.text.messages.errors_web import ERRORS_WEB

ERRORS: Final[Mapping[str, Sentence]] = {
    "releve.error": mark("The work stopped on an error without a description. Please report it with the command that you ran."),
    "releve.input": mark_plural(
        "The inputs hold {n_errors} error; nothing was written.",
        "The inputs hold {n_errors} errors; nothing was written.",
        count="n_errors",
    ),
    "model.invalid_value": mark("The value {value} of {field} is outside its range: expected from {low} to {high}."),
    "model.invalid_value-high": mark("The value {value} of {field} is outside its range: expected {low} or more."),
    "exchange.folder_not_ours": mark(
        "{path} holds other files and is not overwritten. Name a new or empty folder, or that of an earlier plan."
    ),
    "exchange.not_written": mark("{path} could not be written ({detail}). Check that the place exists, has room and may be written to."),
    "planning.plan_missing": mark("{path} holds no plan.json: it is not the output folder of “releve plan”."),
    "planning.plan_damaged": mark("{file} is damaged or does not fit its inputs ({detail}). Run “releve plan” again to write it anew."),
    "planning.inputs_changed": mark(
        "The inputs are no longer those that were planned; changed: {files}. Run “releve plan” again, or put the former files back."
    ),
    "planning.rules_changed": mark(
        "The rules in force are no longer those of the plan; changed: {changed}. "
        "Run “releve plan” again, or install the former packages of rules."
    ),
    "planning.unknown_officer": mark("No officer {officer} stands in this plan. Check the key in the table of officers."),
    "planning.unknown_post": mark("No post line {post} stands in this plan. Check the key in the table of posts."),
    "verification.plan_gone": mark("{path} holds no plan.json: it is not the output folder of “releve plan”."),
    "verification.folder_gone": mark("The inputs are no longer at {path}; say with --folder where they are."),
    "verification.folder_gone-path": mark("run.json does not say where the inputs lie; say with --folder where they are."),
    "planning.unknown_partner": mark("{country} is no country of the reference tables. Give its ISO 3166-1 alpha-3 code, MAR for Morocco."),
    "planning.too_many_pairs": mark(
        "More than {most} pairs of officer and post line may be planned: too many to plan at once. "
        "Plan missions that share no officers one by one, or take out officers who cannot be meant."
    ),
    "planning.event_refused": mark(
        "Officer {officer_id} and post line {post_id}: the plan cannot be changed in this way ({reason}). Nothing was changed."
    ),
    "planning.event_refused-officer_id": mark(
        "Post line {post_id}: the plan cannot be changed in this way ({reason}). Nothing was changed."
    ),
    "planning.event_refused-post_id": mark("Officer {officer_id}: the plan cannot be changed in this way ({reason}). Nothing was changed."),
    "pipeline.unknown_commitment": mark("{commitment} is no commitment of this folder, which holds: {known}."),
    "eligibility.rule_book": mark(
        "The rules in force cannot be held: {n_rules} rules, at most {most}; codes that stand twice: {repeated}. "
        "Remove the packages that add these rules, or ask their authors to rename them."
    ),
    "scenarios.cluster_missing": mark("Dask is not installed. Install it with “pip install releve[{extra}]”, or leave --cluster out."),
    "scenarios.cluster_unreachable": mark("No Dask scheduler answers at {address} ({detail}). Check the address and that it runs."),
    "scenarios.worker_lost": mark(
        "A process that worked on scenarios ended before its time, perhaps for want of memory. Ask for fewer at once: --workers 1."
    ),
    "scenarios.unreadable_option": mark("{option} {value} cannot be read. Write it as {expected}."),
    "reporting.figures_missing": mark("{path} holds no figures.json: it is not the output folder of “releve plan”."),
    "reporting.other_lines": mark(
        "The two plans do not stand on the same post lines and cannot be compared: {posts}. Plan both from the same posts.csv."
    ),
    "reporting.figures_form": mark("{file} is not in the form that this version reads. Run “releve plan” again to write it anew."),
    "assembly.timetable_broken": mark(
        "The timetable breaks what it must keep ({codes}; requests: {requests}), and nothing was written. "
        "This is a fault of the program: please report it with the command that you ran."
    ),
    **ERRORS_WEB,
}
