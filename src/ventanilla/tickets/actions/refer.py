"""What leaves the desk: to another area, as advice; and what comes back (UDG-06, UDG-03)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import attending, take_on
from ventanilla.tickets.actions.message import checked
from ventanilla.tickets.actions.referral import Addressee, tell, write
from ventanilla.tickets.models import Referral
from ventanilla.tickets.moves import locked, move


def refer(
    *,
    ticket_id: int,
    agent: Person,
    kind: str,
    to: Addressee,
    text: str,
    key: UUID,
    at: datetime,
) -> Referral:
    """Ask an area outside the desk, or advise the requester to write there.

    By e-mail the desk itself sends the words; a call is noted. Raises Unaddressed, NothingSaid, ReferredAlready.
    """
    if kind not in {Referral.Kind.OUTSIDE, Referral.Kind.ADVICE}:
        raise ValueError(kind)
    with attending(ticket_id, agent) as ticket:
        move(ticket, "refer", at=at)
        made = write(ticket, kind=kind, to=to, text=checked(text), by=agent, at=at, key=key)
        take_on(ticket, agent)
        ticket.save(update_fields=["last_activity_at", "assignee"])
        tell(ticket, "ticket.referred", made, agent, at)
    return made


def note_answer(*, referral_id: int, agent: Person, body: str, at: datetime) -> Referral:
    """What the other area answered, by whichever way it came; after what a colleague had noted, if he was first."""
    with transaction.atomic():
        ticket = locked(Referral.objects.filter(pk=referral_id).values("ticket_id")[:1])
        if not rules.may_attend(agent, ticket):
            raise PermissionError("not an agent of the ticket's unit")
        made: Referral = Referral.objects.get(pk=referral_id)
        words = checked(body)
        if made.answer.endswith(words):  # the same form again
            return made
        made.answer = f"{made.answer}\n\n{words}" if made.answer else words
        made.answered_by, made.answered_at = agent, at
        made.save(update_fields=["answer", "answered_by", "answered_at"])
        tell(ticket, "ticket.referral_answered", made, agent, at, text=made.answer)
    return made


def receive(*, referral_id: int, person: Person, at: datetime) -> Referral:
    """The unit has the contact, and goes on with it; a second click changes nothing."""
    with transaction.atomic():
        made: Referral = Referral.objects.select_for_update(no_key=True).get(
            pk=referral_id, kind=Referral.Kind.HANDOVER
        )
        if made.unit_id not in rules.unit_ids(person):
            raise PermissionError("not of the unit that follows up")
        if made.answered_at is None:
            made.answered_by, made.answered_at = person, at
            made.save(update_fields=["answered_by", "answered_at"])
            tell(made.ticket, "ticket.handover_received", made, person, at)
    return made
