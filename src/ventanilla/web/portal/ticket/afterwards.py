"""What may still be done about a request, what it belongs to, and what it was before: for its page."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import Institution
from ventanilla.tickets import lacking, reopening
from ventanilla.tickets.actions.nudge import may_nudge, next_time
from ventanilla.tickets.models import Message
from ventanilla.tickets.states import State
from ventanilla.web.components.answers import told
from ventanilla.web.portal.ticket.reading import Reading

ROLES: dict[str, Any] = {
    "related": _("Related"),
    "parent": _("It is part of"),
    "child": _("It has a part"),
    "source": _("It comes from"),
    "part": _("A part of it is attended as"),
    "earlier": _("It follows"),
    "later": _("It goes on in"),
}


def context(institution: Institution, reading: Reading, *, at: datetime) -> dict[str, Any]:
    ticket = reading.ticket
    own = [paper.question for paper in reading.papers if paper.ticket_id == ticket.pk]
    again = next_time(ticket)
    return {
        "reopen_until": _until(institution, reading, at),
        "following": _following(reading),
        "lacks": bool(lacking.of_ticket(ticket, lacking.counted(own))),
        "may_nudge": may_nudge(ticket, reading.deadlines, at=at),
        "nudged_until": again if again is not None and again > at else None,
        "thanked": _thanked(reading),
        "related": [(ROLES[one.role], one) for one in reading.related],
        "earlier_forms": list(_earlier_forms(reading)),
        "on_behalf": ticket.registered_by if ticket.registered_by_id != ticket.requester_id else None,
    }


def _until(institution: Institution, reading: Reading, at: datetime) -> datetime | None:
    """Until when it can be taken up again: what the desk closed, within the service's window."""
    zone = institution.zoneinfo
    if not reading.events or not reopening.is_open(reading.ticket, zone=zone, at=at):
        return None
    told = [event.data for event in reading.events if event.data["kind"] in reopening.CLOSINGS]
    if not told or told[-1]["kind"] != "ticket.closed" or told[-1]["reason"] in reopening.FOR_GOOD:
        return None
    return reopening.until(reading.ticket, zone=zone)


def _following(reading: Reading) -> str:
    """The form of the same service, for a request that says that it follows this one."""
    ticket = reading.ticket
    return f"{reverse('portal:form', args=[ticket.version.slug])}?{urlencode({'follows': ticket.code})}"


def _thanked(reading: Reading) -> bool:
    """The last word is the requester's, and it left the answer as it was."""
    said = [message for message in reading.messages if message.kind != Message.Kind.NOTICE]
    return reading.ticket.state == State.ANSWERED and bool(said) and said[-1].by_requester


def _earlier_forms(reading: Reading) -> Iterator[tuple[Any, list[tuple[Any, str]]]]:
    """What was answered for the service to which it had come first, as far as its form does not ask it now."""
    for row in reading.earlier_forms:
        left = {
            name: answer
            for name, answer in row["answers"].items()
            if reading.ticket.answers.get(name) != answer
        }
        if lines := told(row["form"], left, {}):
            yield row["name"], lines
