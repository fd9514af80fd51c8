"""What was answered or closed is taken up again, within the service's window; a “thank you” takes nothing up."""

from datetime import timedelta
from typing import Any

import pytest

from tests.tickets.promised import with_term
from tests.tickets.promises import promise, term, undone
from tests.world import BORN, MONDAY, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event
from ventanilla.people.models import Role
from ventanilla.tickets import queries
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.message import NothingSaid
from ventanilla.tickets.actions.reopen import WindowOver, reopen, reopen_own, still_unsolved
from ventanilla.tickets.actions.request import reply, withdraw
from ventanilla.tickets.actions.submit import AlreadyOpen
from ventanilla.tickets.actions.watch import look
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.states import State

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WHY = "La constancia salió con el apellido equivocado."


def clock(ticket: Ticket, name: str = "resolution") -> Deadline:
    found: Deadline = Deadline.objects.get(ticket=ticket, clock=name)
    return found


def closed(world: World, service: str = "constancia") -> Ticket:
    ticket = world.ticket(world.ana, service)
    attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Aquí está.", documents=[], at=MONDAY + HOUR)
    return attend.close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY + 2 * HOUR)


def mine(world: World, ticket: Ticket, *, at: Any, reason: str = WHY) -> Ticket:
    return reopen_own(
        ticket_id=ticket.pk, requester=world.ana, reason=reason, documents=[], at=at, channel="portal"
    )


def test_the_requester_takes_up_what_was_closed_and_the_clock_goes_on_where_it_stood(acting: World) -> None:
    ticket = closed(acting)
    promised = clock(ticket).due_at
    again = mine(acting, ticket, at=MONDAY + 7 * DAY + HOUR)
    assert (again.state, again.closed_at, again.only_open_key) == (State.IN_PROGRESS, None, None)
    row = clock(ticket)
    assert row.met_at is None and row.dropped_at is None
    assert row.due_at == promised + 4 * DAY, "the working days in which she had her answer did not count"
    assert clock(ticket, "first_contact").met_at == MONDAY + HOUR
    assert queries.conversation(ticket)[-1].body == WHY
    event = Event.objects.get(kind="ticket.reopened")
    assert (event.data["from"], event.data["state"]) == ("closed", "in_progress")


def test_a_term_that_says_so_begins_again_and_one_that_does_not_run_again_does_not(acting: World) -> None:
    for rule, expected in (("renew", True), ("none", False)):
        with undone():
            ticket = with_term(acting, 5, reopening=rule)
            attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + HOUR)
            again = reopen(ticket_id=ticket.pk, agent=acting.bruno, reason=WHY, at=MONDAY + DAY)
            row = clock(again)
            assert (row.met_at is None) is expected
            assert (row.start_at == MONDAY + DAY) is expected


def test_the_desk_takes_it_up_with_a_reason_that_the_requester_reads(acting: World) -> None:
    ticket = closed(acting)
    reopen(ticket_id=ticket.pk, agent=acting.bruno, reason=WHY, at=MONDAY + DAY)
    last = queries.conversation(ticket)[-1]
    assert (last.kind, last.body, last.by_requester) == ("notice", WHY, False)
    acting.ana.refresh_from_db()
    assert acting.ana.unread == 1


def test_after_the_window_a_new_one_follows(acting: World) -> None:
    ticket = closed(acting)
    last = MONDAY + 15 * DAY
    mine(acting, ticket, at=last + 12 * HOUR)
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=last + 13 * HOUR)
    for late in (last + 32 * DAY, last + 300 * DAY):
        with pytest.raises(WindowOver):
            mine(acting, ticket, at=late)
        with pytest.raises(WindowOver):
            reopen(ticket_id=ticket.pk, agent=acting.bruno, reason=WHY, at=late)


def test_a_service_may_take_nothing_up_again(acting: World) -> None:
    old = ServiceVersion.objects.get(slug="constancia", current=True)
    data = {**old.data, "reopening": {"days": 0}}
    publish(ServiceVersion, slug="constancia", data=data, at=BORN, service=old.service)
    with pytest.raises(WindowOver):
        mine(acting, closed(acting), at=MONDAY + DAY)


def test_another_open_request_of_a_service_that_allows_one_is_named(acting: World) -> None:
    ticket = acting.ticket(acting.ana, "cambio-de-carrera")
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + HOUR)
    other = acting.ticket(acting.ana, "cambio-de-carrera", at=MONDAY + DAY)
    with pytest.raises(AlreadyOpen) as met:
        mine(acting, ticket, at=MONDAY + 2 * DAY)
    assert met.value.ticket.pk == other.pk
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED
    withdraw(ticket_id=other.pk, requester=acting.ana, at=MONDAY + 2 * DAY, channel="portal")
    assert mine(acting, ticket, at=MONDAY + 3 * DAY).only_open_key


def test_what_was_withdrawn_or_not_corrected_in_time_is_not_taken_up_by_its_requester(acting: World) -> None:
    ticket = acting.ticket(acting.ana)
    withdraw(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY + HOUR, channel="portal")
    with pytest.raises(IllegalMove):
        mine(acting, ticket, at=MONDAY + DAY)
    term("corregir", "business_days", 3)
    promise(correction="corregir")
    slow = acting.ticket(acting.ana, at=MONDAY + HOUR)
    attend.return_for_correction(
        ticket_id=slow.pk, agent=acting.bruno, body="Falta la firma.", documents=[], at=MONDAY + 2 * HOUR
    )
    assert look(ticket_id=slow.pk, at=MONDAY + 7 * DAY)
    with pytest.raises(WindowOver):
        mine(acting, slow, at=MONDAY + 8 * DAY)
    again = reopen(ticket_id=slow.pk, agent=acting.bruno, reason=WHY, at=MONDAY + 8 * DAY)
    assert again.state == State.IN_PROGRESS and clock(slow).runs


def test_nothing_is_taken_up_without_saying_why(acting: World) -> None:
    ticket = closed(acting)
    for take_up in (
        lambda: mine(acting, ticket, at=MONDAY + DAY, reason="  "),
        lambda: reopen(ticket_id=ticket.pk, agent=acting.bruno, reason="", at=MONDAY + DAY),
    ):
        with pytest.raises(NothingSaid):
            take_up()
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED


def test_somebody_else_takes_nothing_up(acting: World) -> None:
    ticket = closed(acting)
    with pytest.raises(PermissionError):
        reopen_own(
            ticket_id=ticket.pk,
            requester=acting.diego,
            reason=WHY,
            documents=[],
            at=MONDAY + DAY,
            channel="portal",
        )
    with pytest.raises(PermissionError):
        reopen(ticket_id=ticket.pk, agent=acting.fabia, reason=WHY, at=MONDAY + DAY)


def say(world: World, ticket: Ticket, words: str, **more: Any) -> Ticket:
    return reply(
        ticket_id=ticket.pk,
        requester=world.ana,
        body=words,
        documents=[],
        at=MONDAY + DAY,
        channel="portal",
        **more,
    )


def answered(world: World) -> Ticket:
    ticket = world.ticket(world.ana)
    return attend.answer(
        ticket_id=ticket.pk, agent=world.bruno, body="Aquí está.", documents=[], at=MONDAY + HOUR
    )


def test_a_thank_you_is_kept_and_takes_nothing_up(acting: World) -> None:
    ticket = answered(acting)
    assert say(acting, ticket, "Muchas gracias, Bruno 🙏").state == State.ANSWERED
    assert queries.conversation(ticket)[-1].body == "Muchas gracias, Bruno 🙏"
    assert Event.objects.get(kind="ticket.replied").data["thanks"] is True
    again = still_unsolved(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY + 2 * DAY, channel="portal")
    assert again.state == State.IN_PROGRESS
    assert clock(ticket).runs


def test_a_thank_you_with_a_but_takes_it_up(acting: World) -> None:
    assert say(acting, answered(acting), "gracias, pero sigue sin funcionar").state == State.IN_PROGRESS


def test_what_a_machine_sends_changes_no_state(acting: World) -> None:
    ticket = answered(acting)
    assert say(acting, ticket, "Estoy fuera de la oficina.", automatic=True).state == State.ANSWERED
    asked = acting.ticket(acting.ana, at=MONDAY + HOUR)
    attend.ask(ticket_id=asked.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY + 2 * HOUR)
    assert say(acting, asked, "Respuesta automática", automatic=True).state == State.WAITING_STUDENT


def test_thanks_while_something_is_asked_answer_the_question(acting: World) -> None:
    asked = acting.ticket(acting.ana)
    attend.ask(
        ticket_id=asked.pk, agent=acting.bruno, body="¿Ya está bien así?", documents=[], at=MONDAY + HOUR
    )
    assert say(acting, asked, "Sí, todo bien, gracias").state == State.IN_PROGRESS


def test_one_presses_still_unsolved_once(acting: World) -> None:
    ticket = answered(acting)
    still_unsolved(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY + DAY, channel="portal")
    with pytest.raises(IllegalMove):
        still_unsolved(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY + DAY, channel="portal")


def test_what_the_desk_notes_after_the_closing_takes_nothing_from_the_requester(acting: World) -> None:
    ticket = closed(acting)
    later = MONDAY + DAY
    attend.note(ticket_id=ticket.pk, agent=acting.bruno, body="Llamó para agradecer.", at=later)
    assert mine(acting, ticket, at=later + HOUR).state == State.IN_PROGRESS


def test_what_is_confidential_is_nobody_s_who_lost_his_clearance_meanwhile(acting: World) -> None:
    ticket = world_confidential(acting)
    attend.close(ticket_id=ticket.pk, agent=acting.gema, at=MONDAY + 2 * HOUR)
    Role.objects.filter(person=acting.gema).update(confidential=False)
    again = mine(acting, ticket, at=MONDAY + DAY)
    assert again.assignee is None


def world_confidential(world: World) -> Ticket:
    ticket = world.ticket(world.ana, "bienestar")
    return attend.take(ticket_id=ticket.pk, agent=world.gema, at=MONDAY + HOUR)
