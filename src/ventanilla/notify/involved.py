"""Who is told of what goes beyond one unit: steps, referrals, critical matters, offences."""

from collections.abc import Iterator

from ventanilla.journal.models import Event
from ventanilla.notify.attendance import able, answerable, members, still
from ventanilla.notify.audience import Recipient, requester_who_wants_notices, ticket_of, to_desk, to_person
from ventanilla.people.models import RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets import judging
from ventanilla.tickets.models import Escalation, Offence, Referral, Step
from ventanilla.tickets.queries import directors
from ventanilla.tickets.rules import is_party


def unit_of_step(event: Event) -> Iterator[Recipient]:
    """Who took the step, while he attends there; otherwise all of the unit that was asked."""
    step = Step.objects.select_related("assignee__account").get(pk=event.data["step"])
    ticket = ticket_of(event)
    took = able([step.assignee] if step.assignee else [], ticket, unit_id=step.unit_id)
    # Who ended the step before it did not ask for this one.
    others = [person for person in took or members(step.unit_id) if person.pk != step.asked_by_id]
    yield from to_desk(others, ticket, unit_id=step.unit_id)


def unit_of_cancelled_step(event: Event) -> Iterator[Recipient]:
    """Nobody heard of a step whose turn had not come."""
    if event.data["asked"]:
        yield from unit_of_step(event)


def who_asked_for_step(event: Event) -> Iterator[Recipient]:
    """Who asked, and who is responsible for the ticket; where neither attends it any more, the unit's directors."""
    ticket = ticket_of(event)
    step = Step.objects.select_related("asked_by__account").get(pk=event.data["step"])
    people = still([step.asked_by, ticket.assignee], ticket)
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
    if ticket.confidential:
        people = able(people, ticket, unit_id=referral.unit_id)
    mailbox = (referral.unit.data.get("email") if referral.unit else "") or ""
    if not people and mailbox:
        yield Recipient(mailbox, ticket=ticket)
        return
    yield from to_desk(people or with_role(RoleKind.ADMINISTRATOR), ticket, unit_id=referral.unit_id)


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
            if not is_party(person, ticket):
                yield to_person(person, ticket)


def who_marked_it(event: Event) -> Iterator[Recipient]:
    made = _escalation(event)
    if made.marked_by and made.marked_by_id != event.actor_id:
        ticket = ticket_of(event)
        told = still([made.marked_by], ticket)
        yield from to_desk([person for person in told if person.pk != event.actor_id], ticket)


def who_sent_it_up(event: Event) -> Iterator[Recipient]:
    """The director, and who marked it; of what came up by itself the unit's directors."""
    made, ticket = _escalation(event), ticket_of(event)
    people = able([person for person in (made.decided_by, made.marked_by) if person], ticket)
    yield from to_desk(people or answerable(ticket), ticket)


def directors_who_judge(event: Event) -> Iterator[Recipient]:
    """Never whoever is reported; without another director of the unit, the administrators."""
    offence = _offence(event)
    told = list(directors(offence.unit_id, besides=judging.involved(offence)).select_related("account"))
    yield from to_desk(told or with_role(RoleKind.ADMINISTRATOR), offence.ticket)


def who_reported(event: Event) -> Iterator[Recipient]:
    offence = _offence(event)
    if offence.reporter_id != event.actor_id:
        yield to_person(offence.reporter, offence.ticket)


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
