"""The past of one institution: every state, whole, told to nobody, and the same however often it is laid."""

import random
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from ventanilla.config.demo.past import writing
from ventanilla.config.demo.past.filling import filled
from ventanilla.config.demo.past.moments import at_work, awake, written
from ventanilla.config.demo.past.paper import page
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person
from ventanilla.surveys.models import Survey
from ventanilla.tickets.models import Breach, Deadline, Extension, Message, Pause, Ticket
from ventanilla.tickets.reckoning import calendar_of, expired, reckon
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.states import State

pytestmark = pytest.mark.commits
FOLDER = Path(__file__).resolve().parents[4] / "institutions" / "unemi"
#: A Thursday noon in Milagro.
UNTIL = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
COUNT = 80


def lay() -> str:
    told = StringIO()
    call_command("demo_past", str(FOLDER), f"--until={UNTIL.isoformat()}", f"--count={COUNT}", stdout=told)
    return told.getvalue().strip()


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


@pytest.fixture(scope="module")
def unemi(_clone: object) -> Institution:
    """UNEMI with its past, laid by a process that was killed at its twentieth ticket and started again."""
    call_command("institution", "apply", str(FOLDER), stdout=StringIO())
    call_command("demo_people", str(FOLDER), stdout=StringIO())
    institution: Institution = Institution.objects.get(slug="unemi")
    before, played = jobs(), writing._live
    left = iter(range(20))

    def killed(*given: Any) -> None:
        played(*given)
        if next(left, None) is None:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(writing, "_live", killed)
        lay()
    with acting_in(institution):
        assert Ticket.objects.count() == 20
    assert lay() == f"unemi: {COUNT - 20} solicitudes nuevas"
    assert jobs() == before, "what is brought in was told long ago"
    return institution


def test_every_state_and_every_kind_of_thing_is_there(unemi: Institution) -> None:
    with acting_in(unemi):
        states = set(Ticket.objects.values_list("state", flat=True))
        assert states == set(State) - {State.WAITING_UNIT}
        kinds = set(Event.objects.filter(subject_kind="ticket").values_list("kind", flat=True))
        assert kinds >= {
            "ticket.returned", "ticket.replied", "ticket.warned", "ticket.breached", "ticket.escalated",
            "ticket.extension_asked", "ticket.extended", "ticket.noted", "ticket.assigned", "survey.answered",
        }  # fmt: skip
        assert Breach.objects.exists()
        assert Pause.objects.exists()
        assert Extension.objects.filter(status="granted").exists()
        assert len(set(Survey.objects.exclude(score=None).values_list("score", flat=True))) >= 3
        assert Ticket.objects.filter(requester__email="ana@unemi.example").count() >= 5


def test_a_second_time_adds_nothing(unemi: Institution) -> None:
    with acting_in(unemi):
        before = Event.objects.count(), Person.objects.count(), Document.objects.count()
    assert lay() == "unemi: sin cambios"
    with acting_in(unemi):
        assert (Event.objects.count(), Person.objects.count(), Document.objects.count()) == before


def test_nobody_is_told(unemi: Institution) -> None:
    with acting_in(unemi):
        assert not Delivery.objects.exists()


def test_deadlines_are_what_the_journal_says(unemi: Institution) -> None:
    with acting_in(unemi):
        for ticket in Ticket.objects.all():
            rows, past = clockwork(ticket)
            for row in rows:
                if row.runs and not expired(row) and row.paused_at is None:
                    assert row.due_at == reckon(row, past, now=UNTIL).at
            assert past[-1].state == ticket.state
        assert not Deadline.objects.filter(look_at__lt=UNTIL - timedelta(minutes=1)).exists()


def test_a_breach_is_dated_at_its_instant_and_found_soon(unemi: Institution) -> None:
    with acting_in(unemi):
        for breach in Breach.objects.select_related("deadline"):
            assert breach.at == breach.deadline.breached_at
            assert breach.found_at - breach.at < timedelta(hours=72)


def test_it_happened_in_order_and_in_plausible_hours(unemi: Institution) -> None:
    with acting_in(unemi):
        for ticket in Ticket.objects.all():
            told = list(Event.objects.filter(subject_kind="ticket", subject_id=ticket.pk).order_by("n"))
            assert all(one.recorded_at <= two.recorded_at for one, two in pairwise(told))
            assert told[-1].recorded_at < UNTIL
            calendar = calendar_of(clockwork(ticket)[0][0])
            for message in Message.objects.filter(ticket=ticket, by_requester=False):
                local = message.created_at.astimezone(unemi.zoneinfo)
                assert local.weekday() < 5, message.created_at
                assert calendar.is_open(message.created_at)
                assert "{" not in message.body


def test_nobody_asks_twice_for_the_same(unemi: Institution) -> None:
    with acting_in(unemi):
        pairs = list(Ticket.objects.values_list("requester", "service"))
    assert len(pairs) == len(set(pairs)) == COUNT


def test_a_gap_is_a_word_or_a_day() -> None:
    day = datetime(2026, 3, 2, tzinfo=UTC).date()
    assert filled("{curso} el {day-3}", {"curso": "Física I"}, day) == "Física I el 2026-02-27"


def test_hours_of_people_and_of_the_desk(unemi: Institution) -> None:
    rng = random.Random(7)
    zone = unemi.zoneinfo
    for _ in range(200):
        at = written(rng, UNTIL - timedelta(days=60), UNTIL, zone)
        assert UNTIL - timedelta(days=60) <= at < UNTIL
        assert awake(rng, at, zone).astimezone(zone).hour in range(7, 23)
    with acting_in(unemi), transaction.atomic():
        ticket = Ticket.objects.first()
        assert ticket is not None
        calendar = calendar_of(clockwork(ticket)[0][0])
    sunday = datetime(2026, 11, 15, 15, tzinfo=UTC)
    assert at_work(rng, sunday, calendar).astimezone(zone).weekday() == 0


def test_a_page_of_evidence_is_a_pdf_with_its_words() -> None:
    made = page(["Banco del Pacífico (agencia)", "USD 48.00"])
    assert made.startswith(b"%PDF-1.4")
    assert "Banco del Pacífico \\(agencia\\)".encode("cp1252") in made
    assert made.rstrip().endswith(b"%%EOF")
