"""The first page: what waits for each desk, each figure a link, at a constant number of queries; the first steps of an empty system."""

from datetime import timedelta

from django.utils import timezone

from factories.web_people import ClientOf, People, in_everything, make_line, make_nomination, make_officer
from releve_web.common.panels import Panel
from releve_web.demand.models import Call, Mission
from releve_web.supply.choices import Stage


def figures(panels: list[Panel]) -> dict[str, dict[str, int | None]]:
    return {str(panel.title): {str(figure.label): figure.number for figure in panel.figures} for panel in panels}


def fill(size: int) -> None:
    today = timezone.localdate()
    for number in range(size):
        line = make_line(f"MINUSCA-{number:03}", completeness=40)
        officer = make_officer(f"MAR-{number:04}", passport_expires_on=today + timedelta(days=90))
        make_nomination(officer, line)
        make_officer(f"SEN-{number:04}", partner="SEN", medical_expires_on=today + timedelta(days=91))
        call = Call.objects.create(
            reference=f"NV-{number}", title_en="A call", is_published=True, closes_at=timezone.now() + timedelta(days=3 + number)
        )
        call.post_lines.add(line)


def test_each_desk_sees_what_waits_for_it_and_nothing_of_others(people: People, client_of: ClientOf) -> None:
    with in_everything():
        fill(2)
        make_nomination(make_officer("MAR-9"), make_line("MINUSCA-900", is_open=False), stage=Stage.SCREENED)
    told = {
        name: figures(client_of(getattr(people, name)).get("/").context["panels"])
        for name in ("selection", "mission", "other_mission", "country", "stranger", "auditor", "administrator")
    }

    assert told["selection"]["Nominations that wait for your desk"] == {"Nominated": 2, "Screened": 1}
    assert told["selection"]["Papers that end within 90 days"] == {"Officers with a paper that ends": 2}
    assert told["selection"]["Post lines to complete"] == {"Open lines that lack something": 2, "Drafts to open": 0}
    assert told["selection"]["Calls that close soon"] == {"NV-0 · A call": None, "NV-1 · A call": None}
    assert told["mission"]["Nominations that wait for your desk"] == {"Screened": 1}
    assert told["other_mission"]["Nominations that wait for your desk"] == {}
    assert told["country"]["Nominations on their way"] == {"Nominated": 2, "Screened": 1}
    assert told["country"]["Papers that end within 90 days"] == {"Officers with a paper that ends": 2}
    assert told["stranger"]["Nominations on their way"] == {}
    assert told["stranger"]["Papers that end within 90 days"] == {"Officers with a paper that ends": 0}
    assert told["auditor"]["Nominations on their way"] == {"Nominated": 2, "Screened": 1}
    assert "Nominations on their way" not in told["administrator"]


def test_one_and_three_of_everything_cost_the_same_queries(people: People, client_of: ClientOf, django_assert_num_queries) -> None:  # noqa: ANN001
    desk = client_of(people.selection)
    with in_everything():
        fill(1)
    desk.get("/")
    with django_assert_num_queries(18, exact=False) as first:
        desk.get("/")
    with in_everything():
        Call.objects.all().delete()
        for number in range(1, 4):
            Call.objects.create(
                reference=f"NV-{number}", title_en="A", is_published=True, closes_at=timezone.now() + timedelta(days=number)
            )
            make_nomination(make_officer(f"MAR-1{number}"), make_line(f"MINUSCA-1{number}"))
    with django_assert_num_queries(len(first.captured_queries)):
        desk.get("/")


def test_an_empty_system_says_how_to_begin_and_offers_each_desk_its_own_steps(people: People, client_of: ClientOf) -> None:
    with in_everything():
        for person in (people.mission, people.other_mission):
            person.missions.clear()
        Mission.objects.all().delete()
    steps = client_of(people.country).get("/").context["beginnings"]

    assert len(steps) == 5
    assert not steps[0].url
    assert "how to begin" in client_of(people.selection).get("/").content.decode()
