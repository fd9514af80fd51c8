"""Messages that ask for something else become a request of their own."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.catalogue import queries as catalogue
from ventanilla.lib.clock import now
from ventanilla.people import moments
from ventanilla.tickets import rules
from ventanilla.tickets.actions.reclassify import StaysConfidential
from ventanilla.tickets.actions.split import NothingChosen, Part, split
from ventanilla.tickets.actions.submit import AlreadyOpen, KeyOfAnother
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.models import Message, Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.rules import may_read_on_desk
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.relations.services import service_field
from ventanilla.web.desk.ticket.reasons import reason

#: As many messages as a page shows; what is older is found by its own number.
MOST = 100
SHORT = 200  # characters of a message


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    if request.method != "POST":
        return page(request, ticket)
    version = catalogue.current(request.POST.get("service", ""))
    if version is None or version.data.get("restricted"):
        return page(request, ticket, wrong=gettext("Choose one of the services that are offered now."))
    part = Part(version, _chosen(request), enclosures.key_of(request))
    try:
        made = split(
            ticket_id=ticket.pk, agent=request.person, institution=request.institution, part=part, at=now()
        )
    except NothingChosen:
        return page(request, ticket, wrong=gettext("Choose at least one message that the requester wrote."))
    except AlreadyOpen as problem:
        return page(request, ticket, wrong=_other(problem.ticket, request))
    except KeyOfAnother:
        return to_ticket(ticket)
    except (StaysConfidential, NoSuchPromise, IllegalMove, PermissionError) as problem:
        return page(request, ticket, wrong=_why_not(problem))
    words = gettext("%(new)s was made of it. The requester was told its number and its date.")
    messages.success(request, words % {"new": made.code})
    if may_read_on_desk(request.person, made):
        return redirect("desk:ticket", made.code)
    return to_ticket(ticket)


def _chosen(request: Any) -> list[int]:
    given = request.POST.getlist("messages")[:MOST]
    return [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 19]


def _why_not(problem: Exception) -> str:
    if isinstance(problem, StaysConfidential):
        return gettext(
            "It is confidential: only a director of the unit may pass it to a service that is not."
        )
    if isinstance(problem, NoSuchPromise):
        return gettext(
            "That service can promise no date now: its calendar ends too soon, or its term does not hold today."
        )
    return reason(problem)


def _other(other: Ticket, request: Any) -> str:
    if may_read_on_desk(request.person, other):
        words = gettext("The requester has this open request of that service: %(code)s.")
        return words % {"code": other.code}
    return gettext("It cannot be passed to that service now: speak with the unit that attends it.")


def page(request: Any, ticket: Ticket, *, wrong: str = "") -> HttpResponse:
    chosen = request.POST.getlist("messages")
    rows = Message.objects.filter(ticket=ticket).exclude(body="").order_by("-created_at", "-id")[:MOST]
    at = now()
    choices = [
        Choice(str(row.pk), _who(row, at), row.body[:SHORT] + ("…" if len(row.body) > SHORT else ""))
        for row in reversed(rows)
    ]
    fields = [
        Field(
            "messages", "several", _("Messages that ask for it"), required=True, choices=choices, value=chosen
        ),
        service_field("", request.POST.get("service", "")),
    ]
    context = {
        "ticket": ticket,
        "fields": fields,
        "key": enclosures.key_of(request),
        "general": [wrong] if wrong else [],
        "page_has_errors": bool(wrong),
    }
    return render(request, "desk/splitting/page.html", context)


def _who(row: Message, at: Any) -> str:
    who = gettext("The requester") if row.by_requester else gettext("The desk")
    return f"{who}, {moments.short(row.created_at, now=at)}"
