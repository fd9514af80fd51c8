"""A promise is kept as it was made, whatever the institution promises afterwards."""

from typing import Any

from django.db import transaction

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, TermVersion
from ventanilla.institutions.versions import publish
from ventanilla.tickets.reckoning import explain
from ventanilla.tickets.spells import clockwork


def due(world: World, ticket: Any) -> list[Any]:
    with acting_in(world.faro):
        rows, past = clockwork(ticket)
        return [(row.clock, row.due_at, explain(row, past).at) for row in rows]


def test_a_changed_term_or_calendar_moves_new_requests_and_not_old_ones(world: World) -> None:
    old = world.ticket(world.ana)
    before = due(world, old)
    with acting_in(world.faro), transaction.atomic():
        term = TermVersion.objects.get(slug="respuesta", current=True)
        publish(TermVersion, slug="respuesta", data={**term.data, "amount": 1}, at=MONDAY)
        calendar = CalendarVersion.objects.get(slug="oficina", current=True)
        closed = [{"from": "2026-03-11", "to": None, "reason": "Duelo", "source": None}]
        publish(CalendarVersion, slug="oficina", data={**calendar.data, "closed": closed}, at=MONDAY)
    assert due(world, old) == before
    assert all(told == explained for _clock, told, explained in before)
    new = due(world, world.ticket(world.diego))
    assert new != before
    assert new[-1][1] < before[-1][1]
