"""Named reads of surveys."""

from typing import Any

from django.db.models import QuerySet

from ventanilla.institutions.models import Section
from ventanilla.surveys.models import Survey
from ventanilla.tickets.models import Ticket


def question_now() -> dict[str, Any] | None:
    """What the institution asks today; None where its folder asks nothing."""
    section: Section | None = Section.objects.filter(name="surveys").first()
    return None if section is None or not section.data else section.data


def of_ticket(ticket: Ticket) -> Survey | None:
    found: Survey | None = Survey.objects.filter(ticket=ticket).first()
    return found


def for_page() -> QuerySet[Any]:
    """Surveys with what their page says of the ticket."""
    return Survey.objects.select_related("ticket", "ticket__version")
