"""Three requests of the registry with known ends, and one nobody answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Ticket

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def answer(ticket: Ticket, agent: Person, at: datetime) -> None:
    with acting_in(agent.institution):
        attend.answer(ticket_id=ticket.pk, agent=agent, body="Aquí está.", documents=[], at=at)


def ask(ticket: Ticket, agent: Person, at: datetime) -> None:
    with acting_in(agent.institution):
        attend.ask(ticket_id=ticket.pk, agent=agent, body="¿Cuál?", documents=[], at=at)


def reply(ticket: Ticket, at: datetime) -> None:
    requester = ticket.requester
    with acting_in(requester.institution):
        asking.reply(
            ticket_id=ticket.pk, requester=requester, body="Esta.", documents=[], at=at, channel="portal"
        )


def tell(world: World) -> dict[str, Ticket]:
    """`quick`: asked after an hour on Monday, answered on Tuesday at ten. `late`: answered ten days later, by
    Carla. `again`: answered within two hours, doubted on Tuesday, answered again an hour later."""
    quick, late, again, silent = (world.ticket(world.ana, at=MONDAY) for _ in range(4))
    ask(quick, world.bruno, MONDAY + HOUR)
    reply(quick, MONDAY + DAY - HOUR)
    answer(quick, world.bruno, MONDAY + DAY)
    answer(again, world.bruno, MONDAY + 2 * HOUR)
    reply(again, MONDAY + DAY)
    answer(again, world.bruno, MONDAY + DAY + HOUR)
    with acting_in(world.faro):
        watch(at=MONDAY + 9 * DAY)
    answer(late, world.carla, MONDAY + 10 * DAY)
    return {"quick": quick, "late": late, "again": again, "silent": silent}
