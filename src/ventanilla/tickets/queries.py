"""Named reads of tickets. Who may see what is decided here, in the query."""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ventanilla.catalogue.models import Service
from ventanilla.lib.prepared import Prepared
from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets import extensions, merging, rules
from ventanilla.tickets.clocks import STEP
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.models import IS_TURN, Attachment, Deadline, Draft, Message, Step, Ticket
from ventanilla.tickets.parts import leading_to, parts, survivor

Also = Callable[[QuerySet[Any]], QuerySet[Any]]
#: (kind, unit, cleared for what is confidential) of each role: what decides what somebody sees.
Held = tuple[tuple[str, int | None, bool], ...]
FOR_PAGE = ("service", "version", "unit", "campus", "requester", "registered_by", "assignee")


def of_requester(person: Person) -> QuerySet[Any]:
    """One's own requests, newest first."""
    return Ticket.objects.filter(requester=person).select_related("version").order_by("-created_at", "-id")


def own_ticket(person: Person, code: str) -> Ticket | None:
    """One's own ticket by its code, in any spelling; None for an unknown one and for somebody else's.

    The number of one that was merged leads to the one that it is now.
    """
    written = read_code(code)
    if written is None:
        return None
    found: Ticket | None = _own_ticket().first(person=person.pk, code=written)
    return found


@cache
def _own_ticket() -> Prepared:
    def make(person: int, code: str) -> QuerySet[Any]:
        own = Ticket.objects.filter(requester=person, pk=survivor(code))
        return own.select_related(*FOR_PAGE)[:1]

    return Prepared(make, person=0, code="")


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

    Of what is confidential, that of the units where he is cleared for it. What his unit is asked for a step of, he
    reads while it is. Never one's own requests, which one reads as their requester, nor a case about oneself.
    """
    units, cleared = rules.unit_ids(person), rules.cleared_units(person)
    mine = Q(unit_id__in=cleared) | Q(unit_id__in=units, confidential=False)
    asked = Step.objects.filter(ticket=OuterRef("pk"), status=Step.Status.ASKED)
    if units:
        mine |= Q(Exists(asked.filter(unit_id__in=units)), confidential=False)
    if cleared:
        mine |= Q(Exists(asked.filter(unit_id__in=cleared)))
    if person.has_role(RoleKind.ADMINISTRATOR):
        mine |= Q(confidential=False)
    return Ticket.objects.filter(mine).exclude(requester=person).exclude(accused=person)


def desk_ticket(person: Person, code: str, *, also: Also | None = None) -> Ticket | None:
    """`also` annotates the ticket with what else a page tells: one statement for all."""
    written = read_code(code)
    if written is None:
        return None
    if also is None:
        found: Ticket | None = _desk_ticket(held_by(person)).first(code=written, reader=person.pk)
        return found
    return leading_to(also(visible_on_desk(person).select_related(*FOR_PAGE)), written).first()


@lru_cache(maxsize=128)
def _desk_ticket(held: Held) -> Prepared:
    def make(code: str, reader: int) -> QuerySet[Any]:
        return leading_to(visible_on_desk(holder(reader, held)).select_related(*FOR_PAGE), code)[:1]

    return Prepared(make, code="", reader=0)


def held_by(person: Person) -> Held:
    return tuple((role.kind, role.unit_id, role.confidential) for role in person.roles)


def holder(pk: int, held: Held) -> Person:
    """Somebody with these roles, of whom nothing else is known: for SQL that is made once for all who hold them."""
    somebody = Person(pk=pk)
    somebody._roles = [Role(kind=kind, unit_id=unit, confidential=clear) for kind, unit, clear in held]
    return somebody


def roles_for(ticket: Ticket) -> QuerySet[Any]:
    """The roles of those who may be responsible for a ticket now: never a party to it, nor who is not cleared."""
    roles = Role.objects.filter(unit=ticket.unit_id, kind__in=rules.ATTENDING)
    cleared = roles.filter(confidential=True) if ticket.confidential else roles
    return cleared.exclude(person_id__in=rules.parties(ticket))


def directors(unit_id: int, *, besides: Collection[int] = ()) -> QuerySet[Any]:
    """Who directs a unit."""
    roles = Role.objects.filter(unit_id=unit_id, kind=RoleKind.DIRECTOR).exclude(person_id__in=besides)
    return Person.objects.filter(pk__in=roles.values("person_id")).order_by("pk")


def conversation(ticket: Ticket, *, most: int | None = None) -> list[Any]:
    """In the order of time, with that of what was merged into it (`request` is then set where one begins)."""
    return _conversation(most).rows(ticket=ticket.pk)


@lru_cache(maxsize=8)
def _conversation(most: int | None) -> Prepared:
    def make(ticket: int) -> QuerySet[Any]:
        said = merging.with_requests(Message.objects.filter(ticket__in=parts(ticket)), of=ticket)
        return said.select_related("author").order_by("created_at", "id")[:most]

    return Prepared(make, ticket=0)


def attachments(ticket: Ticket) -> list[Attachment]:
    """Of all that was merged into it too; what belongs to a step or to evidence stands on a page of its own."""
    held = Attachment.objects.filter(ticket__in=parts(ticket.pk)).exclude(question__contains=":")
    return list(held.select_related("document").order_by("id"))


def deadlines(ticket: Ticket) -> list[Deadline]:
    """The promises to the requester, with their extensions."""
    return _deadlines().rows(ticket=ticket.pk)


@cache
def _deadlines() -> Prepared:
    def make(ticket: int) -> QuerySet[Any]:
        found = Deadline.objects.filter(ticket=ticket).exclude(clock__startswith=STEP)
        found = found.select_related("term", "calendar", "local")
        return extensions.beside(found).order_by("due_at", "id")

    return Prepared(make, ticket=0)


def to_look_at(*, before: datetime, after: tuple[datetime, int] | None = None) -> QuerySet[Any]:
    """(look_at, id, ticket) of the deadlines with something to tell, the oldest first, from `after` on."""
    due = Deadline.objects.filter(look_at__lt=before)
    if after is not None:
        at, pk = after
        due = due.filter(Q(look_at__gt=at) | Q(pk__gt=pk), look_at__gte=at)
    return due.order_by("look_at", "pk").values_list("look_at", "pk", "ticket_id")
