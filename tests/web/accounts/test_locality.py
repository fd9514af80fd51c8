"""Ecuador, COA art. 159: what is a holiday where somebody lives does not count for his terms either."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.world import BORN, MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.people.models import Person
from ventanilla.tickets.models import Deadline

PROFILE = "/me/"
MINE = {"given_names": "Ana", "surnames": "Batista", "phone": "", "language": "es", "zone": ""}


@pytest.fixture
def canton(world: World) -> None:
    """Where Ana lives one rests on Wednesday."""
    with acting_in(world.faro), transaction.atomic():
        office = CalendarVersion.objects.get(slug="oficina", current=True).data
        data = {**office, "slug": "canton", "name": "Guayaquil", "local": True}
        closed = [{"on": "2026-03-11", "reason": "Fundación de Guayaquil"}]
        publish(CalendarVersion, slug="canton", data={**data, "closed": closed}, at=BORN)


def promised(world: World, who: Person) -> Any:
    with acting_in(world.faro):
        return Deadline.objects.get(ticket=world.ticket(who, at=MONDAY), clock="resolution").due_at


@pytest.mark.usefixtures("canton")
def test_who_says_where_he_lives_is_promised_by_both_calendars(
    world: World, client_of: Any, statements: Any
) -> None:
    ana = client_of(world.ana)
    with statements(8):
        assert "Guayaquil" in ana.get(PROFILE).content.decode()
    assert ana.post(PROFILE, {**MINE, "locality": "canton"}).status_code == 302
    with acting_in(world.faro):
        world.ana.refresh_from_db(fields=["locality"])
    assert world.ana.locality == "canton"
    assert promised(world, world.ana) == promised(world, world.diego) + timedelta(days=1)


@pytest.mark.usefixtures("canton")
def test_a_place_that_the_institution_does_not_know_is_refused(world: World, client_of: Any) -> None:
    ana = client_of(world.ana)
    assert ana.post(PROFILE, {**MINE, "locality": "oficina"}).status_code == 200
    with acting_in(world.faro):
        assert Person.objects.get(pk=world.ana.pk).locality == ""


def test_nobody_is_asked_where_no_place_matters(world: World, client_of: Any) -> None:
    assert "Dónde vive" not in client_of(world.ana).get(PROFILE).content.decode()
