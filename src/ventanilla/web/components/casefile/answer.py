"""The file of a case, made and handed over: to its requester, or at the desk."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from ventanilla.lib.typeset import pdf
from ventanilla.tickets.actions.export import exported, mark
from ventanilla.tickets.models import Ticket
from ventanilla.web.components.casefile.content import content

TEMPLATE = Path(__file__).with_name("case.typ")


def hand_over(request: Any, ticket: Ticket, *, notes: bool, at: datetime, channel: str) -> HttpResponse:
    """Recorded with the hash of what was handed over."""
    now_marked = mark(ticket)
    data = content(
        ticket,
        institution=request.institution,
        reader=request.person,
        mark=now_marked,
        notes=notes,
        at=at,
    )
    file = pdf(TEMPLATE, data)
    exported(
        ticket=ticket, by=request.person, file=file, at_mark=now_marked, notes=notes, at=at, channel=channel
    )
    answer = HttpResponse(file, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{ticket.code}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
