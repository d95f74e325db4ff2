"""The answer to each commitment: who was put forward, how far they came, and what is still missing."""

from __future__ import annotations

from releve.model import Act
from releve.reporting.answers import CommitmentAnswer, NamedNeed
from releve.reporting.charts import BarRow, Frame, Note, Segment, draw_rows
from releve.reporting.figures import Figures
from releve.reporting.sections.answering import answering_blocks
from releve.reporting.sections.blocks import Block, Cell, Chart, Column, Fact, Facts, Key, Pair, Paragraph, Part, Section, Table, number
from releve.reporting.sections.names import DEGREES, STAGES, partner
from releve.text import Catalogue


def answers_section(figures: Figures, speak: Catalogue) -> Section:
    """Return every commitment with its answer."""
    parts = [_part(answer, figures, place, speak) for place, answer in enumerate(figures.commitments, start=1)]
    if not parts:
        parts = [Part(blocks=[Paragraph(text=speak.text("None: the folder holds no commitment."), style="empty")])]
    return Section(section_id="commitments", title=speak.text("The answer to the commitments"), parts=parts)


def _part(answer: CommitmentAnswer, figures: Figures, place: int, speak: Catalogue) -> Part:
    kind = speak.text("unknown") if answer.kind is None else speak.word(answer.kind)
    act = speak.text("Commitment") if answer.act is None else speak.word(answer.act)
    blocks: list[Block] = []
    if answer.left_out:
        told = speak.text("The officers nominated only in answer to it were left out of this plan on purpose.")
        blocks.append(Paragraph(text=told, style="alert"))
    blocks.append(Facts(facts=[_answer(answer, speak), *_told(answer, speak), *_asked(answer, figures, speak)]))
    stages = _stages(answer, place, speak)
    blocks.append(Pair(chart=_chart(answer, place, speak), table=stages) if any(s.officers for s in answer.stages) else stages)
    blocks.extend(answering_blocks(answer, figures, place, speak))
    if answer.needs:
        blocks.append(_needs(answer, place, speak))
    title = speak.text("{act}: {kind} ({commitment})", act=act, kind=kind, commitment=answer.commitment)
    return Part(title=title, blocks=blocks)


def _answer(answer: CommitmentAnswer, speak: Catalogue) -> Fact:
    return Fact(name=speak.text("Answer"), value=speak.named(DEGREES, answer.degree), style="wide")


def _asked(answer: CommitmentAnswer, figures: Figures, speak: Catalogue) -> list[Fact]:
    by, to = partner(speak, figures, answer.by), partner(speak, figures, answer.to)
    first, second = {
        Act.OFFER: (speak.text("Offered by"), speak.text("Offered to")),
        Act.REQUEST: (speak.text("Asked of"), speak.text("Asked by")),
    }.get(answer.act or Act.AGREEMENT, (speak.text("Given by"), speak.text("Given to")))
    return [
        Fact(name=first, value=by),
        Fact(name=second, value=to),
        Fact(
            name=speak.text("Meeting"),
            value=speak.text("unknown") if answer.held_on is None else speak.day(answer.held_on),
            note=answer.place or "",
        ),
        _named(speak.text("Number named"), None if answer.quantity is None else speak.number(answer.quantity), speak),
        _named(speak.text("Women named"), None if answer.women is None else speak.number(answer.women), speak),
        Fact(name=speak.text("Due on"), value=speak.text("not stated"), style="quiet")
        if answer.due_on is None
        else Fact(name=speak.text("Due on"), value=speak.day(answer.due_on)),
        Fact(name=speak.text("How far it has come"), value=speak.text("unknown") if answer.state is None else speak.word(answer.state)),
    ]


def _named(name: str, value: str | None, speak: Catalogue) -> Fact:
    return Fact(name=name, value=speak.text("none was named"), style="quiet") if value is None else Fact(name=name, value=value)


def _told(answer: CommitmentAnswer, speak: Catalogue) -> list[Fact]:
    """Return how far the answer goes: as asked, substituted, elsewhere, missing."""
    facts = [
        Fact(name=speak.text("Proposed as asked"), value=speak.number(answer.as_asked)),
        Fact(
            name=speak.text("Proposed for another kind of seat"),
            value=speak.number(answer.substituted),
            style="bad" if answer.substituted else "",
        ),
        Fact(name=speak.text("Proposed for another line than named"), value=speak.number(answer.other_line)),
    ]
    if answer.missing is not None:
        facts.append(Fact(name=speak.text("Still missing"), value=speak.number(answer.missing), style="bad" if answer.missing else ""))
    if answer.women_missing is not None:
        style = "bad" if answer.women_missing else ""
        facts.append(Fact(name=speak.text("Women still missing"), value=speak.number(answer.women_missing), style=style))
    return facts


def _chart(answer: CommitmentAnswer, place: int, speak: Catalogue) -> Chart:
    largest = max(stage.officers for stage in answer.stages)
    title = speak.text("Officers by stage, women first")
    rows = [
        BarRow(
            label=speak.named(STAGES, stage.stage),
            notes=[
                Note(text=speak.number(stage.officers), style="plain"),
                *([Note(text=speak.plural("{n} woman", "{n} women", stage.women), style="women")] if stage.women else []),
            ],
            segments=[
                Segment(length=stage.women / largest, style="women"),
                Segment(length=(stage.officers - stage.women) / largest, style="sent"),
            ],
        )
        for stage in answer.stages
    ]
    frame = Frame(
        chart_id=f"chart-commitment-{place}",
        title=title,
        description=speak.text("One bar a stage; the table after it holds the same numbers."),
        mirrored=speak.direction == "rtl",
    )
    keys = [Key(style="women", text=speak.text("women")), Key(style="sent", text=speak.text("other officers"))]
    return Chart(title=title, drawing=draw_rows(frame, rows), keys=keys)


def _stages(answer: CommitmentAnswer, place: int, speak: Catalogue) -> Table:
    return Table(
        table_id=f"stages-{place}",
        caption=speak.text("How far the nominated officers came"),
        columns=[
            Column(heading=speak.text("Stage")),
            Column(heading=speak.text("Officers"), kind="number"),
            Column(heading=speak.text("Women"), kind="number"),
        ],
        rows=[
            [Cell(text=speak.named(STAGES, stage.stage)), number(speak, stage.officers), number(speak, stage.women)]
            for stage in answer.stages
        ],
    )


def _needs(answer: CommitmentAnswer, place: int, speak: Catalogue) -> Table:
    return Table(
        table_id=f"needs-{place}",
        caption=speak.text("Languages and skills that it names"),
        columns=[
            Column(heading=speak.text("Language or skill")),
            Column(heading=speak.text("Nominated who have it"), kind="number"),
            Column(heading=speak.text("Proposed who have it"), kind="number"),
        ],
        rows=[[Cell(text=_need(need, speak)), number(speak, need.nominated), number(speak, need.proposed)] for need in answer.needs],
    )


def _need(need: NamedNeed, speak: Catalogue) -> str:
    return speak.language_level(need.code) if need.kind == "language" else speak.skill(need.code)
