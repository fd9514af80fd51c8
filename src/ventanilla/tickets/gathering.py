"""Who of a unit could be made responsible for a ticket: read from the database, judged by assignment/filters."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count

from ventanilla.assignment.filters import Candidate, Sifted, Wish, sift
from ventanilla.institutions.models import CalendarVersion, Institution, Unit
from ventanilla.people.presence import Member, calendar, members
from ventanilla.tickets.codes import read_code
from ventanilla.tickets.deadlines import calendar_slug
from ventanilla.tickets.models import IS_OPEN, Message, Ticket
from ventanilla.worktime import Calendar


@dataclass(frozen=True)
class Gathering:
    """A unit's people and what the filters say of them, about one ticket at one instant."""

    members: tuple[Member, ...]
    candidates: tuple[Candidate, ...]
    sifted: Sifted
    hours: Calendar  # the unit's

    @property
    def people(self) -> dict[int, Member]:
        return {member.person.pk: member for member in self.members}


def gather(ticket: Ticket, *, institution: Institution, at: datetime, hold: bool = False) -> Gathering:
    """Three statements, four where the request names an earlier one.

    `hold` keeps the roles as they are until the transaction ends: nobody is chosen whose role goes meanwhile.
    """
    found = members(ticket.unit_id, since=at, requester_id=ticket.requester_id, hold=hold)
    week = hours_of(ticket.unit, institution)
    loads = open_loads(ticket.unit_id, [member.person.pk for member in found])
    judged = (candidate(member, week, loads.get(member.person.pk, 0)) for member in found)
    candidates = tuple(
        replace(one, conflict=True) if one.person == ticket.accused_id else one for one in judged
    )
    return Gathering(tuple(found), candidates, sift(candidates, _wish(ticket, at)), Calendar.from_data(week))


def candidate(member: Member, week: dict[str, Any], load: int) -> Candidate:
    return Candidate(
        person=member.person.pk,
        agent=member.is_agent,
        hours=calendar(week, member.hours),
        confidential=member.confidential,
        absences=member.absences,
        capacity=member.capacity,
        load=load,
        languages=frozenset(member.languages),
        campuses=frozenset(member.campuses),
        conflict=member.conflict,
    )


def hours_of(unit: Unit, institution: Institution) -> dict[str, Any]:
    """The data of the calendar by which a unit's people work."""
    slug = calendar_slug({}, institution=institution, unit=unit, campus=None)
    found: dict[str, Any] = CalendarVersion.objects.get(slug=slug, current=True).data
    return found


def open_loads(unit_id: int, people: list[int]) -> dict[int, int]:
    """How many open tickets of the unit each of them attends."""
    held = Ticket.objects.filter(IS_OPEN, unit_id=unit_id, assignee_id__in=people)
    return dict(held.values_list("assignee_id").annotate(n=Count("pk")).order_by())


def _wish(ticket: Ticket, at: datetime) -> Wish:
    return Wish(
        at=at,
        requester=ticket.requester_id,
        holder=ticket.assignee_id,
        confidential=ticket.confidential,
        language=ticket.requester.language,
        campus=ticket.campus.slug if ticket.campus else "",
        earlier=_earlier(ticket),
    )


def _earlier(ticket: Ticket) -> frozenset[int]:
    """Who attended the request that this one names as an earlier one: nobody reviews what he decided himself."""
    asked = next((q["name"] for q in ticket.version.data["form"] if q.get("earlier")), None)
    code = read_code(str(ticket.answers.get(asked) or "")) if asked else None
    if code is None:
        return frozenset()
    named = Ticket.objects.filter(code=code, requester_id=ticket.requester_id)
    said = Message.objects.filter(ticket__in=named, by_requester=False).values_list("author_id")
    rows = named.filter(assignee__isnull=False).values_list("assignee_id").union(said)
    return frozenset(person for (person,) in rows if person is not None)
