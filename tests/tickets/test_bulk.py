"""One thing for many tickets: what will happen is said before, it can be undone, and it never does too much."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.tickets.promises import promise, term
from tests.world import BORN, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets.actions import attend, bulk, pending, tagging
from ventanilla.tickets.actions.deeds import DEEDS
from ventanilla.tickets.actions.performing import perform
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.models import Macro, Pending, Tag, Ticket
from ventanilla.tickets.states import State
from ventanilla.tickets.tags import WrongTag


def ordered(world: World, deed: str, tickets: list[Ticket], said: str = "") -> bulk.Order:
    made = DEEDS[deed]
    return bulk.Order(uuid4(), made, bulk.value_of(made, said, by=world.bruno), tickets)


def fate(world: World, deed: str, tickets: list[Ticket], said: str = "") -> list[str | None]:
    made = DEEDS[deed]
    value = bulk.value_of(made, said, by=world.bruno)
    return [one.why_not for one in bulk.fates(made, value, [ticket.code for ticket in tickets])]


def carry_out(world: World) -> None:
    for pk in Pending.objects.filter(kind=bulk.KIND).order_by("id").values_list("pk", flat=True):
        perform(pending_id=pk, at=now() + bulk.UNDO)


def test_it_waits_ten_seconds_and_then_happens_to_all(acting: World) -> None:
    tickets = [acting.ticket(who, at=now()) for who in (acting.ana, acting.diego)]
    bulk.put(ordered(acting, "close", tickets), at=now())
    assert {ticket.state for ticket in Ticket.objects.all()} == {State.SUBMITTED}
    carry_out(acting)
    assert {ticket.state for ticket in Ticket.objects.all()} == {State.CLOSED}
    assert Event.objects.filter(kind="ticket.closed", actor_id=acting.bruno.pk).count() == 2


def test_what_was_undone_never_happens(acting: World) -> None:
    ticket = acting.ticket(acting.ana, at=now())
    order = ordered(acting, "close", [ticket])
    bulk.put(order, at=now())
    assert bulk.undo(order.key, by=acting.bruno, at=now()) == 1
    carry_out(acting)
    ticket.refresh_from_db()
    assert ticket.state == State.SUBMITTED
    assert bulk.undo(order.key, by=acting.bruno, at=now()) == 0


def test_nobody_else_undoes_it(acting: World) -> None:
    order = ordered(acting, "close", [acting.ticket(acting.ana, at=now())])
    bulk.put(order, at=now())
    assert bulk.undo(order.key, by=acting.carla, at=now()) == 0


def test_it_is_said_before_to_which_and_why_not(acting: World) -> None:
    free, taken, ended = (acting.ticket(who, at=now()) for who in (acting.ana, acting.diego, acting.carla))
    attend.take(ticket_id=taken.pk, agent=acting.carla, at=now())
    attend.close(ticket_id=ended.pk, agent=acting.bruno, at=now())
    assert fate(acting, "take", [free, taken, ended]) == [
        None,
        "Otra persona es responsable.",
        "Ya terminó.",
    ]
    assert fate(acting, "assign", [free, taken, ended], str(acting.carla.pk)) == [
        None,
        "Esa persona ya es responsable.",
        "Es una solicitud de esa misma persona.",
    ]


def test_what_one_may_not_see_is_not_there(acting: World) -> None:
    tickets = [acting.ticket(acting.ana, "bienestar", at=now()), acting.ticket(acting.bruno, at=now())]
    assert fate(acting, "close", tickets) == []


def test_tags_are_put_on_and_taken_off(acting: World) -> None:
    tickets = [acting.ticket(who, at=now()) for who in (acting.ana, acting.diego)]
    tagging.tag(ticket_id=tickets[0].pk, agent=acting.bruno, name="Beca", at=now())
    assert fate(acting, "tag", tickets, " #BECA ") == ["Ya tiene la etiqueta.", None]
    assert fate(acting, "untag", tickets, "beca") == [None, "No tiene esa etiqueta."]
    bulk.put(ordered(acting, "tag", tickets, "beca"), at=now())
    carry_out(acting)
    assert Tag.objects.filter(name="beca").count() == 2


@pytest.mark.parametrize("said", ["", "  ", "#", "x" * 41, "\0"])
def test_a_tag_that_is_none_is_refused(acting: World, said: str) -> None:
    with pytest.raises(WrongTag):
        bulk.value_of(DEEDS["tag"], said, by=acting.bruno)


@pytest.mark.parametrize("said", ["", "0", "x", "9" * 30, "-1", "³"])
def test_nobody_is_nobody(acting: World, said: str) -> None:
    with pytest.raises(bulk.Missing):
        bulk.value_of(DEEDS["assign"], said, by=acting.bruno)


def test_only_who_attends_where_one_does_oneself_can_be_made_responsible(acting: World) -> None:
    for stranger in (acting.fabia, acting.ana, acting.pablo):
        with pytest.raises(bulk.Missing):
            bulk.value_of(DEEDS["assign"], str(stranger.pk), by=acting.bruno)


def test_what_changed_meanwhile_keeps_the_others_from_nothing_and_is_told(acting: World) -> None:
    first, second = (acting.ticket(who, at=now()) for who in (acting.ana, acting.diego))
    order = ordered(acting, "close", [first, second])
    bulk.put(order, at=now())
    attend.close(ticket_id=first.pk, agent=acting.carla, at=now())
    carry_out(acting)
    second.refresh_from_db()
    assert second.state == State.CLOSED
    told = bulk.refused(bulk.chunks(order.key, by=acting.bruno), by=acting.bruno)
    assert [(ticket.pk, why) for ticket, why in told] == [(first.pk, "state")]


def test_whose_role_was_taken_away_meanwhile_does_nothing_any_more(acting: World) -> None:
    ticket = acting.ticket(acting.ana, at=now())
    order = ordered(acting, "close", [ticket])
    bulk.put(order, at=now())
    Role.objects.filter(person=acting.bruno).delete()
    carry_out(acting)
    ticket.refresh_from_db()
    assert ticket.state == State.SUBMITTED
    assert bulk.chunks(order.key, by=acting.bruno)[0].data["outcome"] == {str(ticket.pk): "rights"}


def test_who_was_to_be_responsible_and_left_is_not_made_so(acting: World) -> None:
    ticket = acting.ticket(acting.ana, at=now())
    bulk.put(ordered(acting, "assign", [ticket], str(acting.carla.pk)), at=now())
    Role.objects.filter(person=acting.carla, kind=RoleKind.DIRECTOR).delete()
    carry_out(acting)
    ticket.refresh_from_db()
    assert ticket.assignee_id is None


def test_the_same_form_twice_is_done_once(acting: World) -> None:
    order = ordered(acting, "close", [acting.ticket(acting.ana, at=now())])
    bulk.put(order, at=now())
    with pytest.raises(pending.PutAlready):
        bulk.put(order, at=now())
    assert Pending.objects.filter(kind=bulk.KIND).count() == 1


def test_many_are_done_in_parts_that_are_undone_together(acting: World) -> None:
    tickets = [acting.ticket(acting.ana, at=now() + timedelta(seconds=n)) for n in range(bulk.CHUNK + 1)]
    order = ordered(acting, "close", tickets)
    bulk.put(order, at=now())
    assert len(bulk.chunks(order.key, by=acting.bruno)) == 2
    assert bulk.undo(order.key, by=acting.bruno, at=now()) == bulk.CHUNK + 1


def test_another_institutions_tickets_are_not_there(world: World) -> None:
    theirs = world.ticket(world.elena, at=now())
    with acting_in(world.faro):
        assert fate(world, "close", [theirs]) == []


def test_what_is_confidential_is_given_to_nobody_who_may_not_read_it(acting: World) -> None:
    ticket = acting.ticket(acting.ana, "bienestar", at=now())
    here = Role.objects.get(person=acting.gema).unit
    Role.objects.create(person=acting.bruno, kind=RoleKind.AGENT, unit=here, confidential=False)
    value = bulk.value_of(DEEDS["assign"], str(acting.bruno.pk), by=acting.gema)
    (fate_of_it,) = bulk.fates(DEEDS["assign"], value, [ticket.code])
    assert fate_of_it.why_not


def test_a_macro_that_could_promise_no_date_leaves_the_others_alone(acting: World) -> None:
    """A calendar that ends: the one is refused, with the reason, the other is done."""
    year = timedelta(days=365)
    old = CalendarVersion.objects.get(slug="oficina", current=True)
    soon = {**old.data, "valid_to": (now() + year).date().isoformat()}
    publish(CalendarVersion, slug="oficina", data=soon, at=BORN)
    term("lejos", "business_days", 500)
    promise("constancia", correction="lejos")
    steps = [{"do": "correction", "text": "Corrija.", "reply": None, "tag": None}]
    data = {"slug": "corregir", "name": "Corregir", "steps": steps}
    Macro.objects.create(slug="corregir", data=data, digest="")
    ticket = acting.ticket(acting.ana, at=now())
    bulk.put(ordered(acting, "macro", [ticket], "corregir"), at=now())
    carry_out(acting)
    (row,) = Pending.objects.all()
    assert (row.status, row.data["outcome"]) == (Pending.Status.DONE, {str(ticket.pk): "macro"})


def test_what_somebody_wrote_after_the_preview_is_not_acted_over(acting: World) -> None:
    """A reply within the ten seconds, or in the hours in which no worker was there."""
    first, second = (acting.ticket(who, at=now()) for who in (acting.ana, acting.diego))
    order = ordered(acting, "close", [first, second])
    bulk.put(order, at=now())
    reply(
        ticket_id=first.pk,
        requester=acting.ana,
        body="Falta mi firma",
        documents=[],
        at=now(),
        channel="portal",
    )
    carry_out(acting)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SUBMITTED, State.CLOSED)
    told = bulk.refused(bulk.chunks(order.key, by=acting.bruno), by=acting.bruno)
    assert [(ticket.pk, why) for ticket, why in told] == [(first.pk, "news")]


def test_what_a_colleague_did_after_the_preview_is_not_acted_over(acting: World) -> None:
    ticket = acting.ticket(acting.ana, at=now())
    bulk.put(ordered(acting, "close", [ticket]), at=now())
    attend.note(ticket_id=ticket.pk, agent=acting.carla, body="Esperen: llama mañana.", at=now())
    carry_out(acting)
    ticket.refresh_from_db()
    assert ticket.state == State.SUBMITTED


def test_what_one_did_oneself_meanwhile_is_no_news(acting: World) -> None:
    """Two orders one after the other, as fast agents give them."""
    ticket = acting.ticket(acting.ana, at=now())
    bulk.put(ordered(acting, "take", [ticket]), at=now())
    bulk.put(ordered(acting, "close", [ticket]), at=now())
    attend.note(ticket_id=ticket.pk, agent=acting.bruno, body="Lista.", at=now())
    carry_out(acting)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.assignee_id) == (State.CLOSED, acting.bruno.pk)
