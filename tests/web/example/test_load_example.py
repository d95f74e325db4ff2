"""The example in the database is the example of the folder."""

from releve.synthesis import DEFAULT_SEED, build_tables
from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.common.isolation import acting_as, acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import PostLine
from releve_web.example import load_example
from releve_web.supply.models import Nomination, NominationStep, Officer


def test_example_holds_every_row_of_the_folder(db: None) -> None:
    accounts = load_example()

    tables = build_tables(DEFAULT_SEED)
    with acting_in(EVERYTHING):
        keys = set(Officer.objects.values_list("officer_id", flat=True))
        seats = sum(PostLine.objects.values_list("seats", flat=True))
        nominations = Nomination.objects.filter(partner="MAR", reference__startswith="MAR-2025").count()
        unlabelled = Officer.objects.filter(is_synthetic=False).count()
        last_stages = [
            (nomination.stage, nomination.nominationsteps.last().end if nomination.nominationsteps.exists() else "nominated")
            for nomination in Nomination.objects.all()
        ]
    with acting_as(User.objects.get(email="morocco@example.org")):
        partners = set(Officer.objects.values_list("partner", flat=True))
        foreign_steps = NominationStep.objects.exclude(partner="MAR").count()
    assert keys == {row["officer_id"] for row in tables["officers"]}
    assert seats == sum(int(row["seats"]) for row in tables["posts"])
    assert (nominations, unlabelled) == (40, 0)
    assert all(stage == last for stage, last in last_stages)
    assert (partners, foreign_steps) == ({"MAR"}, 0)
    assert {account.role for account in accounts} == set(Role.values)
    assert all(User.objects.get(email=account.email).check_password(account.password) for account in accounts)


def test_example_is_loaded_once(people: object) -> None:
    assert load_example() == ()
