"""A calendar ends before a promise does: nothing is promised that nobody can date, and what runs stops no work."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.tickets.promised import clock, wish, with_term
from tests.tickets.promises import promise, rung, term
from tests.world import BORN, MONDAY, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.journal.queries import events_of
from ventanilla.tickets import why
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.extend import extend
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.extending import NotAllowed
from ventanilla.tickets.extensions import beside
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.reckoning import explain
from ventanilla.tickets.shifting import current
from ventanilla.tickets.spells import clockwork
from ventanilla.web.components.clocks import faces

#: Friday of the second week; what comes after it nobody has said yet. It ends at midnight in Panama.
LAST = "2026-03-20"
END = datetime(2026, 3, 21, 5, 0, tzinfo=UTC)


def ends(last: str | None) -> None:
    """The office publishes the calendar as it is, with another last day."""
    old = CalendarVersion.objects.get(slug="oficina", current=True)
    with transaction.atomic():
        publish(CalendarVersion, slug="oficina", data={**old.data, "valid_to": last}, at=BORN)


def talk(ticket: Ticket, world: World, *, asked: datetime, replied: datetime) -> None:
    attend.ask(ticket_id=ticket.pk, agent=world.bruno, body="¿Cuál?", documents=[], at=asked)
    request.reply(
        ticket_id=ticket.pk, requester=world.ana, body="Esta.", documents=[], at=replied, channel="portal"
    )


@pytest.mark.parametrize("last", ["2026-03-01", LAST])
def test_nothing_is_promised_beyond_the_end_of_the_calendar(acting: World, last: str) -> None:
    ends(last)
    with pytest.raises(NoSuchPromise) as refused:
        with_term(acting, 15)
    assert str(refused.value.ends) == last
    assert not Ticket.objects.exists()


def test_what_ends_in_time_is_promised_to_the_last_minute(acting: World) -> None:
    ends(LAST)
    ticket = with_term(acting, 9, warnings=[2], escalation=[{"after": 3, "to": "executive"}])
    assert clock(ticket).due_at == datetime(2026, 3, 20, 22, 0, tzinfo=UTC)
    watch(at=MONDAY + timedelta(days=30))
    told = [what for what, data, _at in rung(ticket) if data["clock"] == "resolution"]
    assert told == ["breached"]  # nobody can date what would follow it


def test_a_pause_that_leads_beyond_the_end_stops_nobody_and_is_no_breach(acting: World) -> None:
    ends(LAST)
    ticket = with_term(acting, 9, pauses=["requester"])
    promised = clock(ticket).due_at
    talk(ticket, acting, asked=MONDAY + timedelta(hours=1), replied=MONDAY + timedelta(days=3))
    row = clock(ticket)
    assert (row.due_at, row.paused_at, row.look_at) == (END, None, END)
    assert row.due_at > promised
    watch(at=END + timedelta(days=40))
    row = clock(ticket)
    assert (row.paused_at, row.breached_at, row.look_at) == (END, None, None)
    assert [data["clock"] for _what, data, _at in rung(ticket)] == []
    attend.answer(
        ticket_id=ticket.pk, agent=acting.bruno, body="Sí.", documents=[], at=END + timedelta(days=41)
    )
    assert clock(ticket).met_at == END + timedelta(days=41)


def test_its_page_says_why_there_is_no_date(acting: World) -> None:
    ends(LAST)
    ticket = with_term(acting, 9, pauses=["requester"])
    talk(ticket, acting, asked=MONDAY + timedelta(hours=1), replied=MONDAY + timedelta(days=3))
    rows, past = clockwork(ticket)
    row = next(row for row in rows if row.clock == "resolution")
    with translation.override("es"):
        told = why.lines(row, explain(row, past).steps, at=MONDAY)
    assert "El calendario de días hábiles llega hasta el viernes 20 de marzo" in told[-2]
    with pytest.raises(NotAllowed), translation.override("es"):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=MONDAY + timedelta(days=4))


def test_once_the_calendar_goes_on_the_date_is_found_and_told(acting: World) -> None:
    ends(LAST)
    ticket = with_term(acting, 9, pauses=["requester"])
    talk(ticket, acting, asked=MONDAY + timedelta(hours=1), replied=MONDAY + timedelta(days=3))
    watch(at=END + timedelta(days=1))
    ends(None)
    [moved] = [
        found
        for found in shift_all(current(), by=None, at=END + timedelta(days=1))
        if found.deadline.clock == "resolution"
    ]
    row = clock(ticket)
    # Tuesday and Wednesday were wholly inside the pause.
    assert row.due_at == moved.new == datetime(2026, 3, 24, 22, 0, tzinfo=UTC)
    assert (moved.old, row.paused_at) == (END, None)
    assert events_of("ticket", ticket.pk)[-1].kind == "ticket.deadline_moved"


def test_the_requester_is_given_no_time_to_correct_that_nobody_can_date(acting: World) -> None:
    with transaction.atomic():
        term("subsanar", "business_days", 12, expiry="close")
        promise("cambio-de-carrera", correction="subsanar")
    ends(LAST)
    ticket = with_term(acting, 5)
    told = len(events_of("ticket", ticket.pk))
    with pytest.raises(NoSuchPromise):
        attend.return_for_correction(
            ticket_id=ticket.pk, agent=acting.bruno, body="Falta la firma.", documents=[], at=MONDAY
        )
    ticket.refresh_from_db()
    assert (ticket.state, len(events_of("ticket", ticket.pk))) == ("submitted", told)
    assert [row.clock for row in clockwork(ticket)[0]].count("correction") == 0


def staged(world: World) -> Ticket:
    with transaction.atomic():
        term("revision", "business_days", 12)
        old = ServiceVersion.objects.get(slug="cambio-de-carrera", current=True)
        stage = {"slug": "revision", "name": "En revisión", "state": "in_progress", "term": "revision"}
        data = {**old.data, "stages": [*old.data["stages"], stage]}
        publish(ServiceVersion, slug=old.slug, data=data, at=BORN, service=old.service)
    return with_term(world, 5)


def test_a_stage_that_nobody_can_date_keeps_nobody_from_his_work(acting: World) -> None:
    ends(LAST)
    ticket = staged(acting)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    row = clock(ticket, "stage:revision")
    assert (row.start_at, row.due_at, row.paused_at) == (MONDAY, END, None)
    late = END + timedelta(days=2)
    watch(at=late)
    assert clock(ticket, "stage:revision").breached_at is None
    found = faces(*clockwork(ticket, also=beside), ticket.version.data, at=late)
    assert {face.clock: face.state for face in found}["stage:revision"] == "still"


def test_the_longest_pause_ends_where_the_calendar_does(acting: World) -> None:
    """A limit that nobody can date stops no clock from standing still."""
    ends(LAST)
    limit: Any = {"unit": "business_days", "amount": 30}
    ticket = with_term(acting, 5, pauses=["requester"], suspension_limit=limit)
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY)
    assert clock(ticket).paused_at == MONDAY
    watch(at=END + timedelta(days=9))
    assert clock(ticket).breached_at is None
