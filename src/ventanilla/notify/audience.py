"""Who is told of an event. Each rule is a sentence; nobody is told of what he did himself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ventanilla.journal.models import Event
from ventanilla.notify.attendance import able, answerable, roles_in, still
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person, Registration, RoleKind
from ventanilla.people.queries import with_role
from ventanilla.people.registration import Outcome, outcome
from ventanilla.tickets.actions.watch import CORRECTION_EXPIRED
from ventanilla.tickets.clocks import Clock, is_step
from ventanilla.tickets.models import Extension, Follower, Step, Ticket
from ventanilla.tickets.queries import directors
from ventanilla.tickets.rules import is_party, may_read_on_desk
from ventanilla.tickets.stepping import step_id


@dataclass(frozen=True)
class Recipient:
    address: str
    person: Person | None = None
    registration: Registration | None = None
    ticket: Ticket | None = None


def requester(event: Event) -> Iterator[Recipient]:
    """Always, whatever he chose: confirmations, answers and questions."""
    ticket = ticket_of(event)
    yield to_person(ticket.requester, ticket)


def requester_who_wants_notices(event: Event) -> Iterator[Recipient]:
    """MEN-03: where the institution leaves the choice, who asked for it."""
    ticket = ticket_of(event)
    if event.actor_id != ticket.requester_id and wants_notices(ticket):
        yield to_person(ticket.requester, ticket)


def requester_once(event: Event) -> Iterator[Recipient]:
    """As above, and only for the first time: who attends next is the desk's own matter."""
    told = Delivery.objects.filter(ticket_id=event.subject_id, kind="taken").exclude(event=event)
    if not told.exists():
        yield from requester_who_wants_notices(event)


def assignee(event: Event) -> Iterator[Recipient]:
    """Who is responsible for the ticket now; who attends it no more hears nothing, and the unit's directors do."""
    ticket = ticket_of(event)
    told = still([ticket.assignee], ticket)
    yield from to_desk([person for person in told if person.pk != event.actor_id], ticket)


def attending(event: Event) -> Iterator[Recipient]:
    """Who is responsible, and who of the desk follows the ticket and may still read it."""
    yield from assignee(event)
    ticket = ticket_of(event)
    besides = {event.actor_id, ticket.assignee_id}
    rows = Follower.objects.filter(ticket=ticket).exclude(person__in=[pk for pk in besides if pk])
    people = Person.objects.filter(pk__in=rows.values("person")).select_related("account").order_by("pk")
    yield from to_desk([p for p in people if may_read_on_desk(p, ticket)], ticket)


def mentioned(event: Event) -> Iterator[Recipient]:
    """Whom a note names, while he may read it."""
    ticket, named = ticket_of(event), Person.objects.select_related("account").get(pk=event.data["to"])
    if may_read_on_desk(named, ticket):
        yield to_person(named, ticket)


def author(event: Event) -> Iterator[Recipient]:
    """Who wrote what was not sent, whatever he may read now: he must know."""
    yield to_person(Person.objects.select_related("account").get(pk=event.data["to"]), ticket_of(event))


def who_goes_on(event: Event) -> Iterator[Recipient]:
    """With what somebody had written who attends the ticket no more: who is responsible, or answers for the unit."""
    ticket, writer = ticket_of(event), Person.objects.get(pk=event.data["to"])
    if not able([writer], ticket):
        now_his = able([ticket.assignee] if ticket.assignee else [], ticket)
        yield from to_desk(now_his or answerable(ticket), ticket)


def new_assignee(event: Event) -> Iterator[Recipient]:
    """Whom the event made responsible, while he still is."""
    ticket = ticket_of(event)
    if ticket.assignee is not None and ticket.assignee_id == event.data["to"] != event.actor_id:
        yield from to_desk(able([ticket.assignee], ticket), ticket)


def requester_who_corrects(event: Event) -> Iterator[Recipient]:
    """UNE-09: his own time runs, whatever he chose."""
    if event.data["clock"] == Clock.CORRECTION:
        yield from requester(event)


def requester_whose_correction_ended(event: Event) -> Iterator[Recipient]:
    """UNE-09: the expiry closes with notice, whatever he chose."""
    if event.data["reason"] == CORRECTION_EXPIRED:
        yield from requester(event)


def requester_whose_date_moved(event: Event) -> Iterator[Recipient]:
    """What another unit promised the desk is the desk's own matter."""
    if any(not is_step(move["clock"]) for move in event.data["moves"]):
        yield from requester(event)


def requester_of_what_the_desk_closed(event: Event) -> Iterator[Recipient]:
    if event.data["reason"] != CORRECTION_EXPIRED:
        yield from requester_who_wants_notices(event)


def desk_of_its_own_time(event: Event) -> Iterator[Recipient]:
    """Of a clock of the desk's: who attends, and the unit's directors; where there is neither, all who might."""
    ticket = ticket_of(event)
    if event.data["clock"] == Clock.CORRECTION:
        return
    unit_id, agent = _answerable(event, ticket)
    told = able([agent] if agent else [], ticket, unit_id=unit_id)
    told += able(with_role(RoleKind.DIRECTOR, unit_id=unit_id), ticket, unit_id=unit_id)
    yield from to_desk(told or answerable(ticket, unit_id=unit_id), ticket, unit_id=unit_id)


def level(event: Event) -> Iterator[Recipient]:
    """Whom an escalation names; administrators where nobody has the role."""
    ticket, to = ticket_of(event), RoleKind(event.data["to"])
    of_unit = to == RoleKind.DIRECTOR
    if of_unit and not event.data["after"]:
        return  # the breach itself has told him at the same instant
    unit_id, _agent = _answerable(event, ticket)
    told = with_role(to, unit_id=unit_id if of_unit else None)
    yield from to_desk(told or with_role(RoleKind.ADMINISTRATOR), ticket, unit_id=unit_id)


def directors_who_decide(event: Event) -> Iterator[Recipient]:
    """Whoever directs the unit and did not ask for it himself."""
    ticket = ticket_of(event)
    besides = [event.actor_id] if event.actor_id else []
    yield from to_desk(directors(ticket.unit_id, besides=besides).select_related("account"), ticket)


def who_asked_for_time(event: Event) -> Iterator[Recipient]:
    """Once somebody else decided on it."""
    ticket = ticket_of(event)
    made = Extension.objects.select_related("asked_by__account").get(pk=event.data["extension"])
    if made.asked_by_id != event.actor_id:
        told = still([made.asked_by], ticket)
        yield from to_desk([person for person in told if person.pk != event.actor_id], ticket)


def newcomer(event: Event) -> Iterator[Recipient]:
    """Whoever reads the mail of an address that may register here."""
    return _applicant(event, Registration.Purpose.REGISTER, Outcome.CODE)


def registered_already(event: Event) -> Iterator[Recipient]:
    return _applicant(event, Registration.Purpose.REGISTER, Outcome.ALREADY_REGISTERED)


def owner_without_password(event: Event) -> Iterator[Recipient]:
    """Whoever reads the mail of an account that wants a new password."""
    return _applicant(event, Registration.Purpose.PASSWORD, Outcome.CODE)


def person(event: Event) -> Iterator[Recipient]:
    yield to_person(Person.objects.select_related("account").get(pk=event.subject_id))


def evaluator(event: Event) -> Iterator[Recipient]:
    """Who wrote the evaluation that the event is about."""
    yield to_person(Person.objects.select_related("account").get(pk=event.data["to"]))


def wants_notices(ticket: Ticket) -> bool:
    return bool(ticket.institution.data["state_notices"] == "always" or ticket.wants_notices)


def _applicant(event: Event, purpose: str, wanted: Outcome) -> Iterator[Recipient]:
    """A refused address gets no mail: an answer would tell that it was refused."""
    registration: Registration = Registration.objects.get(pk=event.subject_id)
    if registration.purpose == purpose and outcome(registration) == wanted:
        yield Recipient(registration.email, registration=registration)


def to_desk(people: Iterable[Person], ticket: Ticket, *, unit_id: int | None = None) -> Iterator[Recipient]:
    """Each once, and never whoever asked: he reads his requests as their requester.

    Of what is confidential those alone hear who are cleared for it, in the ticket's unit or the one named.
    """
    found = {person.pk: person for person in people if not is_party(person, ticket)}
    if ticket.confidential and found:
        cleared = roles_in(unit_id or ticket.unit_id, confidential=True)
        allowed = set(cleared.filter(person_id__in=found).values_list("person_id", flat=True))
        found = {pk: person for pk, person in found.items() if pk in allowed}
    for person in found.values():
        yield to_person(person, ticket)


def to_person(person: Person, ticket: Ticket | None = None) -> Recipient:
    address = person.email or (person.account.email if person.account else "")
    return Recipient(address, person=person, ticket=ticket)


def answerable_unit(event: Event, ticket: Ticket) -> int:
    """Whose matter an event of the ticket's is."""
    return _answerable(event, ticket)[0] if "clock" in event.data else ticket.unit_id


def _answerable(event: Event, ticket: Ticket) -> tuple[int, Person | None]:
    """Whose promise a clock is: the ticket's unit and agent, of a step those of the unit that was asked."""
    clock = event.data["clock"]
    if not is_step(clock):
        return ticket.unit_id, ticket.assignee
    step = Step.objects.select_related("assignee__account").get(pk=step_id(clock))
    return step.unit_id, step.assignee


def ticket_of(event: Event) -> Ticket:
    found: Ticket = Ticket.objects.select_related(
        "institution", "requester__account", "assignee__account"
    ).get(pk=event.subject_id)
    return found
