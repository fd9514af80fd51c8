"""Who is told that nobody could be chosen, and to whom the requests of somebody passed who leaves."""

from collections.abc import Iterable, Iterator

from ventanilla.journal.models import Event
from ventanilla.notify.audience import Recipient
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets.models import PassedOn, Succession, Ticket


def who_hands_it_out(event: Event) -> Iterator[Recipient]:
    """The unit's directors (of what is confidential, those who may read it); where there is none, administrators."""
    ticket: Ticket = Ticket.objects.get(pk=event.subject_id)
    if ticket.assignee_id is not None:
        return  # somebody took it meanwhile
    roles = Role.objects.filter(unit=ticket.unit_id, kind=RoleKind.DIRECTOR)
    if ticket.confidential:
        roles = roles.filter(confidential=True)
    directors = [role.person for role in roles.select_related("person__account").order_by("id")]
    told = directors or with_role(RoleKind.ADMINISTRATOR)
    yield from _each((one for one in told if one.pk != ticket.requester_id), ticket)


def successors(event: Event) -> Iterator[Recipient]:
    """Each once, whatever the number of requests that passed to him."""
    rows = PassedOn.objects.filter(succession=event.data["succession"], to__isnull=False)
    people = Person.objects.filter(pk__in=rows.values("to")).select_related("account").order_by("pk")
    yield from _each(people)


def who_asked_for_succession(event: Event) -> Iterator[Recipient]:
    row = Succession.objects.select_related("by__account").get(pk=event.data["succession"])
    yield from _each([row.by])


def _each(people: Iterable[Person], ticket: Ticket | None = None) -> Iterator[Recipient]:
    for person in people:
        address = person.email or (person.account.email if person.account else "")
        yield Recipient(address, person=person, ticket=ticket)
