"""Problems that building a plan finds in decisions and in the previous plan (codes: ``releve.planning.codes``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from releve.text.marks import Sentence, mark, mark_plural

PLANNING_PROBLEMS: Final[Mapping[str, Sentence]] = {
    "planning.pin_not_eligible": mark(
        "Officer {officer_id} cannot be placed in {post_id} by decision: these rules are not met: {rules:rules}. "
        "Withdraw the decision, or record a waiver for each of them."
    ),
    "planning.pin_forbidden": mark(
        "Officer {officer_id} is both placed in {post_id} and kept out of it by decisions. Withdraw one of the two decisions."
    ),
    "planning.pin_serving": mark(
        "Officer {officer_id} cannot be placed in {post_id} by decision: the officer serves already and takes no open seat. "
        "Withdraw the decision, or take the officer out of the deployments."
    ),
    "planning.pins_same_officer": mark(
        "Officer {officer_id} is placed in several post lines by decisions: {posts} (rows {rows}). An officer takes at most one seat: "
        "keep one of these decisions."
    ),
    "planning.pins_over_seats": mark_plural(
        "{post_id} has {seats} open seat, and decisions place more officers in it: {officers} (rows {rows}). "
        "Withdraw the decisions in excess.",
        "{post_id} has {seats} open seats, and decisions place more officers in it: {officers} (rows {rows}). "
        "Withdraw the decisions in excess.",
        count="seats",
    ),
    "planning.pins_over_national_cap": mark_plural(
        "The national cap of {mission} allows {left} more officer ({country:country}), and decisions place more: "
        "{officers} (rows {rows}). Withdraw the decisions in excess, or raise the cap.",
        "The national cap of {mission} allows {left} more officers ({country:country}), and decisions place more: "
        "{officers} (rows {rows}). Withdraw the decisions in excess, or raise the cap.",
        count="left",
    ),
    "planning.previous_not_eligible": mark(
        "The previous plan placed officer {officer_id} in {post_id}, who does not meet these rules now: {rules:rules}. "
        "The pair is not counted as kept."
    ),
    "planning.previous_forbidden": mark(
        "The previous plan placed officer {officer_id} in {post_id}, and a decision forbids it now. The pair is not counted as kept."
    ),
    "planning.previous_serving": mark(
        "The previous plan placed officer {officer_id} in {post_id}; the officer serves already. The pair is not counted as kept."
    ),
    "planning.near_misses_left_out": mark(
        "So many seats stay open that not all near misses are told: those of the lines of highest priority are, {pairs} pairs; "
        "lines left out: {lines}. “releve explain” answers for every line."
    ),
}
