"""The worker was stopped, deadlines passed, the worker came back: real processes, the real clock."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from tests.notify.test_workers import until, worker
from tests.tickets.promises import rung
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.notify.models import Delivery
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.models.breach import Breach

if TYPE_CHECKING:
    from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits
#: The watch runs each minute.
PATIENCE = 150.0


@pytest.mark.requirement("UME-07", "what nobody extended is a breach, recorded at its instant for ever")
def test_what_expired_while_no_worker_ran_is_dated_right_and_told_once(
    world: World, catcher: Catcher
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    began = now() - timedelta(days=60)
    tickets = [world.ticket(world.ana, at=began + timedelta(hours=n)) for n in range(6)]
    with acting_in(world.faro):
        promised = {
            (row.ticket_id, row.clock): row.due_at
            for row in Deadline.objects.filter(ticket__in=[ticket.pk for ticket in tickets])
        }
        assert len(promised) == 12
        with worker(catcher) as first:
            until(Breach.objects.exists, PATIENCE)
            os.kill(first.pid, signal.SIGKILL)  # in the middle of it, or just after
            first.wait(30)
        with worker(catcher):
            until(lambda: Breach.objects.count() == len(promised), PATIENCE)
            until(lambda: Delivery.objects.filter(kind="breached").count() == len(promised), PATIENCE)
        assert {(row.ticket_id, row.clock): row.at for row in Breach.objects.all()} == promised
        for ticket in tickets:
            told = {data["clock"]: at for _, data, at in rung(ticket, "breached")}
            assert told == {clock: due for (pk, clock), due in promised.items() if pk == ticket.pk}
            assert rung(ticket, "warned") == []
        assert {row.person_id for row in Delivery.objects.filter(kind="breached")} == {world.carla.pk}
        assert Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets], state="submitted").count() == 6
