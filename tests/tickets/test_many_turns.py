"""A request that waited a thousand times: its date follows from every one of these waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.tickets.promised import clock
from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.institutions.models import CalendarVersion
from ventanilla.journal.record import record, told_long_ago
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Pause, Ticket
from ventanilla.tickets.states import State
from ventanilla.worktime import Calendar, Term, add

TURNS = 1000
SERVICE = "cambio-de-carrera"


def turns(ticket: Ticket, world: World) -> Iterator[tuple[datetime, datetime]]:
    """Asked and answered back, all day and all night, as the journal tells it."""
    at = MONDAY + timedelta(hours=1)
    with transaction.atomic(), told_long_ago():
        for n in range(TURNS):
            back = at + timedelta(minutes=3 + n % 11)
            told: list[tuple[str, int, State, datetime]] = [
                ("ticket.asked", world.bruno.pk, State.WAITING_STUDENT, at),
                ("ticket.replied", world.ana.pk, State.IN_PROGRESS, back),
            ]
            for kind, actor, state, when in told:
                data = {"state": str(state)}
                record(
                    kind=kind, subject=("ticket", ticket.pk), actor=actor, channel="desk", data=data, at=when
                )
            yield at, back
            at = back + timedelta(minutes=2 + n % 5)
    Ticket.objects.filter(pk=ticket.pk).update(state=State.IN_PROGRESS, last_activity_at=at)


@pytest.mark.parametrize(("unit", "amount"), [("business_hours", 60), ("business_days", 9)])
def test_a_thousand_waits_move_the_date_by_every_one_of_them(
    world: World, acting: World, client_of: Any, statements: Any, unit: str, amount: int
) -> None:
    with transaction.atomic():
        term("larga", unit, amount, pauses=["requester"], warnings=[2])
        promise(SERVICE, resolution="larga")
    ticket = world.ticket(world.ana, SERVICE)
    waits = list(turns(ticket, world))
    asked = waits[-1][1] + timedelta(hours=1)
    attend.ask(ticket_id=ticket.pk, agent=world.bruno, body="¿Y esto?", documents=[], at=asked)
    assert clock(ticket).paused_at == asked
    back = asked + timedelta(days=2)
    request.reply(
        ticket_id=ticket.pk, requester=world.ana, body="Eso.", documents=[], at=back, channel="portal"
    )
    calendar = Calendar.from_data(CalendarVersion.objects.get(slug="oficina", current=True).data)
    expected = add(
        Term.from_data({"unit": unit, "amount": amount}),
        start=MONDAY,
        calendar=calendar,
        pauses=[*waits, (asked, back)],
    )
    row = clock(ticket)
    assert (row.due_at, row.paused_at) == (expected, None)
    assert Pause.objects.filter(ticket=ticket).count() == 1  # what directors read is written by the actions
    ana = client_of(world.ana)
    ana.get(f"/tickets/{ticket.code}/")  # what is new is marked as read
    with statements(8):
        page = ana.get(f"/tickets/{ticket.code}/")
    assert page.status_code == 200
    watch(at=row.due_at + timedelta(minutes=1))
    assert clock(ticket).breached_at == expected
