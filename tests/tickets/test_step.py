"""Steps by other units: one ticket, several units, each with its own promise (UME-12)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.tickets.promises import rung, term
from tests.world import MONDAY, World
from ventanilla.people.models import Person, Role
from ventanilla.tickets import queries, rules
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.involving import Unfit, Wish
from ventanilla.tickets.models import Breach, Deadline, Step, Ticket
from ventanilla.tickets.states import State

HOUR = timedelta(hours=1)


def wish(unit: str = "tesoreria", kind: str = "validation", *, parallel: bool = False) -> Wish:
    return Wish(unit, kind, "paso", "¿Está al día con sus pagos?", parallel)


@pytest.fixture
def ticket(acting: World) -> Ticket:
    term("paso", "business_days", 2, warnings=[1], escalation=[{"after": 0, "to": "director"}])
    return acting.ticket(acting.ana)


def asked(
    world: World, ticket: Ticket, *wishes: Wish, at: Any = MONDAY, agent: Person | None = None
) -> list[Step]:
    return steps.ask(
        ticket_id=ticket.pk, agent=agent or world.bruno, wishes=wishes or [wish()], key=uuid4(), at=at
    )


def now_of(ticket: Ticket) -> Ticket:
    ticket.refresh_from_db()
    return ticket


def test_the_ticket_waits_for_the_other_unit_and_comes_back(acting: World, ticket: Ticket) -> None:
    (step,) = asked(acting, ticket)
    assert now_of(ticket).state == State.WAITING_UNIT
    assert ticket.assignee_id == acting.bruno.pk
    row = Deadline.objects.get(ticket=ticket, clock=f"step:{step.pk}")
    assert row.due_at == step.due_at and row.runs
    assert ticket.due_at < row.due_at, "what the treasury promises is no promise to Ana"
    steps.take(step_id=step.pk, person=acting.fabia, at=MONDAY + HOUR)
    steps.answer(step_id=step.pk, person=acting.fabia, verdict="approved", body="Al día.", at=MONDAY + HOUR)
    row.refresh_from_db()
    assert now_of(ticket).state == State.IN_PROGRESS
    assert row.met_at == MONDAY + HOUR
    with pytest.raises(steps.NotOpen):
        steps.take(step_id=step.pk, person=acting.fabia, at=MONDAY + HOUR)


def test_the_other_unit_reads_the_ticket_while_it_has_the_step_and_does_not_answer_it(
    acting: World, ticket: Ticket
) -> None:
    assert queries.desk_ticket(acting.fabia, ticket.code) is None
    (step,) = asked(acting, ticket)
    assert queries.desk_ticket(acting.fabia, ticket.code) == ticket
    assert rules.may_read_on_desk(acting.fabia, ticket)
    with pytest.raises(PermissionError):
        attend.note(ticket_id=ticket.pk, agent=acting.fabia, body="Nota", at=MONDAY)
    steps.answer(step_id=step.pk, person=acting.fabia, verdict="rejected", body="Debe.", at=MONDAY)
    assert queries.desk_ticket(acting.fabia, ticket.code) is None


def test_what_is_confidential_is_read_by_those_alone_who_are_cleared(acting: World) -> None:
    term("paso", "business_days", 2)
    secret = acting.ticket(acting.ana, "bienestar")
    asked(acting, secret, agent=acting.gema)
    assert queries.desk_ticket(acting.fabia, secret.code) == secret
    for role in acting.fabia.roles:
        role.confidential = False
    assert queries.desk_ticket(acting.fabia, secret.code) is None
    assert not rules.may_read_on_desk(acting.fabia, secret)


def test_one_after_the_other_and_at_the_same_time(acting: World, ticket: Ticket) -> None:
    one, two, three = asked(
        acting, ticket, wish("tesoreria"), wish("bienestar", parallel=True), wish("tesoreria", "document")
    )
    assert [one.status, two.status, three.status] == ["asked", "asked", "planned"]
    steps.answer(step_id=one.pk, person=acting.fabia, verdict="approved", body="Sí.", at=MONDAY)
    three.refresh_from_db()
    assert three.status == "planned"
    steps.answer(step_id=two.pk, person=acting.gema, verdict="approved", body="Sí.", at=MONDAY)
    three.refresh_from_db()
    assert three.status == "asked" and now_of(ticket).state == State.WAITING_UNIT
    steps.answer(step_id=three.pk, person=acting.fabia, verdict="given", body="Va.", at=MONDAY)
    assert now_of(ticket).state == State.IN_PROGRESS


def test_a_step_that_comes_back_is_asked_again_with_a_new_time(acting: World, ticket: Ticket) -> None:
    (step,) = asked(acting, ticket)
    steps.give_back(step_id=step.pk, person=acting.fabia, body="Falta el recibo.", at=MONDAY + HOUR)
    assert now_of(ticket).state == State.IN_PROGRESS
    steps.ask_again(step_id=step.pk, agent=acting.bruno, body="Va el recibo.", at=MONDAY + 30 * HOUR)
    step.refresh_from_db()
    row = Deadline.objects.get(ticket=ticket, clock=f"step:{step.pk}")
    assert now_of(ticket).state == State.WAITING_UNIT
    assert step.status == "asked" and "Va el recibo." in step.request
    assert row.start_at == MONDAY + 30 * HOUR and row.runs and step.due_at == row.due_at


@pytest.mark.parametrize("end", ["close", "answer", "withdraw"])
def test_with_the_ticket_its_steps_end_and_the_unit_is_told(acting: World, ticket: Ticket, end: str) -> None:
    one, two = asked(acting, ticket, wish(), wish("bienestar"))
    if end == "withdraw":
        request.withdraw(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY + HOUR, channel="portal")
    elif end == "close":
        attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + HOUR)
    else:
        attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Ya.", documents=[], at=MONDAY + HOUR)
    one.refresh_from_db()
    two.refresh_from_db()
    assert one.status == two.status == "cancelled"
    assert not Deadline.objects.get(ticket=ticket, clock=f"step:{one.pk}").runs
    told = [data["asked"] for _kind, data, _at in rung(ticket, "step_cancelled")]
    assert told == [True, False]


def test_whoever_was_asked_too_late_is_named_with_his_unit(acting: World, ticket: Ticket) -> None:
    (step,) = asked(acting, ticket)
    steps.take(step_id=step.pk, person=acting.fabia, at=MONDAY)
    watch(at=MONDAY + timedelta(days=30))
    breach = Breach.objects.get(promise="step")
    assert (breach.unit_id, breach.agent_id) == (step.unit_id, acting.fabia.pk)
    assert breach.at == step.due_at


def test_the_requesters_clock_rests_only_where_the_term_says_so(acting: World) -> None:
    from tests.tickets.promised import clock, with_term  # noqa: PLC0415

    term("paso", "business_days", 2)
    resting = with_term(acting, 5, pauses=["unit"])
    asked(acting, resting)
    assert clock(resting).paused_at == MONDAY
    running = acting.ticket(acting.ana)
    asked(acting, running)
    assert clock(running).paused_at is None


def test_the_requesters_reply_leads_back_to_the_other_unit(acting: World, ticket: Ticket) -> None:
    asked(acting, ticket)
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY)
    assert now_of(ticket).state == State.WAITING_STUDENT
    request.reply(
        ticket_id=ticket.pk, requester=acting.ana, body="Esa.", documents=[], at=MONDAY, channel="portal"
    )
    assert now_of(ticket).state == State.WAITING_UNIT


def test_what_cannot_be_asked_is_said(acting: World, ticket: Ticket) -> None:
    term("descansa", "business_days", 2, pauses=["unit"])
    for bad in (
        Wish("registro", "validation", "paso", "x"),
        Wish("no-hay", "validation", "paso", "x"),
        Wish("tesoreria", "saludo", "paso", "x"),
        Wish("tesoreria", "validation", "no-hay", "x"),
        Wish("tesoreria", "validation", "descansa", "x"),
    ):
        with pytest.raises(Unfit):
            asked(acting, ticket, bad)
    assert not Step.objects.exists()
    key = uuid4()
    for _again in range(2):
        try:
            steps.ask(ticket_id=ticket.pk, agent=acting.bruno, wishes=[wish()], key=key, at=MONDAY)
        except steps.AskedAlready:
            continue
    assert Step.objects.count() == 1


def test_a_unit_in_which_nobody_is_cleared_is_asked_nothing_confidential(acting: World) -> None:
    term("paso", "business_days", 2)
    secret = acting.ticket(acting.ana, "bienestar")
    Role.objects.filter(person=acting.fabia).update(confidential=False)
    with pytest.raises(Unfit):
        asked(acting, secret, agent=acting.gema)
    assert not Step.objects.exists()
