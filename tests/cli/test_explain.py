"""`releve explain`: an officer, a post line, a pair; keys that nobody knows, plans that are damaged, inputs that moved."""

import json
import shutil
from pathlib import Path

import pytest

from cli.desk import TABLES, write_desk
from cli.running import run
from releve.cli.explain_officer import DECIDES
from releve.planning.displacement import DISPLACEMENT_LEVELS


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a folder with the inputs in `desk` and their plan in `plan`, which is the current one."""
    decisions = "officer_id,post_id,decision\nO-5,P-2,pin\nO-3,P-1,forbid\n"
    write_desk(tmp_path / "desk", decisions=decisions)
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "plan", "desk", "--out", "plan").code == 0
    return tmp_path


def test_of_a_placed_officer_it_tells_the_seat_the_fit_and_the_lines_that_suit_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "wide").mkdir()
    wide = write_desk(desk / "wide" / "desk", posts=TABLES["posts"].replace("fr:B2", "fr:B1"))
    (wide / "policy.toml").write_text("national_cap = 1\n")
    run(capsys, "plan", wide, "--out", "wide/plan")

    ran = run(capsys, "explain", "wide/plan", "--officer", "O-5")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:3] == ["O-5", "Placed in P-1 (Police reform adviser, MINUSCA), fit 664."]
    assert [line.split() for line in ran.out.splitlines() if line.startswith(("Languages", "P-2"))] == [
        ["Languages", "187"],
        ["P-2", "MINUSCA", "Community", "policing", "officer", "Normal", "664", "0"],
    ]


@pytest.mark.usefixtures("desk")
def test_of_an_officer_placed_by_decision_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--officer", "O-5")

    assert (ran.code, ran.out.splitlines()[3]) == (0, "Placed by a decision.")


@pytest.mark.usefixtures("desk")
def test_of_an_officer_without_a_seat_it_tells_why_and_the_nearest_lines(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--officer", "O-2")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:7] == [
        "O-2",
        "Eligible for no line.",
        "3 lines are one or two rules away, 2 of them with open seats.",
        "",
        "Assessment for Mission Service: expired → in order (2 lines, 1 with open seats)",
        "In P-1: Assessment clearance expires 9 days before the first day of duty, on 20 February 2026.",
    ]
    assert [line.split()[0] for line in ran.out.splitlines() if line.startswith("P-")] == ["P-1", "P-2", "P-3"]


@pytest.mark.usefixtures("desk")
def test_of_an_officer_whom_only_a_blank_cell_keeps_out_it_says_that_nothing_is_failed(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--officer", "O-4")

    assert ran.out.splitlines()[2] == (
        "Not eligible for any line as yet, but for 2 lines nothing is failed and only this is not known: Medical clearance."
    )


def test_of_an_officer_of_whom_little_is_known_it_says_that_nothing_is_failed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "blank").mkdir()
    bare = TABLES["officers"] + "O-6,RWA" + "," * (TABLES["officers"].splitlines()[0].count(",") - 1) + "\n"
    write_desk(desk / "blank" / "desk", officers=bare)
    run(capsys, "plan", "blank/desk", "--out", "blank/plan")

    out = run(capsys, "explain", "blank/plan", "--officer", "O-6").out.splitlines()

    assert out[2].partition(" and only")[0] == "Not eligible for any line as yet, but for 1 line nothing is failed"
    assert [line for line in out if line.startswith(("Not met", "1 line is nearest"))] == ["1 line is nearest, 1 of them with open seats."]


def test_of_an_officer_who_is_better_placed_it_compares_both_fits_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    posts, officers = TABLES["posts"].replace("IPO,2,3,fr:B1,,", "IPO,1,3,fr:B1,,"), TABLES["officers"].replace("O-3,TUN,M", "O-3,TUN,F")
    desk = write_desk(tmp_path / "desk", posts=posts, officers=officers)
    (desk / "policy.toml").write_text("national_cap = 1\n")
    run(capsys, "plan", "desk", "--out", "plan")

    ran = run(capsys, "explain", "plan", "--officer", "O-3")
    given = json.loads(run(capsys, "explain", "plan", "--officer", "O-3", "--json").out)

    (rival,) = given["rivals"]
    assert (
        ran.out.splitlines()[2] == f"In P-2, the weakest holder, {rival['holder']}, fits better: {rival['holder_fit']} points against 354."
    )
    assert ran.out.splitlines()[4] == "Eligible for 1 line, the one nearest to a seat first"
    assert ran.out.splitlines()[-1].split() == [
        *("P-2", "Community", "policing", "officer", "Normal", "0", "354", rival["holder"], str(rival["holder_fit"]), "fit"),
    ]


@pytest.fixture
def conditional_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a folder whose plan gives seats on condition, by waiver, by decision and as the previous plan did."""
    desk = write_desk(
        tmp_path / "desk",
        decisions="officer_id,post_id,decision,reason,decided_by\nO-3,P-2,pin,Knows the sector.,Police Commissioner\nO-5,P-2,forbid,,\n",
        waivers="officer_id,post_id,rule,authority,reason,expires_on\nO-2,P-1,assessment,Police Adviser,,2026-03-31\n",
        previous="officer_id,post_id\nO-4,P-2\n",
    )
    (desk / "policy.toml").write_text('as_of = 2026-01-01\nunknown = "conditional"\nnational_cap = 1\n')
    forbidden = (desk / "decisions.csv").read_text("utf-8") + "O-1,P-1,forbid,,Desk\nO-4,P-3,forbid,,\nO-5,P-1,forbid,Needed at home.,\n"
    (desk / "decisions.csv").write_text(forbidden, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(capsys, "plan", "desk", "--out", "plan").code == 0
    return tmp_path


@pytest.mark.parametrize(
    ("officer", "post", "sentences"),
    [
        (
            "O-4",
            "P-2",
            [
                "Kept from the previous plan.",
                "On condition that what is not known proves to be in order: Medical clearance.",
                "The end of validity of the medical clearance is not known.",
            ],
        ),
        ("O-3", "P-2", ["Placed by a decision. Decided by: Police Commissioner. Reason: Knows the sector."]),
        (
            "O-2",
            "P-1",
            ["By waiver: Assessment for Mission Service. Authority: Police Adviser. The waiver holds until 31 March 2026."],
        ),
    ],
)
@pytest.mark.usefixtures("conditional_desk")
def test_what_a_seat_rests_on_is_said_of_the_officer_and_of_the_pair(
    capsys: pytest.CaptureFixture[str], officer: str, post: str, sentences: list[str]
) -> None:
    of_officer = run(capsys, "explain", "plan", "--officer", officer).out
    of_pair = run(capsys, "explain", "plan", "--officer", officer, "--post", post).out

    said = " ".join(sentences)
    assert " ".join(of_officer.split("\n\n")[0].split()).endswith(said)
    assert " ".join(of_pair.split("Rule   ")[0].split()).endswith(said)


@pytest.mark.usefixtures("conditional_desk")
def test_of_a_post_line_it_tells_what_each_seat_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    told = [run(capsys, "explain", "plan", "--post", post).out for post in ("P-1", "P-2")]
    given = json.loads(run(capsys, "explain", "plan", "--post", "P-1", "--json").out)

    remarks = [line.split(maxsplit=2)[-1] for out in told for line in out.split("Reserves")[0].splitlines() if line.startswith("O-")]
    assert remarks == [
        "waived: Assessment for Mission Service (Police Adviser, until 31 March 2026)",
        "by decision (Police Commissioner, Knows the sector.)",
        "kept from the previous plan",
    ]
    assert "on condition: Medical clearance" in [line.strip() for line in told[1].splitlines()]
    (waiver,) = given["holders"][0]["footing"]["waivers"]
    assert (waiver["rule"], waiver["authority"], waiver["expires_on"]) == ("assessment", "Police Adviser", "2026-03-31")


def test_a_reserve_and_a_line_on_condition_are_marked_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = write_desk(tmp_path / "desk", posts=TABLES["posts"].replace("IPO,2,3,fr:B1", "IPO,1,3,fr:B1").replace("en:C1", "en:C2"))
    (desk / "policy.toml").write_text('unknown = "conditional"\nnational_cap = 1\n')
    run(capsys, "plan", "desk", "--out", "plan")

    of_line = run(capsys, "explain", "plan", "--post", "P-2").out.splitlines()
    of_officer = " ".join(run(capsys, "explain", "plan", "--officer", "O-4").out.split("What decides")[1].split())

    assert [line.split("  ")[-1].strip() for line in of_line if "O-4" in line.split()] == ["on condition: Medical clearance"]
    assert of_officer.count("on condition: Medical") == of_officer.count("P-2") == 1


@pytest.mark.usefixtures("conditional_desk")
def test_of_an_officer_whom_decisions_exclude_it_tells_who_decided_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    of_officer = run(capsys, "explain", "plan", "--officer", "O-5").out.splitlines()
    of_pair = run(capsys, "explain", "plan", "--officer", "O-1", "--post", "P-1").out.splitlines()

    assert [line.split() for line in of_officer if line.startswith("P-1")] == [
        ["P-1", "Police", "reform", "adviser", "Needed", "at", "home."]
    ]
    assert of_pair[2:4] == ["A decision excludes this officer from this post line.", "Decided by: Desk."]


@pytest.mark.usefixtures("desk")
def test_of_an_open_post_line_it_names_who_sits_elsewhere_and_what_would_mend_it(capsys: pytest.CaptureFixture[str]) -> None:
    of_p1, of_p2 = (run(capsys, "explain", "plan", "--post", post).out.splitlines() for post in ("P-1", "P-2"))

    assert [line.split() for line in of_p1 if line.startswith("O-5")] == [
        ["O-5", "602", "P-2", "Community", "policing", "officer", "Normal", "placed", "there", "by", "decision"]
    ]
    assert "What would mend it: 1 free officer is one rule away" in of_p1
    assert [line.split()[:2] for line in of_p1 if line.startswith("O-2")] == [["O-2", "387"]]
    assert [line for line in of_p2 if line.startswith("What would mend it")] == []


@pytest.mark.usefixtures("desk")
def test_of_a_pair_that_may_not_be_planned_it_tells_what_the_fit_would_be_and_which_rule_has_which_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = run(capsys, "explain", "plan", "--officer", "O-4", "--post", "P-1").out.splitlines()

    assert out[2] == "Not eligible. Not met: Languages and Rank. Not known: Medical clearance."
    assert [line.split("   ")[0] for line in out if line.endswith("UN Police recruitment requirements,")] == ["Age, Driving"]
    assert [line for line in out if line.startswith("Fit")] == ["Fit if eligible: 202 points"]


def test_of_a_fit_it_tells_which_terms_are_not_known(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "blank").mkdir()
    write_desk(desk / "blank" / "desk", officers=TABLES["officers"].replace("2026-01-01,0,69", "2026-01-01,0,"))
    run(capsys, "plan", "blank/desk", "--out", "blank/plan")

    out = run(capsys, "explain", "blank/plan", "--officer", "O-4", "--post", "P-2").out.splitlines()

    assert [line.split(maxsplit=2) for line in out[-2:]] == [["Earlier", "missions", "0"], ["Assessment", "score", "not known, counts 0"]]


def test_every_level_that_can_decide_has_words() -> None:
    assert set(DECIDES) == {None, *DISPLACEMENT_LEVELS}


@pytest.mark.usefixtures("desk")
def test_of_a_post_line_it_tells_holders_reasons_and_reserves(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "explain", "plan", "--post", "P-3")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:3] == ["P-3 (Planning officer, UNHQ)", "Seats filled: 0 of 1."]
    assert ran.out.splitlines()[-1] == "None: no eligible officer is free."


@pytest.mark.parametrize(
    ("officer", "post", "answer", "sentence"),
    [
        ("O-5", "P-2", "assigned", "The plan gives this officer a seat of this post line."),
        ("O-2", "P-1", "not_eligible", "Not eligible. Not met: Assessment for Mission Service."),
        ("O-3", "P-1", "not_eligible", "Not eligible. Not met: Rank."),
        ("O-5", "P-1", "placed_elsewhere", "Eligible, but the plan places this officer in P-2."),
    ],
)
@pytest.mark.usefixtures("desk")
def test_of_a_pair_it_tells_the_answer_and_every_finding(
    capsys: pytest.CaptureFixture[str], officer: str, post: str, answer: str, sentence: str
) -> None:
    told = run(capsys, "explain", "plan", "--officer", officer, "--post", post)
    given = json.loads(run(capsys, "explain", "plan", "--officer", officer, "--post", post, "--json").out)

    assert (told.code, given["answer"], len(given["findings"])) == (0, answer, 17)
    assert told.out.splitlines()[2] == sentence
    assert "Sources of the thresholds" in told.out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--officer", "O-9"], "planning.unknown_officer"),
        (["--post", "P-9"], "planning.unknown_post"),
        (["--officer", "O-9", "--post", "P-1"], "planning.unknown_officer"),
        (["--officer", "O-1", "--post", "P-9"], "planning.unknown_post"),
        (["--officer", ""], "planning.unknown_officer"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_key_that_nobody_knows_is_a_wrong_call(capsys: pytest.CaptureFixture[str], arguments: list[str], code: str) -> None:
    told = run(capsys, "explain", "plan", *arguments)
    given = run(capsys, "explain", "plan", *arguments, "--json")

    assert (told.code, given.code, told.out, given.err) == (2, 2, "", "")
    assert json.loads(given.out)["error"]["code"] == code
    assert code not in told.err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"schema_version": 99}',
        b'{"assignments": "none"}',
        b'{"schema_version": 1, "assignments": [{"officer_id": 5}]}',
        b"[" * 20_000,
    ],
)
@pytest.mark.parametrize("name", ["plan.json", "run.json"])
def test_a_damaged_plan_is_told_in_a_sentence(desk: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes) -> None:
    (desk / "plan" / name).write_bytes(content)

    ran = run(capsys, "explain", "plan", "--officer", "O-1")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{name} is damaged")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("assignments", [{"officer_id": "O-9", "post_id": "P-1", "fit": 1, "waived": [], "conditional": []}]),
        ("assignments", None),
        ("objective", {}),
        ("seed", "x"),
        ("status", "perfect"),
        ("digests", None),
    ],
)
def test_a_plan_that_does_not_fit_its_inputs_is_told(desk: Path, capsys: pytest.CaptureFixture[str], key: str, value: object) -> None:
    plan = json.loads((desk / "plan" / "plan.json").read_text("utf-8"))
    (desk / "plan" / "plan.json").write_text(json.dumps({**plan, key: value}), "utf-8")

    ran = run(capsys, "explain", "plan", "--officer", "O-1")

    assert (ran.code, ran.out, "Traceback" in ran.err) == (2, "", False)
    assert ran.err.startswith("plan.json is damaged")


def test_inputs_that_moved_are_asked_for_and_found_by_folder(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.move(desk / "desk", desk / "archive")

    lost = run(capsys, "explain", "plan", "--officer", "O-1")
    found = run(capsys, "explain", "plan", "--officer", "O-1", "--folder", "archive")

    assert (lost.code, lost.out, found.code, found.err) == (2, "", 0, "")
    assert "--folder" in lost.err


def test_inputs_that_changed_are_refused_by_name(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "desk" / "officers.csv").write_text(TABLES["officers"].replace("O-1,MAR", "O-1,TUN"), "utf-8")
    (desk / "desk" / "policy.toml").write_text("national_cap = 1\n")

    told = run(capsys, "explain", "plan", "--officer", "O-1")
    given = run(capsys, "explain", "plan", "--officer", "O-1", "--json")

    assert (told.code, told.out, given.code) == (1, "", 1)
    assert json.loads(given.out)["error"]["data"] == {"files": ["officers.csv", "policy.toml"]}


def test_inputs_that_no_longer_can_be_read_are_listed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "desk" / "officers.csv").unlink()

    ran = run(capsys, "explain", "plan", "--officer", "O-1")

    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (1, "", "Error  officers.csv")


@pytest.mark.usefixtures("desk")
def test_the_answer_comes_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    answers = {run(capsys, "explain", "plan", "--officer", "O-2", "--lang", lang).out for lang in ("en", "fr", "ar", "es")}

    assert len(answers) == 4
