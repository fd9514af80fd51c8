"""Who the requester is for the institution, as the agent who attends him found out (UDG-02)."""

from datetime import datetime

from ventanilla.institutions.models import Section
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.models import Ticket

#: Where people say themselves what they are; elsewhere the directory knows better than the desk.
SAID_BY_PEOPLE = frozenset({"open", "invitation"})


class NoSuchType(Exception):
    """The institution's folder names no such user type."""


class ClassifiedAlready(Exception):
    """Somebody else chose a type since the page was made."""


def classify(
    *, ticket_id: int, agent: Person, user_type: str, at: datetime, was: str | None = None
) -> Ticket:
    """Set the ticket's user type, and the person's own where no directory holds it. `was`: as the page showed it."""
    people = Section.objects.get(name="people").data
    if user_type not in {known["slug"] for known in people["user_types"]}:
        raise NoSuchType(user_type)
    with attending(ticket_id, agent) as ticket:
        if ticket.user_type == user_type:
            return ticket
        if was not in (None, ticket.user_type):
            raise ClassifiedAlready
        ticket.user_type = user_type
        ticket.save(update_fields=["user_type"])
        if people["registration"]["rule"] in SAID_BY_PEOPLE:
            Person.objects.filter(pk=ticket.requester_id).update(types=[user_type])
        record(
            kind="ticket.classified",
            subject=("ticket", ticket.pk),
            actor=agent.pk,
            channel="desk",
            data={"user_type": user_type},
            at=at,
        )
    return ticket
