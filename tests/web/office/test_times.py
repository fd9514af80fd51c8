"""The director sets the time of each service by its complexity, within the institution's terms."""

from typing import Any

import pytest
from django.db import transaction

from tests.tickets.promises import promise
from tests.world import BORN, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Section, TermVersion
from ventanilla.institutions.sections.terms import Term
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.tickets.models import Deadline

TIMES = "/office/times/"
PATH = "/office/times/constancia/"


@pytest.fixture
def by_complexity(world: World) -> None:
    amounts = {"low": 3, "medium": 8, "high": 15}
    data = {"slug": "complejo", "name": "Según la complejidad", "unit": "business_days", "amounts": amounts}
    with acting_in(world.faro), transaction.atomic():
        publish(TermVersion, slug="complejo", data=Term.model_validate(data).data(), at=BORN)
        old = ServiceVersion.objects.get(slug="constancia", current=True)
        data = {**old.data, "complexity": "low"}
        publish(ServiceVersion, slug="constancia", data=data, at=BORN, service=old.service)
        promise(resolution="complejo")


def amount(world: World, ticket: Any) -> int:
    with acting_in(world.faro):
        return int(Deadline.objects.get(ticket=ticket, clock="resolution").amount)


@pytest.mark.usefixtures("by_complexity")
def test_a_director_sets_it_for_new_requests_and_open_ones_keep_their_promise(
    world: World, client_of: Any, statements: Any
) -> None:
    carla, old = client_of(world.carla), world.ticket(world.ana, at=now())
    with statements(8):
        page = carla.get(TIMES).content.decode()
    assert "15 días hábiles" in page
    with statements(14):
        assert carla.post(PATH, {"complexity": "high"}).status_code == 302
    assert "Las solicitudes nuevas tendrán el nuevo plazo." in carla.get(TIMES).content.decode()
    assert [amount(world, ticket) for ticket in (old, world.ticket(world.diego, at=now()))] == [3, 15]


@pytest.mark.usefixtures("by_complexity")
@pytest.mark.parametrize("complexity", ["", "huge", "low'--", "x" * 1000])
def test_only_what_the_terms_allow(world: World, client_of: Any, complexity: str) -> None:
    assert client_of(world.carla).post(PATH, {"complexity": complexity}).status_code == 404


@pytest.mark.usefixtures("by_complexity")
def test_a_service_of_another_unit_is_not_there(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    assert carla.post("/office/times/reclamo-pago/", {"complexity": "low"}).status_code == 404
    for who in (world.bruno, world.ana, world.ines):
        assert client_of(who).get(TIMES).status_code == 404
        assert client_of(who).post(PATH, {"complexity": "low"}).status_code == 404


@pytest.mark.usefixtures("by_complexity")
def test_a_service_that_no_longer_fits_is_told_so(world: World, client_of: Any) -> None:
    """The folder gave up a term that the service still names."""
    with acting_in(world.faro), transaction.atomic():
        TermVersion.objects.filter(slug="complejo").update(current=False)
    page = client_of(world.carla).post(PATH, {"complexity": "high"}, follow=True)
    assert page.status_code == 200
    assert "complejo" in page.content.decode()
    with acting_in(world.faro):
        assert ServiceVersion.objects.get(slug="constancia", current=True).data["complexity"] == "low"


def test_a_service_that_leaves_its_time_to_the_request_type_can_be_changed(
    world: World, client_of: Any
) -> None:
    with acting_in(world.faro), transaction.atomic():
        types = Section.objects.get(name="request_types")
        types.data = [{**one, "term": "respuesta"} for one in types.data]
        types.save(update_fields=["data"])
        old = ServiceVersion.objects.get(slug="constancia", current=True)
        data = {**old.data, "terms": {**old.data["terms"], "resolution": None}, "complexity": "low"}
        publish(ServiceVersion, slug="constancia", data=data, at=BORN, service=old.service)
    assert client_of(world.carla).post(PATH, {"complexity": "high"}).status_code == 302
    with acting_in(world.faro):
        assert ServiceVersion.objects.get(slug="constancia", current=True).data["complexity"] == "high"
