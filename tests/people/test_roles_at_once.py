"""Two administrators who take each other's role at the same moment: one of them stays."""

import pytest

from tests.parallel import at_once
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.actions.roles import LastAdministrator, give, take
from ventanilla.people.models import Person, Role

pytestmark = pytest.mark.commits


def test_one_administrator_is_left(world: World) -> None:
    with acting_in(world.faro):
        give(person=world.ines, kind="administrator", unit=None, by=world.hugo, reason="Dos", at=MONDAY)
        ids = dict(Role.objects.filter(kind="administrator").values_list("person_id", "id"))

    def takes(who: Person, whose: Person) -> None:
        who._roles = [Role(kind="administrator", unit_id=None)]
        take(role_id=ids[whose.pk], person=whose, by=who, reason="Basta uno", at=MONDAY)

    ends = at_once(world.faro, [lambda: takes(world.hugo, world.ines), lambda: takes(world.ines, world.hugo)])
    assert [type(end) for end in ends if end is not None] == [LastAdministrator]
    with acting_in(world.faro):
        assert Role.objects.filter(kind="administrator").count() == 1
