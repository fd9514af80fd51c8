"""Named reads of surveys."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Avg, Count, F, QuerySet

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


def by_service() -> QuerySet[Any]:
    """Invited, answered and mean score (1 is worst) of each service."""
    surveys = Survey.objects.order_by("ticket__service__slug").values(slug=F("ticket__service__slug"))
    return surveys.annotate(
        invited=Count("pk"),
        answers=Count("score"),
        mean=Avg("score"),
    )


def answered() -> Iterator[tuple[Any, ...]]:
    """(ticket's code, service's slug, instant, score, comment) of each answer, oldest first."""
    rows = Survey.objects.filter(answered_at__isnull=False).order_by("answered_at", "pk")
    return rows.values_list(
        "ticket__code", "ticket__service__slug", "answered_at", "score", "comment"
    ).iterator()
