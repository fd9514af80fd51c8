"""What a requester has not seen yet, counted with the person: the one place where it is counted up."""

from django.db.models import F

from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket


def tell_something_new(ticket: Ticket) -> None:
    """The desk said something on a locked ticket; the caller saves it."""
    if not ticket.unread:
        ticket.unread = True
        Person.objects.filter(pk=ticket.requester_id).update(unread=F("unread") + 1)
