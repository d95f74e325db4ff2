"""What a plan does for a commitment: facts of the plan, the register and those who serve."""

from small_folders import folder, forbid, line, officer, planned

from releve.commitments import Degree
from releve.model import Category, Commitment, CommitmentKind, Deployment, Gender, Nomination, Snapshot
from releve.planning import fulfil_commitments

ASKED = Commitment(commitment="C1", kind=CommitmentKind.HEADQUARTERS_POSTS)


def counts(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    (found,) = fulfil_commitments(planned(snapshot))
    return {stage.stage: (stage.officers, stage.women) for stage in found.stages}


def nominated(*officers: str) -> tuple[Nomination, ...]:
    return tuple(Nomination(nomination=f"N-{name}", officer_id=name, commitment="C1") for name in officers)


def test_a_request_for_headquarters_answered_in_the_field_is_substituted() -> None:
    posts = [line("P1", priority=1), line("P2", mission="UNHQ")]

    (found,) = fulfil_commitments(planned(folder([officer("O1")], posts, commitments=(ASKED,), nominations=nominated("O1"))))

    assert (found.as_asked, found.substituted, found.degree) == (0, 1, Degree.SUBSTITUTED)


def test_an_officer_who_serves_and_left_the_register_is_deployed() -> None:
    serving = Deployment(officer_id="S1", mission="ALPHA", category=Category.IPO, country="SEN", gender=Gender.F)
    snapshot = folder([officer("O1")], [line("P1")], commitments=(ASKED,), nominations=nominated("S1"), deployments=(serving,))

    assert counts(snapshot) == {"nominated": (1, 1), "eligible": (0, 0), "proposed": (0, 0), "selected": (0, 0), "deployed": (1, 1)}


def test_eligible_is_what_the_rules_say_whatever_was_decided() -> None:
    officers = [officer("O1"), officer("O2", rank=1)]
    tables = {"commitments": (ASKED,), "nominations": nominated("O1", "O2"), "decisions": (forbid("O1", "P1"),)}

    assert counts(folder(officers, [line("P1", rank_min=2)], **tables))["eligible"] == (1, 0)


def test_a_folder_without_commitments_has_no_answers() -> None:
    assert fulfil_commitments(planned(folder([officer("O1")], [line("P1")]))) == ()
