"""Once the term passed, the requester may ask how it goes; not before, and not every minute."""

from datetime import timedelta

import pytest

from tests.world import MONDAY, World
from ventanilla.journal.models import Event
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.nudge import AskedLately, NotOverdue, nudge
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove

DAY = timedelta(days=1)


def ask(world: World, ticket: Ticket, days: float) -> Ticket:
    return nudge(ticket_id=ticket.pk, requester=world.ana, at=MONDAY + days * DAY, channel="portal")


def test_one_asks_when_something_is_late_and_again_after_three_days(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    with pytest.raises(NotOverdue):
        ask(acting, ticket, 0.2)
    assert ask(acting, ticket, 10).nudged_at == MONDAY + 10 * DAY
    with pytest.raises(AskedLately) as lately:
        ask(acting, ticket, 12)
    assert lately.value.until == MONDAY + 13 * DAY
    ask(acting, ticket, 13)
    assert [e.data["clocks"] for e in Event.objects.filter(kind="ticket.nudged")] == [
        ["first_contact", "resolution"]
    ] * 2


def test_what_waits_for_oneself_or_is_over_is_not_late(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + DAY)
    with pytest.raises(IllegalMove):
        ask(acting, ticket, 10)


def test_nobody_asks_for_somebody_else(acting: World) -> None:
    ticket = acting.ticket(acting.diego)
    with pytest.raises(PermissionError):
        ask(acting, ticket, 10)
