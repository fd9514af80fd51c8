"""A stale profile is asked to confirm its data (UME-10): asked, never held up."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.portal.filling import Filling, words
from ventanilla.institutions.models import Section
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.people.staleness import is_stale

ASKED = "¿Sus datos siguen siendo correctos?"


@pytest.fixture
def asking(world, faro):
    """Faro asks after three months; Ana is there for longer."""
    section = Section.objects.get(name="people")
    section.data["confirm_after"] = 3
    section.save(update_fields=["data"])
    Person.objects.filter(pk=world.ana.pk).update(created_at=now() - timedelta(days=100), phone="6123-4567")
    Person.objects.filter(pk=world.diego.pk).update(created_at=now() - timedelta(days=80))


def test_a_stale_profile_is_shown_and_confirmed_by_one_button(world, asking, ana, statements):
    with statements(8):
        page = words(ana.get("/"))
    for told in (ASKED, "Ana Batista", "ana@faro.test", "6123-4567", "Centro", "Cambiar mis datos"):
        assert told in page
    with statements(14):
        answer = ana.post("/me/confirmation/")
    assert answer["Location"] == "/faro/"
    page = words(ana.get("/"))
    assert ASKED not in page and "sus datos quedan confirmados" in page
    event = Event.objects.get(kind="person.confirmed")
    assert (event.subject_id, event.actor_id, event.data) == (world.ana.pk, world.ana.pk, {})


def test_who_is_not_stale_and_who_is_a_stranger_is_not_asked(world, asking, client_of, visitor):
    assert ASKED not in words(client_of(world.diego).get("/"))
    assert ASKED not in words(visitor(world.faro).get("/"))
    answer = visitor(world.faro).post("/me/confirmation/")
    assert answer["Location"].startswith("/faro/login/")


def test_nobody_is_asked_where_the_folder_does_not_say_when(world, faro, ana):
    assert ASKED not in words(ana.get("/"))


def test_saving_the_profile_confirms_it_whether_something_changed_or_not(asking, ana):
    for phone in ("6999-0000", "6999-0000"):
        Person.objects.update(confirmed_at=None)
        assert ana.post("/me/", {"phone": phone, "language": "es"}).status_code == 302
        assert ASKED not in words(ana.get("/"))


def test_it_holds_nobody_up(asking, ana):
    assert Filling(ana, "constancia").send().status_code == 302


def test_months_are_counted_in_days_of_the_institution(world, faro):
    ana = world.ana
    ana.confirmed_at = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)  # the 30th in Panama
    for at, stale in (
        (datetime(2027, 2, 28, 4, 0, tzinfo=UTC), False),  # still the 27th there
        (datetime(2027, 2, 28, 5, 0, tzinfo=UTC), True),
    ):
        assert is_stale(ana, {"confirm_after": 3}, at=at, zone=faro.zoneinfo) is stale


def test_the_profile_says_whose_the_official_address_is(world, faro, ana):
    Person.objects.filter(pk=world.ana.pk).update(email="a.batista@faro.test")
    page = words(ana.get("/me/"))
    assert "Correo oficial" in page and "a.batista@faro.test" in page
    assert "Escribimos al correo que tiene el sistema académico." in page
    assert "Usted ingresa con" in page and "ana@faro.test" in page
    assert 'name="email"' not in ana.get("/me/").content.decode()
