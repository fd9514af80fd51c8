"""A decree tomorrow: which open promises move, how far, and that none is ever shortened."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, TermVersion
from ventanilla.institutions.versions import publish
from ventanilla.journal.queries import events_of
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.shifting import current, shifts

LATER = MONDAY + timedelta(hours=2)
MOURNING = {"on": "2026-03-11", "reason": "Duelo nacional", "source": "Decreto 1"}


@pytest.fixture
def faro(world: World) -> Iterator[World]:
    with acting_in(world.faro):
        yield world


def decree(*closed: dict[str, Any]) -> None:
    calendar = CalendarVersion.objects.get(slug="oficina", current=True)
    with transaction.atomic():
        publish(CalendarVersion, slug="oficina", data={**calendar.data, "closed": list(closed)}, at=MONDAY)


def term(**changes: Any) -> None:
    row = TermVersion.objects.get(slug="respuesta", current=True)
    with transaction.atomic():
        publish(TermVersion, slug="respuesta", data={**row.data, **changes}, at=MONDAY)


def dues(ticket: Ticket) -> dict[str, datetime]:
    return dict(Deadline.objects.filter(ticket=ticket).values_list("clock", "due_at"))


def moved(*, terms: bool = False) -> list[tuple[str, timedelta]]:
    found = shift_all(current(terms=terms), by=None, at=LATER)
    return [(one.row.clock, one.new - one.old) for one in found]


def test_a_decree_moves_what_is_open_by_the_day_that_it_takes(faro: World) -> None:
    ticket = faro.ticket(faro.ana)
    before = dues(ticket)
    decree(MOURNING)

    planned = [(one.code, one.row.clock) for one in shifts(current(), now=LATER)]
    assert planned == [(ticket.code, "resolution")]
    assert dues(ticket) == before, "a plan changes nothing"

    assert moved() == [("resolution", timedelta(days=1))]
    assert dues(ticket)["resolution"] == before["resolution"] + timedelta(days=1)
    ticket.refresh_from_db()
    event = events_of("ticket", ticket.pk)[-1]
    (move,) = event.data["moves"]
    assert (event.kind, move["clock"]) == ("ticket.deadline_moved", "resolution")
    assert datetime.fromisoformat(move["to"]) == dues(ticket)["resolution"]


def test_applied_again_it_finds_nothing_to_do(faro: World) -> None:
    faro.ticket(faro.ana)
    decree(MOURNING)
    assert moved()
    assert moved() == []


def test_a_promise_is_never_shortened(faro: World) -> None:
    decree(MOURNING)
    ticket = faro.ticket(faro.ana)
    before = dues(ticket)
    decree()
    term(amount=1)
    assert moved(terms=True) == []
    assert dues(ticket) == before


def test_a_longer_term_moves_open_promises_only_where_it_is_asked(faro: World) -> None:
    ticket = faro.ticket(faro.ana)
    term(amount=30)
    assert moved() == []
    assert [clock for clock, _longer in moved(terms=True)] == ["resolution"]
    assert Deadline.objects.get(ticket=ticket, clock="resolution").amount == 30


def test_closed_met_and_broken_promises_stay(faro: World) -> None:
    closed, answered, broken = (faro.ticket(who) for who in (faro.ana, faro.diego, faro.ana))
    attend.close(ticket_id=closed.pk, agent=faro.bruno, at=LATER)
    attend.answer(ticket_id=answered.pk, agent=faro.bruno, body="Listo", documents=[], at=LATER)
    decree(MOURNING)
    before = [dues(one) for one in (closed, answered, broken)]
    found = shift_all(current(), by=None, at=MONDAY + timedelta(days=60))
    assert list(found) == []
    assert [dues(one) for one in (closed, answered, broken)] == before


def test_one_that_stands_still_moves_too_and_goes_on_under_the_decree(faro: World) -> None:
    term(pauses=["requester"])
    ticket = faro.ticket(faro.ana)
    promised = dues(ticket)["resolution"]
    attend.ask(ticket_id=ticket.pk, agent=faro.bruno, body="¿Cuál?", documents=[], at=LATER)
    decree(MOURNING)
    assert moved() == [("resolution", timedelta(days=1))]
    row = Deadline.objects.get(ticket=ticket, clock="resolution")
    assert (row.due_at, row.paused_at) == (promised + timedelta(days=1), LATER)

    reply(ticket_id=ticket.pk, requester=faro.ana, body="Esta", documents=[], at=LATER, channel="portal")
    assert dues(ticket)["resolution"] == promised + timedelta(days=1)


def test_no_neighbour_moves(world: World) -> None:
    with acting_in(world.puerto):
        other = world.ticket(world.elena)
        before = dues(other)
    with acting_in(world.faro):
        decree(MOURNING)
        assert moved() == []
    with acting_in(world.puerto):
        assert dues(other) == before


def test_a_term_in_another_unit_does_not_keep_a_decree_away(faro: World) -> None:
    ticket = faro.ticket(faro.ana)
    before = dues(ticket)
    decree(MOURNING)
    term(unit="calendar_days", amount=1)
    assert moved(terms=True) == [("resolution", timedelta(days=1))]
    assert dues(ticket)["resolution"] == before["resolution"] + timedelta(days=1)
    assert Deadline.objects.get(ticket=ticket, clock="resolution").term.data["unit"] == "business_days"


def test_a_calendar_that_ends_too_soon_moves_nothing_and_stops_nothing(faro: World) -> None:
    """What it cannot reckon stays as promised; what ends in time moves."""
    far, near = faro.ticket(faro.ana, at=MONDAY + timedelta(days=7)), faro.ticket(faro.diego)
    before = dues(far)
    calendar = CalendarVersion.objects.get(slug="oficina", current=True)
    with transaction.atomic():
        data = {**calendar.data, "closed": [MOURNING], "valid_to": "2026-03-20"}
        publish(CalendarVersion, slug="oficina", data=data, at=MONDAY)
    assert {one.code for one in shifts(current(), now=LATER)} == {near.code}
    assert moved() == [("resolution", timedelta(days=1))]
    assert dues(far) == before


def test_a_promise_that_was_broken_and_renewed_moves_and_one_that_goes_on_broken_does_not(
    faro: World,
) -> None:
    term(reopening="renew")
    renewed = faro.ticket(faro.ana)
    term(reopening="continue")
    broken = faro.ticket(faro.diego)
    for ticket, who in ((renewed, faro.ana), (broken, faro.diego)):
        late = MONDAY - timedelta(days=30)
        Deadline.objects.filter(ticket=ticket).update(start_at=late)
        attend.answer(ticket_id=ticket.pk, agent=faro.bruno, body="Listo.", documents=[], at=MONDAY)
        reply(ticket_id=ticket.pk, requester=who, body="Falta.", documents=[], at=LATER, channel="portal")
    assert Deadline.objects.filter(clock="resolution", breached_at__isnull=False).count() == 2
    decree(MOURNING)
    assert [one.code for one in shifts(current(), now=LATER)] == [renewed.code]
    assert moved() == [("resolution", timedelta(days=1))]
