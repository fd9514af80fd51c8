"""States change by one table, under one function; the row stays the summary of its journal, whatever happens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tickets.promised import SERVICE, wish, with_term
from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.journal.models import Head
from ventanilla.journal.queries import events_of
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.extend import extend
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.extending import NotAllowed
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.moves import IllegalMove, may_move, move
from ventanilla.tickets.reckoning import reckon
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.states import ENDED, MOVES, OPEN, WAITING, State


def test_every_state_is_open_answered_or_ended() -> None:
    assert OPEN | {State.ANSWERED} | ENDED == set(State)
    assert not OPEN & ENDED
    assert WAITING < OPEN


def test_no_move_but_reopening_leads_out_of_an_ended_state() -> None:
    assert {name for name, (sources, _) in MOVES.items() if sources & ENDED} == {"note", "reopen"}
    assert MOVES["note"][1] is None and State.WITHDRAWN not in MOVES["reopen"][0]


def test_every_open_state_can_be_ended_by_either_side() -> None:
    for state in OPEN:
        assert state in MOVES["close"][0]
        assert state in MOVES["withdraw"][0]


@given(st.sampled_from(list(State)), st.sampled_from(sorted(MOVES)))
def test_a_move_is_the_tables_or_none(state: State, name: str) -> None:
    ticket = Ticket(institution_id=1, state=state, only_open_key="1:1", last_activity_at=MONDAY)
    later = MONDAY + timedelta(hours=1)
    sources, target = MOVES[name]
    assert may_move(ticket, name) == (state in sources)
    if state not in sources:
        with pytest.raises(IllegalMove) as refused:
            move(ticket, name, at=later)
        assert (refused.value.name, refused.value.state) == (name, state)
        assert (ticket.state, ticket.only_open_key, ticket.last_activity_at) == (state, "1:1", MONDAY)
        return
    move(ticket, name, at=later)
    assert ticket.state == (target or state)
    assert (ticket.only_open_key, ticket.closed_at) == ((None, later) if target in ENDED else ("1:1", None))


ACTS: dict[str, Callable[[World, Ticket, Any], Any]] = {
    "take": lambda w, t, at: attend.take(ticket_id=t.pk, agent=w.bruno, at=at),
    "assign": lambda w, t, at: attend.assign(ticket_id=t.pk, agent=w.carla, to_person_id=w.bruno.pk, at=at),
    "ask": lambda w, t, at: attend.ask(ticket_id=t.pk, agent=w.bruno, body="¿Cuál?", documents=[], at=at),
    "answer": lambda w, t, at: attend.answer(ticket_id=t.pk, agent=w.carla, body="Sí.", documents=[], at=at),
    "note": lambda w, t, at: attend.note(ticket_id=t.pk, agent=w.bruno, body="Ojo.", at=at),
    "reply": lambda w, t, at: request.reply(
        ticket_id=t.pk, requester=w.ana, body="Esto.", documents=[], at=at, channel="portal", key=uuid4()
    ),
    "read": lambda w, t, at: request.mark_read(ticket=Ticket.objects.get(pk=t.pk), requester=w.ana),
    "return": lambda w, t, at: attend.return_for_correction(
        ticket_id=t.pk, agent=w.bruno, body="No se lee.", documents=[], at=at
    ),
    "extend": lambda w, t, at: extend(ticket_id=t.pk, agent=w.bruno, wish=wish(1), at=at),
    "close": lambda w, t, at: attend.close(ticket_id=t.pk, agent=w.bruno, at=at),
    "withdraw": lambda w, t, at: request.withdraw(ticket_id=t.pk, requester=w.ana, at=at, channel="portal"),
}
stories = st.lists(st.sampled_from(sorted(ACTS)), max_size=9)


@given(stories)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_happens_the_row_is_the_summary_of_its_journal(acting: World, story: list[str]) -> None:
    with transaction.atomic():
        term("corregir", "business_days", 3, expiry="close")
        promise(SERVICE, correction="corregir")
        ticket = with_term(acting, 5, pauses=["requester"], extension="before_expiry")
        for n, name in enumerate(story, 1):
            before = Ticket.objects.get(pk=ticket.pk)
            recorded = len(events_of("ticket", ticket.pk))
            try:
                with transaction.atomic():
                    ACTS[name](acting, ticket, MONDAY + timedelta(minutes=n))
            except (IllegalMove, NotAllowed, attend.TakenAlready):
                assert Ticket.objects.filter(pk=ticket.pk).values().get() == row_of(before)
                assert len(events_of("ticket", ticket.pk)) == recorded
            check(ticket.pk)
        transaction.set_rollback(True)


def row_of(ticket: Ticket) -> dict[str, Any]:
    return {field.attname: getattr(ticket, field.attname) for field in ticket._meta.concrete_fields}


def check_clocks(ticket: Ticket) -> None:
    """What is stored of a deadline is what the journal says, whatever happened (architecture, invariant 4)."""
    clocks, past = clockwork(ticket)
    running = [clock for clock in clocks if clock.runs]
    going = [clock for clock in running if clock.paused_at is None]
    last = max(clocks, key=lambda c: c.due_at)
    shown = min(going or running or [last], key=lambda c: c.due_at)
    assert (ticket.due_at, ticket.paused_at) == (shown.due_at, shown.paused_at)
    assert not (running and ticket.state in ENDED)
    for clock in running:
        found = reckon(clock, past, now=ticket.last_activity_at)
        assert found.at in {None, clock.due_at}
        assert (found.paused or [None])[0] == clock.paused_at
    if ticket.state == State.CLOSED:
        assert all(clock.met_at for clock in clocks if clock.clock != Clock.CORRECTION)


def check(pk: int) -> None:
    """What must hold of a ticket at every moment."""
    ticket = Ticket.objects.get(pk=pk)
    events = events_of("ticket", pk)
    assert [event.n for event in events] == list(range(1, len(events) + 1))
    assert Head.objects.get(subject_kind="ticket", subject_id=pk).n == len(events)
    assert [e.data["state"] for e in events if "state" in e.data][-1] == ticket.state
    assert (ticket.closed_at is not None) == (ticket.state in ENDED) == (ticket.only_open_key is None)
    check_clocks(ticket)
    unread = Ticket.objects.filter(requester_id=ticket.requester_id, unread=True).count()
    assert Person.objects.get(pk=ticket.requester_id).unread == unread
    added = sum(event.data["amount"] for event in events if event.kind == "ticket.extended")
    assert sum(Deadline.objects.filter(ticket=pk).values_list("added", flat=True)) == added
    kinds = {event.kind for event in events}
    assert (ticket.assignee_id is None) == kinds.isdisjoint(
        {"ticket.taken", "ticket.assigned", "ticket.asked", "ticket.returned", "ticket.answered"}
    )
