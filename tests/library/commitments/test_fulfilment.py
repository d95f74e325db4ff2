"""How far a commitment is fulfilled, stage by stage, and what stays visible as partial or substituted."""

import pytest

from releve.commitments import Degree, Fulfilment, NeedMet, OfficerFacts, Stage, fulfil, fulfilment_rows
from releve.model import Commitment, CommitmentKind, Gender, Level, MissionKind, Nomination, NominationState, Officer

FIELD, HEADQUARTERS = MissionKind.FIELD, MissionKind.HEADQUARTERS


def facts(
    officer_id: str, *, proposed_for: MissionKind | None = None, woman: bool = False, eligible: bool = True, deployed: bool = False
) -> OfficerFacts:
    return OfficerFacts(
        officer=Officer(officer_id=officer_id, gender=Gender.F if woman else Gender.M),
        eligible=eligible,
        proposed_for=proposed_for,
        proposed_at=None if proposed_for is None else f"{proposed_for}-1",
        deployed=deployed,
    )


def answer(commitment: Commitment, *officers: OfficerFacts, states: dict[str, NominationState] | None = None) -> Fulfilment:
    nominations = [
        Nomination(nomination=f"N{i}", officer_id=o.officer.officer_id, commitment="C1", state=(states or {}).get(o.officer.officer_id))
        for i, o in enumerate(officers)
    ]
    return fulfil(commitment, nominations, {o.officer.officer_id: o for o in officers})


def counts(found: Fulfilment) -> dict[str, tuple[int, int]]:
    return {stage.stage: (stage.officers, stage.women) for stage in found.stages}


def asked(
    kind: CommitmentKind | None = CommitmentKind.INDIVIDUAL_OFFICERS, *, quantity: int | None = None, women: int | None = None
) -> Commitment:
    return Commitment(commitment="C1", kind=kind, quantity=quantity, women=women)


def test_each_stage_is_counted_on_its_own_with_the_women_among_it() -> None:
    found = answer(
        asked(),
        facts("O1", proposed_for=FIELD, woman=True),
        facts("O2", proposed_for=FIELD),
        facts("O3", eligible=False, woman=True),
        facts("O4", eligible=False, deployed=True),
        states={"O1": NominationState.SELECTED, "O3": NominationState.NOT_SELECTED},
    )

    assert counts(found) == {"nominated": (4, 2), "eligible": (2, 1), "proposed": (2, 1), "selected": (1, 1), "deployed": (1, 0)}


def test_nominations_withdrawn_or_in_answer_to_others_count_nowhere() -> None:
    nominations = [
        Nomination(nomination="N1", officer_id="O1", commitment="C1", state=NominationState.WITHDRAWN),
        Nomination(nomination="N2", officer_id="O2", commitment="C2"),
        Nomination(nomination="N3", officer_id="O3"),
        Nomination(nomination="N4", officer_id="O4", commitment="C1"),
    ]
    everybody = {f"O{i}": facts(f"O{i}", proposed_for=FIELD) for i in range(1, 5)}

    assert counts(fulfil(asked(), nominations, everybody))["nominated"] == (1, 0)


def test_an_officer_nominated_twice_counts_once_and_is_selected_when_either_nomination_is() -> None:
    nominations = [
        Nomination(nomination="N1", officer_id="O1", commitment="C1", state=NominationState.SELECTED),
        Nomination(nomination="N2", officer_id="O1", commitment="C1", state=NominationState.SCREENED),
        Nomination(nomination="N3", officer_id="O1", commitment="C1", state=NominationState.WITHDRAWN),
    ]

    found = counts(fulfil(asked(), nominations, {"O1": facts("O1")}))

    assert (found["nominated"], found["selected"]) == ((1, 0), (1, 0))


def test_an_officer_of_whom_nothing_is_known_is_nominated_and_perhaps_selected() -> None:
    nominations = [Nomination(nomination="N1", officer_id="O1", commitment="C1", state=NominationState.SELECTED)]

    found = fulfil(asked(), nominations, {})

    assert found.stages == (
        Stage(stage="nominated", officers=1, women=0),
        Stage(stage="eligible", officers=0, women=0),
        Stage(stage="proposed", officers=0, women=0),
        Stage(stage="selected", officers=1, women=0),
        Stage(stage="deployed", officers=0, women=0),
    )


@pytest.mark.parametrize(
    ("commitment", "proposed", "expected"),
    [
        (asked(quantity=2), (), (Degree.UNANSWERED, 0, 0, 2)),
        (asked(quantity=2), (FIELD,), (Degree.PARTIAL, 1, 0, 1)),
        (asked(quantity=2), (FIELD, FIELD), (Degree.FULL, 2, 0, 0)),
        (asked(quantity=2), (FIELD, FIELD, FIELD), (Degree.FULL, 3, 0, 0)),
        (asked(quantity=2), (FIELD, HEADQUARTERS), (Degree.PARTIAL, 1, 1, 1)),
        (asked(), (FIELD,), (Degree.NO_NUMBER, 1, 0, None)),
        (asked(), (), (Degree.UNANSWERED, 0, 0, None)),
        (asked(CommitmentKind.HEADQUARTERS_POSTS, quantity=1), (FIELD, FIELD), (Degree.SUBSTITUTED, 0, 2, 1)),
        (asked(CommitmentKind.HEADQUARTERS_POSTS), (HEADQUARTERS,), (Degree.NO_NUMBER, 1, 0, None)),
        (asked(CommitmentKind.FORMED_UNIT, quantity=1), (FIELD,), (Degree.SUBSTITUTED, 0, 1, 1)),
        (asked(None, quantity=1), (FIELD,), (Degree.SUBSTITUTED, 0, 1, 1)),
    ],
)
def test_partial_and_substituted_answers_stay_visible_as_such(
    commitment: Commitment, proposed: tuple[MissionKind, ...], expected: tuple[Degree, int, int, int | None]
) -> None:
    found = answer(commitment, *(facts(f"O{i}", proposed_for=kind) for i, kind in enumerate(proposed)), facts("O9"))

    assert (found.degree, found.as_asked, found.substituted, found.missing) == expected


def test_women_who_were_asked_for_and_are_missing_keep_an_answer_partial() -> None:
    found = answer(asked(quantity=2, women=1), facts("O1", proposed_for=FIELD), facts("O2", proposed_for=FIELD))

    assert (found.degree, found.missing, found.women_missing) == (Degree.PARTIAL, 0, 1)


def test_a_woman_proposed_for_something_else_is_still_missing() -> None:
    found = answer(asked(quantity=1, women=1), facts("O1", proposed_for=FIELD), facts("O2", proposed_for=HEADQUARTERS, woman=True))

    assert found.women_missing == 1


def test_officers_proposed_for_another_line_than_they_were_named_for_are_counted() -> None:
    nominations = [
        Nomination(nomination="N1", officer_id="O1", post_id="field-1", commitment="C1"),
        Nomination(nomination="N2", officer_id="O2", post_id="field-2", commitment="C1"),
        Nomination(nomination="N3", officer_id="O3", profile="trainer", commitment="C1"),
    ]
    everybody = {f"O{i}": facts(f"O{i}", proposed_for=FIELD) for i in range(1, 4)}

    assert fulfil(asked(), nominations, everybody).other_line == 1


def test_languages_and_skills_that_were_named_are_counted_among_nominated_and_proposed() -> None:
    commitment = Commitment(commitment="C1", languages=("fr", "ar:B2"), skills=("forensics",))
    speakers = {
        "O1": Officer(officer_id="O1", languages={"fr": Level.A1, "ar": Level.B1}, skills=frozenset({"forensics"})),
        "O2": Officer(officer_id="O2", languages={"ar": Level.B2}, skills=frozenset()),
        "O3": Officer(officer_id="O3"),
    }
    known = {
        name: OfficerFacts(officer=one, eligible=True, proposed_for=FIELD if name != "O1" else None, deployed=False)
        for name, one in speakers.items()
    }
    nominations = [Nomination(nomination=name, officer_id=name, commitment="C1") for name in speakers]

    assert fulfil(commitment, nominations, known).needs == (
        NeedMet(kind="language", code="fr", nominated=1, proposed=0),
        NeedMet(kind="language", code="ar:B2", nominated=1, proposed=1),
        NeedMet(kind="skill", code="forensics", nominated=1, proposed=0),
    )


def test_the_table_has_a_row_for_each_commitment_with_blanks_where_no_number_was_named() -> None:
    columns, rows = fulfilment_rows([answer(asked(), facts("O1", proposed_for=FIELD, woman=True)), answer(asked(quantity=3), facts("O1"))])

    told = [{name: row[columns.index(name)] for name in ("quantity", "proposed", "proposed_women", "degree", "missing")} for row in rows]
    assert told == [
        {"quantity": None, "proposed": 1, "proposed_women": 1, "degree": "no_number", "missing": None},
        {"quantity": 3, "proposed": 0, "proposed_women": 0, "degree": "unanswered", "missing": 3},
    ]
