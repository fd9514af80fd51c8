"""An extension that was asked for ends with its clock, and is never granted to what runs afterwards (UME-07)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from tests.tickets.promised import clock, wish, with_term
from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.journal.queries import events_of
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.decide import decide
from ventanilla.tickets.actions.extend import extend
from ventanilla.tickets.extending import NotAllowed
from ventanilla.tickets.models import Extension, Ticket

LATER = MONDAY + timedelta(hours=1)
APPROVED: dict[str, Any] = {"amount": 8, "extension": "once", "approval": "director"}


def asked(world: World, **rules: Any) -> tuple[Ticket, Extension]:
    ticket = with_term(world, **{**APPROVED, **rules})
    return ticket, extend(ticket_id=ticket.pk, agent=world.bruno, wish=wish(4), at=LATER)


def answered(ticket: Ticket, world: World, *, at: Any) -> None:
    attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Aprobado.", documents=[], at=at)


def replied(ticket: Ticket, world: World, *, at: Any) -> None:
    request.reply(
        ticket_id=ticket.pk, requester=world.ana, body="Falta algo.", documents=[], at=at, channel="portal"
    )


def ended(ticket: Ticket) -> list[dict[str, Any]]:
    return [e.data for e in events_of("ticket", ticket.pk) if e.kind == "ticket.extension_ended"]


def test_the_answer_ends_what_was_asked_for(acting: World) -> None:
    ticket, extension = asked(acting)
    answered(ticket, acting, at=LATER + timedelta(hours=1))
    extension.refresh_from_db()
    assert (extension.status, extension.ending) == ("ended", "met")
    assert extension.ended_at == LATER + timedelta(hours=1)
    assert ended(ticket) == [{"extension": extension.pk, "clock": "resolution", "ending": "met"}]
    told = events_of("ticket", ticket.pk)
    assert [e.actor_id for e in told if e.kind == "ticket.extension_ended"] == [acting.bruno.pk]


@pytest.mark.parametrize("reopening", ["continue", "renew"])
def test_no_director_grants_it_to_the_case_that_was_taken_up_again(acting: World, reopening: str) -> None:
    ticket, extension = asked(acting, reopening=reopening)
    answered(ticket, acting, at=LATER + timedelta(hours=1))
    replied(ticket, acting, at=LATER + timedelta(hours=2))
    before = clock(ticket)
    assert before.runs
    for grant in (True, False):
        with translation.override("es"), pytest.raises(NotAllowed, match="se cumplió antes de que alguien"):
            decide(
                ticket_id=ticket.pk,
                extension_id=extension.pk,
                director=acting.carla,
                grant=grant,
                words="Ya no hace falta.",
                at=LATER + timedelta(hours=3),
            )
    after = clock(ticket)
    assert (after.added, after.due_at) == (0, before.due_at)


def test_the_new_run_may_be_asked_for_again_and_granted(acting: World) -> None:
    """The one that came to nothing stands in nobody's way."""
    ticket, _extension = asked(acting)
    answered(ticket, acting, at=LATER + timedelta(hours=1))
    replied(ticket, acting, at=LATER + timedelta(hours=2))
    second = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(2), at=LATER + timedelta(hours=3))
    decide(
        ticket_id=ticket.pk,
        extension_id=second.pk,
        director=acting.carla,
        grant=True,
        words="",
        at=LATER + timedelta(hours=4),
    )
    assert clock(ticket).added == 2
    assert sorted(Extension.objects.values_list("status", flat=True)) == ["ended", "granted"]


@pytest.mark.parametrize("how", ["closed", "withdrawn"])
def test_it_ends_with_its_request(acting: World, how: str) -> None:
    ticket, extension = asked(acting)
    if how == "closed":
        attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=LATER + timedelta(hours=1))
    else:
        request.withdraw(
            ticket_id=ticket.pk, requester=acting.ana, at=LATER + timedelta(hours=1), channel="portal"
        )
    extension.refresh_from_db()
    assert (extension.status, extension.ending) == ("ended", "met" if how == "closed" else "dropped")
    assert len(ended(ticket)) == 1


def test_a_correction_that_came_ends_what_was_asked_for_it(acting: World) -> None:
    with transaction.atomic():
        term("subsanar", "business_days", 3, expiry="close", extension="once", approval="director")
        promise("cambio-de-carrera", correction="subsanar")
    ticket = with_term(acting, 15, pauses=["requester"])
    returned: dict[str, Any] = {"ticket_id": ticket.pk, "agent": acting.bruno, "documents": []}
    attend.return_for_correction(**returned, body="Falta la firma.", at=LATER)
    extension = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(2, name="correction"), at=LATER)
    replied(ticket, acting, at=LATER + timedelta(hours=1))
    attend.return_for_correction(**returned, body="Y el sello.", at=LATER + timedelta(hours=2))
    extension.refresh_from_db()
    assert (extension.status, clock(ticket, "correction").runs) == ("ended", True)
    again = extend(
        ticket_id=ticket.pk,
        agent=acting.bruno,
        wish=wish(1, name="correction"),
        at=LATER + timedelta(hours=3),
    )
    assert again.status == "asked"


def test_what_was_asked_for_a_clock_that_runs_on_waits(acting: World) -> None:
    ticket, extension = asked(acting, pauses=["requester"])
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=LATER)
    replied(ticket, acting, at=LATER + timedelta(hours=1))
    extension.refresh_from_db()
    assert (extension.status, ended(ticket)) == ("asked", [])


def test_agent_and_director_read_why_on_the_request_and_the_requester_nothing_of_it(
    world: World, acting: World, client_of: Any
) -> None:
    at = now()
    ticket = with_term(acting, 8, at=at, extension="once", approval="director")
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(4), at=at)
    answered(ticket, acting, at=at)
    words = "Bruno Vega pidió más tiempo el"
    for person in (acting.bruno, acting.carla):
        for page in (
            f"/desk/tickets/{ticket.code}/",
            f"/desk/tickets/{ticket.code}/extension/?clock=resolution",
        ):
            told = client_of(person).get(page).content.decode()
            assert words in told, page
            assert "El plazo se cumplió antes de que alguien decidiera" in told
    assert words not in client_of(acting.ana).get(f"/tickets/{ticket.code}/").content.decode()
