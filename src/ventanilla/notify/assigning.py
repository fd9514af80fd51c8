"""Who is told that nobody could be chosen, and to whom the requests of somebody passed who leaves."""

from collections.abc import Iterable, Iterator

from ventanilla.journal.models import Event
from ventanilla.notify.attendance import able, answerable
from ventanilla.notify.audience import Recipient, ticket_of, to_desk, to_person
from ventanilla.people.models import Person, RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets.models import PassedOn, Succession, Ticket


def who_hands_it_out(event: Event) -> Iterator[Recipient]:
    """The unit's directors, while it waits there; where there is none, administrators.

    Of what is confidential those alone who may read it: without such a director whoever else of the unit may.
    """
    ticket = ticket_of(event)
    if ticket.assignee_id is not None or ticket.unit_id != event.data["unit"]:
        return  # somebody took it meanwhile, or it is another unit's
    told = able(with_role(RoleKind.DIRECTOR, unit_id=ticket.unit_id), ticket)
    yield from to_desk(told or _others(ticket), ticket)


def successors(event: Event) -> Iterator[Recipient]:
    """Each once, whatever the number of requests that passed to him."""
    rows = PassedOn.objects.filter(succession=event.data["succession"], to__isnull=False)
    people = Person.objects.filter(pk__in=rows.values("to")).select_related("account").order_by("pk")
    yield from _each(people)


def who_asked_for_succession(event: Event) -> Iterator[Recipient]:
    row = Succession.objects.select_related("by__account").get(pk=event.data["succession"])
    yield from _each([row.by])


def _others(ticket: Ticket) -> list[Person]:
    return answerable(ticket) if ticket.confidential else with_role(RoleKind.ADMINISTRATOR)


def _each(people: Iterable[Person]) -> Iterator[Recipient]:
    for person in people:
        yield to_person(person)
