"""scenarios.html: one self-contained page on a batch of scenarios, in one language."""

from __future__ import annotations

from releve.model import Snapshot, SolveStatus
from releve.planning import LEVELS, MINIMISED
from releve.reporting.report import CARD_WIDTHS, page_environment, shown_plainly
from releve.reporting.sections.blocks import Cell, Column, Fact, Paragraph, Part, Section, Table, difference
from releve.reporting.sections.masthead import Masthead
from releve.reporting.what_if.frontier import frontier_section
from releve.reporting.what_if.hands import hands_section
from releve.reporting.what_if.words import concentration_text
from releve.scenarios import Batch, Frontier, Outcome
from releve.text import Catalogue


def render_scenarios(
    snapshot: Snapshot, batch: Batch, frontier: Frontier | None = None, *, synthetic_note: str | None = None, lang: str = "en"
) -> str:
    """
    Return the page as the text of one HTML file: no script, nothing to load; the same values give the same text.

    Parameters
    ----------
    synthetic_note
        What the folder says of its synthetic data; None = the data are not synthetic.
    lang
        ``en``, ``fr``, ``ar`` or ``es``.
    """
    speak = Catalogue.load(lang).for_pages()
    base, outcomes = shown_plainly(batch.base), shown_plainly(batch.outcomes)
    sections = [] if not outcomes else [_overview(base, outcomes, speak)]
    sections += [hands_section(i, base, outcome, speak) for i, outcome in enumerate(outcomes, start=1)]
    if frontier is not None:
        sections.append(frontier_section(shown_plainly(frontier), base, speak))
    page = (
        page_environment()
        .get_template("scenarios.html")
        .render(
            head=_masthead(snapshot, base, outcomes, shown_plainly(synthetic_note), speak),
            sections=sections,
            as_of=snapshot.policy.as_of,
            speak=speak,
            card_widths=CARD_WIDTHS,
        )
    )
    return page + "\n"


def _masthead(snapshot: Snapshot, base: Outcome, outcomes: tuple[Outcome, ...], synthetic: str | None, speak: Catalogue) -> Masthead:
    proven = all(outcome.status is SolveStatus.OPTIMAL for outcome in (base, *outcomes))
    seats = sum(post.seats for post in snapshot.posts)
    return Masthead(
        title=speak.text("What if: scenarios as of {day}", day=snapshot.policy.as_of),
        status=speak.word(SolveStatus.OPTIMAL if proven else SolveStatus.FEASIBLE),
        is_proven=proven,
        lead=speak.text("Proven: of each scenario, compared level by level, no plan is better.")
        if proven
        else speak.text("Stopped early: the plans hold, and the bounds say how much better others could be."),
        synthetic=synthetic,
        left_out="",
        facts=(
            Fact(
                name=speak.text("Seats filled"),
                value=speak.text("{filled} of {seats}", filled=base.filled, seats=seats),
                note=speak.text("by the plan of the folder"),
            ),
            Fact(
                name=speak.text("Women missing to reach the targets"),
                value=speak.number(base.objective.women_shortfall),
                note=speak.text("by the plan of the folder"),
            ),
            Fact(
                name=speak.text("Concentration"),
                value=concentration_text(base.concentration, speak),
                note=speak.text("by the plan of the folder"),
            ),
            Fact(name=speak.text("Scenarios"), value=speak.number(len(outcomes)), note=""),
        ),
    )


def _overview(base: Outcome, outcomes: tuple[Outcome, ...], speak: Catalogue) -> Section:
    lead = speak.text(
        "Each scenario is planned anew and proven; of all plans of the same value the one nearest to the plan of the folder is taken, "
        "so that what changes is due to the scenario and not to chance."
    )
    levels = [speak.level_name(level) for level in LEVELS]
    table = Table(
        table_id="scenarios-table",
        caption=speak.text("Scenarios against the plan of the folder"),
        columns=[
            Column(heading=speak.text("Scenario")),
            Column(heading=speak.text("Seats filled"), kind="number"),
            *(Column(heading=name, kind="number") for name in levels),
            Column(heading=speak.text("Concentration"), kind="number"),
        ],
        rows=[_row(base, outcome, speak) for outcome in outcomes],
        empty="",
    )
    note = speak.text(
        "Numbers are differences to the plan of the folder. Where a scenario changes targets or weights, women missing and fit are counted "
        "by those of the scenario and cannot be compared as they stand."
    )
    parts = [Part(blocks=[Paragraph(text=lead), table, Paragraph(text=note, style="note"), concentration_note(speak)])]
    return Section(section_id="overview", title=speak.text("Scenarios against the plan of the folder"), parts=parts)


def concentration_note(speak: Catalogue) -> Paragraph:
    """Return what concentration is, in a sentence."""
    told = speak.text(
        "Concentration is the chance that two officers drawn from one mission, the same one twice allowed, come from the same country: "
        "the index of Herfindahl of each mission with open seats, serving and sent together, weighted by its officers."
    )
    return Paragraph(text=told, style="note")


def _row(base: Outcome, outcome: Outcome, speak: Catalogue) -> list[Cell]:
    by = [after - before for before, after in zip(base.objective.as_tuple(), outcome.objective.as_tuple(), strict=True)]
    return [
        Cell(text=outcome.name),
        difference(speak, outcome.filled - base.filled),
        *(difference(speak, n, fewer_is_better=level in MINIMISED) for level, n in zip(LEVELS, by, strict=True)),
        Cell(text=concentration_text(outcome.concentration, speak)),
    ]
