"""Two requests of the same person become one: nothing is lost, nothing becomes later (UME-08)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.people.models import Person
from ventanilla.tickets import history, queries
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.merge import CannotMerge, MergedAlready, merge
from ventanilla.tickets.actions.request import reply, withdraw
from ventanilla.tickets.models import Breach, Deadline, Ticket
from ventanilla.tickets.states import State

LATER = MONDAY + timedelta(hours=2)


def two(world: World, *, apart: timedelta = timedelta(hours=1)) -> tuple[Ticket, Ticket]:
    first = world.ticket(world.ana)
    return first, world.ticket(world.ana, answers={"motivo": "Otra vez", "idioma": "en"}, at=MONDAY + apart)


def join(keep: Ticket, gone: Ticket, agent: Person, **more: Any) -> Ticket:
    return merge(keep_id=keep.pk, merged_id=gone.pk, agent=agent, at=more.pop("at", LATER), **more)


def clocks(ticket: Ticket) -> dict[str, Deadline]:
    return {row.clock: row for row in queries.deadlines(ticket)}


def test_both_numbers_lead_to_the_one_that_stays(acting: World) -> None:
    keep, gone = two(acting)
    join(keep, gone, acting.bruno)
    for code in (keep.code, gone.code, gone.code.lower().replace("-", " ")):
        mine, desks = queries.own_ticket(acting.ana, code), queries.desk_ticket(acting.bruno, code)
        assert mine and desks and mine.pk == desks.pk == keep.pk
    gone.refresh_from_db()
    assert (gone.state, gone.closed_at, gone.merged_into_id) == (State.CLOSED, LATER, keep.pk)


def test_the_conversation_of_both_is_read_in_the_order_of_time(acting: World) -> None:
    keep, gone = two(acting)
    for minutes, ticket, words in ((70, gone, "En la segunda"), (80, keep, "En la primera")):
        at = MONDAY + timedelta(minutes=minutes)
        reply(ticket_id=ticket.pk, requester=acting.ana, body=words, documents=[], at=at, channel="portal")
    join(keep, gone, acting.bruno)
    said = queries.conversation(keep)
    assert [(m.code, m.kind) for m in said] == [
        (keep.code, "request"),
        (gone.code, "request"),
        (gone.code, "reply"),
        (keep.code, "reply"),
    ]
    first, second = said[:2]
    assert first.request is None
    assert second.request["answers"] == {"motivo": "Otra vez", "idioma": "en"}
    assert [line.kind for line in history.lines(keep, internal=True)].count("ticket.submitted") == 2


def test_the_earliest_promise_of_both_stands_with_its_reasons(acting: World) -> None:
    keep, gone = two(acting, apart=timedelta(days=1))
    early, late = clocks(keep)["resolution"].due_at, clocks(gone)["resolution"].due_at
    assert early < late
    at = MONDAY + timedelta(days=1, hours=1)
    survivor = join(gone, keep, acting.bruno, at=at)  # the later number stays
    row = clocks(survivor)["resolution"]
    assert (row.due_at, row.start_at) == (early, MONDAY)
    assert survivor.due_at == min(one.due_at for one in clocks(survivor).values())
    assert all(not one.runs for one in clocks(keep).values())
    told = Event.objects.get(kind="ticket.absorbed")
    assert {move["clock"] for move in told.data["moves"]} == {"first_contact", "resolution"}


def test_a_pause_of_the_one_that_stays_makes_no_promise_of_the_other_later(acting: World) -> None:
    keep = acting.ticket(acting.ana)
    attend.ask(ticket_id=keep.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY)
    gone = acting.ticket(acting.ana, at=MONDAY + timedelta(hours=1))
    promised = clocks(gone)["resolution"].due_at
    survivor = join(keep, gone, acting.bruno, at=MONDAY + timedelta(days=2))
    assert survivor.state == State.IN_PROGRESS, "what she sent meanwhile is her turn taken"
    row = clocks(survivor)["resolution"]
    assert row.runs and row.due_at <= promised


def test_what_was_answered_is_taken_up_again_with_the_promise_of_the_other(acting: World) -> None:
    keep, gone = two(acting)
    attend.answer(
        ticket_id=keep.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + timedelta(minutes=5)
    )
    promised = clocks(gone)["resolution"].due_at
    survivor = join(keep, gone, acting.bruno)
    assert survivor.state == State.IN_PROGRESS
    row = clocks(survivor)["resolution"]
    assert row.runs and row.due_at <= promised
    acting.ana.refresh_from_db()
    assert acting.ana.unread == 1


def test_what_one_waits_for_is_waited_for_in_the_one_that_was_answered(acting: World) -> None:
    keep, gone = two(acting)
    attend.answer(
        ticket_id=keep.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + timedelta(hours=1)
    )
    attend.ask(
        ticket_id=gone.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY + timedelta(hours=1)
    )
    assert join(keep, gone, acting.bruno).state == State.WAITING_STUDENT
    acting.ana.refresh_from_db()
    assert acting.ana.unread == 1, "two new answers of one request are one"


def test_what_expired_is_recorded_once_and_stays_expired(acting: World) -> None:
    keep, gone = two(acting, apart=timedelta(days=30))
    at = MONDAY + timedelta(days=30, hours=1)
    survivor = join(gone, keep, acting.bruno, at=at)
    assert Breach.objects.filter(clock="resolution").count() == 1
    row = clocks(survivor)["resolution"]
    assert row.breached_at == row.due_at < at
    assert survivor.breached_at and survivor.breached_at <= row.due_at


def test_what_was_merged_before_goes_along(acting: World) -> None:
    keep, gone = two(acting)
    third = acting.ticket(acting.ana, at=MONDAY + timedelta(minutes=90))
    join(gone, third, acting.bruno)
    join(keep, gone, acting.bruno)
    found = queries.own_ticket(acting.ana, third.code)
    assert found and found.pk == keep.pk
    assert len(queries.conversation(keep)) == 3


REFUSALS = ["itself", "somebody else", "a circle", "merged", "confidential", "ended", "withdrawn"]


@pytest.mark.parametrize("case", REFUSALS)
def test_what_cannot_be_merged_says_why_and_changes_nothing(acting: World, case: str) -> None:
    keep, gone = two(acting)
    third = acting.ticket(acting.ana, at=MONDAY + timedelta(minutes=90))
    agent = acting.bruno
    match case:
        case "itself":
            pair, words = (keep, keep), "esta misma"
        case "somebody else":
            pair, words = (keep, acting.ticket(acting.diego)), "otra persona"
        case "a circle":
            join(gone, keep, agent)
            pair, words = (keep, gone), "ya se unió"
        case "merged":
            join(gone, third, agent)
            pair, words = (keep, third), "ya se unió"
        case "confidential":
            Ticket.objects.filter(pk=gone.pk).update(confidential=True)
            pair, words = (keep, gone), "confidencial"
        case "ended":
            attend.close(ticket_id=keep.pk, agent=agent, at=LATER)
            pair, words = (keep, gone), "terminó"
        case _:
            withdraw(ticket_id=gone.pk, requester=acting.ana, at=LATER, channel="portal")
            pair, words = (keep, gone), "terminó"
    before = list(Ticket.objects.order_by("pk").values())
    with pytest.raises(CannotMerge, match=words):
        join(*pair, agent)
    assert list(Ticket.objects.order_by("pk").values()) == before


def test_the_same_form_twice_joins_once(acting: World) -> None:
    keep, gone = two(acting)
    join(keep, gone, acting.bruno)
    with pytest.raises(MergedAlready):
        join(keep, gone, acting.bruno)
    assert Event.objects.filter(kind="ticket.merged").count() == 1


def test_only_who_attends_both_joins_them(acting: World) -> None:
    keep = acting.ticket(acting.ana)
    payment = acting.ticket(acting.ana, "reclamo-pago", at=MONDAY + timedelta(hours=1))
    for agent in (acting.bruno, acting.fabia, acting.hugo, acting.ana):
        with pytest.raises(PermissionError):
            join(keep, payment, agent)


def test_another_institutions_request_is_not_there(world: World) -> None:
    own, foreign = world.ticket(world.ana), world.ticket(world.elena)
    with acting_in(world.faro), pytest.raises(KeyError):
        join(own, foreign, world.bruno)


def test_the_one_open_request_of_a_service_may_be_sent_again_once_it_is_part_of_another(
    acting: World,
) -> None:
    keep = acting.ticket(acting.ana)
    one = acting.ticket(acting.ana, "cambio-de-carrera", at=MONDAY + timedelta(hours=1))
    join(keep, one, acting.bruno)
    assert queries.open_of_service(acting.ana, one.service) is None
