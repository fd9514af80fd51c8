"""Who came first to a ticket's lock and who read the clock first are not always the same."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.spells import clockwork

HOUR = timedelta(hours=1)


@pytest.fixture
def faro(world: World) -> Iterator[World]:
    with acting_in(world.faro):
        yield world


def asked(faro: World, ticket: Ticket, at: datetime) -> None:
    attend.ask(ticket_id=ticket.pk, agent=faro.bruno, body="¿Cuál?", documents=[], at=at)


def test_a_reply_that_waited_for_the_agent_s_question_does_not_leave_the_clock_standing(faro: World) -> None:
    """Ana's reply took its instant a moment before Bruno's second question, and came to the lock after it."""
    term("respuesta-r", "business_hours", 40, pauses=["requester"])
    promise("constancia", resolution="respuesta-r")
    ticket = faro.ticket(faro.ana)
    asked(faro, ticket, MONDAY + HOUR)
    asked(faro, ticket, MONDAY + 2 * HOUR)
    earlier = MONDAY + 2 * HOUR - timedelta(milliseconds=3)
    request.reply(
        ticket_id=ticket.pk, requester=faro.ana, body="Ésta.", documents=[], at=earlier, channel="portal"
    )

    ticket.refresh_from_db()
    _rows, past = clockwork(ticket)
    assert (ticket.state, past[-1].state) == ("in_progress", "in_progress")
    assert all(one.until >= one.since for one in past[:-1] if one.until)
    request.withdraw(ticket_id=ticket.pk, requester=faro.ana, at=MONDAY + 90 * HOUR, channel="portal")
    assert Deadline.objects.get(ticket=ticket, clock="resolution").due_at > MONDAY


def test_a_question_that_waited_for_the_reply_stops_the_clock(faro: World) -> None:
    term("respuesta-r", "business_hours", 40, pauses=["requester"])
    promise("constancia", resolution="respuesta-r")
    ticket = faro.ticket(faro.ana)
    asked(faro, ticket, MONDAY + HOUR)
    later = MONDAY + 2 * HOUR
    request.reply(
        ticket_id=ticket.pk, requester=faro.ana, body="Ésta.", documents=[], at=later, channel="portal"
    )
    asked(faro, ticket, later - timedelta(milliseconds=3))
    assert Deadline.objects.get(ticket=ticket, clock="resolution").paused_at is not None
    ticket.refresh_from_db()
    assert clockwork(ticket)[1][-1].state == ticket.state == "waiting_student"
