"""A breach names the unit and the agent of the instant at which it happened, however late it is found."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.tickets.promised import clock, with_term
from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.queries import events_of
from ventanilla.journal.record import record
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Breach, Ticket

LATER = MONDAY + timedelta(hours=1)
LATE = MONDAY + timedelta(days=30)


def attends(world: World) -> None:
    """Diego works in the registry too."""
    role = Role.objects.get(person=world.bruno)
    Role.objects.create(person=world.diego, unit_id=role.unit_id, kind=RoleKind.AGENT)
    world.diego._roles = list(Role.objects.filter(person=world.diego))


def blamed(ticket: Ticket) -> int | None:
    breach = Breach.objects.get(ticket=ticket, clock="resolution")
    [told] = [
        e.data
        for e in events_of("ticket", ticket.pk)
        if e.kind == "ticket.breached" and e.data["clock"] == "resolution"
    ]
    assert (told["unit"], told["to"]) == (breach.unit_id, breach.agent_id)
    assert breach.unit_id == ticket.unit_id  # as it was when it came
    found: int | None = breach.agent_id
    return found


def assign(ticket: Ticket, world: World, *, at: datetime) -> None:
    attend.assign(ticket_id=ticket.pk, agent=world.carla, to_person_id=world.diego.pk, at=at)


def test_who_got_it_after_the_expiry_is_not_to_blame(acting: World) -> None:
    attends(acting)
    ticket = with_term(acting, 5)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    due = clock(ticket).due_at
    assign(ticket, acting, at=due + timedelta(minutes=1))
    watch(at=LATE)
    assert blamed(ticket) == acting.bruno.pk


def test_who_got_it_before_the_expiry_is(acting: World) -> None:
    attends(acting)
    ticket = with_term(acting, 5)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    due = clock(ticket).due_at
    assign(ticket, acting, at=due)
    watch(at=LATE)
    assert blamed(ticket) == acting.diego.pk


@pytest.mark.parametrize("how", ["answer", "take"])
def test_who_takes_up_what_was_nobodys_when_it_expired_is_not_to_blame(acting: World, how: str) -> None:
    """His own act finds the breach."""
    ticket = with_term(acting, 5)
    if how == "answer":
        attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Tarde.", documents=[], at=LATE)
    else:
        attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATE)
        watch(at=LATE + timedelta(minutes=1))
    assert blamed(ticket) is None


def test_who_asked_first_made_it_his_own(acting: World) -> None:
    attends(acting)
    ticket = with_term(acting, 5, pauses=["requester"])
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=LATER)
    request.reply(
        ticket_id=ticket.pk, requester=acting.ana, body="Esta.", documents=[], at=LATER, channel="portal"
    )
    assign(ticket, acting, at=LATE)
    watch(at=LATE + timedelta(minutes=1))
    assert blamed(ticket) == acting.bruno.pk


def test_the_unit_is_that_of_the_instant_too(acting: World) -> None:
    """Passed on to another service after the expiry: the unit that let it expire is named."""
    ticket = with_term(acting, 5)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    due = clock(ticket).due_at
    treasury = Unit.objects.get(slug="tesoreria")
    with transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(unit=treasury, assignee=None)
        record(
            kind="ticket.reclassified",
            subject=("ticket", ticket.pk),
            actor=acting.bruno.pk,
            data={"to": {"unit": treasury.pk, "agent": None}, "state": "in_progress"},
            at=due + timedelta(hours=1),
        )
    watch(at=LATE)
    assert blamed(ticket) == acting.bruno.pk
