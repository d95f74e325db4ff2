"""From a file to rows of a register: what is new, changed, the same, doubtful or wrong; all or nothing; each State its own."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factories.web_people import People, make_line, make_officer
from releve.exchange.sender_mapping import DayOrder, SenderMapping
from releve_web.common.isolation import acting_as, acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import PostLine
from releve_web.engagement.models import Partner
from releve_web.imports import services
from releve_web.imports.models import Decision, Import, QuarantinedRow, SenderColumns, StagedRow, State, Verdict
from releve_web.imports.quarantine import place
from releve_web.imports.words import sentence, why_aside
from releve_web.supply.models import Nomination, Officer

pytestmark = pytest.mark.django_db

OURS = b"officer_id,country,family_name,given_names,gender,birth_date,languages\n"
TWO = OURS + b"A-1,MAR,Bennani,Salma,F,1985-04-02,fr:C1;ar:C2\nA-2,MAR,Tazi,Karim,M,1990-12-25,fr:B2\n"


def send(by: Any, content: bytes, *, table: str = "officers", partner: str = "MAR", **more: Any) -> Import:
    return services.create_import(
        by=by, table=table, partner=Partner.objects.get(pk=partner), file_name="sent.csv", content=content, **more
    )


def verdicts(source: Import) -> list[tuple[int, str]]:
    return list(StagedRow.objects.filter(source=source).order_by("row").values_list("row", "verdict"))


def told(source: Import) -> list[tuple[int | None, str, str]]:
    return [(p.row, p.column, p.code.rpartition(".")[2]) for p in source.importproblems.all()]


def test_new_officers_are_written_after_the_preview(people: People) -> None:
    with acting_as(people.country):
        source = send(people.country, TWO)
        state, rows, before = source.state, verdicts(source), Officer.objects.count()
        services.confirm(source, by=people.country)
        source.refresh_from_db()
        written = Officer.objects.order_by("officer_id").values_list("officer_id", "family_name", "languages", "sort_key", "partner_id")

        assert (state, rows, before) == (State.PREVIEW, [(2, "new"), (3, "new")], 0)
        assert list(written) == [
            ("A-1", "Bennani", ["fr:C1", "ar:C2"], "bennani salma", "MAR"),
            ("A-2", "Tazi", ["fr:B2"], "tazi karim", "MAR"),
        ]
        assert (source.state, source.counts["added"], source.counts["written_over"]) == (State.DONE, 2, 0)


def test_same_file_twice_changes_nothing(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        revisions = list(Officer.objects.values_list("revision", "updated_at"))
        again = send(people.country, TWO)
        rows, earlier = verdicts(again), services.earlier_import(again, people.country)
        services.confirm(again, by=people.country)

        assert (rows, earlier is not None) == ([(2, "unchanged"), (3, "unchanged")], True)
        assert list(Officer.objects.values_list("revision", "updated_at")) == revisions


def test_changes_are_shown_field_by_field_and_blank_cells_leave_what_is_known(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        source = send(people.country, OURS + b"A-1,MAR,Bennani,Salma Zohra,,1985-04-02,fr:C2\n")
        row = StagedRow.objects.get(source=source)
        services.confirm(source, by=people.country)
        officer = Officer.objects.get(officer_id="A-1")

        assert row.changes == {"given_names": ["Salma", "Salma Zohra"], "languages": [["fr:C1", "ar:C2"], ["fr:C2"]]}
        assert (officer.gender, officer.sort_key, officer.revision) == ("F", "bennani salma zohra", 2)


def test_blank_cells_clear_when_that_is_asked_for(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        source = send(people.country, OURS + b"A-1,MAR,Bennani,Salma,,,\n", blank_clears=True)
        services.confirm(source, by=people.country)
        officer = Officer.objects.get(officer_id="A-1")

        assert (officer.gender, officer.birth_date, officer.languages) == ("", None, [])


def test_sort_key_holds_names_that_the_file_leaves_alone(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        services.confirm(send(people.country, b"officer_id,family_name\nA-1,Alaoui\n"), by=people.country)

        assert Officer.objects.get(officer_id="A-1").sort_key == "alaoui salma"


@pytest.mark.parametrize(("decision", "n_officers", "name"), [("same", 1, "Benani"), ("other", 2, "Bennani"), ("leave", 1, "Bennani")])
def test_possible_duplicate_waits_for_a_decision(people: People, decision: str, n_officers: int, name: str) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        source = send(people.country, OURS + "B-9,MAR,Benani,سلمى,F,1985-04-02,\n".replace("سلمى", "Selma").encode())
        row = StagedRow.objects.get(source=source)
        with pytest.raises(ValidationError, match="waits for a decision"):
            services.confirm(source, by=people.country)
        services.decide(source, {row.pk: decision}, by=people.country)
        services.confirm(source, by=people.country)

        assert (row.verdict, row.likely) == (Verdict.DUPLICATE, Officer.objects.get(officer_id="A-1").pk)
        assert (Officer.objects.count() - 1, Officer.objects.get(officer_id="A-1").family_name) == (n_officers, name)


def test_duplicate_is_found_across_scripts_and_inside_one_file(people: People) -> None:
    content = "officer_id,family_name,given_names,name_ar,birth_date\n1,El Fassi,Youssef,,1980-01-01\n2,,,يوسف الفاسي,1980-01-01\n".encode()
    with acting_as(people.country):
        source = send(people.country, content)
        services.decide(source, {}, by=people.country, others=Decision.SAME)
        with pytest.raises(ValidationError, match="waits for a decision"):
            services.confirm(source, by=people.country)
        services.decide(source, {}, by=people.country, others=Decision.LEAVE)
        services.confirm(source, by=people.country)

        assert StagedRow.objects.get(source=source, row=3).likely_row == 2
        assert list(Officer.objects.values_list("officer_id", flat=True)) == ["1"]


def test_one_error_holds_all_rows_back(people: People) -> None:
    with acting_as(people.country):
        source = send(people.country, TWO + b"A-3,MAR,X,Y,Q,1985-99-02,fr\nA-1,MAR,Z,Z,F,1985-04-02,\n")

        assert told(source) == [
            (4, "birth_date", "not_a_date"), (4, "gender", "unknown_choice"), (4, "languages", "language_without_level"),
            (5, "officer_id", "duplicate_key"),
        ]  # fmt: skip
        with pytest.raises(ValidationError, match="4 errors must be mended"):
            services.confirm(source, by=people.country)
        assert Officer.objects.count() == 0


def test_row_of_another_state_is_an_error_and_of_an_unknown_one_is_set_aside(people: People) -> None:
    with acting_as(people.selection):
        source = send(people.selection, OURS + b"A-1,SEN,A,B,F,1985-04-02,\nA-2,Atlantis,C,D,F,1985-04-02,\nA-3,Maroc,E,F,F,1985-04-03,\n")
        aside = QuarantinedRow.objects.get(source=source)

        assert told(source) == [(2, "country", "other_partner")]
        assert verdicts(source) == [(2, "error"), (3, "aside"), (4, "new")]
        assert (aside.row, aside.column, aside.value, aside.cells["family_name"]) == (3, "country", "Atlantis", "C")


def test_country_imports_its_own_whatever_partner_is_asked_for(people: People) -> None:
    with acting_as(people.country):
        source = send(people.country, TWO, partner="SEN")

    assert source.partner_id == "MAR"


def test_other_desks_import_nothing(people: People) -> None:
    for user in (people.mission, people.auditor, people.administrator):
        with pytest.raises(PermissionDenied), acting_as(user):
            send(user, TWO)


def test_strangers_see_nothing_of_an_import(people: People) -> None:
    with acting_as(people.country):
        send(people.country, TWO)
    with acting_as(people.stranger):
        seen = (Import.objects.count(), StagedRow.objects.count(), SenderColumns.objects.count())

    assert seen == (0, 0, 0)


def test_sender_explains_columns_and_words_once(people: People) -> None:
    first = "Matricule;Nom;Prénom;Sexe;Né le;Grade échelle;Divers\n1;Tazi;Karim;Garçon;25/12/1990;Commissaire;x\n".encode()
    with acting_as(people.country):
        source = send(people.country, first)
        asked = source.state
        columns = {**source.mapping["columns"], "grade echelle": "rank", "divers": ""}
        services.save_mapping(
            source,
            SenderMapping(columns=columns, words={"gender": {"garcon": "M"}, "rank": {"commissaire": "5"}}, day_order=DayOrder.DAY_FIRST),
            by=people.country,
        )
        services.confirm(source, by=people.country)
        second = send(people.country, first.replace(b"\n1;", b"\n2;").replace(b"25/12/1990", b"01/02/1991"))
        services.confirm(second, by=people.country)

        assert (asked, second.state) == (State.MAPPING, State.PREVIEW)
        assert list(Officer.objects.order_by("officer_id").values_list("officer_id", "gender", "rank", "birth_date")) == [
            ("1", "M", 5, __import__("datetime").date(1990, 12, 25)),
            ("2", "M", 5, __import__("datetime").date(1991, 2, 1)),
        ]


def test_register_that_changed_since_is_compared_again(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        source = send(people.country, OURS + b"A-1,MAR,Bennani,Zohra,F,1985-04-02,fr:C1;ar:C2\n")
        officer = Officer.objects.get(officer_id="A-1")
        officer.given_names, officer.revision = "Nadia", 2
        officer.save()
        services.confirm(source, by=people.country)
        source.refresh_from_db()

        assert (source.state, source.is_stale) == (State.PREVIEW, True)
        assert StagedRow.objects.get(source=source).changes == {"given_names": ["Nadia", "Zohra"]}
        services.confirm(source, by=people.country)
        assert Officer.objects.get(officer_id="A-1").given_names == "Zohra"


def test_nominations_are_placed_or_set_aside(people: People) -> None:
    with acting_in(EVERYTHING):
        make_officer()
        make_line()
    content = b"nomination,officer_id,post_id,note_verbale\nN-1,MAR-0001,MINUSCA-001,NV 7\nN-2,MAR-0001,NOWHERE-9,\n"
    with acting_as(people.country):
        source = send(people.country, content, table="nominations")
        services.confirm(source, by=people.country)
        nomination = Nomination.objects.get()

        assert verdicts(source) == [(2, "new"), (3, "aside")]
        assert (nomination.reference, nomination.mission_id, nomination.note_verbale) == ("N-1", "MINUSCA", "NV 7")
        assert nomination.nominationsteps.count() == 1
        again = send(people.country, content.replace(b"NV 7", b"NV 8"), table="nominations")
        services.confirm(again, by=people.country)
        assert Nomination.objects.get().note_verbale == "NV 8"


def test_selection_desk_imports_post_lines_and_a_country_does_not(people: People) -> None:
    content = (
        b"post_id,mission,title,category,seats,priority,armed,driving,starts_on,tour_months\n"
        b"P-1,MINUSCA,Adviser,IPO,2,1,no,yes,2026-03-01,12\nP-2,NOWHERE,Adviser,IPO,2,1,no,yes,2026-03-01,12\n"
    )
    with pytest.raises(PermissionDenied), acting_as(people.country):
        send(people.country, content, table="posts")
    with acting_as(people.selection):
        source = send(people.selection, content, table="posts")
        services.confirm(source, by=people.selection)

        assert (verdicts(source), source.partner_id) == ([(2, "new"), (3, "aside")], None)
        assert list(PostLine.objects.values_list("post_id", "title_en", "seats")) == [("P-1", "Adviser", 2)]


def test_bounds_in_the_wrong_order_are_found_with_what_the_register_holds(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, b"officer_id,family_name,available_until\n1,Tazi,2026-01-01\n"), by=people.country)
        source = send(people.country, b"officer_id,available_from\n1,2026-02-01\n")

        assert (told(source), verdicts(source)) == ([(2, "available_from", "bounds_crossed")], [(2, "error")])


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"PK\x03\x04", "id\u202e,nom\n".encode("utf-16"), b"a\x00b,c\n"])
def test_file_that_is_no_table_is_refused_with_its_reason(people: People, content: bytes) -> None:
    with acting_as(people.country):
        source = send(people.country, content)

        assert (source.state, source.importproblems.count()) == (State.REFUSED, 1)


def test_dangerous_texts_are_refused_with_their_place(people: People) -> None:
    content = OURS + f"A-1,MAR,\u202eBen,<script>alert(1)</script>,F,1985-04-02,\nA-2,MAR,{'a' * 200},B,F,1985-04-02,\n".encode()
    with acting_as(people.country):
        source = send(people.country, content)

        assert told(source) == [(2, "family_name", "control_character"), (3, "family_name", "text_too_long")]
        assert source.importproblems.first().value == "[U+202E]Ben"


def test_cancelled_import_writes_nothing(people: People) -> None:
    with acting_as(people.country):
        source = services.cancel(send(people.country, TWO), by=people.country)
        with pytest.raises(ValidationError, match="not ready"):
            services.confirm(source, by=people.country)

        assert (source.state, Officer.objects.count()) == (State.CANCELLED, 0)


def test_officer_without_a_name_is_refused_as_the_form_refuses_it(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, TWO), by=people.country)
        unnamed = send(people.country, OURS + b"A-3,MAR,,,F,1985-04-02,\nA-4,MAR,,Zineb,F,1985-04-02,\n")
        cleared = send(people.country, OURS + b"A-1,MAR,,,F,1985-04-02,fr:B1\n", blank_clears=True)
        left_alone = send(people.country, OURS + b"A-1,MAR,,,F,1985-04-02,fr:B1\n")

        with pytest.raises(ValidationError, match="must be mended in the file first"):
            services.confirm(unnamed, by=people.country)

        assert (told(unnamed), verdicts(unnamed)) == ([(2, "family_name", "no_name")], [(2, "error"), (3, "new")])
        assert told(cleared) == [(2, "family_name", "no_name")]
        assert (told(left_alone), verdicts(left_alone)) == ([], [(2, "changed")])
        assert {sentence(problem) for problem in unnamed.importproblems.all()} == {"Write a name, in Latin or in Arabic script."}


def test_missing_name_is_told_at_a_column_that_the_file_has(people: People) -> None:
    with acting_as(people.country):
        source = send(people.country, "officer_id,gender,name_ar\nA-1,F,\nA-2,F,سلمى\n".encode())

        assert (told(source), verdicts(source)) == ([(2, "name_ar", "no_name")], [(2, "error"), (3, "new")])


def test_officer_without_a_name_is_refused_when_a_row_set_aside_is_placed(people: People) -> None:
    with acting_as(people.country):
        services.confirm(send(people.country, OURS + b"A-3,Atlantis,,,F,1985-04-02,\n"), by=people.country)
        with pytest.raises(ValidationError, match="Write a name"):
            place(QuarantinedRow.objects.get(), by=people.country)

        assert not Officer.objects.exists()


def test_row_set_aside_keeps_everything_that_is_unknown_until_all_of_it_is_there(people: People) -> None:
    content = b"nomination,officer_id,post_id,call\nN-1,MAR-0001,MINUSCA-001,2026/9\n"
    with acting_as(people.country):
        source = send(people.country, content, table="nominations")
        services.confirm(source, by=people.country)
        row = QuarantinedRow.objects.get()
        why = why_aside(row)
        with pytest.raises(ValidationError) as refused:
            place(row, by=people.country)
    with acting_in(EVERYTHING):
        make_officer()
        make_line()
    with acting_as(people.country), pytest.raises(ValidationError) as refused_again:
        place(row, by=people.country)

    assert row.unplaced == [("officer_id", "MAR-0001"), ("post_id", "MINUSCA-001"), ("call", "2026/9")]
    assert why == [f"“{name}” is not in the register." for name in ("MAR-0001", "MINUSCA-001", "2026/9")]
    assert refused.value.messages == [f"“{name}” is still not in the register." for name in ("MAR-0001", "MINUSCA-001", "2026/9")]
    assert refused_again.value.messages == ["“2026/9” is still not in the register."]


def test_row_set_aside_for_two_reasons_is_placed_when_both_are_gone(people: People) -> None:
    with acting_as(people.country):
        content = b"nomination,officer_id,post_id\nN-1,MAR-0001,MINUSCA-001\n"
        services.confirm(send(people.country, content, table="nominations"), by=people.country)
    with acting_in(EVERYTHING):
        make_officer()
        make_line()
    with acting_as(people.country):
        place(QuarantinedRow.objects.get(), by=people.country)

        assert list(Nomination.objects.values_list("reference", "officer__officer_id", "post_line__post_id")) == [
            ("N-1", "MAR-0001", "MINUSCA-001")
        ]
