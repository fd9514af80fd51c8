"""Who may do what with a ticket, in sentences."""

from datetime import datetime
from typing import Any

from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.tickets.models import Step, Ticket

ATTENDING = (RoleKind.AGENT, RoleKind.DIRECTOR)
ASKED = Step.Status.ASKED


def is_requester(person: Person | None, ticket: Ticket) -> bool:
    return person is not None and ticket.requester_id == person.pk


def parties(ticket: Ticket) -> set[int]:
    """Whose own matter it is: who asked for it, and whom a disciplinary case is about (UNE-12)."""
    return {pk for pk in (ticket.requester_id, ticket.accused_id) if pk is not None}


def is_party(person: Person, ticket: Ticket) -> bool:
    """Nobody attends, or reads at the desk, what is about himself."""
    return person.pk in parties(ticket)


def may_attend(person: Person | None, ticket: Ticket) -> bool:
    """Agents and directors of the ticket's unit, never on a request of their own, nor on a case about them.

    What is confidential is attended by those alone whose role in the unit says so (UNE-10).
    """
    if person is None or is_party(person, ticket):
        return False
    return ticket.unit_id in (cleared_units(person) if ticket.confidential else unit_ids(person))


def may_read_on_desk(person: Person | None, ticket: Ticket) -> bool:
    """Who attends it, and who was asked for a step, while he is; administrators unless it is confidential."""
    if person is None or is_party(person, ticket):
        return False
    if may_attend(person, ticket):
        return True
    if not ticket.confidential and person.has_role(RoleKind.ADMINISTRATOR):
        return True
    asked = cleared_units(person) if ticket.confidential else unit_ids(person)
    return bool(asked) and Step.objects.filter(ticket=ticket, unit_id__in=asked, status=ASKED).exists()


def directs(person: Person | None, ticket: Ticket) -> bool:
    """A director of the ticket's unit who may attend it."""
    return (
        may_attend(person, ticket)
        and person is not None
        and person.has_role(RoleKind.DIRECTOR, unit_id=ticket.unit_id)
    )


def may_do(person: Person | None, step: Step) -> bool:
    """Agents and directors of the step's unit, never where the matter is their own. The step comes with its ticket."""
    if person is None or is_party(person, step.ticket):
        return False
    return step.unit_id in (cleared_units(person) if step.ticket.confidential else unit_ids(person))


def may_assign(person: Person | None, ticket: Ticket) -> bool:
    """The unit's director hands out; an agent may pass on what he attends."""
    return may_attend(person, ticket)


def is_excepted(ticket: Ticket) -> bool:
    """Its service is neither drawn nor dealt out: the director hands out each of its requests (UNE-07)."""
    return bool(ticket.version.data.get("draw") == "excepted")


def may_hand_out(person: Person | None, ticket: Ticket) -> bool:
    """Who may say who is responsible, himself included: of what is excepted the unit's director, if one may."""
    if not may_assign(person, ticket):
        return False
    return not is_excepted(ticket) or directs(person, ticket) or not _has_director(ticket)


def waits_for_director(person: Person | None, ticket: Ticket) -> bool:
    """Nobody was given it yet, and whoever looks is not the one who gives it: he answers nothing."""
    return ticket.assignee_id is None and is_excepted(ticket) and not may_hand_out(person, ticket)


def _has_director(ticket: Ticket) -> bool:
    """Somebody who may attend it directs its unit: nobody else is waited for in vain."""
    roles = Role.objects.filter(unit=ticket.unit_id, kind=RoleKind.DIRECTOR)
    if ticket.confidential:
        roles = roles.filter(confidential=True)
    return bool(roles.exclude(person_id__in=parties(ticket)).exists())


def may_decide(person: Person | None, ticket: Ticket, *, asked_by: int) -> bool:
    """A director of the ticket's unit, never whoever asked for the extension."""
    return directs(person, ticket) and person is not None and person.pk != asked_by


def works_at_desk(person: Person | None) -> bool:
    return person is not None and person.has_role(*ATTENDING, RoleKind.ADMINISTRATOR)


def unit_ids(person: Person) -> list[int]:
    """The units in which somebody attends."""
    return sorted({r.unit_id for r in person.roles if r.kind in ATTENDING and r.unit_id is not None})


def cleared_units(person: Person) -> list[int]:
    """The units in which somebody attends what is confidential, too."""
    held = (r for r in person.roles if r.kind in ATTENDING and r.unit_id is not None and r.confidential)
    return sorted({r.unit_id for r in held if r.unit_id is not None})


def audience_problem(data: dict[str, Any], person: Person, *, at: datetime, zone: Any) -> str | None:
    """Why a service is not open to somebody at an instant: `restricted`, `type`, `campus`, `early`, `late`, or None.

    `data` is a service version's; dates are days of the institution, the last included.
    """
    if data.get("restricted"):
        return "restricted"
    audience = data.get("audience") or {}
    today = at.astimezone(zone).date().isoformat()
    if audience.get("from") and today < audience["from"]:
        return "early"
    if audience.get("to") and today > audience["to"]:
        return "late"
    if audience.get("user_types") and not set(audience["user_types"]) & set(person.types):
        return "type"
    if audience.get("campuses") and (person.campus is None or person.campus.slug not in audience["campuses"]):
        return "campus"
    return None
