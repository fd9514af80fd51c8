"""Who is told of an event. Each rule is a sentence; nobody is told of what he did himself."""

from collections.abc import Iterator
from dataclasses import dataclass

from ventanilla.journal.models import Event
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person, Registration
from ventanilla.people.registration import Outcome, outcome
from ventanilla.tickets.models import Ticket


@dataclass(frozen=True)
class Recipient:
    address: str
    person: Person | None = None
    registration: Registration | None = None
    ticket: Ticket | None = None


def requester(event: Event) -> Iterator[Recipient]:
    """Always, whatever he chose: confirmations, answers and questions."""
    ticket = _ticket(event)
    yield _to(ticket.requester, ticket)


def requester_who_wants_notices(event: Event) -> Iterator[Recipient]:
    """MEN-03: where the institution leaves the choice, who asked for it."""
    ticket = _ticket(event)
    if event.actor_id != ticket.requester_id and wants_notices(ticket):
        yield _to(ticket.requester, ticket)


def requester_once(event: Event) -> Iterator[Recipient]:
    """As above, and only for the first time: who attends next is the desk's own matter."""
    told = Delivery.objects.filter(ticket_id=event.subject_id, kind="taken").exclude(event=event)
    if not told.exists():
        yield from requester_who_wants_notices(event)


def assignee(event: Event) -> Iterator[Recipient]:
    """Who is responsible for the ticket now."""
    ticket = _ticket(event)
    if ticket.assignee is not None and ticket.assignee_id != event.actor_id:
        yield _to(ticket.assignee, ticket)


def new_assignee(event: Event) -> Iterator[Recipient]:
    """Whom the event made responsible, while he still is."""
    ticket = _ticket(event)
    if ticket.assignee_id == event.data["to"]:
        yield from assignee(event)


def newcomer(event: Event) -> Iterator[Recipient]:
    """Whoever reads the mail of an address that may register here."""
    return _applicant(event, Registration.Purpose.REGISTER, Outcome.CODE)


def registered_already(event: Event) -> Iterator[Recipient]:
    return _applicant(event, Registration.Purpose.REGISTER, Outcome.ALREADY_REGISTERED)


def owner_without_password(event: Event) -> Iterator[Recipient]:
    """Whoever reads the mail of an account that wants a new password."""
    return _applicant(event, Registration.Purpose.PASSWORD, Outcome.CODE)


def person(event: Event) -> Iterator[Recipient]:
    yield _to(Person.objects.select_related("account").get(pk=event.subject_id))


def wants_notices(ticket: Ticket) -> bool:
    return bool(ticket.institution.data["state_notices"] == "always" or ticket.wants_notices)


def _applicant(event: Event, purpose: str, wanted: Outcome) -> Iterator[Recipient]:
    """A refused address gets no mail: an answer would tell that it was refused."""
    registration: Registration = Registration.objects.get(pk=event.subject_id)
    if registration.purpose == purpose and outcome(registration) == wanted:
        yield Recipient(registration.email, registration=registration)


def _to(person: Person, ticket: Ticket | None = None) -> Recipient:
    address = person.email or (person.account.email if person.account else "")
    return Recipient(address, person=person, ticket=ticket)


def _ticket(event: Event) -> Ticket:
    found: Ticket = Ticket.objects.select_related(
        "institution", "requester__account", "assignee__account"
    ).get(pk=event.subject_id)
    return found
