"""Named reads of tickets. Who may see what is decided here, in the query."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ventanilla.catalogue.models import Service
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets import extensions, rules
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.models import IS_TURN, Attachment, Deadline, Draft, Message, Ticket

Also = Callable[[QuerySet[Any]], QuerySet[Any]]
FOR_PAGE = ("service", "version", "unit", "campus", "requester", "assignee")


def of_requester(person: Person) -> QuerySet[Any]:
    """One's own requests, newest first."""
    return Ticket.objects.filter(requester=person).select_related("version").order_by("-created_at", "-id")


def own_ticket(person: Person, code: str) -> Ticket | None:
    """One's own ticket by its code, in any spelling; None for an unknown one and for somebody else's."""
    written = read_code(code)
    if written is None:
        return None
    found: Ticket | None = (
        Ticket.objects.filter(requester=person, code=written).select_related(*FOR_PAGE).first()
    )
    return found


def waiting_for_requester(person: Person, *, most: int = 3) -> list[Ticket]:
    """Own requests in which he is the next: something to do, or an answer that he has not seen."""
    return list(of_requester(person).filter(IS_TURN)[:most])


def open_of_service(person: Person, service: Service) -> Ticket | None:
    """The one open request of a service that allows one (the unique key of `only_open_key`)."""
    found: Ticket | None = (
        Ticket.objects.filter(only_open_key=f"{person.pk}:{service.pk}").select_related("version").first()
    )
    return found


def sent_with(person: Person, key: UUID) -> Ticket | None:
    """One's own request that a form's key became."""
    found: Ticket | None = Ticket.objects.filter(submission_key=key, requester=person).first()
    return found


def own_draft(person: Person, key: UUID) -> Draft | None:
    found: Draft | None = Draft.objects.filter(key=key, person=person).first()
    return found


def visible_on_desk(person: Person) -> QuerySet[Any]:
    """What somebody may read at the desk: his units' tickets; administrators all but the confidential.

    Never one's own requests: those one reads as their requester.
    """
    mine = Q(unit_id__in=rules.unit_ids(person))
    if person.has_role(RoleKind.ADMINISTRATOR):
        mine |= Q(confidential=False)
    return Ticket.objects.filter(mine).exclude(requester=person)


def desk_ticket(person: Person, code: str, *, also: Also | None = None) -> Ticket | None:
    """`also` annotates the ticket with what else a page tells: one statement for all."""
    written = read_code(code)
    if written is None:
        return None
    tickets = visible_on_desk(person).filter(code=written).select_related(*FOR_PAGE)
    found: Ticket | None = (also(tickets) if also else tickets).first()
    return found


def directors(unit_id: int, *, besides: Collection[int] = ()) -> QuerySet[Any]:
    """Who directs a unit."""
    roles = Role.objects.filter(unit_id=unit_id, kind=RoleKind.DIRECTOR).exclude(person_id__in=besides)
    return Person.objects.filter(pk__in=roles.values("person_id")).order_by("pk")


def conversation(ticket: Ticket) -> list[Message]:
    return list(Message.objects.filter(ticket=ticket).select_related("author").order_by("id"))


def attachments(ticket: Ticket) -> list[Attachment]:
    return list(Attachment.objects.filter(ticket=ticket).select_related("document").order_by("id"))


def deadlines(ticket: Ticket) -> list[Deadline]:
    """With their extensions."""
    found = Deadline.objects.filter(ticket=ticket).select_related("term", "calendar", "local")
    return list(extensions.beside(found).order_by("due_at", "id"))


def to_look_at(*, before: datetime, after: tuple[datetime, int] | None = None) -> QuerySet[Any]:
    """(look_at, id, ticket) of the deadlines with something to tell, the oldest first, from `after` on."""
    due = Deadline.objects.filter(look_at__lt=before)
    if after is not None:
        at, pk = after
        due = due.filter(Q(look_at__gt=at) | Q(pk__gt=pk), look_at__gte=at)
    return due.order_by("look_at", "pk").values_list("look_at", "pk", "ticket_id")
