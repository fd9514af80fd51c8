"""Who is told when a request is joined, split, passed on, taken up again, or noted and answered in one contact."""

from collections.abc import Iterator

from django.db.models import Q

from ventanilla.journal.models import Event
from ventanilla.notify import audience
from ventanilla.notify.attendance import able, answerable
from ventanilla.notify.audience import Recipient, ticket_of, to_desk
from ventanilla.people.models import Person, RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets.models import Follower, Ticket
from ventanilla.tickets.rules import may_read_on_desk


def requester_of_what_begins(event: Event) -> Iterator[Recipient]:
    """The confirmation; what was split off, or answered in the same contact, has a letter of its own."""
    if not event.data.get("split") and not event.data.get("contact"):
        yield from audience.requester(event)


def requester_who_left_with_it(event: Event) -> Iterator[Recipient]:
    """What was asked and answered in one contact: once, with the answer."""
    if event.data.get("reason") == "contact":
        yield from audience.requester(event)


def requester_of_what_was_closed(event: Event) -> Iterator[Recipient]:
    if event.data.get("reason") != "contact":
        yield from audience.requester_of_what_the_desk_closed(event)


def requester_of_what_was_answered(event: Event) -> Iterator[Recipient]:
    if not event.data.get("contact"):
        yield from audience.requester(event)


def requester_unless_it_was_he(event: Event) -> Iterator[Recipient]:
    if event.actor_id != ticket_of(event).requester_id:
        yield from audience.requester(event)


def attending_unless_thanked(event: Event) -> Iterator[Recipient]:
    if not event.data.get("thanks"):
        yield from audience.attending(event)


def attending_what_he_took_up(event: Event) -> Iterator[Recipient]:
    """Who is responsible; where nobody is any more, the unit's directors."""
    ticket = ticket_of(event)
    if event.actor_id != ticket.requester_id:
        return
    if ticket.assignee is not None:
        yield from audience.attending(event)
    else:
        yield from to_desk(answerable(ticket), ticket)


def responsible_and_directors(event: Event) -> Iterator[Recipient]:
    """Whoever can do something about what is late."""
    ticket = ticket_of(event)
    own = able([ticket.assignee] if ticket.assignee else [], ticket)
    own += able(with_role(RoleKind.DIRECTOR, unit_id=ticket.unit_id), ticket)
    yield from to_desk(own or answerable(ticket), ticket)


def responsible_of_the_joined(event: Event) -> Iterator[Recipient]:
    """Who attended the one that is part of another now, and who follows either of them; never who did it."""
    ticket = ticket_of(event)
    gone = Ticket.objects.filter(pk=event.data["merged"]).values("assignee")
    followers = Follower.objects.filter(ticket=ticket).values("person")
    found = Person.objects.filter(Q(pk__in=gone) | Q(pk__in=followers)).exclude(pk=event.actor_id)
    people = found.select_related("account").order_by("pk")
    yield from to_desk([one for one in people if may_read_on_desk(one, ticket)], ticket)
