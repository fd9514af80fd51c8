"""What waits for a director: extensions that were asked for, and what an agent calls critical. The oldest first."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from ventanilla.tickets.models import Extension
from ventanilla.tickets.models.escalation import Escalation

#: More than these wait for nobody's eyes.
MOST = 100


def extensions(units: Sequence[int]) -> list[Any]:
    """With ticket, deadline, who asked and the service's words; one statement."""
    rows = Extension.objects.filter(status=Extension.Status.ASKED, deadline__ticket__unit__in=units)
    told = rows.select_related("deadline__ticket__unit", "asked_by").annotate(
        service_name=F("deadline__ticket__version__data__name"),
        stages=F("deadline__ticket__version__data__stages"),
    )
    return list(told.order_by("old_due_at", "id")[:MOST])


def critical(units: Sequence[int]) -> list[Any]:
    rows = Escalation.objects.filter(unit__in=units, status=Escalation.Status.MARKED, is_open=True)
    told = rows.select_related("ticket__unit", "marked_by").annotate(
        service_name=F("ticket__version__data__name")
    )
    return list(told.order_by("marked_at", "id")[:MOST])
