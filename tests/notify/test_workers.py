"""Deliveries in real workers, which die and meet each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import connection, transaction

from tests.notify.conftest import header
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.notify.actions import deliver, tell
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person

if TYPE_CHECKING:
    from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits


@contextmanager
def worker(catcher: Catcher) -> Iterator[subprocess.Popen[bytes]]:
    """`ventanilla worker` as it is run, on the test's database and relay."""
    environment = {**os.environ, "EMAIL_HOST": catcher.host, "EMAIL_PORT": str(catcher.port)}
    process = subprocess.Popen([sys.executable, "-m", "ventanilla", "worker"], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


@contextmanager
def nothing_about(person: Person) -> Iterator[None]:
    """Holds the person's row: a delivery to him stays between the relay's 250 and its own commit."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as other:
        other.execute("SELECT set_config('ventanilla.institution', %s, true)", [str(person.institution_id)])
        other.execute("SELECT 1 FROM people_person WHERE id = %s FOR NO KEY UPDATE", [person.pk])
        yield
        other.rollback()


def bounced(person: Person) -> None:
    """The next mail that is taken makes his address good again: an update of his row."""
    Person.objects.filter(pk=person.pk).update(email_bounced_at=MONDAY)


@pytest.fixture
def empty_queue() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.usefixtures("empty_queue")
def test_a_worker_killed_between_250_and_commit_sends_the_same_message_again(world: World, catcher: Catcher):
    with acting_in(world.faro):
        bounced(world.ana)
        ticket = world.ticket(world.ana, at=now())
        with worker(catcher) as first, nothing_about(world.ana):
            until(lambda: len(catcher.messages()) == 1)
            os.kill(first.pid, signal.SIGKILL)
            first.wait(30)
        assert Delivery.objects.get(ticket=ticket).status == Delivery.Status.WAITING
        with worker(catcher):
            until(lambda: Delivery.objects.get(ticket=ticket).status == Delivery.Status.SENT)
        one, again = catcher.messages()
        row = Delivery.objects.get(ticket=ticket)
        assert header(one, "Message-ID") == header(again, "Message-ID") == row.message_id
        assert one.text == again.text


@pytest.mark.usefixtures("empty_queue")
def test_two_workers_at_one_delivery_send_it_once(world: World, catcher: Catcher):
    with acting_in(world.faro):
        bounced(world.diego)
        ticket = world.ticket(world.diego)
        [row] = tell(event_id=Event.objects.get(kind="ticket.submitted", subject_id=ticket.pk).pk, at=now())

    def work() -> None:
        try:
            with acting_in(world.faro):
                deliver(delivery_id=row.pk, at=now())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    with nothing_about(world.diego):
        for thread in threads:
            thread.start()
        until(lambda: len(catcher.messages()) == 1)
        time.sleep(0.3)  # the others are waiting for the row
    for thread in threads:
        thread.join(30)
    assert len(catcher.messages()) == 1
    with acting_in(world.faro):
        row.refresh_from_db()
    assert (row.status, row.attempts) == ("sent", 1)


@pytest.mark.usefixtures("empty_queue")
def test_what_is_refused_for_now_comes_by_itself_when_the_relay_recovers(world: World, catcher: Catcher):
    catcher.refuse("bruno@faro.test", "451 4.7.1 Vuelva luego", times=1)
    with acting_in(world.faro), worker(catcher):
        ticket = world.ticket(world.bruno, at=now())
        until(lambda: len(catcher.messages(to="bruno@faro.test")) == 1)
        until(lambda: Delivery.objects.get(ticket=ticket).status == Delivery.Status.SENT)
        assert Delivery.objects.get(ticket=ticket).attempts == 2


@pytest.mark.usefixtures("empty_queue")
def test_an_event_that_was_rolled_back_is_told_to_nobody(world: World, catcher: Catcher):
    with acting_in(world.faro), worker(catcher):
        with transaction.atomic():
            world.ticket(world.carla, at=now())
            transaction.set_rollback(True)
        world.ticket(world.ana, at=now())
        until(lambda: len(catcher.messages(to="ana@faro.test")) == 1)
        assert catcher.messages(to="carla@faro.test") == []
