from releve.nominations import Actor, Stage
from releve.nominations.unit_levels import UnitLevel
from releve_web.accounts.roles import Role
from releve_web.supply import choices
from releve_web.supply.services.nominations import ACTORS


def test_stages_are_those_of_the_library_in_its_order() -> None:
    assert choices.Stage.values == [stage.value for stage in Stage]


def test_levels_of_units_are_those_of_the_library_in_its_order() -> None:
    assert choices.ReadinessLevel.values == [level.value for level in UnitLevel]


def test_every_actor_is_a_desk() -> None:
    assert {role.value: actor.value for role, actor in ACTORS.items()} == {actor.value: actor.value for actor in Actor}
    assert set(ACTORS) == {Role.SELECTION_DESK, Role.MISSION_DESK, Role.CONTRIBUTING_COUNTRY}
