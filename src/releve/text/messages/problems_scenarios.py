"""Problems of a file of scenarios (codes: ``releve.scenarios.codes``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark

SCENARIO_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "scenarios.no_scenarios": mark("No scenario stands here. Begin each with the line [[scenario]]."),
    "scenarios.unnamed": mark("This scenario has no name. Give it one, with the key name."),
    "scenarios.repeated_name": mark("Two scenarios are named {value}. Rename one of them."),
    "scenarios.asks_nothing": mark("This scenario changes nothing. Say what it changes, or remove it."),
    "scenarios.unknown_key": mark("This key is not known here, so that it would change nothing. Was {near} meant? Known are: {known}."),
    "scenarios.unknown_key-near": mark("This key is not known here, so that it would change nothing. Known are: {known}."),
    "scenarios.one_of": mark("One of these is needed here: {choices}."),
    "scenarios.not_both": mark("Only one of these may stand here: {choices}."),
    "scenarios.selects_nothing": mark("Nothing in the folder fits this, so that it would change nothing. Check what is named."),
    "scenarios.no_arrow": mark(
        "A change is written as before->after: fr:B2->fr:B1. Nothing before the arrow adds, nothing after it removes."
    ),
    "scenarios.value_not_there": mark("None of the post lines meant holds {part} in this column, so that nothing would change."),
    "scenarios.too_many_seats": mark("More seats would go than there are: {most} at most."),
    "scenarios.key_taken": mark("The key {value} is taken already. Choose another one."),
}
