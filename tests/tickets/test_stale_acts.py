"""What a page had shown goes with what is decided on it: nothing is done over what changed since."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.tickets.test_bulk import ordered
from tests.world import World
from ventanilla.assignment.choosers import Chooser
from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend, bulk, classify, macro, news, pending, placing
from ventanilla.tickets.actions.performing import perform
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.models import Macro, Message, Pending, Ticket
from ventanilla.tickets.states import State

SOON = timedelta(seconds=10)


@pytest.fixture
def ticket(acting: World) -> Ticket:
    made = acting.ticket(acting.ana, at=now())
    found: Ticket = Ticket.objects.select_related("version", "unit", "requester", "institution").get(
        pk=made.pk
    )
    return found


def writes(world: World, ticket: Ticket) -> None:
    reply(ticket_id=ticket.pk, requester=world.ana, body="Algo más", documents=[], at=now(), channel="portal")


def a_macro(*steps: dict[str, str]) -> Macro:
    whole = [{"text": None, "reply": None, "tag": None, **step} for step in steps]
    data = {"slug": "lista", "name": "Lista", "steps": whole}
    made: Macro = Macro.objects.create(slug="lista", data=data, digest="")
    return made


ANSWERS_AND_CLOSES = ({"do": "answer", "text": "Está lista."}, {"do": "close"})


def run(row: Macro, ticket: Ticket, agent: Person, *, shown: macro.Shown | None = None) -> Pending | None:
    institution = Institution.objects.get(slug="faro")
    speaker = macro.Speaker(agent, institution, {}, now())
    seen = shown or macro.Shown(news.standing(ticket.pk), macro.print_of(macro.foresee(row, ticket, speaker)))
    return macro.run(macro=row, ticket=ticket, speaker=speaker, key=uuid4(), shown=seen, undo=SOON)


def test_it_is_not_closed_over_what_the_page_did_not_show(acting: World, ticket: Ticket) -> None:
    seen = news.standing(ticket.pk)
    writes(acting, ticket)
    with pytest.raises(news.Stale):
        attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=now(), seen=seen)
    ticket.refresh_from_db()
    assert ticket.state == State.SUBMITTED
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=now(), seen=news.standing(ticket.pk))
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED


def test_who_assigns_over_a_change_is_told_who_has_it(acting: World, ticket: Ticket) -> None:
    attend.take(ticket_id=ticket.pk, agent=acting.carla, at=now())
    with pytest.raises(attend.Moved) as moved:
        attend.assign(
            ticket_id=ticket.pk, agent=acting.bruno, to_person_id=acting.bruno.pk, at=now(), seen=None
        )
    assert moved.value.to == acting.carla
    attend.assign(
        ticket_id=ticket.pk, agent=acting.bruno, to_person_id=acting.bruno.pk, at=now(), seen=acting.carla.pk
    )
    ticket.refresh_from_db()
    assert ticket.assignee_id == acting.bruno.pk


def test_the_same_assignment_twice_is_one(acting: World, ticket: Ticket) -> None:
    for _ in range(2):
        attend.assign(
            ticket_id=ticket.pk, agent=acting.bruno, to_person_id=acting.carla.pk, at=now(), seen=None
        )
    assert Event.objects.filter(kind="ticket.assigned", subject_id=ticket.pk).count() == 1


def test_no_chooser_takes_it_from_whom_the_page_did_not_show(acting: World, ticket: Ticket) -> None:
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=now())
    with pytest.raises(attend.Moved):
        placing.place(ticket_id=ticket.pk, chooser=Chooser.LEAST_LOADED, by=acting.carla, at=now(), seen=None)
    ticket.refresh_from_db()
    assert ticket.assignee_id == acting.bruno.pk


def test_a_type_that_a_colleague_chose_stays(acting: World, ticket: Ticket) -> None:
    was = ticket.user_type
    classify.classify(ticket_id=ticket.pk, agent=acting.carla, user_type="egresado", at=now(), was=was)
    with pytest.raises(classify.ClassifiedAlready):
        classify.classify(ticket_id=ticket.pk, agent=acting.bruno, user_type="estudiante", at=now(), was=was)


def test_a_macro_waits_and_is_then_done_whole(acting: World, ticket: Ticket) -> None:
    row = run(a_macro(*ANSWERS_AND_CLOSES), ticket, acting.bruno)
    assert row is not None
    ticket.refresh_from_db()
    assert ticket.state == State.SUBMITTED
    for _ in range(2):
        perform(pending_id=row.pk, at=now() + SOON)
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED
    assert Message.objects.filter(ticket=ticket, body="Está lista.").count() == 1


def test_a_macro_that_was_taken_back_does_nothing(acting: World, ticket: Ticket) -> None:
    row = run(a_macro(*ANSWERS_AND_CLOSES), ticket, acting.bruno)
    assert row is not None
    pending.take_back(pending_id=row.pk, at=now())
    perform(pending_id=row.pk, at=now() + SOON)
    ticket.refresh_from_db()
    assert ticket.state == State.SUBMITTED


def test_what_came_while_a_macro_waited_stops_all_of_it_and_is_said(acting: World, ticket: Ticket) -> None:
    row = run(a_macro(*ANSWERS_AND_CLOSES), ticket, acting.bruno)
    assert row is not None
    writes(acting, ticket)
    perform(pending_id=row.pk, at=now() + SOON)
    ticket.refresh_from_db()
    row.refresh_from_db()
    assert ticket.is_open
    assert (row.status, row.problem, row.data["body"]) == (Pending.Status.REFUSED, "news", "Está lista.")
    assert Event.objects.filter(kind="ticket.unsent", subject_id=ticket.pk).count() == 1


def test_a_macro_is_refused_over_news_and_over_a_change_of_itself(acting: World, ticket: Ticket) -> None:
    row, blind = a_macro(*ANSWERS_AND_CLOSES), macro.Shown(news.standing(ticket.pk), "another print")
    with pytest.raises(macro.Changed):
        run(row, ticket, acting.bruno, shown=blind)
    institution = Institution.objects.get(slug="faro")
    speaker = macro.Speaker(acting.bruno, institution, {}, now())
    old = macro.Shown(news.standing(ticket.pk), macro.print_of(macro.foresee(row, ticket, speaker)))
    writes(acting, ticket)
    with pytest.raises(news.Stale):
        run(row, ticket, acting.bruno, shown=old)
    assert not Pending.objects.exists()


def test_a_macro_takes_nothing_from_a_colleague_whom_its_preview_did_not_show(
    acting: World, ticket: Ticket
) -> None:
    row = a_macro({"do": "assign"})
    institution = Institution.objects.get(slug="faro")
    speaker = macro.Speaker(acting.bruno, institution, {}, now())
    old = macro.Shown(news.standing(ticket.pk), macro.print_of(macro.foresee(row, ticket, speaker)))
    attend.take(ticket_id=ticket.pk, agent=acting.carla, at=now())
    with pytest.raises(macro.StepFailed) as failed:  # the ticket in hand is as old as the page
        run(row, ticket, acting.bruno, shown=old)
    assert isinstance(failed.value.problem, attend.TakenAlready)
    ticket.refresh_from_db()
    with pytest.raises(macro.Changed):
        run(row, ticket, acting.bruno, shown=old)


def test_two_that_wait_and_saw_each_other_do_not_stop_each_other(acting: World, ticket: Ticket) -> None:
    first = run(a_macro({"do": "question", "text": "¿Cuál?"}), ticket, acting.bruno)
    second = run(Macro.objects.get(), ticket, acting.carla)
    assert first is not None and second is not None
    for row in (first, second):
        perform(pending_id=row.pk, at=now() + SOON)
        row.refresh_from_db()
        assert row.status == Pending.Status.DONE


def test_a_macro_over_many_leaves_out_what_somebody_wrote_on(acting: World, ticket: Ticket) -> None:
    a_macro(*ANSWERS_AND_CLOSES)
    order = ordered(acting, "macro", [ticket], "lista")
    bulk.put(order, at=now())
    writes(acting, ticket)
    (row,) = bulk.chunks(order.key, by=acting.bruno)
    perform(pending_id=row.pk, at=now() + SOON)
    row.refresh_from_db()
    assert row.data["outcome"] == {str(ticket.pk): "news"}
    assert not Message.objects.filter(ticket=ticket, author=acting.bruno).exists()
