"""Two workers at the same minute, and a worker beside people who act: told once, nothing lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
import pytest
from django.db import transaction

from tests.parallel import at_once
from tests.tickets.promises import RULES, promise, rung, term
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Deadline, Ticket

pytestmark = pytest.mark.commits
LATE = MONDAY + timedelta(days=60)


@pytest.fixture(scope="module")
def rules(_clone: Any) -> World:
    world = World.load()
    with acting_in(world.faro), transaction.atomic():
        term("respuesta", "business_days", 5, **RULES)
        term("correccion", "business_days", 3, expiry="close")
        promise(correction="correccion")
    return world


@contextmanager
def held(ticket: Ticket) -> Iterator[None]:
    """Somebody's transaction that acts on the ticket and does not end."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        other.execute("SELECT set_config('ventanilla.institution', %s, true)", [str(ticket.institution_id)])
        other.execute("SELECT 1 FROM tickets_ticket WHERE id = %s FOR NO KEY UPDATE", [ticket.pk])
        yield
        other.rollback()


def told_once(ticket: Ticket) -> None:
    told = [(kind, data["clock"], data.get("level")) for kind, data, _ in rung(ticket)]
    assert len(told) == len(set(told)), told
    assert ("breached", "resolution", None) in told
    assert [level for kind, _, level in told if kind == "escalated"] == [0, 1, 2]


def test_two_workers_at_once_tell_once(rules: World) -> None:
    tickets = [rules.ticket(rules.diego) for _ in range(12)]
    ends = at_once(rules.faro, [partial(watch, at=LATE)] * 3)
    assert all(isinstance(end, int) for end in ends), ends
    with acting_in(rules.faro):
        watch(at=LATE)  # what one held while the others passed by
        for ticket in tickets:
            told_once(ticket)


def test_what_somebody_holds_is_not_waited_for_and_not_forgotten(rules: World) -> None:
    ticket, free = rules.ticket(rules.ana), rules.ticket(rules.ana)
    with acting_in(rules.faro):
        with held(ticket):
            assert watch(at=LATE) == 1
            assert rung(ticket) == []
            told_once(free)
        assert watch(at=LATE) == 1
        told_once(ticket)


def test_a_watch_that_set_out_before_an_answer_does_not_undo_it(rules: World) -> None:
    """An outage is caught up in minutes; who asks for something meanwhile stops the clock for good."""
    ticket = rules.ticket(rules.ana)
    start = MONDAY + timedelta(hours=1)
    with acting_in(rules.faro):
        attend.ask(ticket_id=ticket.pk, agent=rules.bruno, body="¿Cuál?", documents=[], at=start)
        Deadline.objects.filter(ticket=ticket).update(look_at=MONDAY)
        watch(at=start - timedelta(minutes=3))
        row = Deadline.objects.get(ticket=ticket, clock="resolution")
        assert (row.paused_at, Ticket.objects.get(pk=ticket.pk).paused_at) == (start, start)


def test_answering_and_watching_at_once_agree_on_the_breach(rules: World) -> None:
    for n in range(8):
        ticket = rules.ticket(rules.diego)
        late = MONDAY + timedelta(days=7, hours=8, seconds=n)
        acts: list[Callable[[], Any]] = [
            partial(watch, at=late),
            partial(attend.answer, ticket_id=ticket.pk, agent=rules.bruno, body="Sí.", documents=[], at=late),
        ]
        ends = at_once(rules.faro, acts)
        assert not [end for end in ends if isinstance(end, Exception)], ends
        with acting_in(rules.faro):
            watch(at=late + timedelta(days=30))
            kinds = [kind for kind, data, _ in rung(ticket) if data["clock"] == "resolution"]
            assert kinds.count("breached") == 1
            row = Deadline.objects.get(ticket=ticket, clock="resolution")
            assert (row.breached_at, row.met_at) == (rung(ticket, "breached")[-1][2], late)
