"""What an agent says waits a moment, or until an hour, and is never sent over what he has not seen."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Person, Role
from ventanilla.tickets.actions import attend, drafting, news, pending, sending
from ventanilla.tickets.actions.performing import give_up, perform
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.models import AgentDraft, Message, Pending, Ticket
from ventanilla.tickets.moves import IllegalMove

SOON = timedelta(seconds=10)


@pytest.fixture
def ticket(acting: World) -> Ticket:
    made = acting.ticket(acting.ana, at=now())
    found: Ticket = Ticket.objects.select_related("version", "unit", "institution").get(pk=made.pk)
    return found


def say(ticket: Ticket, agent: Person, body: str = "Aquí está.", **more: Any) -> Pending:
    at = more.pop("at", None) or now()
    chosen = more.pop("chosen", None)
    seen = more.pop("seen", news.Seen(last_message(ticket)))
    said = sending.Said(more.pop("key", None) or uuid4(), more.pop("kind", "answer"), body, seen=seen)
    leaves = sending.Departure(chosen or at + SOON, chosen=chosen is not None)
    row = sending.say(ticket=ticket, agent=agent, said=said, at=at, leaves=leaves)
    assert row is not None
    return row


def last_message(ticket: Ticket) -> int:
    return max(Message.objects.filter(ticket=ticket).values_list("pk", flat=True), default=0)


def writes(world: World, ticket: Ticket, body: str = "Algo más") -> None:
    reply(ticket_id=ticket.pk, requester=world.ana, body=body, documents=[], at=now(), channel="portal")


def bodies(ticket: Ticket) -> list[str]:
    return list(Message.objects.filter(ticket=ticket).order_by("pk").values_list("body", flat=True))


def test_it_waits_and_is_then_sent_once(acting: World, ticket: Ticket, work: Any, catcher: Any) -> None:
    row = say(ticket, acting.bruno)
    assert "Aquí está." not in bodies(ticket)
    assert "tickets.perform" in work()
    perform(pending_id=row.pk, at=now())
    assert bodies(ticket).count("Aquí está.") == 1
    row.refresh_from_db()
    assert row.status == Pending.Status.DONE
    ticket.refresh_from_db()
    assert ticket.state == "answered"


def test_the_promise_counts_when_it_is_really_sent(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    later = now() + timedelta(hours=3)
    perform(pending_id=row.pk, at=later)
    assert Message.objects.get(body="Aquí está.").created_at == later
    assert sending.is_late(Ticket(state="submitted", due_at=later), run_at=later + SOON, at=now())


def test_taken_back_nothing_leaves_and_the_words_are_a_draft_again(
    acting: World, ticket: Ticket, work: Any, catcher: Any
) -> None:
    row = say(ticket, acting.bruno)
    assert not AgentDraft.objects.exists()
    drafting.undo(pending_id=row.pk, person=acting.bruno, at=now())
    work()
    assert "Aquí está." not in bodies(ticket)
    draft = AgentDraft.objects.get(person=acting.bruno)
    assert (draft.body, draft.kind) == ("Aquí está.", "answer")
    with pytest.raises(pending.TooLate):
        drafting.undo(pending_id=row.pk, person=acting.bruno, at=now())


def test_what_was_begun_meanwhile_is_not_lost_by_taking_back(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    drafting.keep(ticket=ticket, person=acting.bruno, body="Y además", at=now())
    drafting.undo(pending_id=row.pk, person=acting.bruno, at=now())
    assert AgentDraft.objects.get().body == "Y además\n\nAquí está."


def test_too_late_to_take_back(acting: World, ticket: Ticket, work: Any, catcher: Any) -> None:
    row = say(ticket, acting.bruno)
    work()
    with pytest.raises(pending.TooLate):
        drafting.undo(pending_id=row.pk, person=acting.bruno, at=now())


def test_a_colleague_may_take_back_and_the_author_has_the_words(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    with pytest.raises(PermissionError):
        drafting.undo(pending_id=row.pk, person=acting.fabia, at=now())
    drafting.undo(pending_id=row.pk, person=acting.carla, at=now())
    assert AgentDraft.objects.get().person_id == acting.bruno.pk


def test_the_same_form_waits_once(acting: World, ticket: Ticket) -> None:
    key = uuid4()
    say(ticket, acting.bruno, key=key)
    with pytest.raises(pending.PutAlready):
        say(ticket, acting.bruno, key=key)


def test_it_is_not_sent_over_what_the_requester_wrote_meanwhile(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    writes(acting, ticket)
    perform(pending_id=row.pk, at=now())
    row.refresh_from_db()
    assert (row.status, row.problem) == (Pending.Status.REFUSED, "news")
    assert "Aquí está." not in bodies(ticket)
    event = Event.objects.get(kind="ticket.unsent")
    assert event.data == {"pending": row.pk, "problem": "news", "to": acting.bruno.pk}


def test_what_was_refused_is_taken_up_again_once(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    writes(acting, ticket)
    perform(pending_id=row.pk, at=now())
    for _ in range(2):
        drafting.take_up(pending_id=row.pk, person=acting.bruno, at=now())
    assert AgentDraft.objects.get().body == "Aquí está."
    with pytest.raises(Pending.DoesNotExist):
        drafting.take_up(pending_id=row.pk, person=acting.carla, at=now())


def test_what_is_old_on_the_page_is_refused_before_it_waits(acting: World, ticket: Ticket) -> None:
    seen = news.Seen(last_message(ticket))
    writes(acting, ticket)
    with pytest.raises(news.Stale):
        say(ticket, acting.bruno, seen=seen)
    assert not Pending.objects.exists()
    say(ticket, acting.bruno)


def test_of_two_agents_at_once_one_wins_and_the_other_sees_why(acting: World, ticket: Ticket) -> None:
    """Both had the same page open; what waits of the one is news to the other."""
    seen = news.Seen(last_message(ticket))
    first = say(ticket, acting.bruno, "De Bruno", seen=seen)
    with pytest.raises(news.Stale):
        say(ticket, acting.carla, "De Carla", seen=seen)
    knows = news.Seen(seen.message, frozenset({str(first.key)}))
    second = say(ticket, acting.carla, "De Carla, sabiéndolo", seen=knows)
    for row in (first, second):
        perform(pending_id=row.pk, at=now())
    assert bodies(ticket)[-2:] == ["De Bruno", "De Carla, sabiéndolo"]


def test_two_that_crossed_send_one(acting: World, ticket: Ticket) -> None:
    """Put in the same instant, neither could see the other: the second is refused when its time comes."""
    seen = news.Seen(last_message(ticket))
    first = say(ticket, acting.bruno, "De Bruno", seen=seen)
    second = say(ticket, acting.carla, "De Carla", seen=news.Seen(seen.message, frozenset({str(first.key)})))
    Pending.objects.filter(pk=second.pk).update(data={**second.data, "waiting": []})
    perform(pending_id=first.pk, at=now())
    perform(pending_id=second.pk, at=now())
    second.refresh_from_db()
    assert second.problem == "news"
    assert bodies(ticket)[-1] == "De Bruno"


@pytest.mark.parametrize("change", ["close", "take"])
def test_at_a_chosen_hour_the_ticket_must_still_be_as_it_was(
    acting: World, ticket: Ticket, change: str
) -> None:
    row = say(ticket, acting.bruno, chosen=now() + timedelta(days=1))
    getattr(attend, change)(ticket_id=ticket.pk, agent=acting.carla, at=now())
    perform(pending_id=row.pk, at=now())
    row.refresh_from_db()
    assert (row.status, row.problem) == (Pending.Status.REFUSED, "overtaken")


def test_a_ticket_that_closed_in_the_ten_seconds_gets_no_answer(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    attend.close(ticket_id=ticket.pk, agent=acting.carla, at=now())
    perform(pending_id=row.pk, at=now())
    row.refresh_from_db()
    assert row.problem == "state"
    with pytest.raises(IllegalMove):
        say(Ticket.objects.select_related("unit", "version").get(pk=ticket.pk), acting.bruno)


def test_who_lost_his_role_meanwhile_sends_nothing(acting: World, ticket: Ticket) -> None:
    row = say(ticket, acting.bruno)
    Role.objects.filter(person=acting.bruno).delete()
    perform(pending_id=row.pk, at=now())
    row.refresh_from_db()
    assert (row.status, row.problem, row.data["body"]) == (Pending.Status.REFUSED, "rights", "Aquí está.")


def test_what_its_worker_lost_is_brought_up_again(
    acting: World, ticket: Ticket, work: Any, catcher: Any
) -> None:
    row = say(ticket, acting.bruno, at=now() - timedelta(minutes=5))
    other = say(ticket, acting.bruno, "Otra", chosen=now() + timedelta(days=1))
    with acting_in(acting.faro):
        assert pending.bring_up(at=now()) == 1
    Pending.objects.filter(pk=other.pk).delete()
    assert work().count("tickets.perform") == 3
    row.refresh_from_db()
    assert row.status == Pending.Status.DONE
    assert bodies(ticket).count("Aquí está.") == 1


def test_what_fails_for_hours_ends_and_its_author_is_told(
    acting: World, ticket: Ticket, catcher: Any, work: Any
) -> None:
    row = say(ticket, acting.bruno, at=now() - timedelta(hours=7))
    young = say(ticket, acting.bruno, "Otra", at=now() - timedelta(hours=5))
    with acting_in(acting.faro):
        assert give_up(at=now()) == 1
        assert give_up(at=now()) == 0
    row.refresh_from_db()
    young.refresh_from_db()
    assert (row.status, row.problem, row.data["body"]) == (Pending.Status.REFUSED, "fault", "Aquí está.")
    assert young.status == Pending.Status.WAITING
    work()
    assert any("una y otra vez" in m.text for m in catcher.messages(to="bruno@faro.test"))


def test_when_it_leaves(acting: World, ticket: Ticket) -> None:
    at: datetime = now()
    leaves = sending.departure
    assert leaves(ticket, at=at, undo=SOON) == sending.Departure(at + SOON)
    assert leaves(ticket, at=at, undo=timedelta(0)) == sending.AT_ONCE
    chosen = at + timedelta(hours=2)
    assert leaves(ticket, at=at, undo=SOON, chosen=chosen) == sending.Departure(chosen, chosen=True)
    ticket.due_at = at + timedelta(seconds=3)
    assert leaves(ticket, at=at, undo=SOON) == sending.AT_ONCE, "taking back must break no promise"
