"""Who is told of what goes beyond one unit: steps, referrals, critical matters, offences."""

from collections.abc import Iterator

from ventanilla.journal.models import Event
from ventanilla.notify.audience import Recipient, requester_who_wants_notices, ticket_of, to_desk, to_person
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets.models import Escalation, Offence, Referral, Step
from ventanilla.tickets.queries import directors
from ventanilla.tickets.rules import ATTENDING


def unit_of_step(event: Event) -> Iterator[Recipient]:
    """Who took the step, otherwise all of the unit that was asked."""
    step = Step.objects.select_related("assignee__account").get(pk=event.data["step"])
    told = [step.assignee] if step.assignee else members(step.unit_id)
    # Who ended the step before it did not ask for this one.
    others = [person for person in told if person.pk != step.asked_by_id]
    yield from to_desk(others, ticket_of(event), unit_id=step.unit_id)


def unit_of_cancelled_step(event: Event) -> Iterator[Recipient]:
    """Nobody heard of a step whose turn had not come."""
    if event.data["asked"]:
        yield from unit_of_step(event)


def who_asked_for_step(event: Event) -> Iterator[Recipient]:
    """Who asked, and who is responsible for the ticket."""
    ticket = ticket_of(event)
    step = Step.objects.select_related("asked_by__account").get(pk=event.data["step"])
    people = [person for person in (step.asked_by, ticket.assignee) if person is not None]
    yield from to_desk((person for person in people if person.pk != event.actor_id), ticket)


def addressee(event: Event) -> Iterator[Recipient]:
    """Of a referral or transfer by e-mail: an address outside the desk."""
    referral = _referral(event)
    if referral.channel == Referral.Channel.EMAIL and referral.kind != Referral.Kind.ADVICE:
        yield Recipient(referral.address, ticket=ticket_of(event))


def requester_of_referral(event: Event) -> Iterator[Recipient]:
    """Whom the matter was referred to; the advice is for him, whatever he chose."""
    ticket = ticket_of(event)
    if _referral(event).kind == Referral.Kind.ADVICE:
        yield to_person(ticket.requester, ticket)
    else:
        yield from requester_who_wants_notices(event)


def unit_that_follows_up(event: Event) -> Iterator[Recipient]:
    """Who works in it; its own mailbox where nobody does at the desk; administrators where there is neither."""
    ticket, referral = ticket_of(event), _referral(event)
    people = members(referral.unit_id)
    mailbox = (referral.unit.data.get("email") if referral.unit else "") or ""
    if not people and mailbox:
        yield Recipient(mailbox, ticket=ticket)
        return
    for person in people or with_role(RoleKind.ADMINISTRATOR):
        yield to_person(person, ticket)


def directors_of_ticket(event: Event) -> Iterator[Recipient]:
    """Where nobody directs the unit, administrators: they can give it a director."""
    ticket = ticket_of(event)
    besides = [event.actor_id] if event.actor_id else []
    told = list(directors(ticket.unit_id, besides=besides).select_related("account"))
    yield from to_desk(told or with_role(RoleKind.ADMINISTRATOR), ticket)


def executive_of_what_goes_up(event: Event) -> Iterator[Recipient]:
    if event.data["up"]:
        ticket = ticket_of(event)
        for person in with_role(RoleKind.EXECUTIVE):
            if person.pk != ticket.requester_id:
                yield to_person(person, ticket)


def who_marked_it(event: Event) -> Iterator[Recipient]:
    made = _escalation(event)
    if made.marked_by and made.marked_by_id != event.actor_id:
        yield from to_desk([made.marked_by], ticket_of(event))


def who_sent_it_up(event: Event) -> Iterator[Recipient]:
    """The director, and who marked it; of what came up by itself the unit's directors."""
    made, ticket = _escalation(event), ticket_of(event)
    people: list[Person] = [person for person in (made.decided_by, made.marked_by) if person is not None]
    yield from to_desk(people or with_role(RoleKind.DIRECTOR, unit_id=made.unit_id), ticket)


def directors_who_judge(event: Event) -> Iterator[Recipient]:
    """Never whoever is reported; without another director of the unit, the administrators."""
    offence = _offence(event)
    besides = [pk for pk in (offence.accused_id, offence.reporter_id) if pk]
    told = list(directors(offence.unit_id, besides=besides).select_related("account"))
    yield from to_desk(told or with_role(RoleKind.ADMINISTRATOR), offence.ticket)


def who_reported(event: Event) -> Iterator[Recipient]:
    offence = _offence(event)
    if offence.reporter_id != event.actor_id:
        yield to_person(offence.reporter, offence.ticket)


def members(unit_id: int | None) -> list[Person]:
    """Who attends in a unit, each once."""
    held = Role.objects.filter(unit=unit_id, kind__in=ATTENDING).select_related("person__account")
    return list({role.person_id: role.person for role in held.order_by("id")}.values())


def _referral(event: Event) -> Referral:
    found: Referral = Referral.objects.select_related("unit").get(pk=event.data["referral"])
    return found


def _escalation(event: Event) -> Escalation:
    rows = Escalation.objects.select_related("marked_by__account", "decided_by__account")
    found: Escalation = rows.get(pk=event.data["escalation"])
    return found


def _offence(event: Event) -> Offence:
    rows = Offence.objects.select_related("reporter__account", "ticket__institution")
    found: Offence = rows.get(pk=event.subject_id)
    return found
