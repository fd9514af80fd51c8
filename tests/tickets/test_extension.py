"""More time for a promise: with a reason, within its rule, before it expires, once for each form (UME-07, MEN-08)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from tests.tickets.promised import REASON, clock, wish, with_term
from tests.world import MONDAY, World
from ventanilla.journal.chain import text_digest
from ventanilla.journal.queries import events_of
from ventanilla.people.models import Role
from ventanilla.tickets.actions import attend, request
from ventanilla.tickets.actions.decide import DecidedAlready, decide
from ventanilla.tickets.actions.extend import DateMoved, DoneAlready, extend
from ventanilla.tickets.actions.prolong import LONGEST, WrongReason
from ventanilla.tickets.extending import NotAllowed, Options, options
from ventanilla.tickets.models import Extension, Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.settling import settle
from ventanilla.tickets.spells import clockwork

LATER = MONDAY + timedelta(hours=1)
PETITION: dict[str, Any] = {
    "amount": 15,
    "extension": "up_to_double",
    "warnings": [5, 2],
    "source": "Ley 1755 de 2015, art. 14",
}


def offered(ticket: Ticket, *, at: datetime = LATER) -> Options:
    rows, past = clockwork(ticket)
    row = next(row for row in rows if row.clock == "resolution")
    return options(row, past, Extension.objects.filter(deadline=row), at=at)


def test_an_extension_moves_the_date_in_the_terms_own_unit(acting: World) -> None:
    ticket = with_term(acting, **PETITION)
    before = clock(ticket).due_at
    given = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(5, seen=before), at=LATER)
    row = clock(ticket)
    assert (row.amount, row.added, row.due_at) == (15, 5, before + timedelta(days=8))  # over Good Friday
    assert row.due_at == given.new_due_at
    assert (given.status, given.old_due_at) == ("granted", before)
    [event] = [e for e in events_of("ticket", ticket.pk) if e.kind == "ticket.extended"]
    assert event.data["reason"] == text_digest(bytes(given.salt), REASON)
    assert (event.data["extension"], event.data["clock"], event.data["amount"]) == (given.pk, "resolution", 5)


def test_a_pause_after_the_extension_moves_the_new_date(acting: World) -> None:
    ticket = with_term(acting, pauses=["requester"], **PETITION)
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(5), at=LATER)
    extended = clock(ticket).due_at
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=LATER)
    request.reply(
        ticket_id=ticket.pk,
        requester=acting.ana,
        body="Esta.",
        documents=[],
        at=LATER + timedelta(days=3),
        channel="portal",
    )
    assert clock(ticket).due_at == extended + timedelta(days=2)  # Tuesday and Wednesday were wholly inside


def test_the_law_allows_twice_the_time_and_no_more(acting: World) -> None:
    ticket = with_term(acting, **PETITION)
    assert offered(ticket).most == 15
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(10), at=LATER)
    assert offered(ticket).most == 5
    with pytest.raises(NotAllowed):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(6), at=LATER)
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(5), at=LATER)
    with translation.override("es"):
        assert offered(ticket).refusal.startswith("Con sus prórrogas ya llegó al doble")
    assert clock(ticket).added == 15


def test_once_is_once(acting: World) -> None:
    ticket = with_term(acting, amount=8, extension="once")
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=LATER)
    with translation.override("es"), pytest.raises(NotAllowed, match="solo puede prorrogarse una vez"):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=LATER)


def test_fifteen_days_that_nobody_can_extend(acting: World) -> None:
    ticket = with_term(acting, amount=15, extension="none", source="Ley 31435, art. 152")
    before = clock(ticket)
    with translation.override("es"):
        assert offered(ticket).refusal == "Por ley nadie puede prorrogar este plazo (Ley 31435, art. 152)."
        for person in (acting.bruno, acting.carla):
            with pytest.raises(NotAllowed, match="Por ley nadie"):
                extend(ticket_id=ticket.pk, agent=person, wish=wish(1), at=LATER)
    assert (clock(ticket).due_at, clock(ticket).added) == (before.due_at, 0)
    assert not Extension.objects.exists()


def test_before_the_expiry_to_the_minute_and_never_after(acting: World) -> None:
    """Whether or not anybody has noted the breach."""
    ticket = with_term(acting, amount=5, extension="before_expiry")
    due = clock(ticket).due_at
    recorded = len(events_of("ticket", ticket.pk))
    assert offered(ticket, at=due).offers
    with translation.override("es"):
        assert "Venció el" in offered(ticket, at=due + timedelta(microseconds=1)).refusal
        with pytest.raises(NotAllowed, match="Venció el"):
            extend(
                ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1, seen=due), at=due + timedelta(minutes=1)
            )
    assert (clock(ticket).due_at, len(events_of("ticket", ticket.pk))) == (due, recorded)
    late = due + timedelta(days=1)
    settle(ticket, at=late)
    assert clock(ticket).breached_at == due
    assert offered(ticket, at=late).refusal


def test_as_often_as_needed_where_the_rule_says_so(acting: World) -> None:
    ticket = with_term(acting, amount=5, extension="before_expiry")
    for _ in range(3):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(5), at=LATER)
    assert clock(ticket).added == 15


@pytest.mark.parametrize("amount", [0, -3, 16, 10**9])
def test_nothing_to_the_past_and_nothing_beyond_the_rule(acting: World, amount: int) -> None:
    ticket = with_term(acting, **PETITION)
    with pytest.raises(NotAllowed):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(amount), at=LATER)
    assert clock(ticket).added == 0


@pytest.mark.parametrize("reason", ["", "   \n", "Corto", "x" * (LONGEST + 1), "\x00\x01         "])
def test_without_a_reason_nothing_is_extended(acting: World, reason: str) -> None:
    ticket = with_term(acting, **PETITION)
    with pytest.raises(WrongReason):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1, reason=reason), at=LATER)
    assert clock(ticket).added == 0


def test_the_same_form_twice_extends_once(acting: World) -> None:
    ticket = with_term(acting, amount=5, extension="before_expiry")
    form = wish(2)
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=form, at=LATER)
    with pytest.raises(DoneAlready):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=form, at=LATER)
    assert (clock(ticket).added, Extension.objects.count()) == (2, 1)


def test_a_page_that_showed_another_date_extends_nothing(acting: World) -> None:
    ticket = with_term(acting, **PETITION)
    seen = clock(ticket).due_at
    extend(ticket_id=ticket.pk, agent=acting.carla, wish=wish(2), at=LATER)
    with pytest.raises(DateMoved):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(2, seen=seen), at=LATER)
    assert clock(ticket).added == 2


def test_what_was_met_or_ended_or_stands_still_is_not_extended(acting: World) -> None:
    ticket = with_term(acting, pauses=["requester"], **PETITION)
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=LATER)
    with translation.override("es"):
        assert "Está detenido" in offered(ticket).refusal
    attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Sí.", documents=[], at=LATER)
    with pytest.raises(IllegalMove):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=LATER)
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    with pytest.raises(IllegalMove):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=LATER)
    with pytest.raises(NotAllowed):
        extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1, name="legal"), at=LATER)


def test_only_the_unit_extends(acting: World) -> None:
    ticket = with_term(acting, **PETITION)
    for person in (acting.fabia, acting.ana, acting.diego, acting.hugo, acting.julia):
        with pytest.raises(PermissionError):
            extend(ticket_id=ticket.pk, agent=person, wish=wish(1), at=LATER)


def test_a_warning_already_given_is_given_again_before_the_new_date(acting: World) -> None:
    ticket = with_term(acting, **PETITION)
    row = clock(ticket)
    row.told, row.look_at = ["warning:5", "warning:2"], None
    row.save()
    late = row.due_at - timedelta(hours=1)
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(3), at=late)
    row = clock(ticket)
    assert row.told == ["warning:5"]  # five days before the new date are over: once is enough
    assert row.look_at is not None
    assert late < row.look_at < row.due_at


APPROVED: dict[str, Any] = {"amount": 8, "extension": "once", "approval": "director"}


def test_a_director_decides_what_an_agent_asks_for(acting: World) -> None:
    ticket = with_term(acting, **APPROVED)
    before = clock(ticket).due_at
    asked = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(4), at=LATER)
    assert (asked.status, clock(ticket).due_at) == ("asked", before)
    with translation.override("es"):
        assert "nadie lo ha decidido" in offered(ticket).refusal
    with pytest.raises(NotAllowed):
        extend(ticket_id=ticket.pk, agent=acting.carla, wish=wish(4), at=LATER)
    for person in (acting.bruno, acting.fabia, acting.hugo):
        with pytest.raises(PermissionError):
            decide(
                ticket_id=ticket.pk, extension_id=asked.pk, director=person, grant=True, words="", at=LATER
            )
    decide(ticket_id=ticket.pk, extension_id=asked.pk, director=acting.carla, grant=True, words="", at=LATER)
    asked.refresh_from_db()
    assert (asked.status, asked.decided_by, clock(ticket).due_at) == (
        "granted",
        acting.carla,
        asked.new_due_at,
    )
    assert asked.new_due_at > before
    with pytest.raises(DecidedAlready):
        decide(
            ticket_id=ticket.pk,
            extension_id=asked.pk,
            director=acting.carla,
            grant=False,
            words=REASON,
            at=LATER,
        )


def test_a_refusal_has_words_and_leaves_room_to_ask_again(acting: World) -> None:
    ticket = with_term(acting, **APPROVED)
    before = clock(ticket).due_at
    asked = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(4), at=LATER)
    told: dict[str, Any] = {"ticket_id": ticket.pk, "extension_id": asked.pk}
    told |= {"director": acting.carla, "grant": False}
    with pytest.raises(WrongReason):
        decide(**told, words="No", at=LATER)
    decide(**told, words="Ya tenemos el expediente completo.", at=LATER)
    assert clock(ticket).due_at == before
    assert events_of("ticket", ticket.pk)[-1].kind == "ticket.extension_refused"
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(2), at=LATER)


def test_nobody_grants_after_the_expiry(acting: World) -> None:
    ticket = with_term(acting, **APPROVED)
    asked = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(4), at=LATER)
    due = clock(ticket).due_at
    late = due + timedelta(minutes=1)
    with pytest.raises(NotAllowed):
        decide(
            ticket_id=ticket.pk, extension_id=asked.pk, director=acting.carla, grant=True, words="", at=late
        )
    asked.refresh_from_db()
    assert (asked.status, clock(ticket).due_at) == ("asked", due)


def test_who_directs_alone_cannot_approve_himself(acting: World) -> None:
    ticket = with_term(acting, **APPROVED)
    with translation.override("es"), pytest.raises(NotAllowed, match="Otra persona que dirija"):
        extend(ticket_id=ticket.pk, agent=acting.carla, wish=wish(1), at=LATER)
    Role.objects.create(person=acting.bruno, kind="director", unit=ticket.unit)
    asked = extend(ticket_id=ticket.pk, agent=acting.carla, wish=wish(1), at=LATER)
    assert asked.status == "asked"


def test_what_was_asked_for_follows_the_pauses_since(acting: World) -> None:
    ticket = with_term(acting, pauses=["requester"], **APPROVED)
    asked = extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(4), at=LATER)
    attend.ask(ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=LATER)
    request.reply(
        ticket_id=ticket.pk,
        requester=acting.ana,
        body="Esta.",
        documents=[],
        at=LATER + timedelta(days=1),
        channel="portal",
        key=uuid4(),
    )
    moved = clock(ticket).due_at
    decide(
        ticket_id=ticket.pk,
        extension_id=asked.pk,
        director=acting.carla,
        grant=True,
        words="",
        at=LATER + timedelta(days=1),
    )
    asked.refresh_from_db()
    assert asked.old_due_at == moved < asked.new_due_at == clock(ticket).due_at
