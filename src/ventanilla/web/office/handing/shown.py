"""A column and its cards as the page shows them."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.reports.columns import Column
from ventanilla.tickets import rules


def column_shown(column: Column, director: Person, unit: Unit, refused: Collection[str]) -> dict[str, Any]:
    """To who left or is absent nothing can be given; what he has can be taken from him. No case about oneself."""
    person = column.person
    view = {"view": "unit", "agent": person.pk} if person else {"view": "unassigned"}
    return {
        "person": person,
        "takes": person is not None and person.is_here and person.away_until is None,
        "cards": [card(one, director, refused) for one in column.tickets if one.accused_id != director.pk],
        "more": f"{reverse('desk:queue')}?{urlencode({**view, 'unit': unit.slug})}" if column.more else "",
    }


def card(ticket: Any, director: Person, refused: Collection[str]) -> dict[str, Any]:
    """Of what one may not attend no more than that it is there; of what is confidential not even which."""
    may = rules.may_attend(director, ticket)
    return {
        "ticket": ticket,
        "may": may,
        "url": reverse("desk:ticket", args=[ticket.code]) if may else "",
        "one": reverse("desk:assignment", args=[ticket.code]) if may else "",
        "title": ticket.title if may else "",
        "service": ticket.service_name if may else "",
        "who": ticket.requester.full_name if may else "",
        "code": ticket.code if may or not ticket.confidential else "",
        "seen": f"{ticket.code}:{ticket.assignee_id or ''}",
        "refused": refused[ticket.code] if isinstance(refused, dict) and ticket.code in refused else "",
        "ticked": ticket.code in refused,
    }
