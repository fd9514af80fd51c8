"""Many submits at the same moment, on connections of their own: nothing twice, nothing lost, no error page."""

from collections import Counter
from functools import partial
from itertools import chain
from uuid import uuid4

import pytest

from tests.parallel import at_once
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.tickets.actions.submit import AlreadyOpen, KeyOfAnother
from ventanilla.tickets.codes import make_code
from ventanilla.tickets.models import Deadline, Message, Ticket, TicketNumber
from ventanilla.tickets.numbering import next_number

pytestmark = pytest.mark.commits
AT_ONCE = 8


def submitted(ticket_id: int) -> int:
    return Event.objects.filter(kind="ticket.submitted", subject_id=ticket_id).count()


def test_numbers_given_at_once_are_all_different(world: World) -> None:
    def numbers() -> list[int]:
        return [next_number(year=2031, person=world.ana, at=MONDAY) for _ in range(10)]

    given = at_once(world.faro, [numbers] * AT_ONCE)
    assert sorted(chain.from_iterable(given)) == list(range(1, 10 * AT_ONCE + 1))
    with acting_in(world.faro):
        assert TicketNumber.objects.get(year=2031).last == 10 * AT_ONCE


def test_each_institution_and_year_has_numbers_of_its_own(world: World) -> None:
    with acting_in(world.faro):
        given = [next_number(year=year, person=world.ana, at=MONDAY) for year in (2041, 2041, 2042)]
        assert given == [1, 2, 1]
    with acting_in(world.puerto):
        assert next_number(year=2041, person=world.elena, at=MONDAY) == 1


def test_requests_of_many_at_once_all_arrive_each_with_its_code_and_event(world: World) -> None:
    people = [world.ana, world.diego, world.bruno, world.carla, world.fabia, world.gema]

    tickets = at_once(world.faro, [partial(world.ticket, who) for who in people * 3])

    assert all(isinstance(ticket, Ticket) for ticket in tickets), tickets
    assert len({ticket.code for ticket in tickets}) == len(tickets)
    with acting_in(world.faro):
        assert {submitted(ticket.pk) for ticket in tickets} == {1}
        ids = [ticket.pk for ticket in tickets]
        assert set(
            Counter(Message.objects.filter(ticket__in=ids).values_list("ticket", flat=True)).values()
        ) == {1}
        assert set(
            Counter(Deadline.objects.filter(ticket__in=ids).values_list("ticket", flat=True)).values()
        ) == {2}


def test_the_same_form_sent_at_once_is_one_request(world: World) -> None:
    key = uuid4()

    tickets = at_once(world.faro, [lambda: world.ticket(world.ana, key=key)] * AT_ONCE)

    assert len({ticket.pk for ticket in tickets}) == 1, tickets
    with acting_in(world.faro):
        assert Ticket.objects.filter(submission_key=key).count() == 1
        assert submitted(tickets[0].pk) == 1


def test_the_same_form_of_two_people_is_the_firsts_alone(world: World) -> None:
    key = uuid4()
    ends = at_once(world.faro, [partial(world.ticket, who, key=key) for who in (world.ana, world.diego)])
    assert [type(end) for end in ends if not isinstance(end, Ticket)] == [KeyOfAnother]


def test_where_one_may_be_open_one_is_and_the_others_are_told_which(world: World) -> None:
    ends = at_once(
        world.faro, [lambda: world.ticket(world.diego, "cambio-de-carrera", key=uuid4())] * AT_ONCE
    )
    (ticket,) = [end for end in ends if isinstance(end, Ticket)]
    refused = [end for end in ends if end is not ticket]
    assert all(isinstance(end, AlreadyOpen) and end.ticket.pk == ticket.pk for end in refused), ends
    with acting_in(world.faro):
        assert Ticket.objects.filter(requester=world.diego, service__slug="cambio-de-carrera").count() == 1


def test_the_next_year_begins_with_one(world: World) -> None:
    """By the institution's own midnight: at five in Panama it is already January in UTC."""
    new_year = MONDAY.replace(year=2028, month=1, day=1, hour=5, minute=0)
    old = world.ticket(world.ana, at=new_year.replace(hour=4, minute=59))
    new = world.ticket(world.ana, at=new_year)
    assert (old.code, new.code) == (make_code("FARO", 2027, 1), make_code("FARO", 2028, 1))
