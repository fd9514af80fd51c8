"""Somebody is made responsible by a chooser: on arrival and from the desk, with its evidence, and never in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.world import MONDAY, World
from ventanilla.assignment.choosers import Chooser
from ventanilla.assignment.filters import Reason
from ventanilla.assignment.models import Draw
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Unit
from ventanilla.institutions.versions import publish
from ventanilla.journal.queries import events_of
from ventanilla.people.models import Absence, Availability, Conflict, Person, Role, RoleKind
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.placing import NOBODY, NobodyAvailable, place, place_arrived
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.actions.reopen import reopen
from ventanilla.tickets.models import Ticket

LATER = MONDAY + timedelta(minutes=5)
NIGHT = datetime.fromisoformat("2026-03-10T04:00:00+00:00")  # eleven in the evening of Monday, in Panama
TUESDAY = datetime.fromisoformat("2026-03-10T13:00:00+00:00")  # eight


def dealt(slug: str, chooser: str, *, on_arrival: bool = True) -> None:
    """The service's requests are assigned so from now on."""
    version = ServiceVersion.objects.get(slug=slug, current=True)
    data = {**version.data, "assignment": {"chooser": chooser, "on_arrival": on_arrival}}
    with transaction.atomic():
        publish(ServiceVersion, slug=slug, data=data, at=MONDAY, service_id=version.service_id)


def agent(name: str, unit: str = "registro") -> Person:
    person: Person = Person.objects.create(
        given_names=name, surnames="Prado", email=f"{name.lower()}@faro.test", created_at=MONDAY
    )
    here = Unit.objects.get(slug=unit)
    Role.objects.create(person=person, kind=RoleKind.AGENT, unit=here, confidential=True)
    return person


def away(person: Person, by: Person, since: datetime = MONDAY, days: int = 1) -> None:
    until = since + timedelta(days=days)
    Absence.objects.create(
        person=person, since=since, until=until, reason="Cita", salt=b"0" * 16, by=by, at=MONDAY
    )


def limited(person: Person, ticket: Ticket, **more: Any) -> None:
    Availability.objects.create(person=person, unit_id=ticket.unit_id, **more)


def kinds(ticket: Ticket) -> list[str]:
    return [event.kind for event in events_of("ticket", ticket.pk)]


def test_on_arrival_the_services_chooser_assigns_and_mail_tells(
    acting: World, work: Callable[[], Any], catcher: Any
) -> None:
    dealt("constancia", "least_loaded")
    ticket = acting.ticket(acting.ana)
    place_arrived(ticket_id=ticket.pk, at=LATER)
    ticket.refresh_from_db()
    assert ticket.assignee == acting.bruno
    assert kinds(ticket) == ["ticket.submitted", "ticket.assigned"]
    told = events_of("ticket", ticket.pk)[-1]
    assert (told.actor_id, told.data["chooser"], told.data["to"]) == (None, "least_loaded", acting.bruno.pk)
    assert "tickets.assign" in work()


def test_a_draw_keeps_its_candidates_its_exclusions_and_what_was_promised_before(acting: World) -> None:
    dealt("constancia", "random")
    ticket, second = acting.ticket(acting.ana), agent("Nadia")
    third = agent("Omar")
    away(third, acting.carla)
    place_arrived(ticket_id=ticket.pk, at=LATER)
    row = Draw.objects.get()
    assert row.candidates == sorted([acting.bruno.pk, second.pk])
    assert row.exclusions == [
        {"id": who, "reasons": reasons}
        for who, reasons in sorted([(acting.carla.pk, ["not_agent"]), (third.pk, ["absent"])])
    ]
    assert Ticket.objects.get(pk=ticket.pk).assignee_id == row.chosen
    of_unit = events_of("unit", ticket.unit_id)
    assert [event.kind for event in of_unit] == ["draw.promised", "draw.made", "draw.promised"]
    assert of_unit[0].data == {"n": 1, "digest": row.digest}
    assert row.seed not in str([event.data for event in of_unit if event.n != 2])
    told = events_of("ticket", ticket.pk)[-1].data
    assert (told["draw"], told["pool"]) == (row.pk, row.pool.digest)


def test_by_turn_nobody_is_passed_over(acting: World) -> None:
    dealt("constancia", "round_robin")
    second = agent("Nadia")
    tickets = [acting.ticket(who) for who in (acting.ana, acting.diego, acting.ana, acting.diego)]
    for ticket in tickets:
        place_arrived(ticket_id=ticket.pk, at=LATER)
    chosen = [Ticket.objects.get(pk=ticket.pk).assignee_id for ticket in tickets]
    assert chosen == sorted([acting.bruno.pk, second.pk]) * 2


def test_whoever_has_as_many_as_allowed_gets_no_more_and_the_directors_are_told(
    acting: World, work: Callable[[], Any], catcher: Any
) -> None:
    dealt("constancia", "least_loaded")
    first, second = acting.ticket(acting.ana), acting.ticket(acting.diego)
    limited(acting.bruno, first, capacity=1)
    for ticket in (first, second, second):  # a job that is repeated tells it once
        place_arrived(ticket_id=ticket.pk, at=LATER)
    second.refresh_from_db()
    assert second.assignee is None
    assert kinds(second) == ["ticket.submitted", "ticket.nobody_available"]
    assert events_of("ticket", second.pk)[-1].data["excluded"] == {"full": 1, "not_agent": 1}
    Ticket.objects.filter(pk=second.pk).update(version=acting.version("beca"))  # by hand: now may be a Sunday
    work()
    [mail] = [m for m in catcher.messages(to="carla@faro.test") if second.code in m.text]
    assert "Nadie" in mail.subject


def test_outside_the_hours_a_request_waits_for_them(acting: World) -> None:
    dealt("constancia", "random")
    ticket = acting.ticket(acting.ana, at=NIGHT)
    assert place_arrived(ticket_id=ticket.pk, at=NIGHT) == TUESDAY
    assert kinds(ticket) == ["ticket.submitted"]
    assert place_arrived(ticket_id=ticket.pk, at=TUESDAY) is None
    assert Ticket.objects.get(pk=ticket.pk).assignee == acting.bruno


def test_what_somebody_took_meanwhile_is_left_to_him(acting: World) -> None:
    dealt("constancia", "random")
    ticket = acting.ticket(acting.ana)
    Ticket.objects.filter(pk=ticket.pk).update(assignee=acting.carla)
    place_arrived(ticket_id=ticket.pk, at=LATER)
    assert kinds(ticket) == ["ticket.submitted"]


def test_the_director_lets_it_be_drawn_again_and_whoever_had_it_does_not_take_part(acting: World) -> None:
    ticket, second = acting.ticket(acting.ana), agent("Nadia")
    place(ticket_id=ticket.pk, chooser=Chooser.RANDOM, by=acting.carla, at=LATER)
    first = Ticket.objects.get(pk=ticket.pk).assignee_id
    place(ticket_id=ticket.pk, chooser=Chooser.RANDOM, by=acting.carla, at=LATER)
    assert {first, Ticket.objects.get(pk=ticket.pk).assignee_id} == {acting.bruno.pk, second.pk}
    assert Draw.objects.latest("id").exclusions == [
        {"id": who, "reasons": why}
        for who, why in sorted([(first, [Reason.HOLDER]), (acting.carla.pk, [Reason.NOT_AGENT])])
    ]


def test_excepted_services_are_never_drawn_nor_dealt_out(acting: World) -> None:
    ticket = acting.ticket(acting.ana, "cambio-de-ies")
    for chooser in (Chooser.RANDOM, Chooser.ROUND_ROBIN, Chooser.LEAST_LOADED):
        with pytest.raises(attend.HandedOut):
            place(ticket_id=ticket.pk, chooser=chooser, by=acting.carla, at=LATER)
    assert not Draw.objects.exists()


@pytest.mark.parametrize("who", ["bruno", "fabia", "ana", "hugo"])
def test_only_the_units_director_lets_a_chooser_choose(acting: World, who: str) -> None:
    ticket = acting.ticket(acting.ana)
    with pytest.raises(PermissionError):
        place(ticket_id=ticket.pk, chooser=Chooser.RANDOM, by=getattr(acting, who), at=LATER)


def test_a_conflict_of_interest_is_no_ones_draw(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    Conflict.objects.create(
        agent=acting.bruno, requester=acting.ana, reason="Prima", salt=b"0" * 16, by=acting.carla, at=MONDAY
    )
    with pytest.raises(NobodyAvailable) as refused:
        place(ticket_id=ticket.pk, chooser=Chooser.RANDOM, by=acting.carla, at=LATER)
    assert refused.value.excluded[acting.bruno.pk] == (Reason.CONFLICT,)


def test_whose_role_was_taken_is_not_chosen(acting: World) -> None:
    ticket, second = acting.ticket(acting.ana), agent("Nadia")
    Role.objects.filter(person=second).delete()
    for _ in range(4):
        Ticket.objects.filter(pk=ticket.pk).update(assignee=None)
        assert (
            place(ticket_id=ticket.pk, chooser=Chooser.RANDOM, by=acting.carla, at=LATER).person
            == acting.bruno
        )


def passed_to_treasury(acting: World, ticket: Ticket) -> None:
    wish = Change(acting.version("reclamo-pago"), None, "El pago lo revisa Tesorería, no Registro.")
    reclassify(ticket_id=ticket.pk, agent=acting.bruno, institution=acting.faro, wish=wish, at=LATER)


def test_what_came_to_the_wrong_service_is_assigned_where_it_arrives(
    acting: World, work: Callable[[], Any], catcher: Any
) -> None:
    ticket = acting.ticket(acting.ana, "cambio-de-carrera")
    work()
    passed_to_treasury(acting, ticket)
    assert "tickets.assign" in work(), "what arrives by another's hand has arrived, too"
    dealt("reclamo-pago", "least_loaded")
    Ticket.objects.filter(pk=ticket.pk).update(version=acting.version("reclamo-pago"))
    place_arrived(ticket_id=ticket.pk, at=LATER)
    ticket.refresh_from_db()
    assert (ticket.unit.slug, ticket.assignee) == ("tesoreria", acting.fabia)


def test_where_nobody_is_available_the_directors_of_each_unit_are_told(acting: World) -> None:
    dealt("constancia", "least_loaded")
    dealt("reclamo-pago", "random")
    ticket = acting.ticket(acting.ana)
    away(acting.bruno, acting.carla)
    away(acting.fabia, acting.carla)
    for _ in range(2):
        place_arrived(ticket_id=ticket.pk, at=LATER)
    passed_to_treasury(acting, ticket)
    for _ in range(2):  # a job that is repeated tells it once
        place_arrived(ticket_id=ticket.pk, at=LATER)
    told = [event.data["unit"] for event in events_of("ticket", ticket.pk) if event.kind == NOBODY]
    assert told == [Unit.objects.get(slug=slug).pk for slug in ("registro", "tesoreria")]


def test_what_is_taken_up_again_and_attended_by_nobody_any_more_is_assigned_anew(
    acting: World, work: Callable[[], Any], catcher: Any
) -> None:
    ticket, second = acting.ticket(acting.ana), agent("Nadia")
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    Ticket.objects.filter(pk=ticket.pk).update(assignee=acting.fabia)  # she attends here no more
    reopen(ticket_id=ticket.pk, agent=acting.bruno, reason="Salió con otro nombre.", at=LATER)
    assert "tickets.assign" in work()
    dealt("constancia", "random")
    Ticket.objects.filter(pk=ticket.pk).update(version=acting.version("constancia"))
    place_arrived(ticket_id=ticket.pk, at=LATER)
    assert Ticket.objects.get(pk=ticket.pk).assignee in (acting.bruno, second)
