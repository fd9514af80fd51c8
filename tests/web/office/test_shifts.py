"""Shifts, absences, conflicts and the hand-over of somebody's requests on the pages of the office and the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.tickets.test_placing import agent, away
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Absence, Availability, Conflict, Person, Role
from ventanilla.tickets.actions import attend, performing
from ventanilla.tickets.models import Pending, Ticket

WEEK = "/office/shifts/"


def of(person: Person) -> str:
    return f"/office/shifts/registro/{person.pk}/"


def shown(visitor: Any, path: str, **query: str) -> str:
    return str(visitor.get(path, query or None).content.decode())


def day(ahead: int) -> str:
    return (now() + timedelta(days=ahead)).date().isoformat()


def absence(**more: str) -> dict[str, str]:
    return {"first": day(1), "last": day(3), "reason": "Congreso", **more}


def test_the_director_reads_the_week_of_his_unit(world: World, client_of: Any, statements: Any) -> None:
    carla = client_of(world.carla)
    with acting_in(world.faro):
        away(world.bruno, world.carla, since=now() - timedelta(days=8), days=30)
    with statements(8):
        page = shown(carla, WEEK)
    assert page.count("ausente</span>") == 5
    assert "No hay nadie" not in page  # Carla is there
    assert "8:00–12:00 y 13:00–17:00" in page
    for other in ("2026-13-99", "1066-10-14", "9999-12-31", "x" * 5000):
        assert carla.get(WEEK, {"from": other}).status_code == 200
    assert "ausente" in shown(carla, WEEK, **{"from": day(7)})


def test_an_absence_of_a_part_of_the_day_leaves_the_rest(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    monday = (now() + timedelta(days=7 - now().weekday())).date().isoformat()
    wish = absence(first=monday, last="", **{"from": "8", "to": "10:30"})
    assert carla.post(f"{of(world.bruno)}absences/", wish).status_code == 302
    page = shown(carla, WEEK, **{"from": monday})
    assert page.count("ausente una parte") == 1
    assert "ausente</span>" not in page


def test_what_is_set_holds_and_is_shown(world: World, client_of: Any, statements: Any) -> None:
    carla = client_of(world.carla)
    wish = {
        "capacity": "12",
        "languages": ["es"],
        "campuses": ["norte"],
        "hours.mon": "8 a 12",
        "hours.tue": "",
    }
    with statements(15):
        assert carla.post(of(world.bruno), wish).status_code == 302
    with acting_in(world.faro):
        row = Availability.objects.get()
        assert (row.capacity, row.languages, row.campuses) == (12, ["es"], ["norte"])
        assert row.hours == {"mon": ["08:00-12:00"]}
        assert Role.objects.get(person=world.bruno).confidential is False
    with statements(8):
        page = shown(carla, of(world.bruno))
    assert 'value="12"' in page
    assert "08:00-12:00" in page
    week = shown(carla, WEEK)
    assert "12 abiertas como máximo" in week
    assert "nada confidencial" in week


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"capacity": "-1"}, "Escriba un número entero"),
        ({"capacity": "muchas"}, "Escriba un número entero"),
        ({"capacity": "9" * 50}, "Escriba un número entero"),
        ({"hours.mon": "ocho"}, "no es un horario"),
        ({"hours.mon": "08:00-12:00, 11:00-13:00"}, "se cruza"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    world: World, client_of: Any, wrong: dict[str, str], said: str
) -> None:
    page = client_of(world.carla).post(of(world.bruno), {"capacity": "7", **wrong}).content.decode()
    assert said in page
    assert f'value="{next(iter(wrong.values()))}"' in page
    with acting_in(world.faro):
        assert not Availability.objects.exists()


def test_absences_are_noted_and_ended(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    path = of(world.bruno)
    told = carla.post(f"{path}absences/", absence(), follow=True).content.decode()
    assert "La ausencia está anotada" in told
    assert "Congreso" in told
    with acting_in(world.faro):
        row = Absence.objects.get()
        assert row.until - row.since == timedelta(days=3)
    ended = carla.post(f"{path}absences/end/", {"absence": row.pk}, follow=True).content.decode()
    assert "La ausencia terminó" in ended
    again = carla.post(f"{path}absences/end/", {"absence": row.pk}, follow=True).content.decode()
    assert "ya había terminado" in again


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": " "}, "Escriba el motivo"),
        ({"first": "ayer"}, "Elija el día"),
        ({"last": "2020-01-01"}, "termina después de empezar"),
        ({"first": "2020-01-01", "last": "2020-01-02"}, "termina después de empezar"),
        ({"from": "mañana"}, "Escriba la hora"),
    ],
)
def test_an_absence_that_cannot_be_is_told_so(
    world: World, client_of: Any, changes: dict[str, str], said: str
) -> None:
    page = client_of(world.carla).post(f"{of(world.bruno)}absences/", absence(**changes)).content.decode()
    assert said in page
    if "reason" not in changes:
        assert "Congreso" in page


def test_a_conflict_is_noted_by_what_the_requester_is_known_by(world: World, client_of: Any) -> None:
    carla, path = client_of(world.carla), of(world.bruno)
    for who in ("nadie@faro.test", "", "bruno@faro.test"):
        told = carla.post(f"{path}conflicts/", {"who": who, "reason": "Prima"}, follow=True).content.decode()
        assert "Nada cambió" in told
    told = carla.post(f"{path}conflicts/", {"who": "E-ANA", "reason": "Prima"}, follow=True).content.decode()
    assert "Ana Batista" in told
    with acting_in(world.faro):
        row = Conflict.objects.get()
    carla.post(f"{path}conflicts/end/", {"conflict": row.pk})
    with acting_in(world.faro):
        assert not Conflict.objects.exists()


@pytest.mark.parametrize("who", ["ana", "bruno", "fabia", "ines", "julia"])
def test_the_pages_are_the_directors_and_the_administrators(world: World, client_of: Any, who: str) -> None:
    visitor = client_of(getattr(world, who))
    path = of(world.bruno)
    for address in (WEEK, path, f"/office/people/{world.bruno.pk}/succession/registro/"):
        assert visitor.get(address).status_code == 404
    for address in ("absences/", "absences/end/", "conflicts/", "conflicts/end/"):
        assert visitor.post(path + address, absence()).status_code == 404


def test_a_director_finds_nobody_of_another_unit(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    assert carla.get(WEEK, {"unit": "tesoreria"}).status_code == 404
    assert carla.get(f"/office/shifts/tesoreria/{world.fabia.pk}/").status_code == 404
    assert carla.get(f"/office/shifts/registro/{world.fabia.pk}/").status_code == 404
    assert client_of(world.hugo).get(f"/office/shifts/tesoreria/{world.fabia.pk}/").status_code == 200


def test_an_agent_says_himself_when_he_is_absent(world: World, client_of: Any, statements: Any) -> None:
    bruno = client_of(world.bruno)
    told = bruno.post("/desk/absences/", absence(), follow=True).content.decode()
    assert "Su ausencia está anotada" in told
    with statements(8):
        assert "Congreso" in shown(bruno, "/desk/absences/")
    with acting_in(world.faro):
        row = Absence.objects.get()
        assert row.by_id == row.person_id == world.bruno.pk
    assert client_of(world.fabia).post("/desk/absences/end/", {"absence": row.pk}).status_code == 302
    with acting_in(world.faro):
        assert Absence.objects.exists()
    assert (
        "La ausencia terminó"
        in bruno.post("/desk/absences/end/", {"absence": row.pk}, follow=True).content.decode()
    )
    assert client_of(world.ana).get("/desk/absences/").status_code == 404
    assert client_of(world.hugo).get("/desk/absences/").status_code == 404


@pytest.fixture
def burdened(world: World) -> list[Ticket]:
    """Bruno attends two requests."""
    tickets = [world.ticket(who, at=now()) for who in (world.ana, world.diego)]
    with acting_in(world.faro):
        for ticket in tickets:
            attend.take(ticket_id=ticket.pk, agent=world.bruno, at=now())
    return tickets


def test_whoever_takes_the_last_role_is_offered_to_hand_over(
    world: World, burdened: list[Ticket], client_of: Any, statements: Any, work: Any, catcher: Any
) -> None:
    with acting_in(world.faro):
        nadia = agent("Nadia")
        role = Role.objects.get(person=world.bruno)
    carla = client_of(world.carla)
    gone = carla.post(f"/office/people/{world.bruno.pk}/taking/", {"role": role.pk, "reason": "Se jubila"})
    assert gone.url.endswith(f"/office/people/{world.bruno.pk}/succession/registro/")
    path = f"/office/people/{world.bruno.pk}/succession/registro/"
    with statements(8):
        page = shown(carla, path)
    assert "2 solicitudes por traspasar" in page
    wish = {"way": "colleague", "to": str(nadia.pk), "reason": "Se jubila"}
    told = carla.post(path, wish, follow=True).content.decode()
    assert "El traspaso está en marcha" in told
    work()
    page = shown(carla, path)
    assert "No hay nada que traspasar" in page
    assert "2 solicitudes" in page
    with acting_in(world.faro):
        assert set(Ticket.objects.values_list("assignee_id", flat=True)) == {nadia.pk}
    again = carla.post(path, wish, follow=True).content.decode()
    assert "El traspaso está en marcha" in again


def test_the_hand_over_lists_what_he_had_scheduled(
    world: World, burdened: list[Ticket], client_of: Any, statements: Any, work: Any, catcher: Any
) -> None:
    ticket, carla = burdened[0], client_of(world.carla)
    path = f"/office/people/{world.bruno.pk}/succession/registro/"
    hour = (now() + timedelta(days=1)).isoformat()
    said = {"key": uuid4(), "kind": "answer", "body": "La respuesta que espera", "opening": hour}
    client_of(world.bruno).post(f"/desk/tickets/{ticket.code}/messages/", said)
    with statements(8):
        page = shown(carla, path)
    assert "1 mensaje que no ha salido" in page and "se enviará el" in page
    assert f"/desk/tickets/{ticket.code}/" in page and "La respuesta que espera" not in page
    assert ticket.code in shown(client_of(world.hugo), path)
    carla.post(path, {"way": "nobody", "reason": "Se jubila"})
    with acting_in(world.faro):
        (row,) = Pending.objects.all()
        Role.objects.filter(person=world.bruno).delete()
        performing.perform(pending_id=row.pk, at=now() + timedelta(days=1))
    work()
    assert "no se envió" in shown(carla, path)
    (mail,) = [m for m in catcher.messages(to="carla@faro.test") if "2 solicitudes de Bruno" in m.subject]
    assert "1 mensaje que escribió allí no ha salido" in mail.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"way": ""}, "Elija a quién pasan"),
        ({"way": "rey"}, "Elija a quién pasan"),
        ({"to": ""}, "Elija a alguien que atienda"),
        ({"to": "999999"}, "Elija a alguien que atienda"),
        ({"reason": ""}, "Escriba el motivo"),
    ],
)
def test_a_hand_over_that_cannot_be_is_told_so(
    world: World, burdened: list[Ticket], client_of: Any, changes: dict[str, str], said: str
) -> None:
    wish = {"way": "colleague", "to": str(world.carla.pk), "reason": "Se va", **changes}
    page = client_of(world.carla).post(f"/office/people/{world.bruno.pk}/succession/registro/", wish)
    assert page.status_code == 200
    assert said in page.content.decode()


def test_whole_days_are_told_by_their_dates_and_parts_with_their_hours(world: World, client_of: Any) -> None:
    carla, path = client_of(world.carla), of(world.bruno)
    carla.post(f"{path}absences/", absence(first="2027-02-26", last="2027-03-01"))
    carla.post(f"{path}absences/", absence(first="2027-05-03", last="", **{"from": "8:00", "to": "10"}))
    page = shown(carla, path)
    assert "viernes 26 de febrero 2027 – lunes 1 de marzo 2027" in page.replace(" de 2027", " 2027")
    assert "8:00 – 3" in page


def test_an_agent_finds_his_absences_on_the_desk_and_with_his_data(world: World, client_of: Any) -> None:
    for who, finds in (("bruno", True), ("carla", True), ("hugo", False)):
        visitor = client_of(getattr(world, who))
        assert ("/desk/absences/" in shown(visitor, "/desk/")) is finds
        assert ("/desk/absences/" in shown(visitor, "/me/")) is finds
