"""Load the example into an empty database, all of it or nothing."""

from releve.reference import load_reference
from releve.synthesis import DEFAULT_SEED, build_tables
from releve_web.accounts.models import User
from releve_web.accounts.roles import Role
from releve_web.common.isolation import acting_in
from releve_web.common.scopes import EVERYTHING
from releve_web.demand.models import Call
from releve_web.example.demand import CALL, make_call, make_lines, make_missions, make_partners, make_profiles
from releve_web.example.people import ExampleAccount, make_accounts
from releve_web.example.supply import make_nominations, make_officers, make_units


def load_example() -> tuple[ExampleAccount, ...]:
    """
    Return the accounts of the example, its rows written; an installation that has an account already is left as it is.

    Returns
    -------
    tuple[ExampleAccount, ...]
        With their passwords, which are kept nowhere; empty when there was nothing to load into.
    """
    with acting_in(EVERYTHING):
        if User.objects.exists():
            return ()
        tables = build_tables(DEFAULT_SEED)
        reference = load_reference()
        countries = {row["country"] for row in tables["officers"]}
        make_partners(tables["partners"], countries, reference)
        make_missions(tables["missions"], reference)
        make_profiles(reference)
        make_lines(tables["posts"])
        make_call(("MAR", "SEN", "TUN", "JOR"))
        accounts = make_accounts()
        desk = User.objects.get(role=Role.SELECTION_DESK, is_example=True)
        make_officers(tables["officers"])
        make_nominations(tables["nominations"], desk, Call.objects.get(reference=CALL))
        make_units()
        return accounts
